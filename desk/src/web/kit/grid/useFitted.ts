/**
 * Columns as wide as what stands in them. Looked at once, when rows are drawn; again when the list is sorted, filtered or
 * arranged otherwise or the window changes, never because a row comes: nothing moves under the cursor.
 */
import { type RefObject, useLayoutEffect, useState } from 'react';
import { fitted, type Want, wantOf } from './fit.ts';
import { gutter, type Shown } from './shown.ts';

/** A phone's list is scrolled sideways, whatever its width. */
const widestPhone = 720;

/** The edge by which the last column is widened stands out so far. */
const lastEdge = 3;

interface Measured {
  /** The arrangement that was looked at. */
  readonly of: string;
  readonly wants: ReadonlyMap<string, Want>;
}

export function useFitted<R>(
  scroller: RefObject<HTMLDivElement | null>,
  shown: readonly Shown<R>[],
  arranged: string,
): readonly Shown<R>[] {
  const [measured, setMeasured] = useState<Measured>();
  const [room, setRoom] = useState(Infinity);
  const of = [arranged, ...shown.map(({ column }) => column.id)].join(' ');

  useLayoutEffect(() => {
    const grid = scroller.current;
    if (!grid) return;
    const now = grid.querySelector('[data-column]') ? of : 'heads alone';
    // Until the rows of another arrangement have come the columns stay as they are.
    if (measured?.of !== now && (now === of || !measured)) setMeasured({ of: now, wants: wantsIn(grid, shown) });
  });

  // The room of list and side panel together: opening a row moves no column.
  useLayoutEffect(() => {
    const grid = scroller.current;
    const holder = grid?.parentElement?.parentElement;
    if (!grid || !holder) return;
    const watch = new ResizeObserver(() =>
      setRoom(holder.clientWidth > widestPhone ? holder.clientWidth - (grid.offsetWidth - grid.clientWidth) : Infinity),
    );
    watch.observe(holder);
    return () => watch.disconnect();
  }, [scroller]);

  if (!measured) return shown;
  const wants = shown.map(({ column, width, kept }) =>
    kept ? { want: width, least: width } : (measured.wants.get(column.id) ?? { want: width, least: width }),
  );
  const widths = fitted(wants, room - gutter - lastEdge);
  return shown.map((one, at) => ({ ...one, width: widths[at] ?? one.width }));
}

/** While it is looked at, each cell is as wide as what stands in it (grid.module.css). */
function wantsIn<R>(grid: HTMLElement, shown: readonly Shown<R>[]): ReadonlyMap<string, Want> {
  grid.dataset.measured = '';
  const heads = grid.querySelectorAll<HTMLElement>('[role="columnheader"][aria-colindex]');
  const wants = shown.map(({ column }, at) => {
    const cells = [...grid.querySelectorAll<HTMLElement>(`[data-column="${at}"]`), ...[...heads].slice(at, at + 1)];
    return [column.id, wantOf(column, Math.max(...cells.map((cell) => cell.offsetWidth + 1)))] as const;
  });
  delete grid.dataset.measured;
  return new Map(wants);
}
