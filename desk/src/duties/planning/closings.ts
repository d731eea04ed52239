/**
 * Hours that a calendar lost between two readings: a holiday, a short day, another week. Pure; times are seconds since 1970, days
 * are plant days "2026-12-01".
 */
import { compileWindows, second } from '@hotlist/engine';
import { dayNumber, instantAt, type OffsetTable } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { type CalendarRows, dayOfCalendar } from '../calendars/calendars.ts';
import { calendarsOf } from './capacity.ts';
import { Clockwork } from './clockwork.ts';
import { worthTelling } from './orderchanges.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Days in a row that a calendar closed, or what its week lost. */
export interface Closing {
  /** "closed DAY 2026-12-24" by its first day, "closed DAY week". */
  readonly key: string;
  readonly calendar: string;
  /** Its first and last day, and when they close and open where something of them is worked. Null: its week has other hours. */
  readonly days: {
    readonly from: string;
    readonly opens: number | null;
    readonly to: string;
    readonly closes: number | null;
  } | null;
  /** What was open, in turn. */
  readonly spans: readonly Span[];
  /** Of the special days. */
  readonly names: readonly string[];
}

/** `before`, `now`: as they were read first, and later. */
export function closingsOf(
  before: CalendarRows,
  now: CalendarRows,
  offsets: OffsetTable,
  { from, to }: Span,
): readonly Closing[] {
  const zone = new Clockwork(offsets, instantAt(0), '00:00').zone(second(from));
  const compiled = (calendar: Calendar): readonly Span[] =>
    compileWindows(calendar, zone, 0, from, to).map(([opens, closes]) => ({ from: opens, to: closes }));
  const were = new Map(engineCalendars(before).map((one) => [one.id, one]));
  return engineCalendars(now).flatMap((is): readonly Closing[] => {
    const was = were.get(is.id);
    if (!was) return [];
    const open = compiled(is);
    const days = daysClosed(before, now, is.id, open, (hours) => compiled({ ...hours, id: is.id, week: [] }));
    const closings = runsOf(days, open).map((run) => closingOf(is.id, run));
    return [...closings, ...weekClosed(before, now, is.id, without(compiled(was), open), closings)];
  });
}

type Calendar = Parameters<typeof compileWindows>[0];

/** What a day lost, and what is told of it now. */
interface DayClosed {
  readonly day: string;
  readonly spans: readonly Span[];
  readonly special: ReturnType<typeof dayOfCalendar>;
}

/** Days whose hours are others now and that lost some worth telling, in turn. */
function daysClosed(
  before: CalendarRows,
  now: CalendarRows,
  code: string,
  open: readonly Span[],
  compiled: (hours: Pick<Calendar, 'exceptions'>) => readonly Span[],
): readonly DayClosed[] {
  return changedDays(before, now, code).flatMap((day) => {
    const { hours } = dayOfCalendar(before, code, day);
    const spans = without(compiled({ exceptions: [{ day: dayNumber(day), windows: hours }] }), open);
    return worth(spans) ? [{ day, spans, special: dayOfCalendar(now, code, day) }] : [];
  });
}

/** Days between which nothing is open are one closing. */
function runsOf(days: readonly DayClosed[], open: readonly Span[]): readonly (readonly DayClosed[])[] {
  const runs: DayClosed[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const last = run?.at(-1)?.spans.at(-1);
    if (last && !open.some((one) => one.from < day.spans[0]!.from && one.to > last.to)) run!.push(day);
    else runs.push([day]);
  }
  return runs;
}

function closingOf(code: string, run: readonly DayClosed[]): Closing {
  const [first, last] = [run[0]!, run.at(-1)!];
  const spans = run.flatMap((one) => one.spans);
  const names = run.flatMap(({ special }) => String(special.special?.name ?? '') || []);
  return {
    key: `closed ${code} ${first.day}`,
    calendar: code,
    days: {
      from: first.day,
      opens: first.special.hours.length > 0 ? spans[0]!.from : null,
      to: last.day,
      closes: last.special.hours.length > 0 ? spans.at(-1)!.to : null,
    },
    spans,
    names: [...new Set(names)],
  };
}

/** What a calendar of another week lost beside its closed days; nothing where its week is the same. */
function weekClosed(
  before: CalendarRows,
  now: CalendarRows,
  code: string,
  lost: readonly Span[],
  closings: readonly Closing[],
): readonly Closing[] {
  if (weekOf(before, code) === weekOf(now, code)) return [];
  const spans = without(
    lost,
    closings.flatMap((one) => one.spans),
  );
  return worth(spans) ? [{ key: `closed ${code} week`, calendar: code, days: null, spans, names: [] }] : [];
}

const engineCalendars = ({ calendars, days }: CalendarRows) =>
  calendarsOf((kind) => (kind === 'calendars' ? calendars : kind === 'calendar_days' ? days : []));

const weekOf = ({ calendars }: CalendarRows, code: string) => calendars.find((row) => row.code === code)?.week;

/** Days of a calendar on which its special day is another one, in turn. */
function changedDays(before: CalendarRows, now: CalendarRows, code: string): readonly string[] {
  const hoursIn = ({ days }: CalendarRows) =>
    new Map(days.flatMap((row) => (row.calendar === code ? [[String(row.day), String(row.hours ?? '')]] : [])));
  const [was, is] = [hoursIn(before), hoursIn(now)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((day) => was.get(day) !== is.get(day)).sort();
}

/** Both in turn. */
export function without(spans: readonly Span[], taken: readonly Span[]): readonly Span[] {
  return spans.flatMap(({ from, to }) => {
    const left: Span[] = [];
    let at = from;
    for (const one of taken) {
      if (one.to <= at) continue;
      if (one.from >= to) break;
      if (one.from > at) left.push({ from: at, to: one.from });
      at = one.to;
    }
    return at < to ? [...left, { from: at, to }] : left;
  });
}

const worth = (spans: readonly Span[]): boolean => lengthOf(spans) >= worthTelling;
export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);

export const clipped = (spans: readonly Span[], from: number, to: number): readonly Span[] =>
  spans.flatMap((one) =>
    one.from < to && one.to > from ? [{ from: Math.max(one.from, from), to: Math.min(one.to, to) }] : [],
  );

/** Of calendars that machines keep: by a calendar of their own people have a day off. */
export function ofMachines(
  closings: readonly Closing[],
  workCentres: readonly Row[],
  machines: readonly Row[],
): readonly Closing[] {
  const kept = new Set([...workCentres, ...machines].map((row) => row.calendar));
  return closings.filter(({ calendar }) => kept.has(calendar));
}
