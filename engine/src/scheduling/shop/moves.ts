/**
 * Moves along a longest path, each with what it is likely to make of the makespan. A block is a run of operations
 * that follow each other on one machine without a pause. Inside its block an operation goes to the first or last place, and the
 * first and last one into its interior (N7: Zhang et al. 2007); the value is the longest way through what was passed, from
 * heads and tails that are exact up to there (Balas and Vazacopoulos 1998). Where set-ups differ with the sequence, any place in the block may
 * be better. To another machine it may go anywhere (Mastrolilli and Gambardella 2000), or change places with an operation there:
 * where all machines are full, no single operation finds room on another one. Of such moves with the same value the one after
 * which the machines have the least to do is the best: values have a fraction for that, below one.
 */
import type { Graph } from './graph.ts';

/** How far from the ends of a block moves are looked at: the blocks of a large shop are long, and most of it is far from any gain. */
const REACH = 12;
/** Beyond that, so many are looked at of which the block would begin earlier, or end nearer to the end. */
const FAR = 6;

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
  /** What a unit of work more weighs: less than one for all that two operations may add. */
  private readonly perWork: number;

  constructor(private readonly graph: Graph) {
    this.passed = new Int32Array(graph.n);
    this.several = graph.layout.goals > 1;
    this.perWork = 0.4 / graph.layout.modeTime.reduce((most, time) => Math.max(most, time), 1);
  }

  clear(): void {
    this.count = 0;
  }

  /**
   * Adds the moves along a path, given from its last operation to its first. `open`: what goes behind the last operation of
   * the path is gained, because it counts for another goal.
   */
  along(path: Int32Array, length: number, open: boolean): void {
    const { graph } = this;
    const before = this.count;
    for (let from = 0; from < length; ) {
      let to = from;
      while (to + 1 < length && graph.prev[path[to]!] === path[to + 1] && graph.touches(path[to]!)) to++;
      if (to > from) this.inBlock(path, from, to, from === 0 && !open, to === length - 1);
      from = to + 1;
    }
    if (graph.layout.flexible) for (let k = 0; k < length; k++) this.elsewhere(path[k]!);
    graph.work += length + this.count - before;
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
    for (let l = v; count > 0; l = prev[l]!) {
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
    for (let l = v; count > 0; l = next[l]!) {
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
    const { n, first, next, end, rest, ready, left, layout } = graph;
    const { modeFrom, modeMachine, modeTime, hasSetups } = layout;
    for (let mode = modeFrom[u]!; mode < modeFrom[u + 1]!; mode++) {
      const machine = modeMachine[mode]!;
      if (machine === graph.machine[u]) continue;
      let x = n;
      let y = first[machine]!;
      // What ends before u is ready anyway stands better before it; what is done after all that follows u, behind it.
      if (!hasSetups) for (; y !== n && end[y]! <= ready[u]!; y = next[y]!) x = y;
      for (; x === n || graph.mayFollow(u, x); y = next[y]!) {
        if (y === n || graph.mayLead(u, y)) {
          let free = end[x]!;
          let tail = rest[y]!;
          if (hasSetups) {
            free += graph.setupOn(machine, x, u);
            tail += graph.setupOn(machine, u, y);
          }
          if (ready[u]! > free) free = ready[u]!;
          if (left[u]! > tail) tail = left[u]!;
          this.add(u, x, mode, free + modeTime[mode]! + tail + this.added(u, mode));
        }
        if (y !== n && !this.several) this.exchange(u, y, mode);
        if (y === n || (!hasSetups && rest[y]! <= left[u]!)) break;
        x = y;
      }
    }
  }

  /** u in the given mode and w, which is on the machine of it, take each other's place, where w has a mode for that. */
  private exchange(u: number, w: number, mode: number): void {
    const { graph } = this;
    const { modeFrom, modeMachine } = graph.layout;
    for (let other = modeFrom[w]!; other < modeFrom[w + 1]!; other++) {
      if (modeMachine[other] !== graph.machine[u]) continue;
      const value = Math.max(this.through(u, w, mode), this.through(w, u, other));
      this.add(u, graph.prev[w]!, mode, value + this.added(u, mode) + this.added(w, other), w, other);
    }
  }

  private added(u: number, mode: number): number {
    return this.perWork * (this.graph.layout.modeTime[mode]! - this.graph.time[u]!);
  }

  /** The longest way through u, were it in the place of w. */
  private through(u: number, w: number, mode: number): number {
    const { graph } = this;
    const { prev, next, end, rest, ready, left, layout } = graph;
    let free = end[prev[w]!]!;
    let tail = rest[next[w]!]!;
    if (layout.hasSetups) {
      const machine = graph.machine[w]!;
      free += graph.setupOn(machine, prev[w]!, u);
      tail += graph.setupOn(machine, u, next[w]!);
    }
    if (ready[u]! > free) free = ready[u]!;
    if (left[u]! > tail) tail = left[u]!;
    return free + layout.modeTime[mode]! + tail;
  }

  private add(u: number, x: number, mode: number, value: number, other = this.graph.n, otherMode = 0): void {
    if (this.several && this.has(u, x, mode)) return;
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
