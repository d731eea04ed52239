/** The record that the side panel shows. */
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

/** While the panel is open, a press on another row shows that one. */
export function openClicked<R>(target: EventTarget, view: View, rows: RowSource<R>): void {
  if (view.open === undefined || !(target instanceof Element)) return;
  const row = target.closest('[data-row]')?.getAttribute('data-row');
  const entry = row == null ? undefined : rows.at(Number(row));
  if (entry?.kind === 'row') view.setOpen(entry.key);
}
