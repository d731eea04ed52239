/**
 * Days of the example tables: counted in working days of the site's calendar from the day of the start, so that an
 * example is as fresh in a year as it is today.
 *
 * "+12", "-3", "0": so many working days on; 0 is the day of the start, or the next working day where the start falls
 * on a closed one. "+2 14:00": that day at that time of the plant's clock. Whatever is written otherwise stays as it is.
 */
import { dayNumber, instantAt } from '../../house/clock.ts';
import { readWeek, worksOn } from '../calendars/calendars.ts';

const notation = /^([+-]\d{1,3}|0)(?:\s+(\d{1,2}:\d{2}))?$/;

export const isRelative = (cell: string): boolean => notation.test(cell.trim());

const dayOf = (number: number): string => instantAt(number * 86_400).slice(0, 10);

export class PlantDays {
  private readonly usual: (day: number) => boolean;
  private readonly special: ReadonlyMap<string, boolean>;
  private readonly first: number;

  /** `special`: days that differ from the week, true where there is work. */
  constructor(start: string, week: string, special: ReadonlyMap<string, boolean> = new Map()) {
    const read = readWeek(week);
    if ('fault' in read) throw new RangeError(`the site's calendar: ${read.fault}`);
    this.usual = worksOn(week)!;
    this.special = special;
    let first = dayNumber(start);
    if (!Number.isInteger(first)) throw new RangeError(`the start "${start}" is not a day like 2026-01-05`);
    while (!this.works(first)) first++;
    this.first = first;
  }

  private works(number: number): boolean {
    return this.special.get(dayOf(number)) ?? this.usual(number);
  }

  /** The day so many working days from the first. */
  day(offset: number): string {
    let number = this.first;
    const step = offset < 0 ? -1 : 1;
    for (let left = Math.abs(offset); left > 0; ) {
      number += step;
      if (this.works(number)) left--;
    }
    return dayOf(number);
  }

  /** "+2 14:00" → "2026-01-07 14:00", "+2" → "2026-01-07"; other text unchanged. */
  resolve(cell: string): string {
    const match = notation.exec(cell.trim());
    if (!match) return cell;
    const day = this.day(Number(match[1]));
    return match[2] ? `${day} ${match[2].padStart(5, '0')}` : day;
  }
}
