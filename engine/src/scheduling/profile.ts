/**
 * How many of a crew are taken, over time: a step function as sorted breakpoints.
 *
 *   at    [−∞ | a1 | a2 | …]     used[i] people are taken from at[i] to at[i + 1]
 *   used  [ 0 | u1 | u2 | …]
 */
export class Profile {
  private at = new Float64Array(32);
  private used = new Int32Array(32);
  private count = 1;
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
    this.at[0] = -Infinity;
  }

  clear(): void {
    this.count = 1;
    this.used[0] = 0;
  }

  copyOf(other: Profile): void {
    this.at = other.at.slice();
    this.used = other.used.slice();
    this.count = other.count;
  }

  /** Index of the segment that holds `time`. */
  private segment(time: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (this.at[mid]! <= time) low = mid;
      else high = mid - 1;
    }
    return low;
  }

  /** When the first conflict of `wanted` more people within [from, to) is over; −Infinity where there is none. */
  busyUntil(from: number, to: number, wanted: number): number {
    for (let i = this.segment(from); i < this.count && this.at[i]! < to; i++) {
      if (this.used[i]! + wanted > this.size) return i + 1 < this.count ? this.at[i + 1]! : Infinity;
    }
    return -Infinity;
  }

  /** When the last conflict within [from, to) begins; Infinity where there is none. */
  busyFrom(from: number, to: number, wanted: number): number {
    let i = this.segment(to);
    if (this.at[i] === to) i--;
    for (; i >= 0; i--) {
      if (this.used[i]! + wanted > this.size) return this.at[i]!;
      if (this.at[i]! <= from) break;
    }
    return Infinity;
  }

  /** Takes `wanted` people over [from, to); negative gives them back. */
  take(from: number, to: number, wanted: number): void {
    if (to <= from) return;
    const first = this.cut(from);
    const last = this.cut(to);
    for (let i = first; i < last; i++) this.used[i]! += wanted;
    this.join(last);
    this.join(first);
  }

  private cut(time: number): number {
    const i = this.segment(time);
    if (this.at[i] === time) return i;
    if (this.count === this.at.length) this.grow();
    this.at.copyWithin(i + 2, i + 1, this.count);
    this.used.copyWithin(i + 2, i + 1, this.count);
    this.at[i + 1] = time;
    this.used[i + 1] = this.used[i]!;
    this.count++;
    return i + 1;
  }

  private join(i: number): void {
    if (i <= 0 || i >= this.count || this.used[i] !== this.used[i - 1]) return;
    this.at.copyWithin(i, i + 1, this.count);
    this.used.copyWithin(i, i + 1, this.count);
    this.count--;
  }

  private grow(): void {
    const at = new Float64Array(this.at.length * 2);
    const used = new Int32Array(this.used.length * 2);
    at.set(this.at);
    used.set(this.used);
    this.at = at;
    this.used = used;
  }
}
