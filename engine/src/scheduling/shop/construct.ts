/**
 * A first schedule: operations are taken one by one, as a dispatcher would (Giffler and Thompson 1960). Of what could
 * start before the earliest possible end on that machine, the operation with the most work behind it, or with the
 * least slack to its due date, goes first. `noise` makes the next one different.
 */
import type { Dice } from '../../units/dice.ts';
import type { Layout } from './compile.ts';
import type { Start } from './improver.ts';

/** Longest way from the start of each operation to the end of everything, each in its shortest mode. */
export function shortestTails(layout: Layout): Float64Array {
  const { n, topological, succFrom, succOp, succGap } = layout;
  const tail = new Float64Array(n + 1);
  for (let at = n - 1; at >= 0; at--) {
    const v = topological[at]!;
    let behind = 0;
    for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) {
      const then = tail[succOp[e]!]! + succGap[e]!;
      if (then > behind) behind = then;
    }
    tail[v] = behind + shortest(layout, v);
  }
  return tail;
}

export function shortest({ modeFrom, modeTime }: Layout, v: number): number {
  const first = modeFrom[v]!;
  let least = modeTime[first]!;
  for (let mode = first + 1; mode < modeFrom[v + 1]!; mode++) if (modeTime[mode]! < least) least = modeTime[mode]!;
  return least;
}

/** What goes first: the highest. For due dates: weight over slack; else the work that is left. */
export function urgency(layout: Layout): Float64Array {
  const tail = shortestTails(layout);
  const { n, shop, goals, goalFrom, goalOp, goalDue, goalWeight, topological, succFrom, succOp } = layout;
  if (shop.objective === 'makespan') return tail;
  const latest = new Float64Array(n).fill(1e9);
  for (let g = 0; g < goals; g++)
    for (let k = goalFrom[g]!; k < goalFrom[g + 1]!; k++)
      latest[goalOp[k]!] = Math.min(latest[goalOp[k]!]!, goalDue[g]! - 0.001 * goalWeight[g]!);
  for (let at = n - 1; at >= 0; at--) {
    const v = topological[at]!;
    for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++)
      latest[v] = Math.min(latest[v]!, latest[succOp[e]!]! - shortest(layout, succOp[e]!));
  }
  return latest.map((at) => -at);
}

export function dispatch(layout: Layout, rank: Float64Array, noise: number, delay: number, dice: Dice): Start {
  return new Dispatch(layout, rank, noise, dice).run(delay);
}

/**
 * What may start next, machine by machine: an operation is looked at again only when a machine that it may take was
 * taken, so a step costs what waits for one machine, not what waits for all.
 */
class Dispatch {
  private readonly layout: Layout;
  private readonly key: Float64Array;
  private readonly ready: Int32Array;
  private readonly free: Int32Array;
  private readonly last: Int32Array;
  private readonly chosen: Int32Array;
  private readonly begins: Int32Array;
  private readonly ends: Int32Array;
  /** What may start, and where in that list it stands: of equals the first goes first. */
  private readonly open: number[] = [];
  private readonly place: Int32Array;
  /** By machine: what is open and may take it; which of that takes it and ends first (−1: none). */
  private readonly waiting: readonly number[][];
  private readonly first: Int32Array;

  constructor(layout: Layout, rank: Float64Array, noise: number, dice: Dice) {
    const { n, resources } = layout;
    const spread = noise * spanOf(rank, n);
    this.layout = layout;
    this.key = Float64Array.from({ length: n }, (_, v) => rank[v]! + spread * (dice.share() - 0.5));
    this.ready = Int32Array.from(layout.release);
    this.free = new Int32Array(resources);
    this.last = new Int32Array(resources).fill(-1);
    this.chosen = new Int32Array(n);
    this.begins = new Int32Array(n);
    this.ends = new Int32Array(n);
    this.place = new Int32Array(n);
    this.waiting = Array.from({ length: resources }, () => []);
    this.first = new Int32Array(resources).fill(-1);
  }

  run(delay: number): Start {
    const { n, predFrom, succFrom, succOp, succGap } = this.layout;
    const { begins, ends, ready, free, last } = this;
    const order = new Int32Array(n);
    const missing = Int32Array.from({ length: n }, (_, v) => predFrom[v + 1]! - predFrom[v]!);
    for (let v = 0; v < n; v++) if (missing[v] === 0) this.enter(v);
    for (let put = 0; put < n; put++) {
      const at = this.soonest();
      const machine = this.machineOf(at);
      const v = this.best(machine, begins[at]! + delay * (ends[at]! - begins[at]!)) ?? at;
      order[put] = v;
      free[machine] = ends[v]!;
      last[machine] = v;
      this.leave(v);
      this.look(machine);
      for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) {
        const w = succOp[e]!;
        ready[w] = Math.max(ready[w]!, ends[v]! + succGap[e]!);
        if (--missing[w]! === 0) this.enter(w);
      }
    }
    return { order, mode: this.chosen };
  }

  private machineOf(v: number): number {
    return this.layout.modeMachine[this.chosen[v]!]!;
  }

  /** Of all that may start, what ends first. */
  private soonest(): number {
    let at = -1;
    for (const v of this.first) if (v >= 0 && (at < 0 || this.before(v, at))) at = v;
    return at;
  }

  private before(v: number, w: number): boolean {
    const sooner = this.ends[v]! - this.ends[w]!;
    return sooner < 0 || (sooner === 0 && this.place[v]! < this.place[w]!);
  }

  /** Of what takes the machine and begins by `until`, the most urgent. */
  private best(machine: number, until: number): number | undefined {
    const { key, begins, place } = this;
    let best: number | undefined;
    for (const v of this.waiting[machine]!) {
      if (this.machineOf(v) !== machine || begins[v]! > until) continue;
      if (best === undefined || key[v]! > key[best]! || (key[v] === key[best] && place[v]! < place[best]!)) best = v;
    }
    return best;
  }

  private enter(v: number): void {
    this.place[v] = this.open.push(v) - 1;
    for (const machine of this.machinesOf(v)) this.waiting[machine]!.push(v);
    this.weigh(v);
    const machine = this.machineOf(v);
    const first = this.first[machine]!;
    if (first < 0 || this.before(v, first)) this.first[machine] = v;
  }

  private leave(v: number): void {
    const moved = this.open.pop()!;
    if (moved !== v) {
      this.open[this.place[v]!] = moved;
      this.place[moved] = this.place[v]!;
    }
    for (const machine of this.machinesOf(v)) {
      const list = this.waiting[machine]!;
      list[list.indexOf(v)] = list.at(-1)!;
      list.pop();
    }
    if (moved !== v) this.lead(this.machineOf(moved));
  }

  /** The machine was taken: all that may take it is weighed again, and so are the first of every machine that it may go to. */
  private look(machine: number): void {
    const stale = new Set([machine]);
    for (const v of this.waiting[machine]!) {
      stale.add(this.machineOf(v));
      this.weigh(v);
      stale.add(this.machineOf(v));
    }
    for (const one of stale) this.lead(one);
  }

  private lead(machine: number): void {
    let first = -1;
    for (const v of this.waiting[machine]!)
      if (this.machineOf(v) === machine && (first < 0 || this.before(v, first))) first = v;
    this.first[machine] = first;
  }

  /** The mode in which it ends first. */
  private weigh(v: number): void {
    const { modeFrom, modeTime, modeMachine, setupFrom, setups, family, families } = this.layout;
    const { free, last, ready, ends, begins, chosen } = this;
    ends[v] = 2 ** 31 - 1;
    for (let mode = modeFrom[v]!; mode < modeFrom[v + 1]!; mode++) {
      const machine = modeMachine[mode]!;
      let from = free[machine]!;
      if (setupFrom[machine]! >= 0 && last[machine]! >= 0)
        from += setups[setupFrom[machine]! + family[last[machine]!]! * (families + 1) + family[v]!]!;
      if (ready[v]! > from) from = ready[v]!;
      const end = from + modeTime[mode]!;
      if (end < ends[v]!) {
        ends[v] = end;
        begins[v] = from;
        chosen[v] = mode;
      }
    }
  }

  private machinesOf(v: number): Set<number> {
    const { modeFrom, modeMachine } = this.layout;
    return new Set(modeMachine.subarray(modeFrom[v]!, modeFrom[v + 1]!));
  }
}

/** From the lowest to the highest of the first n. */
export function spanOf(ranks: Float64Array, n: number): number {
  let least = Infinity;
  let most = -Infinity;
  for (let v = 0; v < n; v++) {
    if (ranks[v]! < least) least = ranks[v]!;
    if (ranks[v]! > most) most = ranks[v]!;
  }
  return most - least;
}

/** A linear order by rank alone, for the serial decoder, which finds the times. */
export function listed(layout: Layout, rank: Float64Array, noise: number, _delay: number, dice: Dice): Start {
  const { n, modeFrom, modeTime, predFrom, succFrom, succOp } = layout;
  const spread = noise * spanOf(rank, n);
  const key = Float64Array.from({ length: n }, (_, v) => rank[v]! + spread * (dice.share() - 0.5));
  const missing = Int32Array.from({ length: n }, (_, v) => predFrom[v + 1]! - predFrom[v]!);
  const open: number[] = [];
  for (let v = 0; v < n; v++) if (missing[v] === 0) open.push(v);
  const order = new Int32Array(n);
  const mode = new Int32Array(n);
  for (let put = 0; put < n; put++) {
    let best = 0;
    for (let k = 1; k < open.length; k++) if (key[open[k]!]! > key[open[best]!]!) best = k;
    const v = open[best]!;
    open[best] = open.at(-1)!;
    open.pop();
    order[put] = v;
    mode[v] = modeFrom[v]!;
    for (let k = modeFrom[v]! + 1; k < modeFrom[v + 1]!; k++) if (modeTime[k]! < modeTime[mode[v]!]!) mode[v] = k;
    for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) if (--missing[succOp[e]!]! === 0) open.push(succOp[e]!);
  }
  return { order, mode };
}
