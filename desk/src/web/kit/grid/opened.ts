/** The record that the side panel shows. */
import type { MouseEvent } from 'react';
import type { RowSource } from './source.ts';
import type { View } from './view.ts';

/** The record that the panel shows: looked for near the cursor first, then among what is drawn, then everywhere loaded. */
export function findOpen<R>(rows: RowSource<R>, key: string, drawn: readonly number[], spot: number): R | undefined {
  for (const index of [spot, ...drawn]) {
    const entry = rows.at(index);
    if (entry?.kind === 'row' && entry.key === key) return entry.row;
  }
  for (let index = 0; index < rows.total; index += 1) {
    const entry = rows.at(index);
    if (entry?.kind === 'row' && entry.key === key) return entry.row;
  }
  return undefined;
}

/** A finger's, not a mouse's. */
export const isTap = ({ nativeEvent }: MouseEvent): boolean =>
  'pointerType' in nativeEvent ? nativeEvent.pointerType === 'touch' : window.matchMedia('(pointer: coarse)').matches;

interface Opening<R> {
  readonly view: View;
  readonly rows: RowSource<R>;
  /** By a finger, which has no other way to open one. */
  readonly tapped: boolean;
}

/** While the panel is open, a press on another row shows that one; a tap opens it. Doors in a row do what they say. */
export function openClicked<R>(target: EventTarget, { view, rows, tapped }: Opening<R>): void {
  if (!(target instanceof Element)) return;
  if (view.open === undefined && (!tapped || target.closest('a, button, input, textarea, select'))) return;
  const row = target.closest('[data-row]')?.getAttribute('data-row');
  const entry = row == null ? undefined : rows.at(Number(row));
  if (entry?.kind === 'row') view.setOpen(entry.key);
}
