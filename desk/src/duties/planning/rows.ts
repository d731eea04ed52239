/** Small readings of rows that every part of the problem needs. */
import type { Row, Value } from '../../house/kind.ts';

/** The rows of a kind; none where the kind has none. */
export type RowsByKind = (kind: string) => readonly Row[];

export const text = (value: Value | undefined): string => (value === null || value === undefined ? '' : String(value));

/** Absent rather than empty. */
export const maybe = (value: Value | undefined): string | undefined =>
  value === null || value === undefined || value === '' ? undefined : String(value);

export function groupedBy<T, K = string>(list: readonly T[], by: (one: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const key = by(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

export const grouped = (rows: readonly Row[], field: string): ReadonlyMap<string, readonly Row[]> =>
  groupedBy(rows, (row) => text(row[field]));

/** How the engine names a customer line, a purchase line and a stock lot; the records' keys, parted by "/". */
export const lineId = (row: Row): string => `${text(row.order_no)}/${text(row.line)}`;
export const lotId = (row: Row): string => `${text(row.item)}/${text(row.location)}/${text(row.lot)}`;
