/**
 * Whether a rule by which an entry comes again (RFC 5545, 3.3.10) is fulfilled by any day of any year at all. A reader of
 * calendars goes through ten thousand years for one that never is, and nobody is answered meanwhile. Pure.
 *
 * Years are alike when they begin on the same weekday and are leap years or not: there are fourteen kinds. It says `false` only
 * where it is certain; weeks, and intervals of less than a year, are not looked at closely.
 */
import { dayNumber, dayOfNumber } from '../../house/clock.ts';

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** After so many years the calendar is the same again. */
const cycle = 400;

interface Day {
  readonly month: number;
  readonly day: number;
  /** Of the month and of the year, from their ends: the last is -1. */
  readonly dayBack: number;
  readonly yearDay: number;
  readonly yearDayBack: number;
  readonly weekday: string;
}

type Parts = ReadonlyMap<string, readonly string[]>;

/** `start` is the first day of the entry, YYYY-MM-DD. */
export function everComes(rule: string, start: string): boolean {
  const parts: Parts = new Map(
    [...rule.matchAll(/(?:^|[:;\n])([A-Z]+)=([^;\r\n]+)/gi)].map(([, name = '', list = '']) => [
      name.toUpperCase(),
      list.toUpperCase().split(','),
    ]),
  );
  const yearly = parts.get('FREQ')?.[0] === 'YEARLY';
  const needed = yearly ? Math.max(1, ...numbers(parts, 'BYSETPOS').map(Math.abs).slice(0, 1)) : 1;
  const fits = fitsOf(parts, yearly, Number(start.slice(8)));
  return kindsFrom(Number(start.slice(0, 4)), yearly ? (numbers(parts, 'INTERVAL')[0] ?? 1) : 1).some(
    (days) => days.filter(fits).length >= needed,
  );
}

const numbers = (parts: Parts, name: string): readonly number[] => (parts.get(name) ?? []).map(Number);

/** The days of one year of each kind among those in which it may come. */
const kindsFrom = (first: number, interval: number): readonly (readonly Day[])[] => {
  years ??= yearsOfCycle();
  const all = years;
  return [...new Set(Array.from({ length: cycle }, (_, n) => all[(first + n * interval) % cycle]!))];
};

/** Worked out once: the days of 2000 to 2399, of each kind of year once. */
let years: readonly (readonly Day[])[] | undefined;

function yearsOfCycle(): readonly (readonly Day[])[] {
  const kinds = new Map<string, readonly Day[]>();
  return Array.from({ length: cycle }, (_, n) => {
    const [first, next] = [dayNumber(`${2000 + n}-01-01`), dayNumber(`${2001 + n}-01-01`)];
    const kind = `${first % 7} ${next - first}`;
    const days = kinds.get(kind) ?? daysBetween(first, next);
    kinds.set(kind, days);
    return days;
  });
}

function daysBetween(first: number, next: number): readonly Day[] {
  const dates = Array.from({ length: next - first }, (_, n) =>
    dayOfNumber(first + n)
      .split('-')
      .map(Number),
  );
  return dates.map(([, month = 0, day = 0], n) => ({
    month,
    day,
    dayBack: day - 1 - dates.filter((date) => date[1] === month).length,
    yearDay: n + 1,
    yearDayBack: n - dates.length,
    // 1970-01-01 was a Thursday.
    weekday: weekdays[(first + n + 3) % 7]!,
  }));
}

function fitsOf(parts: Parts, yearly: boolean, startDay: number): (day: Day) => boolean {
  const [months, monthDays, yearDays, weeks] = ['BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'].map((name) =>
    parts.has(name) ? numbers(parts, name) : undefined,
  );
  const byDay = parts.get('BYDAY')?.map((one) => /^([+-]?\d+)?([A-Z]{2})$/.exec(one));
  // A rule that names no day comes on that of its start.
  const days = monthDays ?? (yearly && !yearDays && !weeks && !byDay ? [startDay] : undefined);
  const inMonth = months !== undefined || !yearly;
  const nth = (day: Day, n: number): boolean =>
    n > 0
      ? Math.ceil((inMonth ? day.day : day.yearDay) / 7) === n
      : Math.ceil(-(inMonth ? day.dayBack : day.yearDayBack) / 7) === -n;
  return (day) =>
    (months?.includes(day.month) ?? true) &&
    (days?.some((one) => one === day.day || one === day.dayBack) ?? true) &&
    (yearDays?.some((one) => one === day.yearDay || one === day.yearDayBack) ?? true) &&
    (weeks?.some((one) => mayBeInWeek(day.yearDay, one)) ?? true) &&
    (byDay?.some((one) => one?.[2] === day.weekday && (one[1] === undefined || nth(day, Number(one[1])))) ?? true);
}

/** Wherever weeks begin, and whether the year has 52 of them or 53. */
const mayBeInWeek = (yearDay: number, week: number): boolean =>
  (week < 0 ? [week + 53, week + 54] : [week]).some(
    (one) =>
      (yearDay >= 7 * one - 9 && yearDay <= 7 * one + 3) ||
      (one === 1 && yearDay >= 362) ||
      (one >= 52 && yearDay <= 3),
  );
