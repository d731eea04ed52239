/**
 * How often one person or address may ask, counted per minute in this process: the desk has one server process.
 * Generous, against a script run wild; guessing of secrets is bounded where secrets are checked.
 */
import { Refusal } from '../house/errors.ts';

export class Limit {
  readonly #counts = new Map<string, number>();
  #minute = 0;

  constructor(
    readonly most: number,
    readonly minuteNow: () => number = () => Math.floor(Date.now() / 60_000),
  ) {}

  /** Throws 429 for the first one above `most` in this minute and for all after it. */
  take(whose: string): void {
    const minute = this.minuteNow();
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts.clear();
    }
    const count = (this.#counts.get(whose) ?? 0) + 1;
    this.#counts.set(whose, count);
    if (count > this.most)
      throw new Refusal(
        429,
        'too-often',
        `More than ${this.most} requests in a minute. Maybe wait for the next minute.`,
      );
  }
}
