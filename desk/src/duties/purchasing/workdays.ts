/**
 * Working days of lead times, Monday to Friday on the plant's clock, as the engine counts them where no calendar is named. Moments are
 * seconds since 1970. Pure.
 */
import { dayOfNumber, type OffsetTable, offsetAt, secondShown } from '../../house/clock.ts';

const day = 86_400;

/** Days since the Monday before 1970-01-01, a Thursday. */
const sinceMonday = (number: number): number => number + 3;
const dayAt = (zone: OffsetTable, at: number): number => Math.floor((at + offsetAt(zone, at)) / day);

/**
 * The same clock time on the so many-th working day after the day of `at`; below 0 before it. 0 is `at` itself, whatever day it is.
 * Friday and 1 is Monday; so is Saturday and 1; Saturday and −1 is Friday.
 */
export function workdaysAfter(zone: OffsetTable, at: number, days: number): number {
  if (days === 0) return at;
  const from = dayAt(zone, at);
  const clock = at + offsetAt(zone, at) - from * day;
  const two = (count: number): string => String(count).padStart(2, '0');
  const shown = `${two(Math.floor(clock / 3600))}:${two(Math.floor((clock % 3600) / 60))}`;
  return secondShown(zone, dayOfNumber(workdayAfter(from, days)), shown) + (clock % 60);
}

/** The so many-th working day after a day, both in days since 1970; as `workdaysAfter`. */
export function workdayAfter(from: number, days: number): number {
  if (days === 0) return from;
  const week = Math.floor(sinceMonday(from) / 7);
  const place = Math.min(sinceMonday(from) - week * 7, days > 0 ? 4 : 5) + days;
  return (week + Math.floor(place / 5)) * 7 + (((place % 5) + 5) % 5) - 3;
}

/** Working days from the day of one moment to that of another; below 0 where that is before. */
export const workdaysBetween = (zone: OffsetTable, from: number, to: number): number =>
  workdaysFrom(dayAt(zone, from), dayAt(zone, to));

/** The same from one day to another, in days since 1970. */
export function workdaysFrom(from: number, to: number): number {
  const until = (number: number): number => {
    const days = sinceMonday(number);
    const week = Math.floor(days / 7);
    return week * 5 + Math.min(days - week * 7 + 1, 5);
  };
  return until(to) - until(from);
}
