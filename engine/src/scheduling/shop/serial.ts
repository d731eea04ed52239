/**
 * The exact decoder for shops with shared resources: operations in a linear order, each at the earliest moment at which
 * its predecessors are done and everything it holds has room (serial schedule generation, Kelley 1963). A machine with
 * set-ups or zero-length work takes its operations in that order, no gap before is looked at.
 *
 * Read backwards it places everything from the end, each as late as possible: justification (Valls et al. 2005).
 *
 * What is held over time: times[k] ≤ t < times[k + 1] holds used[k × resources + r].
 */
import type { Layout } from './compile.ts';

export class Serial {
  readonly start: Int32Array;
  readonly end: Int32Array;
  work = 0;
  private times: Int32Array;
  private used: Int32Array;
  private count = 0;
  private readonly last: Int32Array;
  /** Resources that take their operations in the given order. */
  private readonly inOrder: Uint8Array;

  constructor(private readonly layout: Layout) {
    const { n, resources } = layout;
    this.start = new Int32Array(n + 1);
    this.end = new Int32Array(n + 1);
    this.times = new Int32Array(2 * n + 4);
    this.used = new Int32Array((2 * n + 4) * resources);
    this.last = new Int32Array(resources);
    this.inOrder = Uint8Array.from(layout.setupFrom, (from) => (from >= 0 ? 1 : 0));
    for (let mode = 0; mode < layout.modeTime.length; mode++)
      for (let e = layout.useFrom[mode]!; e < layout.useFrom[mode + 1]!; e++)
        if (layout.modeTime[mode] === 0 && layout.capacity[layout.useOf[e]!] === 1) this.inOrder[layout.useOf[e]!] = 1;
  }

  /** Starts and ends for an order; `backwards`, the order is read from its end and times count from the end of everything. */
  decode(order: Int32Array, mode: Int32Array, backwards: boolean): void {
    const { n, layout, start, end, last } = this;
    const from = backwards ? layout.succFrom : layout.predFrom;
    const other = backwards ? layout.succOp : layout.predOp;
    const gap = backwards ? layout.succGap : layout.predGap;
    this.clear();
    for (let k = 0; k < n; k++) {
      const v = order[backwards ? n - 1 - k : k]!;
      let early = backwards ? 0 : layout.release[v]!;
      for (let e = from[v]!; e < from[v + 1]!; e++) {
        const then = end[other[e]!]! + gap[e]!;
        if (then > early) early = then;
      }
      const own = mode[v]!;
      for (let e = layout.useFrom[own]!; e < layout.useFrom[own + 1]!; e++) {
        const r = layout.useOf[e]!;
        const before = last[r]!;
        if (this.inOrder[r] === 0 || before < 0) continue;
        const free = end[before]! + (backwards ? this.setup(r, v, before) : this.setup(r, before, v));
        if (free > early) early = free;
      }
      const time = layout.modeTime[own]!;
      start[v] = time > 0 ? this.place(early, time, own) : early;
      end[v] = start[v]! + time;
      for (let e = layout.useFrom[own]!; e < layout.useFrom[own + 1]!; e++) last[layout.useOf[e]!] = v;
    }
    this.work += n;
  }

  private get n(): number {
    return this.layout.n;
  }

  private clear(): void {
    this.last.fill(-1);
    this.count = 1;
    this.times[0] = 0;
    this.used.fill(0, 0, this.layout.resources);
  }

  private setup(r: number, v: number, w: number): number {
    const { setupFrom, setups, family, families } = this.layout;
    return setupFrom[r]! < 0 ? 0 : setups[setupFrom[r]! + family[v]! * (families + 1) + family[w]!]!;
  }

  /** The earliest start from `early` on with room throughout; takes the room. */
  private place(early: number, time: number, mode: number): number {
    const { times } = this;
    let first = this.at(early);
    let start = early;
    for (let k = first; k < this.count && times[k]! < start + time; k++) {
      this.work++;
      if (!this.fits(k, mode)) {
        first = k + 1;
        start = times[k + 1]!;
      }
    }
    first = this.cut(start, first);
    const behind = this.cut(start + time, first);
    const { useFrom, useOf, useAmount, resources } = this.layout;
    for (let k = first; k < behind; k++)
      for (let e = useFrom[mode]!; e < useFrom[mode + 1]!; e++) this.used[k * resources + useOf[e]!]! += useAmount[e]!;
    return start;
  }

  private fits(k: number, mode: number): boolean {
    const { useFrom, useOf, useAmount, resources, capacity } = this.layout;
    for (let e = useFrom[mode]!; e < useFrom[mode + 1]!; e++)
      if (this.used[k * resources + useOf[e]!]! + useAmount[e]! > capacity[useOf[e]!]!) return false;
    return true;
  }

  /** The span that holds a moment. */
  private at(moment: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (this.times[mid]! <= moment) low = mid;
      else high = mid - 1;
    }
    return low;
  }

  /** Makes a span begin at the moment, looking from span k on; answers which. */
  private cut(moment: number, k: number): number {
    const { times, used } = this;
    const { resources } = this.layout;
    while (k < this.count && times[k]! < moment) k++;
    if (k < this.count && times[k] === moment) return k;
    times.copyWithin(k + 1, k, this.count);
    used.copyWithin((k + 1) * resources, k * resources, this.count * resources);
    times[k] = moment;
    used.copyWithin(k * resources, (k - 1) * resources, k * resources);
    this.count++;
    return k;
  }
}
