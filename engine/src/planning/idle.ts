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
    const turns = uses
      .flatMap(({ from, to, qty }) => (to > from ? [[from, qty] as const, [to, -qty] as const] : []))
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    let used = 0;
    let since: number | undefined = left < 0 ? undefined : -Infinity;
    for (const [at, qty] of turns) {
      used += qty;
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
