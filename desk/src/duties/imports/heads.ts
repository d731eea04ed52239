/** Where the head of a sheet stands: people put titles, dates and empty rows above it. */
import type { Cell } from '../../house/cells.ts';
import type { Sheet } from './sheets.ts';

const looked = 30;
const filled = (cell: Cell): boolean => cell !== null && cell !== undefined && String(cell).trim() !== '';
const isWord = (cell: Cell): boolean =>
  typeof cell === 'string' && !/^[-+(]?[\d.,'\s]+%?\)?$/.test(cell.trim()) && !/^\d{4}-\d{2}-\d{2}/.test(cell.trim());

/** The first row that is about as wide as the sheet and holds words only; else the first row with anything in it. */
export function headRow(rows: readonly (readonly Cell[])[]): number {
  const top = rows.slice(0, looked);
  const widths = top.map((row) => row.filter(filled).length);
  const widest = Math.max(0, ...widths);
  const found = top.findIndex(
    (row, at) => (widths[at] ?? 0) > 0 && (widths[at] ?? 0) >= widest * 0.6 && row.filter(filled).every(isWord),
  );
  return found >= 0 ? found : widths.findIndex((width) => width > 0);
}

/** `above`: rows of the file before `rows[0]`. Undefined when there is nothing at all. */
export function sheetOf(rows: readonly (readonly Cell[])[], name: string, file: string, above = 0): Sheet | undefined {
  const at = headRow(rows);
  if (at < 0) return undefined;
  const head = (rows[at] ?? []).map((cell) => (filled(cell) ? String(cell).trim() : ''));
  while (head.length > 0 && head[head.length - 1] === '') head.pop();
  const below = rows.slice(at + 1);
  let last = below.length;
  while (last > 0 && (below[last - 1]?.length ?? 0) === 0) last--;
  return { name, file, head, rows: below.slice(0, last), firstRow: at + 2 + above };
}
