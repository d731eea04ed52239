/**
 * Changes of calendars before they are saved: days that differ and weeks, held against the calendars as they stand. Pure;
 * days are YYYY-MM-DD on the plant's clock.
 */
import { dayNumber, dayOfNumber, instantAt, secondsOf } from '../../house/clock.ts';
import { farFrom } from '../../house/faryears.ts';
import type { Row } from '../../house/kind.ts';
import { type CalendarRows, dayOfCalendar, type Hours, isOver, typedHours, typedWeek } from '../calendars/calendars.ts';
import { type LongNight, nightsAnew } from '../calendars/longnights.ts';
import type { Unshown } from '../calendars/unshown.ts';
import { without } from '../planning/closings.ts';

export interface DayChange {
  readonly calendar: string;
  readonly day: string;
  /** Empty: closed. Null: the day is as its week again. */
  readonly hours: string | null;
  readonly name: string | null;
  /** Its hours as they were seen; null or absent: it was as its week. */
  readonly was?: string | null | undefined;
}

export interface WeekChange {
  readonly calendar: string;
  readonly week: string;
  /** As it was seen. */
  readonly was: string;
}

export interface CalendarChanges {
  readonly days: readonly DayChange[];
  readonly weeks: readonly WeekChange[];
}

export type ChangeFault =
  | { readonly kind: 'unknown-calendar'; readonly calendar: string }
  | { readonly kind: 'day-far'; readonly calendar: string; readonly day: string }
  | { readonly kind: 'no-such-day'; readonly calendar: string; readonly day: string }
  | { readonly kind: 'day-twice'; readonly calendar: string; readonly day: string }
  | { readonly kind: 'week-twice'; readonly calendar: string }
  | { readonly kind: 'unreadable'; readonly calendar: string; readonly text: string };

/** What keeps changes from being tried or saved; `today` on the plant's clock. */
export function faultsOf(changes: CalendarChanges, rows: CalendarRows, today: string): readonly ChangeFault[] {
  const known = new Set(rows.calendars.map(({ code }) => String(code)));
  const special = new Set(rows.days.map(({ calendar, day }) => `${calendar} ${day}`));
  const all = [...changes.weeks, ...changes.days];
  const unknown = [...new Set(all.map(({ calendar }) => calendar))].filter((calendar) => !known.has(calendar));
  return [
    ...unknown.map((calendar): ChangeFault => ({ kind: 'unknown-calendar', calendar })),
    ...again(changes.weeks, ({ calendar }) => calendar).map(
      ({ calendar }): ChangeFault => ({ kind: 'week-twice', calendar }),
    ),
    ...again(changes.days, ({ calendar, day }) => `${calendar} ${day}`).map(
      ({ calendar, day }): ChangeFault => ({ kind: 'day-twice', calendar, day }),
    ),
    ...changes.weeks.flatMap(({ calendar, week }): ChangeFault[] => {
      const read = typedWeek(week);
      if ('fault' in read) return [{ kind: 'unreadable', calendar, text: read.fault }];
      const [, begins] = /^\s*from\s+([^\s:]+)/i.exec(week) ?? [];
      return begins && farFrom(begins, today) ? [{ kind: 'day-far', calendar, day: begins }] : [];
    }),
    ...changes.days.flatMap(({ calendar, day, hours }): ChangeFault[] => {
      if (hours === null) return special.has(`${calendar} ${day}`) ? [] : [{ kind: 'no-such-day', calendar, day }];
      if (farFrom(day, today)) return [{ kind: 'day-far', calendar, day }];
      const read = typedHours(hours);
      return 'fault' in read ? [{ kind: 'unreadable', calendar, text: read.fault }] : [];
    }),
  ];
}

/** What stands otherwise than it was seen, and is not yet as it is wished. */
export interface Meanwhile {
  readonly calendar: string;
  /** Null: the week. */
  readonly day: string | null;
  /** Null: the day is as its week. */
  readonly now: string | null;
  readonly by: string | null;
}

export function meanwhileOf({ days, weeks }: CalendarChanges, rows: CalendarRows): readonly Meanwhile[] {
  const by = (row: Row | undefined) => (row?.changed_by ? String(row.changed_by) : null);
  return [
    ...weeks.flatMap(({ calendar, week, was }): Meanwhile[] => {
      const row = rows.calendars.find(({ code }) => code === calendar);
      const now = String(row?.week ?? '');
      return now === was || now === week ? [] : [{ calendar, day: null, now, by: by(row) }];
    }),
    ...days.flatMap(({ calendar, day, hours, name, was = null }): Meanwhile[] => {
      const row = rows.days.find((one) => one.calendar === calendar && one.day === day);
      const now = row ? String(row.hours ?? '') : null;
      const asWished = now === hours && (row?.name ?? null) === name;
      return now === was || asWished ? [] : [{ calendar, day, now, by: by(row) }];
    }),
  ];
}

/** Those that nobody has recorded so: each is asked about before it is saved. */
export function longNightsOf({ days, weeks }: CalendarChanges, rows: CalendarRows): readonly LongNight[] {
  return [
    ...weeks.flatMap(({ calendar, week }) => {
      const row = rows.calendars.find(({ code }) => code === calendar);
      return nightsAnew({ calendar, day: null }, week, row?.week);
    }),
    ...days.flatMap(({ calendar, day, hours }) => {
      const row = rows.days.find((one) => one.calendar === calendar && one.day === day);
      return nightsAnew({ calendar, day }, hours ?? '', row?.hours);
    }),
  ];
}

/** No plan changes by them: days that are over alone. */
export const onlyOver = ({ days, weeks }: CalendarChanges, today: string): boolean =>
  weeks.length === 0 && days.every(({ day }) => isOver(day, today));

/** What is saved without a plan that it was shown on: weeks, and days that are not over. */
export const unshownIn = ({ days, weeks }: CalendarChanges, today: string): readonly Unshown[] => [
  ...weeks.map(({ calendar }) => ({ calendar, day: null })),
  ...days.flatMap(({ calendar, day }) => (isOver(day, today) ? [] : [{ calendar, day }])),
];

/** Those that say once more what was said of the same. */
function again<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  const seen = new Set<string>();
  return list.filter((one) => seen.has(key(one)) || !seen.add(key(one)));
}

/** The records as they would be. */
export function changed({ calendars, days }: CalendarRows, changes: CalendarChanges): CalendarRows {
  const weeks = new Map(changes.weeks.map(({ calendar, week }) => [calendar, week]));
  const named = new Map(changes.days.map((one) => [`${one.calendar} ${one.day}`, one]));
  const left = days.filter(({ calendar, day }) => !named.has(`${calendar} ${day}`));
  const come = [...named.values()].filter(({ hours }) => hours !== null).map((one): Row => ({ ...one }));
  return {
    calendars: calendars.map((row) => ({ ...row, week: weeks.get(String(row.code)) ?? row.week ?? null })),
    days: [...left, ...come],
  };
}

/** Open seconds of a calendar on a day. */
export const openSeconds = (rows: CalendarRows, calendar: string, day: string): number =>
  dayOfCalendar(rows, calendar, day).hours.reduce((sum, { from, to }) => sum + to - from, 0);

/** Work that is under way on a machine; times on the plant's clock, "2026-11-03T10:40:00". */
export interface Running {
  readonly order: string;
  readonly seq: number;
  readonly machine: string;
  readonly work_centre: string;
  readonly calendar: string;
  /** When the plan has it done. */
  readonly until: string;
  /** It may stop and go on; what may not is in conflict with what closes before it is done. */
  readonly pausable: boolean;
  /** When its machine cannot work. */
  readonly downs: readonly { readonly from: string; readonly to: string }[];
}

export interface Interrupted extends Omit<Running, 'downs'> {
  /** Its machine is down now, until then; null: it is not. */
  readonly down: string | null;
  /** Null: nobody works on it now. */
  readonly stops: string | null;
  /** When it would go on without the changes, where nobody works on it now; null: somebody does. */
  readonly awaited: string | null;
  /** Null: nobody works within two months. */
  readonly resumes: string | null;
  /** Days of the changes that stand in its way. */
  readonly days: readonly string[];
}

/** Somebody goes on within so many days, or it is said that nobody does. */
const farthest = 62;
const aDay = 86_400;

/** Work under way from which changes take hours before it is done: when it stops and goes on. `now` on the plant's clock. */
export function interrupted(
  running: readonly Running[],
  before: CalendarRows,
  changes: CalendarChanges,
  now: string,
): readonly Interrupted[] {
  const after = changed(before, changes);
  const [from, today] = [seconds(now), now.slice(0, 10)];
  return running.flatMap(({ downs: told, ...one }): Interrupted[] => {
    const [to, last] = [seconds(one.until), dayNumber(one.until.slice(0, 10))];
    const downs = told
      .map((down) => ({ from: seconds(down.from), to: seconds(down.to) }))
      .sort((a, b) => a.from - b.from);
    const were = without(spansOf(before, one.calendar, dayNumber(today) - 1, last), downs);
    const are = without(spansOf(after, one.calendar, dayNumber(today) - 1, last + farthest), downs);
    const lost = firstLost(were, are, from, to);
    if (lost === undefined) return [];
    const stops = Math.max(from, are.findLast((span) => span.to <= lost)?.to ?? lost);
    const stands = stops < lost && stops === from;
    const next = are.find((span) => span.from >= lost);
    const days = changes.days.filter(
      ({ calendar, day }) => calendar === one.calendar && !isOver(day, today) && day <= one.until.slice(0, 10),
    );
    const down = downs.find((span) => span.from <= from && from < span.to);
    return [
      {
        ...one,
        down: down ? clockOf(down.to) : null,
        stops: stands ? null : clockOf(stops),
        awaited: stands ? clockOf(lost) : null,
        resumes: next ? clockOf(next.from) : null,
        days: days.map(({ day }) => day),
      },
    ];
  });
}

const seconds = (wall: string): number => secondsOf(`${wall.slice(0, 19)}Z`);
const clockOf = (second: number): string => instantAt(second).slice(0, 19);

/** Open hours from one day to another, merged, in seconds of the plant's clock. */
function spansOf(rows: CalendarRows, calendar: string, first: number, last: number): readonly Hours[] {
  const spans: { from: number; to: number }[] = [];
  for (let day = first; day <= last; day += 1)
    for (const { from, to } of dayOfCalendar(rows, calendar, dayOfNumber(day)).hours)
      spans.push({ from: day * aDay + from, to: day * aDay + to });
  const merged: { from: number; to: number }[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const before = merged.at(-1);
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to);
    else merged.push(span);
  }
  return merged;
}

/** The first second within [from, to) that was open and is not; undefined where all of it stays open. */
function firstLost(were: readonly Hours[], are: readonly Hours[], from: number, to: number): number | undefined {
  for (const span of were) {
    let at = Math.max(span.from, from);
    const end = Math.min(span.to, to);
    for (const open of are) if (open.from <= at && at < open.to) at = open.to;
    if (at < end) return at;
  }
  return undefined;
}

/** What one plan or another makes of changes. */
export const ways = ['next', 'least'] as const;
export type Way = (typeof ways)[number];

export interface Hurt {
  readonly promises_broken: number;
  readonly newly_late: number;
  readonly later: number;
  readonly moved: number;
}

/** The way that hurts customers least first: promises, then late orders, then later ones, then what moves; of equals the next plan. */
export const byHurt = (hurt: Readonly<Record<Way, Hurt>>): readonly Way[] =>
  ways.toSorted(
    (a, b) =>
      hurt[a].promises_broken - hurt[b].promises_broken ||
      hurt[a].newly_late - hurt[b].newly_late ||
      hurt[a].later - hurt[b].later ||
      hurt[a].moved - hurt[b].moved,
  );
