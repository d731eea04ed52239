/**
 * Hours in which work was published and that its calendar took since: a holiday, a short day, another week. Pure; times are
 * seconds since 1970, days are plant days "2026-12-01".
 */
import { compileWindows, second } from '@hotlist/engine';
import { dayNumber, instantAt, type OffsetTable } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { worthTelling } from '../attainment/attainment.ts';
import { type CalendarRows, dayOfCalendar } from '../calendars/calendars.ts';
import { calendarsOf } from '../planning/capacity.ts';
import { Clockwork } from '../planning/clockwork.ts';
import type { Worked } from '../planning/openhours.ts';
import { groupedBy } from '../planning/rows.ts';
import { keptByMost } from '../planning/workingdays.ts';
import type { OpenStep } from './exceptions.ts';

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

/** `before`: as the published version read them; `now`: as they stand. */
export function closingsOf(
  before: CalendarRows,
  now: CalendarRows,
  offsets: OffsetTable,
  { from, to }: Span,
): readonly Closing[] {
  const zone = new Clockwork(offsets, instantAt(0), '00:00').zone(second(from));
  const compiled = (calendar: Parameters<typeof compileWindows>[0]): readonly Span[] =>
    compileWindows(calendar, zone, 0, from, to).map(([opens, closes]) => ({ from: opens, to: closes }));
  const were = new Map(engineCalendars(before).map((one) => [one.id, one]));
  return engineCalendars(now).flatMap((is): readonly Closing[] => {
    const was = were.get(is.id);
    if (!was) return [];
    const code = is.id;
    const [open, opened] = [compiled(is), compiled(was)];
    const on = (day: string): readonly Span[] => {
      const { hours } = dayOfCalendar(before, code, day);
      return compiled({ id: code, week: [], exceptions: [{ day: dayNumber(day), windows: hours }] });
    };
    const days = changedDays(before, now, code).flatMap((day) => {
      const spans = without(on(day), open);
      return worth(spans) ? [{ day, spans, special: dayOfCalendar(now, code, day) }] : [];
    });
    const runs: (typeof days)[] = [];
    for (const day of days) {
      const run = runs.at(-1);
      const last = run?.at(-1)?.spans.at(-1);
      if (last && !open.some((one) => one.from < day.spans[0]!.from && one.to > last.to)) run!.push(day);
      else runs.push([day]);
    }
    const closings = runs.map((run): Closing => {
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
    });
    const rest = without(
      without(opened, open),
      closings.flatMap(({ spans }) => spans),
    );
    const otherWeek = weekOf(before, code) !== weekOf(now, code) && worth(rest);
    return otherWeek
      ? [...closings, { key: `closed ${code} week`, calendar: code, days: null, spans: rest, names: [] }]
      : closings;
  });
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
function without(spans: readonly Span[], taken: readonly Span[]): readonly Span[] {
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

/** Seconds that a step was published to work in and in which nobody works. */
export const secondsShut = (shut: readonly Span[], { start, end }: OpenStep, hours: Worked): number =>
  clipped(shut, start, end).reduce((sum, { from, to }) => sum + to - from - hours(from, to), 0);

/** A step of which work stands in closed hours. */
export interface Stand<Step extends OpenStep = OpenStep> {
  readonly step: Step;
  readonly closing: Closing;
  /** Of its work. */
  readonly seconds: number;
  /** When nobody works on it, in turn. */
  readonly shut: readonly Span[];
}

export type Keeper = 'machines' | 'crews';

/** Of calendars that machines keep: by a calendar of their own people have a day off. */
export function ofMachines(
  closings: readonly Closing[],
  workCentres: readonly Row[],
  machines: readonly Row[],
): readonly Closing[] {
  const kept = new Set([...workCentres, ...machines].map((row) => row.calendar));
  return closings.filter(({ calendar }) => kept.has(calendar));
}

/** Each step once, by the closing of its machine or crew that takes most of it. Overtime opens what is closed. */
export function standing<Step extends OpenStep & { readonly crew: string | null }>(
  steps: readonly Step[],
  closings: readonly Closing[],
  keeps: (whose: Keeper, code: string) => string | undefined,
  worked: (code: string, whose: Keeper) => Worked,
): readonly Stand<Step>[] {
  const closingsBy = groupedBy(closings, ({ calendar }) => calendar);
  return steps.flatMap((step): readonly Stand<Step>[] => {
    const { machine, crew, start, end } = step;
    if (machine === null) return [];
    const keepers = [['machines', machine] as const, ...(crew === null ? [] : [['crews', crew] as const])];
    const hit = keepers.flatMap(([whose, code]) =>
      (closingsBy.get(keeps(whose, code) ?? '') ?? []).flatMap((closing): readonly Stand<Step>[] => {
        const hours = worked(code, whose);
        const shut = closing.spans.filter(({ from, to }) => from < end && to > start && hours(from, to) < to - from);
        const seconds = secondsShut(shut, step, hours);
        return seconds >= worthTelling ? [{ step, closing, seconds, shut }] : [];
      }),
    );
    return hit.toSorted((a, b) => b.seconds - a.seconds).slice(0, 1);
  });
}

/** Whose day it is, where that is not the plant: the one work centre or machine that keeps the calendar, else the calendar. */
export function keeperCalled(calendar: string, workCentres: readonly Row[], machines: readonly Row[]): string | null {
  const own = machines.filter((row) => row.calendar !== null && row.calendar !== '');
  const keepers = [...workCentres, ...own];
  if (new Set(keepers.map((row) => row.calendar)).size <= 1) return null;
  const [keeper, ...others] = keepers.filter((row) => row.calendar === calendar);
  if (keeper && others.length === 0) return String(keeper.code);
  return keptByMost(workCentres) === calendar ? null : calendar;
}
