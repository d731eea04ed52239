/**
 * The plant's clock in words, for sentences. Seconds count from the problem's epoch; the zone is a table of
 * offsets. No `Date`: civil dates come from day counts (Hinnant, "chrono-compatible low-level date algorithms").
 */
import type { Second } from './units.ts';

export interface ClockZone {
  readonly offsets: readonly { readonly at: Second; readonly offset: number }[];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export const DAY = 86_400;

/** Days from 1970-01-01 to a civil date of the proleptic Gregorian calendar. */
export function daysFromCivil(year: number, month: number, dayOfMonth: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

/** Seconds from 1970-01-01T00:00Z to an ISO 8601 instant in UTC; undefined where the text is not one. */
export function epochSeconds(iso: string): number | undefined {
  const m = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.0+)?)?Z$/.exec(iso);
  if (!m) return undefined;
  const [year, month, dayOfMonth, hour, minute, sec] = m.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return daysFromCivil(year, month, dayOfMonth) * DAY + hour * 3600 + minute * 60 + (sec || 0);
}

/** Local time = elapsed time + offset; the row in force at `at` (the first row also before it). */
export function offsetAt(zone: ClockZone, at: number): number {
  let low = 0;
  let high = zone.offsets.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (zone.offsets[mid]!.at <= at) low = mid;
    else high = mid - 1;
  }
  return zone.offsets[low]?.offset ?? 0;
}

/** "14 May 11:20" on the plant's clock; the year only where it differs from the epoch's own. */
export class Clock {
  private readonly base: number;
  private readonly zone: ClockZone;
  private readonly year: number;

  constructor(epoch: string, zone: ClockZone) {
    this.base = epochSeconds(epoch) ?? 0;
    this.zone = zone;
    this.year = civilFromDays(Math.floor(this.base / DAY)).year;
  }

  at(second: number): string {
    const local = this.base + second + offsetAt(this.zone, second);
    const days = Math.floor(local / DAY);
    const { year, month, day } = civilFromDays(days);
    const minutes = Math.floor((local - days * DAY) / 60);
    const two = (value: number) => String(value).padStart(2, '0');
    const date = `${day} ${MONTHS[month - 1]}${year === this.year ? '' : ` ${year}`}`;
    return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }

  /** "Thu 14 May 11:20": what a person reads beside a calendar. */
  onDay(second: number): string {
    const days = Math.floor((this.base + second + offsetAt(this.zone, second)) / DAY);
    // 1 January 1970 was a Thursday.
    return `${WEEKDAYS[(((days + 3) % 7) + 7) % 7]} ${this.at(second)}`;
  }
}

/** "2.4 days", "3.5 hours", "20 minutes": a length of elapsed time for a sentence. */
export function spell(seconds: number): string {
  const count = (value: number, unit: string) => {
    const text = value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
    return `${text} ${unit}${text === '1' ? '' : 's'}`;
  };
  if (seconds >= DAY) return count(seconds / DAY, 'day');
  if (seconds >= 3600) return count(seconds / 3600, 'hour');
  return count(Math.round(seconds / 60), 'minute');
}

/** Steps as a decimal number of units: 1250 with 2 decimals is "12.5". */
export function spellQty(steps: number, decimals: number): string {
  return String(steps / 10 ** decimals);
}
