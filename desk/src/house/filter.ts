/**
 * What a list is narrowed by: one grammar for the heads of every grid, the address bar, saved views and the API. A
 * filter is `field:condition`, several joined by `|`; a condition is what a person types (`> 5`, `3 Nov..9 Nov`,
 * `this week`, `contains tube`) or the exact form of programs (`gt:5`, `in:open,closed`). Pure: today is told.
 */
import { readNumber } from './cells.ts';
import { isDay } from './clock.ts';
import type { Fault } from './errors.ts';
import { type Comparing, comparing, rangeIn, signed, signs } from './filtersigns.ts';
import { type Span, spanned } from './filterspans.ts';
import { dayAfter } from './typeddays.ts';

/** What stands in a column, as far as comparing goes. */
export type FilterType =
  | 'text'
  | 'number'
  /** Counted in minor units, typed in whole ones. */
  | 'money'
  /** Counted in seconds; a bare number is hours. */
  | 'duration'
  /** Counted in seconds; a bare number is days. */
  | 'lateness'
  /** Counted in days. */
  | 'days'
  | 'date'
  | 'instant'
  | 'choice'
  | 'boolean';

export interface Filterable {
  readonly label: string;
  readonly type: FilterType;
  readonly choices?: readonly string[];
}

export interface FilterList {
  /** "Items", "The hot list". */
  readonly name: string;
  readonly field: (name: string) => Filterable | undefined;
}

/** What a condition's meaning hangs on besides itself. */
export interface FilterContext {
  /** YYYY-MM-DD on the plant's clock. */
  readonly today: string;
  /** The instant at which a day begins there. */
  readonly startOf: (day: string) => string;
  /** Decimals of the site's currency. */
  readonly minorDigits: number;
}

/** `has`, `starts` and `is` disregard capitals; `in` is exact, its values joined by commas. */
export type TestOp = Comparing | 'has' | 'starts' | 'is' | 'in' | 'empty' | 'filled';
export interface Test {
  readonly op: TestOp;
  readonly value: string;
}

/** All tests together must hold; with `not` they must not, or the field is empty. */
export interface Condition {
  readonly field: string;
  readonly type: FilterType;
  readonly tests: readonly Test[];
  readonly not: boolean;
}

type Meaning = Pick<Condition, 'tests' | 'not'>;

/** The parts of a filter as they stand in an address. */
export interface Part {
  readonly column: string;
  readonly condition: string;
}

export const partsOf = (filter: string | undefined): readonly Part[] =>
  (filter ?? '')
    .split('|')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const at = part.indexOf(':');
      return at < 0
        ? { column: part.trim(), condition: '' }
        : { column: part.slice(0, at).trim(), condition: part.slice(at + 1).trim() };
    });

export const filterOf = (parts: readonly Part[]): string | undefined =>
  parts.length === 0
    ? undefined
    : parts.map(({ column, condition }) => `${column}:${condition.replaceAll('|', ' ')}`).join('|');

/** Every condition of a filter, or the first that cannot be read, with its place, its value and the way out. */
export function readFilter(
  filter: string | undefined,
  list: FilterList,
  context: FilterContext,
): { readonly conditions: readonly Condition[] } | { readonly fault: Fault } {
  const conditions: Condition[] = [];
  for (const { column, condition } of partsOf(filter)) {
    const value = condition.slice(0, 60);
    const field = list.field(column);
    if (!field)
      return {
        fault: {
          field: 'filter',
          value: column.slice(0, 60),
          text: `${list.name} cannot be filtered by "${column.slice(0, 60)}": there is no such field.`,
        },
      };
    const read = readCondition(field, condition, context);
    if ('fault' in read) return { fault: { field: 'filter', column: field.label, value, text: read.fault } };
    conditions.push({ field: column, type: field.type, ...read });
  }
  return { conditions };
}

/** What a condition on a field means, or the sentence that says why it means nothing. */
export function readCondition(
  field: Filterable,
  typed: string,
  context: FilterContext,
): Meaning | { readonly fault: string } {
  const text = typed.trim().replace(/\s+/g, ' ');
  const meaning = exactly(field, text) ?? emptiness(text) ?? readers[field.type](text, field, context);
  return meaning ?? { fault: `${field.label} "${text.slice(0, 60)}" is not a filter. Maybe write ${ways(field)}.` };
}

/** The grammar of a column in one line: what stands in its filter's help and at the end of a refusal. */
export function ways({ type, choices = [] }: Filterable): string {
  const examples: Readonly<Record<FilterType, readonly string[]>> = {
    text: ['contains tube', 'starts FR', 'is FRAME-54', 'is not FRAME-54'],
    number: ['> 5', '<= 3', '5..10', '= 0', '!= 0'],
    money: ['> 5000', '<= 300', '1000..5000', '= 0'],
    duration: ['> 4 h', '< 30 min', '1 d..3 d', '= 0'],
    lateness: ['> 2', '<= 0', '1..5', '> 4 h'],
    days: ['> 2', '<= 0', '1..5', '= 0'],
    date: ['today', '< today', 'this week', 'next 7 days', '3 Nov..9 Nov', '>= +5'],
    instant: ['today', '< today', 'this week', 'next 7 days', '3 Nov..9 Nov', '>= +5'],
    choice: choices.slice(0, 6),
    boolean: ['yes', 'no'],
  };
  return `${[...examples[type], 'empty'].join(', ')} or not empty`;
}

/** `gt:5`: the exact form, its value taken as it stands. */
function exactly(field: Filterable, text: string): Meaning | undefined {
  const match = /^(eq|ne|lt|le|gt|ge|has|in|empty|filled):(.*)$/.exec(text);
  if (!match) return undefined;
  const [op, value] = [match[1] as TestOp, match[2] ?? ''];
  if (!(comparing as readonly string[]).includes(op)) return all({ op, value });
  return isValue(field.type, value) ? all({ op, value }) : undefined;
}

/** Whether a text is an exact value of such a field. */
export function isValue(type: FilterType, value: string): boolean {
  switch (type) {
    case 'number':
    case 'money':
    case 'duration':
    case 'lateness':
    case 'days':
      return /^-?\d{1,15}(\.\d{1,9})?$/.test(value);
    case 'date':
    case 'instant':
      return isDay(value.slice(0, 10)) && clockAfterDay.test(value.slice(10)) && !Number.isNaN(Date.parse(value));
    case 'boolean':
      return value === 'true' || value === 'false';
    default:
      return true;
  }
}

const clockAfterDay = /^([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)?)?$/;

const all = (...tests: readonly Test[]): Meaning => ({ tests, not: false });
const none = (...tests: readonly Test[]): Meaning => ({ tests, not: true });

function emptiness(text: string): Meaning | undefined {
  if (/^(is )?empty$/i.test(text)) return all({ op: 'empty', value: '' });
  return /^((is )?not empty|filled)$/i.test(text) ? all({ op: 'filled', value: '' }) : undefined;
}

type Reader = (text: string, field: Filterable, context: FilterContext) => Meaning | undefined;

const readers: Readonly<Record<FilterType, Reader>> = {
  text: textual,
  choice: chosen,
  boolean: (text) =>
    /^(=\s*)?(yes|true)$/i.test(text)
      ? all({ op: 'eq', value: 'true' })
      : /^(=\s*)?(no|false)$/i.test(text)
        ? all({ op: 'eq', value: 'false' })
        : undefined,
  number: (text) => compared(text, (word) => numberOf(word, 1)),
  money: (text, _, { minorDigits }) => compared(text, (word) => numberOf(word, 10 ** minorDigits)),
  days: (text) => compared(text, (word) => numberOf(word.replace(/\s*(d|days?)$/i, ''), 1)),
  duration: (text) => compared(text, (word) => secondsOf(word, 'h')),
  lateness: (text) => compared(text, (word) => secondsOf(word, 'd')),
  date: (text, _, { today }) => {
    const span = spanned(text, today);
    return span && between(span, (day) => day, 'le');
  },
  instant: (text, _, { today, startOf }) => {
    const span = spanned(text, today);
    // A day is all its instants: up to the one at which the next begins.
    return span && between({ ...span, to: span.to && dayAfter(span.to, 1) }, startOf, 'lt');
  },
};

/** A sign, or a word and a colon, is a slip of somebody who means another grammar: after "contains" it is a text. */
const noText = /^$|^[<>=≤≥]|^[a-z]+:|^(not|is|contains|starts)$/i;

function textual(text: string): Meaning | undefined {
  const said = /^(not )?(?:(contains|starts(?: with)?|is(?: not)?) |(!=|<>|=|≠) ?)(.+)$/i.exec(text);
  if (!said) return noText.test(text) ? undefined : all({ op: 'has', value: text });
  const [word, value] = [(said[2] ?? said[3] ?? '').toLowerCase(), said[4] ?? ''];
  const op = word === 'contains' ? 'has' : word.startsWith('starts') ? 'starts' : 'is';
  const not = said[1] !== undefined || ['is not', '!=', '<>', '≠'].includes(word);
  return not ? none({ op, value }) : all({ op, value });
}

function chosen(text: string, { choices = [] }: Filterable): Meaning | undefined {
  const said = /^(is not |!= ?|<> ?|≠ ?|is |= ?)?(.+)$/i.exec(text);
  const words = (said?.[2] ?? '').split(',').map((one) => one.trim().toLowerCase());
  const found = words.map((word) => choices.find((one) => one.toLowerCase() === word));
  if (found.some((one) => one === undefined)) return undefined;
  const test: Test = { op: 'in', value: found.join(',') };
  return /^(is not|!=|<>|≠)/i.test(said?.[1] ?? '') ? none(test) : all(test);
}

/** A sign and a number, a range, or a number alone; joined by "and". */
function compared(text: string, read: (word: string) => string | undefined): Meaning | undefined {
  if (/ and /i.test(text)) {
    const parts = text.split(/ and /i).map((part) => compared(part.trim(), read));
    return parts.every((part) => part !== undefined && !part.not)
      ? all(...parts.flatMap((part) => part?.tests ?? []))
      : undefined;
  }
  const sign = signed.exec(text);
  if (sign) {
    const [op, value] = [signs[sign[1] ?? ''] ?? 'eq', read(sign[2] ?? '')];
    if (value === undefined) return undefined;
    return op === 'ne' ? none({ op: 'eq', value }) : all({ op, value });
  }
  const range = rangeIn.exec(text);
  if (!range) {
    const value = read(text);
    return value === undefined ? undefined : all({ op: 'eq', value });
  }
  const ends = [range[1] ?? '', range[2] ?? ''].map((word) => (word === '' ? '' : read(word)));
  const [from, to] = ends;
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  // One that runs backwards is a slip: nothing would ever pass.
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined;
  return all(
    ...(from === '' ? [] : [{ op: 'ge' as const, value: from }]),
    ...(to === '' ? [] : [{ op: 'le' as const, value: to }]),
  );
}

function numberOf(word: string, times: number): string | undefined {
  const read = readNumber('', word, 9, {});
  if ('fault' in read || Math.abs(read.value) > 1e12) return undefined;
  return String(Number((read.value * times).toFixed(9)));
}

const units: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 };

/** "4 h", "30 min", "2 d" in seconds; a bare number in the unit given. */
function secondsOf(word: string, bare: string): string | undefined {
  const match = /^(.+?) ?(min|minutes?|m|h|hours?|d|days?)?$/i.exec(word);
  return numberOf(match?.[1] ?? '', units[(match?.[2] ?? bare).charAt(0).toLowerCase()] ?? 1);
}

function between({ from, to, not }: Span, at: (day: string) => string, last: 'le' | 'lt'): Meaning {
  const tests: readonly Test[] = [
    ...(from === undefined ? [] : [{ op: 'ge' as const, value: at(from) }]),
    ...(to === undefined ? [] : [{ op: last, value: at(to) }]),
  ];
  return { tests, not };
}
