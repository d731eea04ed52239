/**
 * The plant's clock, written apart from the planner's so that neither repeats the other's mistake.
 *
 * An instant works when the plant's clock at that instant stands inside a window: where the clock is put
 * forward a window loses the hour, where it is put back the hour is worked twice.
 */
import type { Calendar, Problem } from '../planning/problem.ts';
import { type Open, type WorkingTime, working } from './working-time.ts';

const DAY = 86_400;

export class PlantClock {
  private readonly epoch: number;
  private readonly offsets: Problem['zone']['offsets'];

  constructor(problem: Problem) {
    this.epoch = secondsSince1970(problem.epoch);
    this.offsets = problem.zone.offsets;
  }

  /** Plant day (since 1970-01-01) and second of that day. */
  read(at: number): { readonly day: number; readonly second: number } {
    const local = this.epoch + at + this.offsetAt(at);
    const day = Math.floor(local / DAY);
    return { day, second: local - day * DAY };
  }

  /** The instant at which the clock first stands at that second of the day, or first stands past it. */
  instant(day: number, secondOfDay: number): number {
    const wanted = day * DAY + secondOfDay;
    for (let i = 0; i < this.offsets.length; i++) {
      const at = wanted - this.epoch - this.offset(i);
      const until = this.offsets[i + 1]?.at ?? Number.POSITIVE_INFINITY;
      if (at < until) return i === 0 ? at : Math.max(at, this.offsets[i]?.at ?? at);
    }
    return wanted - this.epoch;
  }

  /** "2026-03-29 07:30:00" on the plant's clock. */
  say(at: number): string {
    const { day, second } = this.read(at);
    const two = (value: number) => String(value).padStart(2, '0');
    const clock = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
    const { year, month, dayOfMonth } = civil(day);
    return `${year}-${two(month)}-${two(dayOfMonth)} ${clock}`;
  }

  /** Working spans of a calendar inside [from, to). */
  compile(calendar: Calendar, from: number, to: number): WorkingTime {
    if (calendar.alwaysOpen) return working([{ from, to }]);
    const windowsOf = dayWindows(calendar);
    const spans: Open[] = [];
    const first = this.offsets.length === 0 ? [{ at: Number.NEGATIVE_INFINITY, offset: 0 }] : this.offsets;
    first.forEach((row, i) => {
      const begin = Math.max(from, i === 0 ? Number.NEGATIVE_INFINITY : row.at);
      const end = Math.min(to, first[i + 1]?.at ?? Number.POSITIVE_INFINITY);
      if (begin >= end) return;
      const shift = this.epoch + row.offset;
      const lastDay = Math.floor((end + shift) / DAY);
      // A window may run past midnight, so the two days before may still reach in.
      for (let day = Math.floor((begin + shift) / DAY) - 2; day <= lastDay; day++) {
        for (const window of windowsOf(day)) {
          const open = Math.max(begin, day * DAY + window.from - shift);
          const close = Math.min(end, day * DAY + window.to - shift);
          if (open < close) spans.push({ from: open, to: close });
        }
      }
    });
    return working(spans);
  }

  private offsetAt(at: number): number {
    let low = 0;
    let high = this.offsets.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.offsets[middle].at <= at) low = middle;
      else high = middle;
    }
    return this.offset(low);
  }

  private offset(i: number): number {
    return this.offsets[i]?.offset ?? 0;
  }
}

/** The windows that start on a plant day: its exception if it has one, else those of its day in the week or cycle. */
export function dayWindows(calendar: Calendar): (day: number) => readonly Open[] {
  const exceptions = new Map(calendar.exceptions.map((it) => [it.day, it.windows]));
  // Day 0 was a Thursday, so that day -3 was a Monday.
  const { weeks, from } = calendar.cycle ?? { weeks: 1, from: -3 };
  const length = 7 * weeks;
  const days: Open[][] = Array.from({ length }, () => []);
  for (const it of calendar.week) days[it.weekday]?.push(it);
  return (day) => exceptions.get(day) ?? days[(((day - from) % length) + length) % length] ?? [];
}

/** Seconds since 1970 of an ISO 8601 UTC instant. Source: H. Hinnant, "chrono-compatible low-level date algorithms". */
function secondsSince1970(iso: string): number {
  const match = /^(-?\d{4,6})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?Z?$/.exec(iso);
  if (!match) throw new RangeError(`an epoch is an ISO 8601 instant in UTC such as 2026-01-05T00:00:00Z, not "${iso}"`);
  const [year, month, day, hour, minute, sec] = match.slice(1).map((it) => Number(it ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY + hour * 3600 + minute * 60 + sec;
}

function civil(day: number): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}
