/**
 * Moves along a longest path, each with what it is likely to make of the makespan. A block is a run of operations
 * that follow each other on one machine without a pause. Inside its block an operation goes to the first or last place, and the
 * first and last one into its interior (N7: Zhang et al. 2007); the value is the longest way through what was passed, from
 * heads and tails that are exact up to there (Balas and Vazacopoulos 1998). Where set-ups differ with the sequence, any place in the block may
 * be better. To another machine it may go anywhere (Mastrolilli and Gambardella 2000), or change places with an operation there:
 * where all machines are full, no single operation finds room on another one. Of such moves with the same value the one after
 * which the machines have the least to do is the best: values have a fraction for that, below one. With one goal only the best that
 * are not forbidden are kept, and what cannot be as good is not looked at any further.
 */
import { type Graph, later } from './graph.ts';
import type { Memory } from './memory.ts';

/** How far from the ends of a block moves are looked at: the blocks of a large shop are long, and most of it is far from any gain. */
const REACH = 12;
/** Beyond that, so many are looked at of which the block would begin earlier, or end nearer to the end. */
const FAR = 6;
/** What one operation's added work weighs at most; two may add. */
const MOST_ADDED = 0.4;

export class Moves {
  count = 0;
  /** u[k] goes right behind x[k] (n: to the front), in mode[k]. */
  u = new Int32Array(256);
  x = new Int32Array(256);
  mode = new Int32Array(256);
  /** What goes to the place that u leaves, and in which mode; n: nothing. */
  other = new Int32Array(256);
  otherMode = new Int32Array(256);
  value = new Float64Array(256);
  /** Longest ways to or from the operations that are passed. */
  private readonly passed: Int32Array;
  /** Moves are tried then, which also proves or refutes them: no estimate is needed, and no certainty before. */
  private readonly several: boolean;
  /** What a unit of work more weighs: less than one for all that two operations may add, and a power of two, so that equal sums are equal. */
  private readonly perWork: number;

  /** With one goal: the lowest value so far of what may be made at step `now`; below `known` all may. */
  private least = Infinity;
  private known = Infinity;
  private now = 0;
  /** A move to another machine that is as good as this is good enough: of such it is the least work that counts. */
  private enough = 0;
  /** Places looked at, of which some are no better than the best so far. */
  private looked = 0;

  constructor(
    private readonly graph: Graph,
    private readonly memory: Memory,
  ) {
    this.passed = new Int32Array(graph.n);
    this.several = graph.layout.goals > 1;
    const longest = graph.layout.modeTime.reduce((most, time) => Math.max(most, time), 1);
    this.perWork = 2 ** Math.floor(Math.log2(MOST_ADDED / longest));
  }

  /** Before step `now`, of a search that knows a schedule of value `known`. */
  clear(now: number, known: number): void {
    this.count = 0;
    this.least = Infinity;
    this.now = now;
    this.known = known;
    this.enough = this.several ? 0 : known - 1;
  }

  forbidden(k: number): boolean {
    return this.forbids(this.u[k]!, this.x[k]!, this.mode[k]!, this.other[k]!, this.otherMode[k]!);
  }

  private forbids(u: number, x: number, mode: number, other: number, otherMode: number): boolean {
    const { graph, memory, now } = this;
    if (memory.forbids(u, x, mode, now)) return true;
    return other !== graph.n && memory.forbids(other, graph.prev[u]!, otherMode, now);
  }

  /**
   * Adds the moves along a path, given from its last operation to its first. `open`: what goes behind the last operation of
   * the path is gained, because it counts for another goal.
   */
  along(path: Int32Array, length: number, open: boolean): void {
    const { graph } = this;
    this.looked = 0;
    for (let from = 0; from < length; ) {
      let to = from;
      while (to + 1 < length && graph.prev[path[to]!] === path[to + 1] && graph.touches(path[to]!)) to++;
      if (to > from) this.inBlock(path, from, to, from === 0 && !open, to === length - 1);
      from = to + 1;
    }
    if (graph.layout.flexible) for (let k = 0; k < length; k++) this.elsewhere(path[k]!);
    graph.work += length + this.looked;
  }

  /** path[first] is the first operation of the block, path[last] the last one: last < first. */
  private inBlock(path: Int32Array, last: number, first: number, endsPath: boolean, beginsPath: boolean): void {
    if (this.graph.layout.hasSetups) this.anywhere(path, last, first);
    else {
      if (!endsPath) this.atTheEnd(path, last, first);
      if (!beginsPath) this.atTheFront(path, last, first, endsPath);
    }
  }

  /** Within the block, and from just outside into it: what comes between two may save more set-up than it takes. */
  private anywhere(path: Int32Array, last: number, first: number): void {
    const { n, prev, next } = this.graph;
    for (let i = first; i > last; i--)
      for (let j = i - 1; j >= last && j >= i - REACH; j--) {
        this.forward(path[i]!, path[j]!);
        if (j < i - 1) this.backward(path[j]!, path[i]!);
      }
    const before = prev[path[first]!]!;
    const behind = next[path[last]!]!;
    for (let k = first; before !== n && k >= last && k >= first - REACH; k--) this.forward(before, path[k]!);
    for (let k = last; behind !== n && k <= first && k <= last + REACH; k++) this.backward(behind, path[k]!);
  }

  /** Operations behind the last one, and the last one further in. */
  private atTheEnd(path: Int32Array, last: number, first: number): void {
    const { left } = this.graph;
    const far = Math.min(first, last + REACH);
    for (let i = far; i > last; i--) this.forward(path[i]!, path[last]!);
    for (let i = Math.min(far, first - 1); i > last + 1; i--) this.backward(path[last]!, path[i]!);
    for (let i = far + 1, count = 0; i <= first && count < FAR; i++)
      if (left[path[i]!]! < left[path[last]!]!) {
        this.forward(path[i]!, path[last]!);
        count++;
      }
  }

  /** Operations before the first one, and the first one further in; what `atTheEnd` has offered already is left out. */
  private atTheFront(path: Int32Array, last: number, first: number, endsPath: boolean): void {
    const { ready } = this.graph;
    const far = Math.max(last, first - REACH);
    for (let i = first - 2; i >= far; i--) this.backward(path[i]!, path[first]!);
    for (let i = first - 1; i >= far; i--) if (i > last || endsPath) this.forward(path[first]!, path[i]!);
    for (let i = far - 1, count = 0; i >= last && count < FAR; i--)
      if (ready[path[i]!]! < ready[path[first]!]!) {
        this.backward(path[i]!, path[first]!);
        count++;
      }
  }

  /** u goes right behind v, which stands later on its machine. */
  private forward(u: number, v: number): void {
    const { graph, passed } = this;
    if (this.several) return this.add(u, v, graph.mode[u]!, 0);
    if (!graph.mayFollow(u, v)) return;
    this.looked++;
    const { ready, end, time, left, rest, prev, next, layout } = graph;
    const { hasSetups } = layout;
    let before = prev[u]!;
    let free = end[before]!;
    let count = 0;
    for (let l = next[u]!; ; l = next[l]!) {
      if (hasSetups) free += graph.setup(before, l);
      if (ready[l]! > free) free = ready[l]!;
      passed[count++] = free;
      free += time[l]!;
      before = l;
      if (l === v) break;
    }
    let behind = next[v]!;
    let tail = rest[behind]!;
    if (hasSetups) {
      free += graph.setup(v, u);
      tail += graph.setup(u, behind);
    }
    if (left[u]! > tail) tail = left[u]!;
    tail += time[u]!;
    let value = (ready[u]! > free ? ready[u]! : free) + tail;
    behind = u;
    for (let l = v; count > 0 && value <= this.least; l = prev[l]!) {
      if (hasSetups) tail += graph.setup(l, behind);
      if (left[l]! > tail) tail = left[l]!;
      tail += time[l]!;
      behind = l;
      const through = passed[--count]! + tail;
      if (through > value) value = through;
    }
    this.add(u, v, graph.mode[u]!, value);
  }

  /** u goes right before v, which stands earlier on its machine. */
  private backward(u: number, v: number): void {
    const { graph, passed } = this;
    if (this.several) return this.add(u, graph.prev[v]!, graph.mode[u]!, 0);
    if (!graph.mayLead(u, v)) return;
    this.looked++;
    const { ready, end, time, left, rest, prev, next, layout } = graph;
    const { hasSetups } = layout;
    let behind = next[u]!;
    let tail = rest[behind]!;
    let count = 0;
    for (let l = prev[u]!; ; l = prev[l]!) {
      if (hasSetups) tail += graph.setup(l, behind);
      if (left[l]! > tail) tail = left[l]!;
      tail += time[l]!;
      passed[count++] = tail;
      behind = l;
      if (l === v) break;
    }
    const x = prev[v]!;
    let free = end[x]!;
    if (hasSetups) {
      free += graph.setup(x, u);
      tail += graph.setup(u, v);
    }
    if (ready[u]! > free) free = ready[u]!;
    free += time[u]!;
    let value = free + (left[u]! > tail ? left[u]! : tail);
    let before = u;
    for (let l = v; count > 0 && value <= this.least; l = next[l]!) {
      if (hasSetups) free += graph.setup(before, l);
      if (ready[l]! > free) free = ready[l]!;
      const through = free + passed[--count]!;
      if (through > value) value = through;
      free += time[l]!;
      before = l;
    }
    this.add(u, x, graph.mode[u]!, value);
  }

  /** u goes to another machine, between any two of its operations; the value is the longest way through u. */
  private elsewhere(u: number): void {
    const { graph } = this;
    const { n, first, next, end, rest, layout } = graph;
    const { modeFrom, modeMachine, modeTime, hasSetups } = layout;
    const ready = graph.ready[u]!;
    const left = graph.left[u]!;
    for (let mode = modeFrom[u]!; mode < modeFrom[u + 1]!; mode++) {
      const machine = modeMachine[mode]!;
      if (machine === graph.machine[u]) continue;
      this.looked++;
      const time = modeTime[mode]!;
      const added = this.added(u, mode);
      // Nothing on this machine is better than this; nor than the same for what stands there, from somewhere on.
      const most = this.least - added + MOST_ADDED - time - left;
      if (ready > most) continue;
      let x = n;
      let y = first[machine]!;
      // What ends before u is ready anyway stands better before it; what is done after all that follows u, behind it.
      if (!hasSetups) for (; y !== n && end[y]! <= ready; y = next[y]!) x = y;
      for (; end[x]! <= most; x = y, y = next[y]!) {
        this.looked++;
        const free = later(hasSetups ? end[x]! + graph.setupOn(machine, x, u) : end[x]!, ready) + time;
        const tail = later(hasSetups ? rest[y]! + graph.setupOn(machine, u, y) : rest[y]!, left);
        if (free + tail + added <= this.least) {
          if (x !== n && !graph.mayFollow(u, x)) break;
          if (y === n || graph.mayLead(u, y)) this.add(u, x, mode, later(free + tail, this.enough) + added);
        }
        if (y === n) break;
        if (!this.several) this.exchange(u, x, y, mode, free, added);
        if (!hasSetups && rest[y]! <= left) break;
      }
    }
  }

  /** u, which could end by `free` behind x, and w, which stands there, take each other's place, where w has a mode for that. */
  private exchange(u: number, x: number, w: number, mode: number, free: number, added: number): void {
    const { graph } = this;
    const { n, machine, next, prev, end, rest, ready, left, layout } = graph;
    const { modeFrom, modeMachine, modeTime, hasSetups } = layout;
    const behind = next[w]!;
    const tail = hasSetups ? rest[behind]! + graph.setupOn(machine[w]!, u, behind) : rest[behind]!;
    const through = free + later(tail, left[u]!);
    if (through + added - MOST_ADDED > this.least) return;
    if (x !== n && !graph.mayFollow(u, x)) return;
    const from = prev[u]!;
    const to = next[u]!;
    for (let other = modeFrom[w]!; other < modeFrom[w + 1]!; other++) {
      if (modeMachine[other] !== machine[u]) continue;
      this.looked++;
      const before = hasSetups ? end[from]! + graph.setupOn(machine[u]!, from, w) : end[from]!;
      const after = hasSetups ? rest[to]! + graph.setupOn(machine[u]!, w, to) : rest[to]!;
      const back = later(before, ready[w]!) + modeTime[other]! + later(after, left[w]!);
      this.add(u, x, mode, later(later(through, back), this.enough) + added + this.added(w, other), w, other);
    }
  }

  private added(u: number, mode: number): number {
    return this.perWork * (this.graph.layout.modeTime[mode]! - this.graph.time[u]!);
  }

  /** Of one goal only what is as good as the best so far is kept, if it may be made. */
  private add(u: number, x: number, mode: number, value: number, other = this.graph.n, otherMode = 0): void {
    if (this.several) {
      if (this.has(u, x, mode)) return;
      this.looked++;
    } else {
      if (value > this.least) return;
      if (value >= this.known && this.forbids(u, x, mode, other, otherMode)) return;
      if (value < this.least) {
        this.least = value;
        this.count = 0;
      }
    }
    const k = this.count++;
    if (k === this.u.length) this.grow();
    this.u[k] = u;
    this.x[k] = x;
    this.mode[k] = mode;
    this.other[k] = other;
    this.otherMode[k] = otherMode;
    this.value[k] = value;
  }

  /** Paths of several goals share blocks. */
  private has(u: number, x: number, mode: number): boolean {
    for (let k = 0; k < this.count; k++) if (this.u[k] === u && this.x[k] === x && this.mode[k] === mode) return true;
    return false;
  }

  private grow(): void {
    const { u, x, mode, other, otherMode, value } = this;
    const doubled = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(old.length * 2);
      larger.set(old);
      return larger;
    };
    [this.u, this.x, this.mode] = [doubled(u), doubled(x), doubled(mode)];
    [this.other, this.otherMode] = [doubled(other), doubled(otherMode)];
    this.value = new Float64Array(value.length * 2);
    this.value.set(value);
  }
}
