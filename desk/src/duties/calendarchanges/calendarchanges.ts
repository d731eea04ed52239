/**
 * Changes of calendars before they are saved: days that differ and weeks, held against the calendars as they stand. Pure;
 * days are YYYY-MM-DD on the plant's clock.
 */
import type { Row } from '../../house/kind.ts';
import { type CalendarRows, dayOfCalendar, readHours, readWeek } from '../calendars/calendars.ts';

export interface DayChange {
  readonly calendar: string;
  readonly day: string;
  /** Empty: closed. Null: the day is as its week again. */
  readonly hours: string | null;
  readonly name: string | null;
}

export interface WeekChange {
  readonly calendar: string;
  readonly week: string;
}

export interface CalendarChanges {
  readonly days: readonly DayChange[];
  readonly weeks: readonly WeekChange[];
}

export type ChangeFault =
  | { readonly kind: 'unknown-calendar'; readonly calendar: string }
  | { readonly kind: 'day-over'; readonly calendar: string; readonly day: string }
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
      const read = readWeek(week);
      return 'fault' in read ? [{ kind: 'unreadable', calendar, text: read.fault }] : [];
    }),
    ...changes.days.flatMap(({ calendar, day, hours }): ChangeFault[] => {
      if (day < today) return [{ kind: 'day-over', calendar, day }];
      if (hours === null) return special.has(`${calendar} ${day}`) ? [] : [{ kind: 'no-such-day', calendar, day }];
      const read = readHours(hours);
      return 'fault' in read ? [{ kind: 'unreadable', calendar, text: read.fault }] : [];
    }),
  ];
}

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

/** Work that is under way on a machine, and the plant days from its start to its planned end. */
export interface Running {
  readonly order: string;
  readonly seq: number;
  readonly machine: string;
  readonly calendar: string;
  readonly from: string;
  readonly to: string;
}

export interface Interrupted {
  readonly order: string;
  readonly seq: number;
  readonly machine: string;
  readonly day: string;
  /** Hours are left on that day. */
  readonly shortened: boolean;
}

/** Work under way from which a change takes hours of a day before it is done, each with the first such day. */
export function interrupted(
  running: readonly Running[],
  before: CalendarRows,
  changes: CalendarChanges,
): readonly Interrupted[] {
  const after = changed(before, changes);
  return running.flatMap(({ order, seq, machine, calendar, from, to }): Interrupted[] => {
    const day = changes.days
      .filter((one) => one.calendar === calendar && one.day >= from && one.day <= to)
      .map((one) => one.day)
      .sort()
      .find((one) => openSeconds(after, calendar, one) < openSeconds(before, calendar, one));
    if (day === undefined) return [];
    return [{ order, seq, machine, day, shortened: openSeconds(after, calendar, day) > 0 }];
  });
}
