/**
 * A compiled calendar: open windows as sorted arrays with prefix sums of working time.
 *
 *   start   |06:00──────22:00|        |06:00──────22:00|
 *   opens   [s0]             [e0]     [s1]             [e1]
 *   before  [0]                       [e0−s0]                    work done before window i opens
 *
 * Windows are half-open, apart from each other (abutting ones are merged) and never empty. All times are
 * seconds from the problem's epoch. Adding and subtracting work is a binary search; no loop over days.
 */
export class WorkingTime {
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly before: Float64Array;
  readonly count: number;
  /** All the work there is. */
  readonly total: number;
  /** Elapsed seconds that one second of work takes on average: only for dates before the first window. */
  private readonly stretch: number;

  constructor(windows: readonly (readonly [number, number])[]) {
    this.count = windows.length;
    this.opens = new Float64Array(this.count);
    this.closes = new Float64Array(this.count);
    this.before = new Float64Array(this.count + 1);
    for (let i = 0; i < this.count; i++) {
      const [from, to] = windows[i]!;
      this.opens[i] = from;
      this.closes[i] = to;
      this.before[i + 1] = this.before[i]! + (to - from);
    }
    this.total = this.before[this.count]!;
    this.stretch = this.total > 0 ? (this.closes[this.count - 1]! - this.opens[0]!) / this.total : 1;
  }

  /** Index of the first window that closes after `at`; `count` when there is none. */
  private firstClosingAfter(at: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (this.closes[mid]! > at) high = mid;
      else low = mid + 1;
    }
    return low;
  }

  /** Working seconds before `at`. */
  workBefore(at: number): number {
    const i = this.firstClosingAfter(at);
    if (i === this.count) return this.total;
    return this.before[i]! + Math.max(0, at - this.opens[i]!);
  }

  workBetween(from: number, to: number): number {
    return this.workBefore(to) - this.workBefore(from);
  }

  /** The first working instant at or after `at`; Infinity past the last window. */
  nextOpen(at: number): number {
    const i = this.firstClosingAfter(at);
    if (i === this.count) return Infinity;
    return Math.max(at, this.opens[i]!);
  }

  /** The last instant at or before `at` at which work may end; −Infinity before the first window. */
  lastClose(at: number): number {
    const i = this.firstClosingAfter(at);
    if (i < this.count && this.opens[i]! < at) return at;
    return i === 0 ? -Infinity : this.closes[i - 1]!;
  }

  /** When `work` seconds that start at `from` (or the next working instant) end; Infinity past the last window. */
  add(from: number, work: number): number {
    const first = this.firstClosingAfter(from);
    if (first === this.count) return Infinity;
    const start = Math.max(from, this.opens[first]!);
    if (work <= 0) return start;
    if (start + work <= this.closes[first]!) return start + work;
    const target = this.before[first]! + (start - this.opens[first]!) + work;
    if (target > this.total) return Infinity;
    const i = this.windowReaching(target, first);
    return this.opens[i]! + (target - this.before[i]!);
  }

  /** The latest start of `work` seconds that end at or before `to`; −Infinity where there is not enough. */
  subtract(to: number, work: number): number {
    let i = this.firstClosingAfter(to);
    let end = to;
    if (i === this.count || this.opens[i]! >= to) {
      i -= 1;
      if (i < 0) return -Infinity;
      end = this.closes[i]!;
    }
    if (work <= 0) return end;
    if (end - work >= this.opens[i]!) return end - work;
    const target = this.before[i]! + (end - this.opens[i]!) - work;
    if (target < 0) return -Infinity;
    const j = this.windowHolding(target, i);
    return this.opens[j]! + (target - this.before[j]!);
  }

  /** As `subtract`, but dates before the first window are reckoned with the average stretch: for ranking, never for plans. */
  subtractLoose(to: number, work: number): number {
    if (this.count === 0) return to - work;
    const exact = this.subtract(to, work);
    if (exact !== -Infinity) return exact;
    const known = to <= this.opens[0]! ? 0 : this.workBefore(to);
    return Math.min(to, this.opens[0]!) - Math.ceil((work - known) * this.stretch);
  }

  /** Earliest [start, start + work) at or after `from` within one window; Infinity where none is long enough. */
  addWithin(from: number, work: number): number {
    for (let i = this.firstClosingAfter(from); i < this.count; i++) {
      const start = Math.max(from, this.opens[i]!);
      if (start + work <= this.closes[i]!) return start;
    }
    return Infinity;
  }

  /** Latest start of an unbroken `work` that ends at or before `to`, not before `notBefore`; −Infinity where none. */
  subtractWithin(to: number, work: number, notBefore: number): number {
    for (let i = Math.min(this.firstClosingAfter(to), this.count - 1); i >= 0; i--) {
      if (this.closes[i]! <= notBefore) return -Infinity;
      const start = Math.min(to, this.closes[i]!) - work;
      if (start >= this.opens[i]!) return start >= notBefore ? start : -Infinity;
    }
    return -Infinity;
  }

  /** First window from `from` on with before[i + 1] ≥ target. */
  private windowReaching(target: number, from: number): number {
    let step = 1;
    let low = from;
    while (low + step < this.count && this.before[low + step + 1]! < target) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, this.count - 1);
    while (low < high) {
      const mid = (low + high) >> 1;
      if (this.before[mid + 1]! >= target) high = mid;
      else low = mid + 1;
    }
    return low;
  }

  /** Last window up to `to` with before[i] ≤ target. */
  private windowHolding(target: number, to: number): number {
    let low = 0;
    let high = to;
    let step = 1;
    while (high - step >= 0 && this.before[high - step]! > target) {
      high -= step;
      step *= 2;
    }
    low = Math.max(0, high - step);
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (this.before[mid]! <= target) low = mid;
      else high = mid - 1;
    }
    return low;
  }

  windows(): (readonly [number, number])[] {
    return Array.from(this.opens, (from, i) => [from, this.closes[i]!] as const);
  }
}
