/** The one file that knows zones and `Date`: instants at the edges, the plant's clock as a table of offsets. */
import { Temporal } from 'temporal-polyfill';
import { minuteShown } from './minutes.ts';

/** Every change of a zone's offset between two years, as instants in seconds since 1970 and offsets in seconds. */
export interface OffsetTable {
  readonly zone: string;
  readonly at: readonly number[];
  readonly offset: readonly number[];
}

const tables = new Map<string, OffsetTable>();
const [firstYear, lastYear] = [1990, 2101];

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Built once per zone by Temporal; used without it (Temporal in a loop is a hundred times slower). */
export function offsetsOf(zone: string): OffsetTable {
  const known = tables.get(zone);
  if (known) return known;
  const at: number[] = [];
  const offset: number[] = [];
  let moment: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from({
    year: firstYear,
    month: 1,
    day: 1,
    timeZone: zone,
  });
  while (moment && moment.year < lastYear) {
    at.push(moment.epochMilliseconds / 1000);
    offset.push(moment.offsetNanoseconds / 1e9);
    moment = moment.getTimeZoneTransition('next');
  }
  const table = { zone, at, offset };
  tables.set(zone, table);
  return table;
}

/** Seconds that the zone's clock is ahead of UTC at an instant given in seconds since 1970. */
export function offsetAt(table: OffsetTable, seconds: number): number {
  let [low, high] = [0, table.at.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table.at[middle] ?? 0) <= seconds) low = middle;
    else high = middle - 1;
  }
  return table.offset[low] ?? 0;
}

/** The instant (ISO, UTC) when the zone's clock shows `time` on `day`; a time skipped by daylight saving means the moment after the gap. */
export function instantOf(zone: string, day: string, time: string): string {
  return iso(secondShown(offsetsOf(zone), day, time));
}

/** `instantOf` by a table at hand, in seconds since 1970. */
export function secondShown(table: OffsetTable, day: string, time: string): number {
  const wall = dayNumber(day) * 86_400 + Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60;
  const before = offsetAt(table, wall - 86_400);
  const guess = wall - before;
  const offset = offsetAt(table, guess);
  if (offset === before) return guess;
  const other = wall - offset;
  return offsetAt(table, other) === offset ? other : guess;
}

/** When a day of the zone is over: the first moment of the next. */
export const endOfDay = (zone: string, day: string): string =>
  instantOf(zone, dayOfNumber(dayNumber(day) + 1), '00:00');

/** `instantOf` for a file whose many rows name few days: each is worked out once. */
export function instantsOf(zone: string): (day: string, time: string) => string {
  const known = new Map<string, string>();
  return (day, time) => {
    const asked = day + time;
    const found = known.get(asked) ?? instantOf(zone, day, time);
    known.set(asked, found);
    return found;
  };
}

/** The zone's clock at an instant: "2026-11-03T17:00:00", no offset. */
export function wallClock(zone: string, instant: string): string {
  const seconds = Date.parse(instant) / 1000;
  return iso(seconds + offsetAt(offsetsOf(zone), seconds)).slice(0, 19);
}

/** The zone's clock as people read it, to the minute: "2026-11-03T17:00". */
export const clockShown = (zone: string, instant: string): string =>
  wallClock(zone, iso(minuteShown(Date.parse(instant)) / 1000)).slice(0, 16);

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** Whether a text is YYYY-MM-DD of the calendar: JavaScript takes 30 February for 2 March, PostgreSQL refuses the year 0. */
export const isDay = (text: string): boolean =>
  /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** Whether a text is an instant in ISO 8601 with its offset, on a day of the calendar. */
export const isInstant = (text: string): boolean =>
  /^.{10}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/.test(text) &&
  isDay(text.slice(0, 10)) &&
  !Number.isNaN(Date.parse(text));

/** Now, ISO in UTC. */
export const present = (): string => new Date().toISOString();

/** What a plant takes for now: the present, or the moment it was pinned to (a demo, data of a past year). */
export const nowAt = (site: { readonly pinnedNow: string | null }): string => site.pinnedNow ?? present();

/** The day that the plant's clock shows now, YYYY-MM-DD. */
export const todayAt = (site: { readonly zone: string; readonly pinnedNow: string | null }): string =>
  wallClock(site.zone, nowAt(site)).slice(0, 10);

/** Seconds since 1970 of an instant in ISO 8601; whole seconds, the fraction dropped. */
export const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** The instant, ISO in UTC without a fraction, of seconds since 1970. */
export const instantAt = (seconds: number): string => `${iso(seconds).slice(0, 19)}Z`;

/** An instant with any offset as the tables give it: ISO in UTC with milliseconds, so that texts compare as moments. */
export const inUtc = (instant: string): string => iso(Date.parse(instant) / 1000);

/** Days since 1970-01-01 of a calendar day. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** The calendar day that is so many days after 1970-01-01. */
export const dayOfNumber = (number: number): string => iso(number * 86_400).slice(0, 10);

/** The instant so many seconds later, ISO in UTC with milliseconds. */
export const later = (instant: string, seconds: number): string => iso(Date.parse(instant) / 1000 + seconds);

/** The clock of a zone at an instant with its offset, "2026-03-29T08:00:00+02:00"; without the offset where the zone is UTC. */
export function clockWithOffset(table: OffsetTable, seconds: number): string {
  const offset = offsetAt(table, seconds);
  const wall = iso(seconds + offset).slice(0, 19);
  if (table.zone === 'UTC') return wall;
  const minutes = Math.abs(offset) / 60;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** A day as libraries have it that know nothing but `Date`: its midnight in UTC; and the day that they mean by one of theirs. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const dayOfDate = (date: Date): string =>
  dayOfNumber(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
