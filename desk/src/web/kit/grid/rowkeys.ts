/** Whose actions the keys of a list are: those of the cursor's row, or of the first row where it stands on none. */
import type { RowAction } from './ActionMenu.tsx';
import type { RowSource } from './source.ts';

/** Rows among which the first is looked for. */
const mostLooked = 100;
export const noRowHere = 'The cursor stands on no row. Maybe go to one first, with j and k.';

/** `?` tells them either way; of no row they do nothing but say so. */
export function actionsTold(
  rows: Pick<RowSource<unknown>, 'total' | 'at'>,
  here: number,
  actionsAt: (row: number) => readonly RowAction[],
): readonly RowAction[] {
  const isRow = (row: number): boolean => rows.at(row)?.kind === 'row';
  if (isRow(here)) return actionsAt(here);
  const first = Array.from({ length: Math.min(rows.total, mostLooked) }, (_, row) => row).find(isRow);
  return first === undefined ? [] : actionsAt(first).map((action) => ({ ...action, barred: noRowHere }));
}
