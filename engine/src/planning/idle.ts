import { ascending } from '../units/ascending.ts';

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
    const froms = Float64Array.from(spans, ({ from }) => from);
    const tos = Float64Array.from(spans, ({ to }) => to);
    const begin = ascending(froms, asTheyStood);
    const end = ascending(tos, asTheyStood);
    let used = 0;
    let since: number | undefined = left < 0 ? undefined : -Infinity;
    for (let b = 0, e = 0; e < end.length; ) {
      // What ends makes room for what begins then.
      const ends = b === begin.length || tos[end[e]!]! <= froms[begin[b]!]!;
      const row = ends ? end[e++]! : begin[b++]!;
      const at = ends ? tos[row]! : froms[row]!;
      used += ends ? -spans[row]!.qty : spans[row]!.qty;
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

const asTheyStood = (a: number, b: number): number => a - b;
