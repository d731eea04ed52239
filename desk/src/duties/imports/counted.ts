/** Rows that leave out a number that only counts: order lines typed into a spreadsheet without their line. */
import type { Cell } from '../../house/cells.ts';
import { type Field, type Kind, keyText, type Row } from '../../house/kind.ts';
import type { Origin } from './sheets.ts';

type Cells = Readonly<Record<string, Cell>>;

const isBlank = (cell: Cell | undefined): boolean => cell === undefined || cell === null || String(cell).trim() === '';

export const countedField = (kind: Kind): Field | undefined =>
  kind.fields.find((one) => one.type === 'integer' && one.counted);

/**
 * The rows, each with its number: as it was given, else one above the highest so far among those it counts with on its
 * sheet. The same order on another sheet is not more of it, but the same again.
 */
export function counted(
  kind: Kind,
  rows: readonly Cells[],
  origins: readonly (Origin | undefined)[],
): readonly Cells[] {
  const field = countedField(kind);
  if (!field || rows.every((cells) => !isBlank(cells[field.name]))) return rows;
  const rest = kind.key.filter((name) => name !== field.name);
  const highest = new Map<string, number>();
  return rows.map((cells, at) => {
    const { file, sheet } = origins[at] ?? {};
    const among = [file, sheet, ...rest.map((name) => String(cells[name] ?? '').trim())].join('\u0001');
    const last = highest.get(among) ?? 0;
    const given = cells[field.name];
    const blank = isBlank(given);
    const number = blank ? last + 1 : Number(given);
    highest.set(among, Math.max(last, Number.isSafeInteger(number) ? number : 0));
    return blank ? { ...cells, [field.name]: number } : cells;
  });
}

/** One above the highest that stands among the records with the same rest of the key. */
export function nextFree(kind: Kind, field: string, row: Row, records: Iterable<Row>): number {
  const rest = kind.key.filter((name) => name !== field);
  let highest = 0;
  for (const one of records)
    if (rest.every((name) => one[name] === row[name])) highest = Math.max(highest, Number(one[field]) || 0);
  return highest + 1;
}

export const countedAsOther = (kind: Kind, row: Row, before: Row, free: number): string =>
  `No number is given, and ${keyText(kind, row)} is ${before.item} here, not ${row.item}. Maybe give the number: ${free} is free.`;
