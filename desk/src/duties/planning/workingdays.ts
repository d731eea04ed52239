/** Working days of a plant: the difference of two is working time in days, with fractions of days that are worked. */
import { dayNumber, type OffsetTable, offsetAt, offsetsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { leastLate } from '../../house/lengths.ts';
import { readHours, worksOn } from '../calendars/calendars.ts';

/** Working days (with fractions) up to a second; only differences mean anything. */
export type WorkingDays = (second: number) => number;

/** What tells on which days a plant works: records by kind. */
export interface PlantCalendar {
  readonly workCentres: readonly Row[];
  readonly calendars: readonly Row[];
  readonly calendarDays: readonly Row[];
}

/** On which days a plant works: by its week as it is written; single days, since 1970, that differ. */
export interface WorkedDays {
  readonly week: string;
  readonly special: readonly (readonly [day: number, worked: boolean])[];
}

/** The plant works on the days of the calendar that most of its work centres keep; without any, Monday to Friday. */
export function workedDays(plant: PlantCalendar): WorkedDays {
  const kept = keptByMost(plant.workCentres);
  const special = plant.calendarDays.flatMap((row): WorkedDays['special'] => {
    if (row.calendar !== kept) return [];
    const hours = readHours(String(row.hours ?? ''));
    return [[dayNumber(String(row.day)), !('fault' in hours) && hours.windows.length > 0]];
  });
  return { week: String(plant.calendars.find((row) => row.code === kept)?.week ?? ''), special };
}

/** What of them is needed to count on from a day, since 1970. */
export const workedFrom = ({ week, special }: WorkedDays, from: number): WorkedDays => ({
  week,
  special: special.filter(([day]) => day >= from),
});

/**
 * `epoch` is the second 0 of what will be asked, in seconds since 1970; it answers from three years before it to
 * `length` seconds and a year after.
 */
export const plantDays = (plant: PlantCalendar, offsets: OffsetTable, epoch: number, length: number): WorkingDays =>
  daysOn(workedDays(plant), offsets, epoch, length);

export function daysOn(
  { week, special }: WorkedDays,
  offsets: OffsetTable,
  epoch: number,
  length: number,
): WorkingDays {
  const [usual, days] = [worksOn(week) ?? mondayToFriday, new Map(special)];
  const epochDay = Math.floor(epoch / 86_400);
  const worked = (day: number): boolean => days.get(day) ?? usual(day);
  const local = (second: number): number => epoch + second + offsetAt(offsets, epoch + second);
  return workingDaysBy(epochDay - 3 * 366, epochDay + Math.ceil(length / 86_400) + 366, local, worked);
}

/** The same, asked by seconds since 1970, from that moment on. */
export function daysSince(worked: WorkedDays, zone: string, from: number): WorkingDays {
  const days = daysOn(worked, offsetsOf(zone), from, mostAsked);
  return (second) => days(second - from);
}

/** No span of days that is asked for is longer: seconds. */
const mostAsked = 366 * 86_400;

/** 1970-01-01 was a Thursday: weekday 3 when Monday is 0. */
const mondayToFriday = (day: number): boolean => (day + 3) % 7 < 5;

/** The calendar that most of them keep. */
export function keptByMost(workCentres: readonly Row[]): string | undefined {
  const counts = new Map<string, number>();
  for (const row of workCentres) counts.set(String(row.calendar), (counts.get(String(row.calendar)) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

/**
 * Working days by a list of days that are worked, with the fraction of the day gone by on such a day.
 * `worked(day)` is asked for days since 1970 on the plant's clock, `from` to `to`.
 */
export function workingDaysBy(
  from: number,
  to: number,
  localSecond: (second: number) => number,
  worked: (day: number) => boolean,
): WorkingDays {
  const sums = new Float64Array(to - from + 2);
  for (let day = from; day <= to; day += 1) sums[day - from + 1] = (sums[day - from] ?? 0) + (worked(day) ? 1 : 0);
  return (second) => {
    const local = localSecond(second);
    const day = Math.min(Math.max(Math.floor(local / 86_400), from), to);
    const whole = sums[day - from] ?? 0;
    return whole + ((sums[day - from + 1] ?? 0) - whole) * Math.min(1, Math.max(0, local / 86_400 - day));
  };
}

/** Nothing serves it: later than anything that comes at all. */
export const never = 9999;

/**
 * Working days that `estimated` is late to `need`, in hundredths; below 0 is slack, 0 is due then to the second. What comes after its
 * need over closed hours alone is late all the same, by the least that is told: `leastLate`. Null: it never comes.
 */
export function lateDays(days: WorkingDays, need: number, estimated: number | null): number {
  if (estimated === null) return never;
  const late = Math.round((days(estimated) - days(need)) * 100) / 100;
  return estimated > need ? Math.max(late, leastLate) : late;
}

/** Working days from a need to what comes after it, to be added up: none over closed hours. */
export const workedAfter = (days: WorkingDays, need: number, comes: number): number =>
  comes > need ? days(comes) - days(need) : 0;

/** The moment at which so many working days from then are over; below 0, that many before. `days` must be counted that far. */
export function afterWorkingDays(days: WorkingDays, from: number, count: number): number {
  if (count === 0) return from;
  const goal = days(from) + count;
  // No plant is closed for a year.
  const reach = Math.ceil((366 + 2 * Math.abs(count)) * 86_400);
  let [low, high] = count > 0 ? [from, from + reach] : [from - reach, from];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (days(middle) < goal) low = middle;
    else high = middle;
  }
  return high;
}
