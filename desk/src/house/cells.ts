/** How a cell becomes a value: typed in a form, pasted, read from CSV or a workbook. One home for all of them. */
import { inUtc } from './clock.ts';
import type { Fault } from './errors.ts';
import type { Field, Kind, Value } from './kind.ts';
import { isSeen } from './texts.ts';
import { months, typedDay } from './typeddays.ts';

/** What a file or form may hand over. Workbooks give numbers, dates and booleans; everything else is text. */
export type Cell = string | number | boolean | Date | null | undefined;

/** Records not yet read: for each kind, by its name, rows of cells by field name. What readers and examples hand to an import. */
export type Tables = ReadonlyMap<string, readonly Readonly<Record<string, Cell>>[]>;

export interface CellContext {
  /** Instant of `time` (HH:MM) on `day` (YYYY-MM-DD) by the site's clock, ISO 8601 UTC. */
  readonly instant: (day: string, time: string) => string;
  /** HH:MM that a date alone falls due. */
  readonly dueTime: string;
  /** YYYY-MM-DD on the plant's clock, where a person types: "tomorrow" and "3 nov" are days then. Files have none. */
  readonly today?: string;
  /** How "3/4/2026" is meant. Absent: it is refused as unclear unless one part is above 12. */
  readonly dayFirst?: boolean;
  /** "1.234,5" rather than "1,234.5"; `both`: either is met beside it. Absent: told from the text, refused when unclear. */
  readonly decimalComma?: boolean | 'both' | undefined;
  /** A person types it into a page: "1.000" is unclear as "1,000" is, and exponents are none of his (`typednumbers.ts`). */
  readonly typed?: true;
}

export type Read = { readonly value: Value } | { readonly fault: string };

const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/;
/** Most cells: nothing invisible in them, nothing to normalize, no controls. */
const plainAscii = /^[ -~]*$/;
const invisible = /[\u200b\u200e\u200f\u2060\ufeff]/g;

/** Reads one cell for one field. A fault is a sentence with the value; the caller adds the place. */
export function readCell(field: Field, cell: Cell, context: CellContext): Read {
  if (isEmpty(cell)) {
    if (field.default !== undefined) return { value: field.default };
    return field.required ? { fault: `${field.label} is missing.` } : { value: null };
  }
  switch (field.type) {
    case 'code':
      return readCode(field.label, cell, field.max ?? 64);
    case 'reference':
      return readCode(field.label, cell, 64);
    case 'references':
      return readCodes(field.label, cell);
    case 'text':
      return readText(field.label, cell, field.max ?? 200);
    case 'choice':
      return readChoice(field.label, cell, field.choices);
    case 'boolean':
      return readBoolean(field.label, cell);
    case 'integer':
      return within(field.label, readNumber(field.label, cell, 0, context), field.min, field.max);
    case 'decimal':
      return within(field.label, readNumber(field.label, cell, field.digits, context), field.min, field.max);
    case 'quantity':
      return readQuantity(field, cell, context);
    case 'ratio':
      return readRatio(field.label, cell, field.aboveZero ?? false, context);
    case 'date':
      return readDate(field.label, cell, context);
    case 'instant':
      return readInstant(field.label, cell, context);
  }
}

export const isEmpty = (cell: Cell): boolean =>
  cell === null ||
  cell === undefined ||
  (typeof cell === 'string' && (plainAscii.test(cell) ? cell.trim() === '' : !isSeen(cell)));

export const show = (cell: Cell): string => {
  const text = cell instanceof Date ? cell.toISOString() : String(cell ?? '');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
const fault = (label: string, cell: Cell, what: string, maybe?: string): Read => ({
  fault: `${label} "${show(cell)}" ${what}.${maybe ? ` Maybe ${maybe}.` : ''}`,
});
const textOf = (cell: Cell): string => {
  const text = cell instanceof Date ? cell.toISOString() : String(cell);
  return plainAscii.test(text) ? text.trim() : text.replace(invisible, '').trim().normalize('NFC');
};

function readText(label: string, cell: Cell, max: number): Read {
  const text = textOf(cell);
  if (controls.test(text)) return fault(label, cell, 'holds control characters');
  if (text.length > max)
    return {
      fault: `${label} is ${text.length} characters long; ${max} are the most. It begins "${text.slice(0, 40)}…".`,
    };
  return { value: text };
}

function readCode(label: string, cell: Cell, max: number): Read {
  const read = readText(label, cell, max);
  if ('fault' in read) return read;
  if (/[\r\n\t]/.test(String(read.value))) return fault(label, cell, 'runs over more than one line');
  return { value: String(read.value).replace(/\s+/g, ' ') };
}

function readCodes(label: string, cell: Cell): Read {
  const codes = textOf(cell)
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return codes.length > 200 ? fault(label, cell, 'names more than 200 records') : { value: codes.join(', ') };
}

function readChoice(label: string, cell: Cell, choices: readonly string[]): Read {
  const text = textOf(cell).toLowerCase();
  const found = choices.find((one) => one.toLowerCase() === text);
  return found ? { value: found } : fault(label, cell, `is not one of ${choices.join(', ')}`);
}

function readBoolean(label: string, cell: Cell): Read {
  const text = textOf(cell).toLowerCase();
  if (['true', 'yes', 'y', 'x', '1', 'ja', 'oui', 'si'].includes(text)) return { value: true };
  if (['false', 'no', 'n', '0', '-', 'nein', 'non'].includes(text)) return { value: false };
  return fault(label, cell, 'is neither yes nor no');
}

/** A number with at most `digits` decimals; `=12*144` is calculated; thousands signs are understood where they are plain. */
export function readNumber(
  label: string,
  cell: Cell,
  digits: number,
  context: Pick<CellContext, 'decimalComma' | 'typed'>,
): { readonly value: number } | { readonly fault: string } {
  const number = typeof cell === 'number' ? cell : plainNumber(textOf(cell), context);
  if (number === 'unclear')
    return { fault: `${label} "${show(cell)}" can be read in two ways. Maybe write it without thousands signs.` };
  if (number === undefined || !Number.isFinite(number)) return { fault: `${label} "${show(cell)}" is not a number.` };
  if (Math.abs(number) > 1e12)
    return { fault: `${label} ${show(cell)} is far beyond what can be planned; 1,000,000,000,000 is the most.` };
  const rounded = Number(number.toFixed(digits));
  // A workbook's floating point noise (0.1 + 0.2) is forgiven; a real further decimal is not.
  if (Math.abs(rounded - number) > Math.abs(number) * 1e-12 + 1e-13)
    return {
      fault: `${label} ${show(cell)} has more than ${digits} decimals${digits === 0 ? '; whole numbers only' : ''}.`,
    };
  return { value: rounded === 0 ? 0 : rounded };
}

const counting: ReadonlySet<Field['type']> = new Set(['integer', 'decimal', 'quantity', 'ratio']);

/** A number without what people set between its thousands, and with a plain sign. */
const bare = (typed: string): string =>
  typed
    .replace(/[\s\u00a0\u202f'’](?=\d{3}(?!\d))/g, '')
    .replace(/^\((.+)\)$/, '-$1')
    .replace(/^\u2212/, '-');

/** How the decimals of rows that came together are written, by the numbers that can be read in one way alone; undefined: none tells. */
export function decimalSignOf(
  fields: readonly Pick<Field, 'name' | 'type'>[],
  rows: readonly Readonly<Record<string, Cell>>[],
): CellContext['decimalComma'] {
  let [comma, point] = [false, false];
  const names = fields.filter(({ type }) => counting.has(type)).map(({ name }) => name);
  const cells = rows.flatMap((row) => names.map((name) => row[name])).filter((cell) => typeof cell === 'string');
  for (const cell of cells) {
    const text = bare(textOf(cell));
    comma ||= /^[-+]?(\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}|(0|\d{4,}),\d+|\d+,(\d{1,2}|\d{4,}))$/.test(text);
    point ||= /^[-+]?(\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|(0|\d{4,})\.\d+|\d+\.(\d{1,2}|\d{4,}))$/.test(text);
  }
  return comma && point ? 'both' : comma || (point ? false : undefined);
}

const eitherWay = /^[-+]?[1-9]\d{0,2}\.\d{3}$/;

function plainNumber(
  typed: string,
  { decimalComma, typed: byHand }: Pick<CellContext, 'decimalComma' | 'typed'>,
): number | 'unclear' | undefined {
  if ((byHand || decimalComma === 'both') && eitherWay.test(typed)) return 'unclear';
  if (decimalComma !== true && /^-?\d+(\.\d+)?$/.test(typed)) return Number(typed);
  if (typed.startsWith('=')) return calculate(typed.slice(1));
  const text = bare(typed);
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  if (!byHand && /^[-+]?(\d+\.?\d*|\.\d+)[eE][-+]?\d+$/.test(text)) return Number(text);
  const grouped = (group: string): boolean => new RegExp(`^[-+]?\\d{1,3}(\\${group}\\d{3})+$`).test(text);
  if (/^[-+]?\d*\.\d+$/.test(text) || /^[-+]?\d+\.$/.test(text)) {
    if (decimalComma === true) return grouped('.') ? Number(text.replaceAll('.', '')) : undefined;
    return Number(text);
  }
  if (/^[-+]?\d*,\d+$/.test(text)) {
    if (decimalComma === true) return Number(text.replace(',', '.'));
    if (grouped(',')) return decimalComma === false ? Number(text.replaceAll(',', '')) : 'unclear';
    return decimalComma === false ? undefined : Number(text.replace(',', '.'));
  }
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^[-+]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  return undefined;
}

/** The four operations and brackets, as people type them into a number cell; undefined when it is anything else. */
export function calculate(expression: string): number | undefined {
  if (expression.length > 200) return undefined;
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*/()]|\S/g) ?? [];
  let at = 0;
  const factor = (depth: number): number => {
    const token = tokens[at++];
    if (depth > 20) return Number.NaN;
    if (token === '-') return -factor(depth + 1);
    if (token === '+') return factor(depth + 1);
    if (token === '(') {
      const inner = sum(depth + 1);
      return tokens[at++] === ')' ? inner : Number.NaN;
    }
    return token !== undefined && /^\d/.test(token) ? Number(token) : Number.NaN;
  };
  const product = (depth: number): number => {
    let left = factor(depth);
    while (tokens[at] === '*' || tokens[at] === '/')
      left = tokens[at++] === '*' ? left * factor(depth) : left / factor(depth);
    return left;
  };
  const sum = (depth: number): number => {
    let left = product(depth);
    while (tokens[at] === '+' || tokens[at] === '-')
      left = tokens[at++] === '+' ? left + product(depth) : left - product(depth);
    return left;
  };
  const value = sum(0);
  return at === tokens.length && Number.isFinite(value) ? value : undefined;
}

function within(
  label: string,
  read: { readonly value: number } | { readonly fault: string },
  min: number,
  max: number,
): Read {
  if ('fault' in read) return read;
  if (read.value < min) return { fault: `${label} ${read.value} is below ${min}.` };
  if (read.value > max) return { fault: `${label} ${read.value} is above ${max}.` };
  return read;
}

/** A quantity of 1e9 with six decimals is the most that stays exact in every place it goes. */
export const largestQuantity = 1e9;

function readQuantity(field: Field & { type: 'quantity' }, cell: Cell, context: CellContext): Read {
  const read = readNumber(field.label, cell, 6, context);
  if ('fault' in read) return read;
  if (field.aboveZero && read.value <= 0) return { fault: `${field.label} must be above 0, not ${read.value}.` };
  return within(field.label, read, field.min ?? -largestQuantity, largestQuantity);
}

const largestRatio = 1e6;
/** As fine as nine decimals are. */
const largestDenominator = 1e9;

/** "2.6" or "1/3"; kept as a decimal where that is exact, else in lowest terms. */
function readRatio(label: string, cell: Cell, aboveZero: boolean, context: CellContext): Read {
  const fraction = typeof cell === 'string' ? /^(\d{1,15})\s*\/\s*(\d{1,15})$/.exec(textOf(cell)) : null;
  if (fraction) {
    const [num, den] = [Number(fraction[1]), Number(fraction[2])];
    if (den === 0) return fault(label, cell, 'divides by zero');
    if (aboveZero && num === 0) return fault(label, cell, 'must be above 0');
    if (num > largestRatio * den) return fault(label, cell, 'is above 1,000,000');
    if (den > largestDenominator) return fault(label, cell, 'is finer than can be counted', 'divide by less');
    const divisor = gcd(num, den);
    return { value: den === divisor ? String(num / divisor) : `${num / divisor}/${den / divisor}` };
  }
  const read = readNumber(label, cell, 9, { decimalComma: context.decimalComma });
  if ('fault' in read) return read;
  if (read.value < 0 || (aboveZero && read.value === 0))
    return fault(label, cell, aboveZero ? 'must be above 0' : 'is below 0');
  if (read.value > largestRatio) return fault(label, cell, 'is above 1,000,000');
  return { value: read.value.toFixed(9).replace(/\.?0+$/, '') };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const [firstYear, lastYear] = [1990, 2100];
/** The last day that anybody types. */
export const lastTyped = `${lastYear}-12-31`;

/** YYYY-MM-DD of what was typed, or the sentence that says why not. Years outside 1990 to 2100 are taken for slips. */
export function readDay(
  label: string,
  cell: Cell,
  context: Pick<CellContext, 'dayFirst' | 'today'>,
): { readonly value: string } | { readonly fault: string } {
  const typed = context.today !== undefined && typeof cell === 'string' && typedDay(textOf(cell), context.today);
  if (typed) return { value: typed };
  const slip = (what: string, maybe?: string) => ({
    fault: `${label} "${show(cell)}" ${what}.${maybe ? ` Maybe ${maybe}.` : ''}`,
  });
  let [year, month, day] = [0, 0, 0];
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return slip('is not a date');
    [year, month, day] = [cell.getUTCFullYear(), cell.getUTCMonth() + 1, cell.getUTCDate()];
  } else {
    const text = textOf(cell).replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i, '');
    const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
    const dotted = iso ? null : /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})$/.exec(text);
    const slashed = iso ? null : /^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})$/.exec(text);
    const worded = iso ? null : /^(\d{1,2})[\s.-]+([a-z]{3})[a-z]*\.?[\s,-]+(\d{4})$/i.exec(text);
    const american = iso ? null : /^([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})$/i.exec(text);
    const whole = (digits: string | undefined): number => Number(digits) + ((digits ?? '').length === 2 ? 2000 : 0);
    if (iso) [year, month, day] = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
    else if (dotted) [year, month, day] = [whole(dotted[3]), Number(dotted[2]), Number(dotted[1])];
    else if (slashed) {
      const [a, b] = [Number(slashed[1]), Number(slashed[2])];
      const dayFirst = a > 12 ? true : b > 12 ? false : a === b ? true : context.dayFirst;
      if (dayFirst === undefined)
        return slip('can be read in two ways', 'write it as 2026-04-03, or say which comes first, day or month');
      year = whole(slashed[3]);
      [month, day] = dayFirst ? [b, a] : [a, b];
    } else if (worded)
      [year, month, day] = [Number(worded[3]), months.indexOf((worded[2] ?? '').toLowerCase()) + 1, Number(worded[1])];
    else if (american)
      [year, month, day] = [
        Number(american[3]),
        months.indexOf((american[1] ?? '').toLowerCase()) + 1,
        Number(american[2]),
      ];
    else
      return slip(
        'is not a date',
        context.today ? 'write 2026-04-03, 3 Apr, tomorrow or +5' : 'write it as 2026-04-03',
      );
  }
  if (month < 1 || month > 12 || day < 1 || day > lastOf(year, month)) return slip('is not a day of the calendar');
  if (year < firstYear || year > lastYear) return slip(`lies in the year ${year}`, 'the year was mistyped');
  return { value: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` };
}

function lastOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const readDate = (label: string, cell: Cell, context: CellContext): Read => {
  const text = cell instanceof Date ? cell : textOf(cell).replace(/[T\s]00:00(:00(\.0+)?)?Z?$/, '');
  return readDay(label, text, context);
};

function readInstant(label: string, cell: Cell, context: CellContext): Read {
  if (cell instanceof Date) {
    const day = readDay(label, cell, context);
    if ('fault' in day) return day;
    const time = cell.toISOString().slice(11, 16);
    return { value: context.instant(day.value, time === '00:00' ? context.dueTime : time) };
  }
  const text = textOf(cell);
  const match = /^(.*?\S)(?:(?<=\d)T|\s)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[-+]\d{2}:?\d{2})?$/i.exec(
    text,
  );
  const day = readDay(label, match ? (match[1] ?? '') : text, context);
  if ('fault' in day) return { fault: day.fault.replace(/"[^"]*"/, `"${show(cell)}"`) };
  if (!match) return { value: context.instant(day.value, context.dueTime) };
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return fault(label, cell, 'has a time that no clock shows');
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  if (!match[5]) return { value: context.instant(day.value, clock) };
  const zone = match[5].toUpperCase() === 'Z' ? 'Z' : match[5].replace(/^([-+]\d{2}):?(\d{2})$/, '$1:$2');
  const instant = `${day.value}T${clock}:${match[4] ?? '00'}${zone}`;
  return Number.isNaN(Date.parse(instant))
    ? fault(label, cell, 'has a time that no clock shows')
    : { value: inUtc(instant) };
}

/** Reads a whole row; unknown columns are the caller's affair. Faults name the column by its label. */
export function readRow(
  fields: readonly Field[],
  cells: Readonly<Record<string, Cell>>,
  context: CellContext,
): { readonly row: Record<string, Value>; readonly faults: readonly Fault[] } {
  const row: Record<string, Value> = {};
  const faults: Fault[] = [];
  for (const field of fields) {
    const cell = cells[field.name];
    const read = readCell(field, cell, context);
    if ('value' in read) row[field.name] = read.value;
    else
      faults.push({
        column: field.label,
        field: field.name,
        value: show(cell),
        text: read.fault,
      });
  }
  return { row, faults };
}

/** What a kind says of a whole row shows what was read of it; the person looks for what stands in the cell. */
export function asTyped(fault: Fault, kind: Kind, cells: Readonly<Record<string, Cell>>): Fault {
  const field = kind.fields.find(({ name, label }) => name === fault.field || label === fault.column);
  if (fault.value === undefined || field === undefined) return fault;
  const cell = cells[field.name];
  return String(cell ?? '').includes(fault.value) ? fault : { ...fault, value: show(cell) };
}
