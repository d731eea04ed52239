/**
 * A schedule as a disjunctive graph: every operation after its predecessors and after its neighbour on the machine,
 * every start as early as that allows (semi-active). One move exists: an operation goes to another place, on its own
 * machine or another.
 *
 * `order` is a linear order of all operations that fits the graph. A move repairs it between the two places only
 * (Pearce and Kelly 2007), which also proves or refutes the move exactly: zero durations and jobs that come back to a
 * machine, on which tests by start times fail, are nothing special. Ends and tails are then mended in that order,
 * looking only at operations one of whose neighbours has changed.
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
  private readonly changed: Int32Array;
  /** By position: whether a neighbour has changed since the operation was looked at. The place of "none" always says yes. */
  private readonly due: Uint8Array;
  private duties = 0;
  /** Positions between which the last move changed the order. */
  private low = 0;
  private high = 0;

  constructor(readonly layout: Layout) {
    const { n } = layout;
    const numbers = () => new Int32Array(n + 1);
    this.n = n;
    [this.mode, this.machine, this.time, this.order, this.moved] = [
      numbers(),
      numbers(),
      numbers(),
      numbers(),
      numbers(),
    ];
    [this.prev, this.next, this.pos, this.mark] = [numbers(), numbers(), numbers(), numbers()];
    [this.ready, this.start, this.end, this.left, this.rest] = [numbers(), numbers(), numbers(), numbers(), numbers()];
    this.row = numbers();
    this.saved = numbers();
    this.trial = numbers();
    this.changed = numbers();
    this.due = new Uint8Array(n + 1);
    this.due[n] = 1;
    this.pos[n] = n;
    this.first = new Int32Array(layout.resources);
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
    this.due.fill(1);
    this.duties = n;
    this.refreshEnds(0);
    this.due.fill(1);
    this.duties = n;
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
    if (layout.chain) return layout.jobPred[v]!;
    for (let e = layout.predFrom[v]!; e < layout.predFrom[v + 1]!; e++)
      if (end[layout.predOp[e]!]! + layout.predGap[e]! === ready[v]) return layout.predOp[e]!;
    return n;
  }

  /** Certain, at a look: no way leads from a successor of u to v, so u may go behind it. */
  mayFollow(u: number, v: number): boolean {
    const { layout, pos, end, start, n } = this;
    if (layout.chain) {
      const s = layout.jobSucc[u]!;
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
      const s = layout.jobPred[u]!;
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
    const { prev, next, order, pos, trial, end, saved, changed } = this;
    const before = prev[u]!;
    const behind = next[u]!;
    const oldMode = this.mode[u]!;
    if (!this.relocate(u, x, mode)) return Infinity;
    const changes = this.tryEnds(this.noticeBehind(u, behind));
    const objective = lateness(this.layout, trial);
    for (let k = 0; k < changes; k++) trial[changed[k]!] = end[changed[k]!]!;
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

  /** Ends alone, as a trial; answers how many changed. */
  private tryEnds(from: number): number {
    const { order, pos, prev, next, time, layout, due, changed, trial: end } = this;
    const { chain, jobPred, jobSucc, predFrom, predOp, predGap, succFrom, succOp, release, hasSetups } = layout;
    let changes = 0;
    let { duties } = this;
    this.work += duties;
    for (let at = from; duties > 0; at++) {
      if (due[at] === 0) continue;
      due[at] = 0;
      duties--;
      const v = order[at]!;
      let begins: number;
      if (chain) begins = end[jobPred[v]!]!;
      else {
        begins = release[v]!;
        for (let e = predFrom[v]!; e < predFrom[v + 1]!; e++) {
          const then = end[predOp[e]!]! + predGap[e]!;
          if (then > begins) begins = then;
        }
      }
      const before = prev[v]!;
      let free = end[before]!;
      if (hasSetups) free += this.setup(before, v);
      const ends = (free > begins ? free : begins) + time[v]!;
      if (ends === end[v]) continue;
      end[v] = ends;
      changed[changes++] = v;
      const behind = pos[next[v]!]!;
      if (due[behind] === 0) {
        due[behind] = 1;
        duties++;
      }
      if (chain) {
        const follows = pos[jobSucc[v]!]!;
        if (due[follows] === 0) {
          due[follows] = 1;
          duties++;
        }
      } else duties += this.notice(succFrom, succOp, v);
    }
    this.duties = 0;
    this.work += changes;
    return changes;
  }

  /** Marks what a list of links leads to; answers how many are new. */
  private notice(from: Int32Array, other: Int32Array, v: number): number {
    const { due, pos } = this;
    let more = 0;
    for (let e = from[v]!; e < from[v + 1]!; e++) {
      const at = pos[other[e]!]!;
      if (due[at] === 0) {
        due[at] = 1;
        more++;
      }
    }
    return more;
  }

  private noticeOne(v: number): number {
    const at = this.pos[v]!;
    if (this.due[at] === 0) {
      this.due[at] = 1;
      this.duties++;
    }
    return at;
  }

  /** After a relocation: whose ends may differ; answers the first position of them. */
  private noticeBehind(u: number, oldNext: number): number {
    return Math.min(this.noticeOne(u), this.noticeOne(oldNext), this.noticeOne(this.next[u]!));
  }

  /** Likewise tails; answers the last position, for which "none" does not count. */
  private noticeBefore(u: number, oldBefore: number): number {
    const { n } = this;
    let last = this.noticeOne(u);
    for (const v of [oldBefore, this.prev[u]!]) if (v !== n) last = Math.max(last, this.noticeOne(v));
    return last;
  }

  /** `relocate`, with ends and tails; false, and nothing changed, where it would make a circle. */
  move(u: number, x: number, mode: number): boolean {
    const before = this.prev[u]!;
    const behind = this.next[u]!;
    if (!this.relocate(u, x, mode)) return false;
    this.refresh(u, before, behind);
    return true;
  }

  /**
   * Puts u behind x (n: to the front) in the given mode and repairs the order; ends and tails are stale until
   * `refresh`. False, and nothing changed, where that would make a circle. x is on the machine of the mode, and not u.
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
    if (x !== n && pos[x]! > at) possible = this.pushBehind(u, x);
    else if (y !== n && pos[y]! < at) possible = this.pullBefore(u, y);
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

  /** u and what follows from it, of the operations up to x, go behind x; false if x itself follows from u. */
  private pushBehind(u: number, x: number): boolean {
    const { order, pos, mark, prev, moved, layout } = this;
    const { chain, jobPred, predFrom, predOp } = layout;
    const stamp = ++this.stamp;
    const from = pos[u]!;
    const to = pos[x]!;
    this.work += to - from;
    mark[u] = stamp;
    moved[0] = u;
    let count = 1;
    for (let at = from + 1; at <= to; at++) {
      const v = order[at]!;
      let follows = mark[prev[v]!] === stamp;
      if (!follows) {
        if (chain) follows = mark[jobPred[v]!] === stamp;
        else
          for (let e = predFrom[v]!; e < predFrom[v + 1]!; e++)
            if (mark[predOp[e]!] === stamp) {
              follows = true;
              break;
            }
      }
      if (follows) {
        mark[v] = stamp;
        moved[count++] = v;
      }
    }
    if (mark[x] === stamp) return false;
    this.saved.set(order.subarray(from, to + 1));
    let put = from;
    for (let at = from; at <= to; at++) {
      const v = order[at]!;
      if (mark[v] !== stamp) {
        order[put] = v;
        pos[v] = put++;
      }
    }
    for (let k = 0; k < count; k++) {
      order[put] = moved[k]!;
      pos[moved[k]!] = put++;
    }
    this.high = to;
    return true;
  }

  /** u and what it follows from, of the operations from y on, go before y; false if y itself is among them. */
  private pullBefore(u: number, y: number): boolean {
    const { order, pos, mark, next, moved, layout } = this;
    const { chain, jobSucc, succFrom, succOp } = layout;
    const stamp = ++this.stamp;
    const from = pos[y]!;
    const to = pos[u]!;
    this.work += to - from;
    mark[u] = stamp;
    moved[0] = u;
    let count = 1;
    for (let at = to - 1; at >= from; at--) {
      const v = order[at]!;
      let leads = mark[next[v]!] === stamp;
      if (!leads) {
        if (chain) leads = mark[jobSucc[v]!] === stamp;
        else
          for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++)
            if (mark[succOp[e]!] === stamp) {
              leads = true;
              break;
            }
      }
      if (leads) {
        mark[v] = stamp;
        moved[count++] = v;
      }
    }
    if (mark[y] === stamp) return false;
    this.saved.set(order.subarray(from, to + 1));
    let put = to;
    for (let at = to; at >= from; at--) {
      const v = order[at]!;
      if (mark[v] !== stamp) {
        order[put] = v;
        pos[v] = put--;
      }
    }
    for (let k = 0; k < count; k++) {
      order[put] = moved[k]!;
      pos[moved[k]!] = put--;
    }
    this.low = from;
    return true;
  }

  /** Ends and tails after a `relocate` of u, which stood between the two. */
  private refresh(u: number, oldBefore: number, oldNext: number): void {
    this.refreshEnds(this.noticeBehind(u, oldNext));
    this.refreshTails(this.noticeBefore(u, oldBefore));
  }

  /** Forwards from a position, as long as something is due. */
  private refreshEnds(from: number): void {
    const { order, pos, prev, next, ready, start, end, time, layout, due } = this;
    const { chain, jobPred, jobSucc, predFrom, predOp, predGap, succFrom, succOp, release, hasSetups } = layout;
    let { duties } = this;
    let looked = 0;
    for (let at = from; duties > 0; at++) {
      if (due[at] === 0) continue;
      due[at] = 0;
      duties--;
      looked++;
      const v = order[at]!;
      let early: number;
      if (chain) early = end[jobPred[v]!]!;
      else {
        early = release[v]!;
        for (let e = predFrom[v]!; e < predFrom[v + 1]!; e++) {
          const then = end[predOp[e]!]! + predGap[e]!;
          if (then > early) early = then;
        }
      }
      ready[v] = early;
      const before = prev[v]!;
      let free = end[before]!;
      if (hasSetups) free += this.setup(before, v);
      const begins = free > early ? free : early;
      start[v] = begins;
      const ends = begins + time[v]!;
      if (ends === end[v]) continue;
      end[v] = ends;
      const behind = pos[next[v]!]!;
      if (due[behind] === 0) {
        due[behind] = 1;
        duties++;
      }
      if (chain) {
        const follows = pos[jobSucc[v]!]!;
        if (due[follows] === 0) {
          due[follows] = 1;
          duties++;
        }
      } else duties += this.notice(succFrom, succOp, v);
    }
    this.duties = 0;
    this.work += looked;
  }

  /** Backwards from a position, as long as something is due. */
  private refreshTails(from: number): void {
    const { order, pos, prev, next, left, rest, time, layout, due } = this;
    const { chain, jobPred, jobSucc, predFrom, predOp, succFrom, succOp, succGap, hasSetups } = layout;
    let { duties } = this;
    let looked = 0;
    for (let at = from; duties > 0; at--) {
      if (due[at] === 0) continue;
      due[at] = 0;
      duties--;
      looked++;
      const v = order[at]!;
      let late: number;
      if (chain) late = rest[jobSucc[v]!]!;
      else {
        late = 0;
        for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) {
          const then = rest[succOp[e]!]! + succGap[e]!;
          if (then > late) late = then;
        }
      }
      left[v] = late;
      const behind = next[v]!;
      let free = rest[behind]!;
      if (hasSetups) free += this.setup(v, behind);
      const tail = (free > late ? free : late) + time[v]!;
      if (tail === rest[v]) continue;
      rest[v] = tail;
      const before = pos[prev[v]!]!;
      if (due[before] === 0) {
        due[before] = 1;
        duties++;
      }
      if (chain) {
        const leads = pos[jobPred[v]!]!;
        if (due[leads] === 0) {
          due[leads] = 1;
          duties++;
        }
      } else duties += this.notice(predFrom, predOp, v);
    }
    this.duties = 0;
    this.work += looked;
  }
}
