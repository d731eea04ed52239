/**
 * Columns as wide as what stands in them. Looked at once, when rows are drawn; again when the list is sorted, filtered or
 * arranged otherwise or the window changes, never because a row comes: nothing moves under the cursor.
 */
import { type RefCallback, useCallback, useState } from 'react';
import { fitted, saidWant, wantOf, wordsToCome } from './fit.ts';
import { gutter, type Shown } from './shown.ts';

/** A phone's list is scrolled sideways, whatever its width. */
const widestPhone = 720;
/** The edge by which the last column is widened stands out so far. */
const lastEdge = 3;

interface Measured {
  /** The columns that were looked at, and what stands in each in one line. */
  readonly ids: string;
  readonly content: readonly number[];
  /** The longest word of each, and of what may come in it. */
  readonly words: readonly number[];
  readonly coming: readonly number[];
}

/** `standing`: rows are drawn, not only waited for. The ref is of what holds list and side panel: opening a row moves no column. */
export function useFitted<R>(
  shown: readonly Shown<R>[],
  arranged: string,
  standing: boolean,
): { readonly shown: readonly Shown<R>[]; readonly holder: RefCallback<HTMLDivElement> } {
  const [measured, setMeasured] = useState<Measured>();
  const [room, setRoom] = useState(Infinity);
  const ids = JSON.stringify(shown.map(({ column }) => column.id));
  const look = [ids, arranged, standing].join(' ');
  const words = JSON.stringify(shown.map(({ column }) => wordsToCome(column)));

  const holder = useCallback(
    (holding: HTMLDivElement | null) => {
      const grid = holding?.querySelector<HTMLElement>('[role="grid"]');
      if (!holding || !grid || look === '') return;
      // Read here, not when the state is reckoned: by then other rows may stand there, or none.
      const seen = {
        ids,
        content: widest(grid, 'lines'),
        words: widest(grid, 'words'),
        coming: (JSON.parse(words) as string[][]).map((some, at) => widestWord(grid, at, some)),
      };
      // Until the rows of another arrangement have come the columns stay as they are.
      setMeasured((before) => (standing || before?.ids !== ids ? seen : before));
      const watch = new ResizeObserver(() => {
        const { clientWidth: width } = holding;
        setRoom(width > widestPhone ? width - (grid.offsetWidth - grid.clientWidth) : Infinity);
      });
      watch.observe(holding);
      return () => watch.disconnect();
    },
    [look, ids, standing, words],
  );

  if (measured?.ids !== ids) return { shown, holder };
  const wants = shown.map(({ column, width, kept }, at) =>
    kept
      ? saidWant(column, kept, width, measured.words[at])
      : wantOf(column, Math.max(measured.content[at] ?? 0, measured.coming[at] ?? 0), measured.words[at]),
  );
  const widths = fitted(wants, room - gutter - lastEdge);
  return { shown: shown.map((one, at) => ({ ...one, width: widths[at] ?? one.width })), holder };
}

/** While it is looked at, each cell is as wide as what stands in it, in one line or word by word (grid.module.css). */
function widest(grid: HTMLElement, by: 'lines' | 'words'): readonly number[] {
  grid.dataset.measured = by;
  const heads = [...grid.querySelectorAll<HTMLElement>('[role="columnheader"][aria-colindex]')];
  const widths = heads.map((head, at) =>
    [head, ...grid.querySelectorAll<HTMLElement>(`:is([data-column="${at}"], [data-sum="${at}"])`)].reduce(
      (most, { offsetWidth }) => Math.max(most, offsetWidth + 1),
      0,
    ),
  );
  delete grid.dataset.measured;
  return widths;
}

/** As wide as a cell that holds it; 0 where the column has no cell yet. */
function widestWord(grid: HTMLElement, at: number, words: readonly string[]): number {
  const cell = grid.querySelector<HTMLElement>(`[data-column="${at}"]`);
  const pen = cell && words.length > 0 ? document.createElement('canvas').getContext('2d') : null;
  if (!cell || !pen) return 0;
  const { fontStyle, fontWeight, fontSize, fontFamily, paddingLeft, paddingRight } = getComputedStyle(cell);
  // Their short form is empty where figures are tabular.
  pen.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const room = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight) + 1;
  return Math.ceil(room + Math.max(...words.map((word) => pen.measureText(word).width)));
}
