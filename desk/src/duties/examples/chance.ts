/** Chance that falls the same way every time: whole numbers from a seed, by the generator mulberry32 (T. Ettinger, public domain). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** A whole number from 0 to below `count`; the bias of the remainder is below `count` in 2^32. */
  below(count: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  }

  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** One of the entries, each as often as its weight says. Throws where nothing has a weight. */
  of<Entry>(entries: readonly Entry[], weightOf: (entry: Entry) => number): Entry {
    let left = this.below(entries.reduce((sum, entry) => sum + weightOf(entry), 0));
    for (const entry of entries) {
      left -= weightOf(entry);
      if (left < 0) return entry;
    }
    throw new RangeError('chance has nothing to choose from: no entry has a weight');
  }
}
