/** Filters of a grid's columns, by the grammar of the house: what passes here, and how a filter reads above the list. */
import { type Filterable, type FilterContext, type FilterType, type Part, readFilter } from '../../../house/filter.ts';
import { passing } from '../../../house/filterpass.ts';
import { Refused } from '../refused.ts';
import { dayWords, isInstant, wallClock } from '../time.ts';
import { type Column, scalarOf, textOf } from './column.ts';

export type Filter = Part;

const types: Readonly<Record<Column<unknown>['type'], FilterType>> = {
  text: 'text',
  number: 'number',
  quantity: 'number',
  date: 'date',
  instant: 'instant',
  duration: 'duration',
  money: 'money',
  lateness: 'lateness',
  reference: 'text',
  choice: 'choice',
  boolean: 'boolean',
};

export const filterableOf = <R>(column: Column<R>): Filterable => ({
  label: column.label,
  type: column.filteredAs ?? types[column.type],
  ...(column.type === 'choice' ? { choices: column.choices } : {}),
});

/** The filters without those of a column, with new ones in their place. */
export const replaced = (all: readonly Filter[], column: string, by: readonly Filter[]): readonly Filter[] => [
  ...all.filter((one) => one.column !== column),
  ...by,
];

/** Which rows pass; a filter that cannot be read is a refusal, as the server's would be. */
export function passesOf<R>(
  columns: readonly Column<R>[],
  filter: string | undefined,
  zone: string,
  context: FilterContext,
): ((row: R) => boolean) | Refused {
  const named = new Map(columns.map((column) => [column.id, column]));
  const list = {
    name: 'This list',
    field: (name: string) => {
      const column = named.get(name);
      return column && filterableOf(column);
    },
  };
  const read = readFilter(filter, list, context);
  if ('fault' in read) {
    const { fault } = read;
    return new Refused({
      type: 'urn:hotlist:malformed',
      title: 'malformed',
      status: 400,
      code: 'malformed',
      detail: fault.text,
      faults: [fault],
    });
  }
  const tests = read.conditions.flatMap((condition) => {
    const column = named.get(condition.field);
    return column ? [{ column, passes: passing(condition) }] : [];
  });
  return (row) => tests.every(({ column, passes }) => passes(scalarOf(column, row), textOf(column, row, zone)));
}

const exact = /^(eq|ne|lt|le|gt|ge|has|in|empty|filled):(.*)$/;
const signs: Readonly<Record<string, string>> = { eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' };

/** A condition as a person would type it: what stands in the field when a filter is mended. */
export function typedForm(type: FilterType, condition: string): string {
  const [, op = '', value = ''] = exact.exec(condition) ?? [];
  if (op === '') return condition;
  if (op === 'empty') return 'empty';
  if (op === 'filled') return 'not empty';
  if (op === 'in') return value.replaceAll(',', ', ');
  if (op === 'has') return value;
  if (type === 'boolean') return value === 'true' ? 'yes' : 'no';
  if (type === 'text' || type === 'choice') return `${op === 'ne' ? 'is not' : 'is'} ${value}`;
  return `${signs[op]} ${value}`;
}

/** A choice as a person reads it: "purchase line" for `purchase_line`. */
export const choiceWords = (choice: string): string => choice.replaceAll('_', ' ');

/** "Due from Mon 3 Nov", "Late > 2": a filter as the chip above the list says it. */
export function filterWords<R>(
  columns: readonly Column<R>[],
  { column, condition }: Filter,
  zone: string,
  today: string,
): string {
  const of = columns.find((one) => one.id === column);
  const { label, type } = of ? filterableOf(of) : { label: column, type: 'text' as const };
  const said = typedForm(type, condition);
  if (/^(is )?empty$/i.test(said)) return `${label} is empty`;
  if (/^((is )?not empty|filled)$/i.test(said)) return `${label} is filled in`;
  if (type === 'boolean') return `${label}: ${said}`;
  if (type === 'choice')
    return `${label} ${choiceWords(/^is /i.test(said) ? said : `is ${said.replaceAll(', ', ' or ')}`)}`;
  if (type === 'text')
    return `${label} ${/^(not |contains |starts |is |[=!<≠])/i.test(said) ? said : `contains ${said}`}`;
  const value = said.replace(/^([<>=!≤≥≠]+)\s*/, '');
  const sign = said.slice(0, said.length - value.length).trim();
  const day = isInstant(value) ? wallClock(zone, value).day : value;
  const words = /^\d{4}-\d{2}-\d{2}$/.test(day) ? dayWords(day, today) : value;
  const pretty = { '>=': '≥', '<=': '≤', '!=': '≠', '<>': '≠' }[sign] ?? sign;
  return [label, pretty === '' && /^-?\d+([.,]\d+)*$/.test(value) ? '=' : pretty, words]
    .filter((one) => one !== '')
    .join(' ');
}
