/**
 * A schedule as a disjunctive graph: every operation after its predecessors and after its neighbour on the machine,
 * every start as early as that allows (semi-active). One move exists: an operation goes to another place, on its own
 * machine or another.
 *
 * `order` is a linear order of all operations that fits the graph. A move repairs it between the two places only
 * (Pearce and Kelly 2007), which also proves or refutes the move exactly: zero durations and jobs that come back to a
 * machine, on which tests by start times fail, are nothing special. Ends and tails are then made again in that order,
 * from the first place that could have changed: most of what follows does change, and a loop without choices is faster
 * than finding out which.
 */
import type { Layout } from './compile.ts';
import { lateness } from './objective.ts';

export class Graph {
  readonly n: number;
  readonly mode: Int32Array;
  readonly machine: Int32Array;
  readonly time: Int32Array;
  /** Neighbours on the machine; n where there is none. */
  readonly prev: Int32Array;
  readonly next: Int32Array;
  readonly first: Int32Array;
  /** In a chain the one predecessor and the one successor; n where there is none. */
  private readonly jobPred: Int32Array;
  private readonly jobSucc: Int32Array;
  /** Where its set-ups to the next one stand. */
  private readonly row: Int32Array;
  readonly order: Int32Array;
  readonly pos: Int32Array;
  /** When predecessors and release let it start; when it starts and ends. */
  readonly ready: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The longest way from its end through its successors; from its start, itself included, to the end of everything. */
  readonly left: Int32Array;
  readonly rest: Int32Array;
  /** Operations looked at. */
  work = 0;

  private readonly mark: Int32Array;
  private stamp = 0;
  private readonly moved: Int32Array;
  /** The order between `low` and `high` before the last relocation; ends as a trial would have them. */
  private readonly saved: Int32Array;
  private readonly trial: Int32Array;
  /** What a trial does not want to know. */
  private readonly aside: Int32Array;
  /** Positions between which the last move changed the order. */
  private low = 0;
  private high = 0;

  constructor(readonly layout: Layout) {
    const { n } = layout;
    const numbers = () => new Int32Array(n + 1);
    this.n = n;
    [this.mode, this.machine, this.time, this.row] = [numbers(), numbers(), numbers(), numbers()];
    [this.order, this.moved, this.saved, this.trial] = [numbers(), numbers(), numbers(), numbers()];
    [this.prev, this.next, this.pos, this.mark] = [numbers(), numbers(), numbers(), numbers()];
    [this.ready, this.start, this.end, this.left, this.rest] = [numbers(), numbers(), numbers(), numbers(), numbers()];
    this.aside = numbers();
    this.pos[n] = n;
    this.first = new Int32Array(layout.resources);
    this.jobPred = onlyOnes(layout, layout.predFrom, layout.predOp);
    this.jobSucc = onlyOnes(layout, layout.succFrom, layout.succOp);
  }

  /** Takes over a linear order and a mode for each operation. */
  load(order: Int32Array, mode: Int32Array): void {
    const { n, layout } = this;
    const last = new Int32Array(layout.resources).fill(n);
    this.first.fill(n);
    for (let at = 0; at < n; at++) {
      const v = order[at]!;
      this.order[at] = v;
      this.pos[v] = at;
      this.mode[v] = mode[v]!;
      const machine = layout.modeMachine[mode[v]!]!;
      this.machine[v] = machine;
      this.row[v] = this.rowOn(machine, v);
      this.time[v] = layout.modeTime[mode[v]!]!;
      const before = last[machine]!;
      this.prev[v] = before;
      if (before === n) this.first[machine] = v;
      else this.next[before] = v;
      this.next[v] = n;
      last[machine] = v;
    }
    this.refreshEnds(0, this.end, this.start, this.ready);
    this.refreshTails(n - 1);
  }

  /** Set-up time when w follows v on v's machine. */
  setup(v: number, w: number): number {
    return this.layout.setups[this.row[v]! + this.layout.family[w]!]!;
  }

  /** Likewise on a machine where v is, or where w would be first. */
  setupOn(machine: number, v: number, w: number): number {
    const { layout, n } = this;
    const from = layout.setupFrom[machine]!;
    if (from < 0 || v === n) return 0;
    return layout.setups[from + layout.family[v]! * (layout.families + 1) + layout.family[w]!]!;
  }

  /** Whether v waits for its neighbour on the machine and not a moment longer. */
  touches(v: number): boolean {
    const before = this.prev[v]!;
    if (before === this.n) return false;
    const free = this.layout.hasSetups ? this.end[before]! + this.setup(before, v) : this.end[before]!;
    return free === this.start[v];
  }

  /** A predecessor that v is ready right after; n where it is its release or the beginning. */
  holder(v: number): number {
    const { layout, n, end, ready } = this;
    if (layout.chain) return this.jobPred[v]!;
    for (let e = layout.predFrom[v]!; e < layout.predFrom[v + 1]!; e++)
      if (end[layout.predOp[e]!]! + layout.predGap[e]! === ready[v]) return layout.predOp[e]!;
    return n;
  }

  /** Certain, at a look: no way leads from a successor of u to v, so u may go behind it. */
  mayFollow(u: number, v: number): boolean {
    const { layout, pos, end, start, n } = this;
    if (layout.chain) {
      const s = this.jobSucc[u]!;
      return s !== v && (s === n || pos[s]! > pos[v]! || end[s]! > start[v]!);
    }
    for (let e = layout.succFrom[u]!; e < layout.succFrom[u + 1]!; e++) {
      const s = layout.succOp[e]!;
      if (s === v || (pos[s]! < pos[v]! && end[s]! <= start[v]!)) return false;
    }
    return true;
  }

  /** Likewise: no way leads from v to a predecessor of u, so u may go before it. */
  mayLead(u: number, v: number): boolean {
    const { layout, pos, end, start, n } = this;
    if (layout.chain) {
      const s = this.jobPred[u]!;
      return s !== v && (s === n || pos[s]! < pos[v]! || start[s]! < end[v]!);
    }
    for (let e = layout.predFrom[u]!; e < layout.predFrom[u + 1]!; e++) {
      const s = layout.predOp[e]!;
      if (s === v || (pos[s]! > pos[v]! && start[s]! >= end[v]!)) return false;
    }
    return true;
  }

  /** Before trials: ends as they are. */
  prepareTrials(): void {
    this.trial.set(this.end);
  }

  /** What the move would make of the objective, exactly; nothing is changed. Infinity where it would make a circle. */
  tried(u: number, x: number, mode: number): number {
    const { prev, next, order, pos, trial, end, saved } = this;
    const before = prev[u]!;
    const behind = next[u]!;
    const oldMode = this.mode[u]!;
    if (!this.relocate(u, x, mode)) return Infinity;
    this.refreshEnds(this.firstBehind(u, behind), trial, this.aside, this.aside);
    const objective = lateness(this.layout, trial);
    trial.set(end);
    this.unlink(u);
    this.link(u, before, oldMode);
    if (this.high > this.low)
      for (let at = this.low; at <= this.high; at++) {
        const v = saved[at - this.low]!;
        order[at] = v;
        pos[v] = at;
      }
    return objective;
  }

  /** `relocate`, with ends and tails; false, and nothing changed, where it would make a circle. */
  move(u: number, x: number, mode: number): boolean {
    const before = this.prev[u]!;
    const behind = this.next[u]!;
    if (!this.relocate(u, x, mode)) return false;
    this.refreshEnds(this.firstBehind(u, behind), this.end, this.start, this.ready);
    this.refreshTails(this.lastBefore(u, before));
    return true;
  }

  /** After a relocation: the first position whose end may differ. "None" stands behind all others. */
  private firstBehind(u: number, oldNext: number): number {
    const { pos, next } = this;
    return Math.min(pos[u]!, pos[oldNext]!, pos[next[u]!]!);
  }

  /** Likewise the last position whose tail may differ; "none" does not count. */
  private lastBefore(u: number, oldBefore: number): number {
    const { n, pos, prev } = this;
    let last = pos[u]!;
    for (const v of [oldBefore, prev[u]!]) if (v !== n && pos[v]! > last) last = pos[v]!;
    return last;
  }

  /**
   * Puts u behind x (n: to the front) in the given mode and repairs the order; ends and tails are stale then. False, and nothing changed, where that would make a circle. x is on the machine of the mode, and not u.
   */
  relocate(u: number, x: number, mode: number): boolean {
    const { n, pos } = this;
    const oldMode = this.mode[u]!;
    const oldBefore = this.prev[u]!;
    this.unlink(u);
    this.link(u, x, mode);
    const y = this.next[u]!;
    const at = pos[u]!;
    this.low = at;
    this.high = at;
    let possible = true;
    if (x !== n && pos[x]! > at) possible = this.carry(u, x, 1);
    else if (y !== n && pos[y]! < at) possible = this.carry(u, y, -1);
    if (possible) return true;
    this.unlink(u);
    this.link(u, oldBefore, oldMode);
    return false;
  }

  private rowOn(machine: number, v: number): number {
    const { setupFrom, family, families } = this.layout;
    return setupFrom[machine]! < 0 ? 0 : setupFrom[machine]! + family[v]! * (families + 1);
  }

  private unlink(u: number): void {
    const { n, prev, next } = this;
    const before = prev[u]!;
    const behind = next[u]!;
    if (before === n) this.first[this.machine[u]!] = behind;
    else next[before] = behind;
    if (behind !== n) prev[behind] = before;
  }

  private link(u: number, x: number, mode: number): void {
    const { n, prev, next, first, layout } = this;
    const machine = layout.modeMachine[mode]!;
    this.mode[u] = mode;
    this.machine[u] = machine;
    if (layout.hasSetups) this.row[u] = this.rowOn(machine, u);
    this.time[u] = layout.modeTime[mode]!;
    const y = x === n ? first[machine]! : next[x]!;
    if (x === n) first[machine] = u;
    else next[x] = u;
    prev[u] = x;
    next[u] = y;
    if (y !== n) prev[y] = u;
  }

  /**
   * Forwards (step 1), u and what follows from it, of the operations up to x, go behind x; backwards (−1), u and what
   * it follows from go before x. False if x itself is among them.
   */
  private carry(u: number, x: number, step: 1 | -1): boolean {
    const { order, pos, mark, moved, layout } = this;
    const { chain } = layout;
    const near = step > 0 ? this.prev : this.next;
    const inJob = step > 0 ? this.jobPred : this.jobSucc;
    const linkFrom = step > 0 ? layout.predFrom : layout.succFrom;
    const linkTo = step > 0 ? layout.predOp : layout.succOp;
    const stamp = ++this.stamp;
    const from = pos[u]!;
    const behind = pos[x]! + step;
    this.work += Math.abs(pos[x]! - from);
    mark[u] = stamp;
    moved[0] = u;
    let count = 1;
    for (let at = from + step; at !== behind; at += step) {
      const v = order[at]!;
      let along = mark[near[v]!] === stamp || (chain && mark[inJob[v]!] === stamp);
      if (!chain) for (let e = linkFrom[v]!; e < linkFrom[v + 1]! && !along; e++) along = mark[linkTo[e]!] === stamp;
      if (!along) continue;
      mark[v] = stamp;
      moved[count++] = v;
    }
    if (mark[x] === stamp) return false;
    this.low = Math.min(from, pos[x]!);
    this.high = Math.max(from, pos[x]!);
    this.saved.set(order.subarray(this.low, this.high + 1));
    let put = from;
    for (let at = from; at !== behind; at += step) {
      const v = order[at]!;
      if (mark[v] === stamp) continue;
      order[put] = v;
      pos[v] = put;
      put += step;
    }
    for (let k = 0; k < count; k++, put += step) {
      order[put] = moved[k]!;
      pos[moved[k]!] = put;
    }
    return true;
  }

  /** From a position to the last one. */
  private refreshEnds(from: number, end: Int32Array, start: Int32Array, ready: Int32Array): void {
    const { order, prev, time, jobPred, layout, n } = this;
    const { chain, hasSetups } = layout;
    this.work += n - from;
    for (let at = from; at < n; at++) {
      const v = order[at]!;
      const before = prev[v]!;
      const early = chain ? end[jobPred[v]!]! : this.readyAfter(v, end);
      const begins = later(early, hasSetups ? end[before]! + this.setup(before, v) : end[before]!);
      ready[v] = early;
      start[v] = begins;
      end[v] = begins + time[v]!;
    }
  }

  private readyAfter(v: number, end: Int32Array): number {
    const { predFrom, predOp, predGap, release } = this.layout;
    let early = release[v]!;
    for (let e = predFrom[v]!; e < predFrom[v + 1]!; e++) early = later(early, end[predOp[e]!]! + predGap[e]!);
    return early;
  }

  /** From a position back to the first one. */
  private refreshTails(from: number): void {
    const { order, next, left, rest, time, jobSucc, layout } = this;
    const { chain, hasSetups } = layout;
    this.work += from;
    for (let at = from; at >= 0; at--) {
      const v = order[at]!;
      const behind = next[v]!;
      const late = chain ? rest[jobSucc[v]!]! : this.leftAfter(v);
      left[v] = late;
      rest[v] = later(late, hasSetups ? rest[behind]! + this.setup(v, behind) : rest[behind]!) + time[v]!;
    }
  }

  private leftAfter(v: number): number {
    const { succFrom, succOp, succGap } = this.layout;
    let late = 0;
    for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) late = later(late, this.rest[succOp[e]!]! + succGap[e]!);
    return late;
  }
}

function onlyOnes({ n, chain }: Layout, from: Int32Array, of: Int32Array): Int32Array {
  const ones = new Int32Array(chain ? n + 1 : 0).fill(n);
  if (chain) for (let v = 0; v < n; v++) if (from[v + 1]! > from[v]!) ones[v] = of[from[v]!]!;
  return ones;
}

/** The later of two times, without a branch: which it is, is as good as chance. Times are below 2^30. */
export function later(a: number, b: number): number {
  const more = a - b;
  return a - (more & (more >> 31));
}
