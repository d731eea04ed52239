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
    for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) behind = Math.max(behind, tail[succOp[e]!]! + succGap[e]!);
    tail[v] = behind + shortest(layout, v);
  }
  return tail;
}

export function shortest({ modeFrom, modeTime }: Layout, v: number): number {
  let least = Infinity;
  for (let mode = modeFrom[v]!; mode < modeFrom[v + 1]!; mode++) least = Math.min(least, modeTime[mode]!);
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
  const { n, modeFrom, modeTime, modeMachine, succFrom, succOp, succGap, setupFrom, setups, family, families } = layout;
  const order = new Int32Array(n);
  const chosen = new Int32Array(n);
  const spread = noise * (Math.max(...rank.subarray(0, n)) - Math.min(...rank.subarray(0, n)));
  const key = Float64Array.from({ length: n }, (_, v) => rank[v]! + spread * (dice.share() - 0.5));
  const ready = Int32Array.from(layout.release);
  const missing = Int32Array.from({ length: n }, (_, v) => layout.predFrom[v + 1]! - layout.predFrom[v]!);
  const free = new Int32Array(layout.resources);
  const last = new Int32Array(layout.resources).fill(-1);
  const open: number[] = [];
  for (let v = 0; v < n; v++) if (missing[v] === 0) open.push(v);
  const begins = new Int32Array(n);
  const ends = new Int32Array(n);
  for (let put = 0; put < n; put++) {
    let first = Infinity;
    let at = 0;
    for (const v of open) {
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
      if (ends[v]! < first) {
        first = ends[v]!;
        at = v;
      }
    }
    const machine = modeMachine[chosen[at]!]!;
    const until = begins[at]! + delay * (first - begins[at]!);
    let best = -1;
    for (let k = 0; k < open.length; k++) {
      const v = open[k]!;
      if (modeMachine[chosen[v]!] !== machine || begins[v]! > until) continue;
      if (best < 0 || key[v]! > key[open[best]!]!) best = k;
    }
    const v = best < 0 ? at : open[best]!;
    open[best < 0 ? open.indexOf(at) : best] = open[open.length - 1]!;
    open.pop();
    order[put] = v;
    free[machine] = ends[v]!;
    last[machine] = v;
    for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) {
      const w = succOp[e]!;
      ready[w] = Math.max(ready[w]!, ends[v]! + succGap[e]!);
      if (--missing[w]! === 0) open.push(w);
    }
  }
  return { order, mode: chosen };
}

/** A linear order by rank alone, for the serial decoder, which finds the times. */
export function listed(layout: Layout, rank: Float64Array, noise: number, _delay: number, dice: Dice): Start {
  const { n, modeFrom, modeTime, predFrom, succFrom, succOp } = layout;
  const spread = noise * (Math.max(...rank.subarray(0, n)) - Math.min(...rank.subarray(0, n)));
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
