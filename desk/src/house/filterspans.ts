/** The days that a condition on a date means: one day, a range, a week or month, so many days from today. Pure. */
import { type Read, readDay } from './cells.ts';
import { rangeIn, signed, signs } from './filtersigns.ts';
import { dayAfter, typedDay, weekdayOf } from './typeddays.ts';

/** Days from and to, both included; with `not` all the others. */
export interface Span {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly not: boolean;
}

/** The days that a condition on a date means. */
export function spanned(text: string, today: string): Span | undefined {
  const sign = signed.exec(text);
  if (sign) {
    const span = period(sign[2] ?? '', today);
    const op = signs[sign[1] ?? ''];
    if (!span) return undefined;
    if (op === 'eq' || op === 'ne') return { ...span, not: op === 'ne' };
    return {
      from: op === 'ge' ? span.from : op === 'gt' ? dayAfter(span.to, 1) : undefined,
      to: op === 'le' ? span.to : op === 'lt' ? dayAfter(span.from, -1) : undefined,
      not: false,
    };
  }
  const range = rangeIn.exec(text);
  if (!range) {
    const span = period(text, today);
    return span && { ...span, not: false };
  }
  const [first, second] = [range[1] ?? '', range[2] ?? ''];
  const from = first === '' ? undefined : period(first, today)?.from;
  const to = second === '' ? undefined : period(second, today, from)?.to;
  if ((first !== '' && from === undefined) || (second !== '' && to === undefined) || (!from && !to)) return undefined;
  return from !== undefined && to !== undefined && from > to ? undefined : { from, to, not: false };
}

interface Period {
  readonly from: string;
  readonly to: string;
}

/** One day, or the days of "this week", "next month", "next 7 days"; today is the first of the next and the last of the last. */
function period(word: string, today: string, from?: string): Period | undefined {
  const counted = /^(next|last) (\d{1,3}) days?$/i.exec(word);
  if (counted) {
    const days = Number(counted[2]) - 1;
    if (days < 0) return undefined;
    return counted[1]?.toLowerCase() === 'next'
      ? { from: today, to: dayAfter(today, days) }
      : { from: dayAfter(today, -days), to: today };
  }
  const named = /^(last|this|next) (week|month)$/i.exec(word);
  if (named) {
    const by = { last: -1, this: 0, next: 1 }[named[1]?.toLowerCase() as 'last' | 'this' | 'next'];
    return named[2]?.toLowerCase() === 'week' ? week(today, by) : month(today, by);
  }
  const day = typedDay(word, today, from) ?? valueOf(readDay('', word, {}));
  return day === undefined ? undefined : { from: day, to: day };
}

const valueOf = (read: Read): string | undefined => ('value' in read ? String(read.value) : undefined);

function week(today: string, by: number): Period {
  const monday = dayAfter(today, by * 7 - weekdayOf(today));
  return { from: monday, to: dayAfter(monday, 6) };
}

function month(today: string, by: number): Period {
  const first = (months: number): string => {
    const count = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + months;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`;
  };
  return { from: first(by), to: dayAfter(first(by + 1), -1) };
}
