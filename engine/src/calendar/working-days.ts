/**
 * Working days for lead times: a day on which the calendar opens at all. `n` working days after an instant is
 * the same clock time on the n-th working day after its day (Friday 10:00 + 1 is Monday 10:00); 0 days is the
 * instant itself.
 */
import type { Calendar, Zone } from '../planning/problem.ts';
import { DAY, offsetAt } from '../units/clock.ts';
import { placeOf, wallToElapsed, weekdayOf } from './windows.ts';

/** A calendar that never opens would have no n-th day: more closed days in a row than this is Infinity. */
const LONGEST_CLOSURE = 3660;

export class WorkingDays {
  private readonly open: (day: number) => boolean;
  private readonly exceptions: ReadonlyMap<number, boolean>;
  private readonly zone: Zone;
  private readonly epochUnix: number;

  /** `calendar` absent: Monday to Friday. */
  constructor(calendar: Calendar | undefined, zone: Zone, epochUnix: number) {
    const places = new Set(calendar?.week.map((window) => window.weekday));
    this.open = calendar
      ? (day) => calendar.alwaysOpen === true || places.has(placeOf(calendar, day))
      : (day) => weekdayOf(day) < 5;
    this.exceptions = new Map(calendar?.exceptions.map((exception) => [exception.day, exception.windows.length > 0]));
    this.zone = zone;
    this.epochUnix = epochUnix;
  }

  works(day: number): boolean {
    return this.exceptions.get(day) ?? this.open(day);
  }

  add(at: number, days: number): number {
    if (days <= 0) return at;
    const wall = at + offsetAt(this.zone, at);
    let day = Math.floor((this.epochUnix + wall) / DAY);
    const clock = this.epochUnix + wall - day * DAY;
    let closed = 0;
    for (let left = days; left > 0; ) {
      day += 1;
      closed = this.works(day) ? 0 : closed + 1;
      if (closed === 0) left -= 1;
      if (closed > LONGEST_CLOSURE) return Infinity;
    }
    return wallToElapsed(this.zone, day * DAY - this.epochUnix + clock);
  }
}
