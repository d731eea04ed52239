/**
 * Filters in the words of the API: `field:op:value`, joined by `|`. The same text stands in the address bar, in a
 * saved view and in the request, so what is seen can be sent to a person or asked by a program.
 */
import { dayWords, isInstant, wallClock } from '../time.ts';
import { type Column, type Scalar, scalarOf, textOf } from './column.ts';

export const operators = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'has', 'in', 'empty', 'filled'] as const;
export type Operator = (typeof operators)[number];

export interface Filter {
  readonly column: string;
  readonly op: Operator;
  readonly value: string;
}

const isOperator = (text: string): text is Operator => (operators as readonly string[]).includes(text);

/** Parts that cannot be read are dropped: an address bar is typed into, and the rest still holds. */
export function parseFilters(text: string | undefined): readonly Filter[] {
  return (text ?? '').split('|').flatMap((part) => {
    const [column = '', op = '', ...rest] = part.split(':');
    return column !== '' && isOperator(op) ? [{ column, op, value: rest.join(':') }] : [];
  });
}

export const printFilters = (filters: readonly Filter[]): string | undefined =>
  filters.length === 0
    ? undefined
    : filters.map(({ column, op, value }) => `${column}:${op}:${value.replaceAll('|', ' ')}`).join('|');

/** The filters without those of a column, with new ones in their place. */
export const replaced = (all: readonly Filter[], column: string, by: readonly Filter[]): readonly Filter[] => [
  ...all.filter((one) => one.column !== column),
  ...by,
];

/** Whether a row passes. An unknown column passes nothing away: the filter is shown, and can be taken off. */
export function passes<R>(columns: readonly Column<R>[], filters: readonly Filter[], row: R, zone: string): boolean {
  return filters.every((filter) => {
    const column = columns.find((one) => one.id === filter.column);
    return !column || holds(filter, scalarOf(column, row), textOf(column, row, zone));
  });
}

function holds({ op, value }: Filter, scalar: Scalar, text: string): boolean {
  const empty = scalar === null || scalar === '';
  if (op === 'empty') return empty;
  if (op === 'filled') return !empty;
  if (op === 'has') return text.toLowerCase().includes(value.toLowerCase());
  if (op === 'in') return value.split(',').includes(String(scalar ?? ''));
  if (scalar === null) return false;
  const order = ordered(scalar, value);
  return { eq: order === 0, ne: order !== 0, lt: order < 0, le: order <= 0, gt: order > 0, ge: order >= 0 }[op];
}

/** NaN when they cannot be compared, which fails every comparison but `ne`. */
function ordered(scalar: Exclude<Scalar, null>, value: string): number {
  if (typeof scalar === 'number') return scalar - Number(value);
  const text = String(scalar);
  return text === value ? 0 : text < value ? -1 : 1;
}

const signs: Readonly<Record<Operator, string>> = {
  eq: 'is',
  ne: 'is not',
  lt: 'before',
  le: 'up to',
  gt: 'after',
  ge: 'from',
  has: 'contains',
  in: 'is',
  empty: 'is empty',
  filled: 'is filled in',
};
const numberSigns: Partial<Readonly<Record<Operator, string>>> = {
  eq: '=',
  ne: '≠',
  lt: '<',
  le: '≤',
  gt: '>',
  ge: '≥',
};

/** "Due from Mon 3 Nov": a filter as the chip above the list says it. */
export function filterWords<R>(
  columns: readonly Column<R>[],
  { column, op, value }: Filter,
  zone: string,
  today: string,
): string {
  const of = columns.find((one) => one.id === column);
  const label = of?.label ?? column;
  const dated = of?.type === 'date' || of?.type === 'instant';
  const sign = (!dated && numberSigns[op]) || signs[op];
  if (op === 'empty' || op === 'filled') return `${label} ${sign}`;
  if (of?.type === 'boolean') return `${label}: ${value === 'true' ? 'yes' : 'no'}`;
  if (op === 'in') return `${label} ${sign} ${value.split(',').join(' or ')}`;
  const day = isInstant(value) ? wallClock(zone, value).day : value;
  return `${label} ${sign} ${dated && /^\d{4}-\d{2}-\d{2}$/.test(day) ? dayWords(day, today) : value}`;
}
