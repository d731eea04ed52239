/** Whether a value that is here passes a condition of a filter. Pure. */
import type { Condition, FilterType, Test } from './filter.ts';
import type { Comparing } from './filtersigns.ts';

export type FilterScalar = string | number | boolean | null;

/** Whether a value passes a condition; `text` is the value as it is read. Made once, asked for every row. */
export function passing({ type, tests, not }: Condition): (scalar: FilterScalar, text: string) => boolean {
  const made = tests.map((test) => testOf(type, test));
  if (!not) return (scalar, text) => made.every((test) => test(scalar, text));
  return (scalar, text) => isEmpty(scalar) || !made.every((test) => test(scalar, text));
}

const isEmpty = (scalar: FilterScalar): boolean => scalar === null || scalar === '';

function testOf(type: FilterType, { op, value }: Test): (scalar: FilterScalar, text: string) => boolean {
  const low = value.toLowerCase();
  switch (op) {
    case 'empty':
      return isEmpty;
    case 'filled':
      return (scalar) => !isEmpty(scalar);
    case 'has':
      return (_, text) => text.toLowerCase().includes(low);
    case 'starts':
      return (_, text) => text.toLowerCase().startsWith(low);
    case 'is':
      return (_, text) => text.toLowerCase() === low;
    case 'in': {
      const among = new Set(value.split(','));
      return (scalar) => among.has(String(scalar ?? ''));
    }
    default: {
      const holds = orders[op];
      const compare = comparison(type, value);
      return (scalar) => scalar !== null && holds(compare(scalar));
    }
  }
}

const orders: Readonly<Record<Comparing, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
};

/** Moments compare as moments whatever their spelling, numbers as numbers, all else letter by letter. */
function comparison(type: FilterType, value: string): (scalar: Exclude<FilterScalar, null>) => number {
  if (type === 'instant') {
    const moment = Date.parse(value);
    return (scalar) => Date.parse(String(scalar)) - moment;
  }
  if (['number', 'money', 'duration', 'lateness', 'days'].includes(type)) {
    const number = Number(value);
    return (scalar) => Number(scalar) - number;
  }
  return (scalar) => {
    const text = String(scalar);
    return text === value ? 0 : text < value ? -1 : 1;
  };
}
