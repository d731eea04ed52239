/** Small readings of rows that every part of the problem needs. */
import type { Row, Value } from '../../house/kind.ts';

/** The rows of a kind; none where the kind has none. */
export type RowsByKind = (kind: string) => readonly Row[];

export const text = (value: Value | undefined): string => (value === null || value === undefined ? '' : String(value));

/** Absent rather than empty. */
export const maybe = (value: Value | undefined): string | undefined => (value === null || value === undefined || value === '' ? undefined : String(value));

export function grouped(rows: readonly Row[], by: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = text(row[by]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** How the engine names a customer line, a purchase line and a stock lot; the records' keys, parted by "/". */
export const lineId = (row: Row): string => `${text(row.order_no)}/${text(row.line)}`;
export const lotId = (row: Row): string => `${text(row.item)}/${text(row.location)}/${text(row.lot)}`;
