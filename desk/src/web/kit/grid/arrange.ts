/** Rows that are all here: filtered, searched, sorted and grouped into the entries a grid shows. Pure. */
import type { ReactNode } from 'react';
import { type Column, type Scalar, scalarOf, sumText, textOf } from './column.ts';

export interface Group {
  readonly kind: 'group';
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** By column id. */
  readonly sums: Readonly<Record<string, ReactNode>>;
  readonly open: boolean;
}
export interface Line<R> {
  readonly kind: 'row';
  readonly key: string;
  readonly row: R;
}
export type Entry<R> = Group | Line<R>;

export interface Arrangement<R> {
  readonly sort?: string | undefined;
  /** By the filters. */
  readonly passes: (row: R) => boolean;
  readonly search?: string | undefined;
  readonly group?: string | undefined;
  /** Keys of groups that were folded. */
  readonly folded: ReadonlySet<string>;
}

export interface Arranged<R> {
  readonly entries: readonly Entry<R>[];
  /** Rows that passed, folded ones too. */
  readonly counted: number;
}

export function arrange<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  keyOf: (row: R) => string,
  { sort, passes, search, group, folded }: Arrangement<R>,
  zone: string,
): Arranged<R> {
  const words = (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const passed = rows.filter((row) => passes(row) && (words.length === 0 || found(columns, row, words, zone)));
  const ordered = sorted(passed, columns, sort);
  const by = group ? columns.find((one) => one.id === group) : undefined;
  const lines = (some: readonly R[]): Line<R>[] => some.map((row) => ({ kind: 'row', key: keyOf(row), row }));
  if (!by) return { entries: lines(ordered), counted: ordered.length };

  const groups = new Map<string, R[]>();
  for (const row of ordered) {
    const label = textOf(by, row, zone);
    const list = groups.get(label);
    if (list) list.push(row);
    else groups.set(label, [row]);
  }
  const summed = columns.filter((column) => column.sum);
  const entries = [...groups].flatMap(([label, some]): Entry<R>[] => {
    const open = !folded.has(label);
    const sums = Object.fromEntries(summed.map((column) => [column.id, sumText(column, some) ?? '']));
    const head: Group = {
      kind: 'group',
      key: label,
      label: label === '' ? `no ${by.label.toLowerCase()}` : label,
      count: some.length,
      sums,
      open,
    };
    return open ? [head, ...lines(some)] : [head];
  });
  return { entries, counted: ordered.length };
}

/** Every word must stand somewhere in the row. */
function found<R>(columns: readonly Column<R>[], row: R, words: readonly string[], zone: string): boolean {
  const text = columns
    .map((column) => textOf(column, row, zone))
    .join('\t')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** `field` or `-field`. Stable; what is empty comes last, whichever way. Codes sort as people read them: P-9 before P-10. */
export function sorted<R>(rows: readonly R[], columns: readonly Column<R>[], sort: string | undefined): readonly R[] {
  const descending = sort?.startsWith('-') ?? false;
  const column = columns.find((one) => one.id === sort?.replace(/^-/, ''));
  if (!column) return rows;
  const keyed = rows.map((row) => ({ row, value: scalarOf(column, row) }));
  keyed.sort((a, b) => {
    const [noA, noB] = [a.value === null || a.value === '', b.value === null || b.value === ''];
    if (noA || noB) return Number(noA) - Number(noB);
    const order = compared(a.value, b.value);
    return descending ? -order : order;
  });
  return keyed.map(({ row }) => row);
}

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const compared = (a: Scalar, b: Scalar): number =>
  typeof a === 'string' && typeof b === 'string' ? words.compare(a, b) : Number(a) - Number(b);
