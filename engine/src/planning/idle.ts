import { sortedBy } from '../units/ascending.ts';

/** When something of which there are so many has enough left: sorted spans, apart from each other, from −∞ to ∞. */
export interface Use {
  readonly from: number;
  readonly to: number;
  readonly qty: number;
}

export class Idle {
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  /** Spans in which no more than `left` are used. */
  constructor(uses: readonly Use[], left: number) {
    const spans = uses.filter(({ from, to }) => to > from);
    const begin = sortedBy(spans, ({ from }) => from);
    const end = sortedBy(spans, ({ to }) => to);
    let used = 0;
    let since: number | undefined = left < 0 ? undefined : -Infinity;
    for (let b = 0, e = 0; e < end.length; ) {
      // What ends makes room for what begins then.
      const ends = b === begin.length || end[e]!.to <= begin[b]!.from;
      const at = ends ? end[e]!.to : begin[b]!.from;
      used += ends ? -end[e++]!.qty : begin[b++]!.qty;
      if (used <= left && since === undefined) since = at;
      else if (used > left && since !== undefined) {
        if (at > since) this.add(since, at);
        since = undefined;
      }
    }
    if (since !== undefined) this.add(since, Infinity);
  }

  private add(from: number, to: number): void {
    this.from.push(from);
    this.to.push(to);
  }

  /** The first instant at or after `at` that is idle, and until when it stays so. */
  next(at: number): { readonly from: number; readonly to: number } {
    let low = 0;
    let high = this.to.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (this.to[mid]! > at) high = mid;
      else low = mid + 1;
    }
    if (low === this.to.length) return { from: Infinity, to: Infinity };
    return { from: Math.max(at, this.from[low]!), to: this.to[low]! };
  }
}
