/**
 * Work counted against a limit. What is done depends on counted work alone: when `keepGoing` ends it after W units,
 * a limit of W ends it at the same place.
 */
import type { ScheduleOptions } from './shop.ts';

/** `keepGoing` may look at a clock; between two questions lie some tenths of a millisecond. */
const BETWEEN_QUESTIONS = 20_000;

export class Budget {
  work = 0;
  over = false;
  private ask = BETWEEN_QUESTIONS;
  private readonly limit: number;
  private readonly keepGoing: () => boolean;

  constructor({ work, keepGoing }: Pick<ScheduleOptions, 'work' | 'keepGoing'>) {
    this.limit = work ?? Number.MAX_SAFE_INTEGER;
    this.keepGoing = keepGoing ?? (() => true);
  }

  /** Counts, and says whether to go on. */
  spend(units: number): boolean {
    this.work += units;
    if (this.work >= this.limit) this.over = true;
    else if (this.work >= this.ask) {
      this.ask = this.work + BETWEEN_QUESTIONS;
      if (!this.keepGoing()) this.over = true;
    }
    return !this.over;
  }
}
