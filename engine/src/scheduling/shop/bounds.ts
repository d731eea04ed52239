/**
 * What no schedule can be below: the longest chain; for each machine the preemptive schedule of its operations between
 * their heads and tails (Jackson 1955, Carlier 1982); for each group of resources the work that only they can do.
 */
import { ascending } from '../../units/ascending.ts';
import type { Layout } from './compile.ts';
import { shortest, shortestTails } from './construct.ts';
import { preemptively } from './preemptive.ts';
import { leastTardiness } from './tardiness.ts';

export function lowerBound(layout: Layout): number {
  const head = shortestHeads(layout);
  if (layout.shop.objective === 'weighted-tardiness') return leastTardiness(layout, groups(layout), head);
  const tail = shortestTails(layout);
  let bound = 0;
  for (let v = 0; v < layout.n; v++) bound = Math.max(bound, head[v]! + tail[v]!);
  for (const group of groups(layout)) {
    bound = Math.max(bound, energy(layout, group, head, tail));
    if (group.capacity === 1) bound = Math.max(bound, onePreemptive(layout, group.ops, head, tail));
  }
  return bound;
}

/** What is seen in one pass, of machines alone: the longest chain; the work of each machine between the shortest way there and the shortest behind it. `tail`: of a makespan, the shortest ways. */
export function quickBound(layout: Layout, tail: Float64Array): number {
  const head = shortestHeads(layout);
  if (layout.shop.objective === 'weighted-tardiness') return leastTardiness(layout, [], head);
  const { n, resources, modeFrom, modeTime, modeMachine } = layout;
  const before = new Float64Array(resources).fill(Infinity);
  const behind = new Float64Array(resources).fill(Infinity);
  const work = new Float64Array(resources);
  let bound = 0;
  for (let v = 0; v < n; v++) {
    const mode = modeFrom[v]!;
    bound = Math.max(bound, head[v]! + tail[v]!);
    if (modeFrom[v + 1]! - mode > 1) continue;
    const machine = modeMachine[mode]!;
    const time = modeTime[mode]!;
    work[machine]! += time;
    before[machine] = Math.min(before[machine]!, head[v]!);
    behind[machine] = Math.min(behind[machine]!, tail[v]! - time);
  }
  for (let r = 0; r < resources; r++) if (work[r]! > 0) bound = Math.max(bound, before[r]! + work[r]! + behind[r]!);
  return bound;
}

function shortestHeads(layout: Layout): Float64Array {
  const { n, topological, predFrom, predOp, predGap, release } = layout;
  const head = new Float64Array(release);
  for (let at = 0; at < n; at++) {
    const v = topological[at]!;
    for (let e = predFrom[v]!; e < predFrom[v + 1]!; e++) {
      const u = predOp[e]!;
      head[v] = Math.max(head[v]!, head[u]! + shortest(layout, u) + predGap[e]!);
    }
  }
  return head;
}

export interface Group {
  readonly capacity: number;
  /** Operations that can be done by these resources only, and how much each takes of them at least: amount × time. */
  readonly ops: readonly number[];
  readonly load: readonly number[];
}

/** Groups of resources that some operation has to choose from; a resource alone is one too. */
function groups(layout: Layout): readonly Group[] {
  const { n, modeFrom, modeTime, useFrom, useOf, useAmount, resources, capacity } = layout;
  const sets = new Map<string, readonly number[]>();
  for (let r = 0; r < resources; r++) sets.set(String(r), [r]);
  const MOST_GROUPS = 400;
  for (let v = 0; v < n && layout.disjunctive && sets.size < MOST_GROUPS; v++) {
    if (modeFrom[v + 1]! - modeFrom[v]! === 1) continue;
    const own = [...new Set(layout.modeMachine.subarray(modeFrom[v], modeFrom[v + 1]))].sort((a, b) => a - b);
    sets.set(own.join(' '), own);
  }
  const users = usersOf(layout);
  return [...sets.values()].map((set) => {
    const inside = new Uint8Array(resources);
    for (const r of set) inside[r] = 1;
    const ops: number[] = [];
    const load: number[] = [];
    const [only] = set;
    const asked = set.length === 1 ? users[only!]! : [...new Set(set.flatMap((r) => users[r]!))].sort((a, b) => a - b);
    for (const v of asked) {
      let least = Infinity;
      for (let mode = modeFrom[v]!; mode < modeFrom[v + 1]!; mode++) {
        let amount = 0;
        for (let e = useFrom[mode]!; e < useFrom[mode + 1]!; e++) if (inside[useOf[e]!]) amount += useAmount[e]!;
        least = Math.min(least, amount * modeTime[mode]!);
      }
      if (least > 0) {
        ops.push(v);
        load.push(least);
      }
    }
    return { capacity: set.reduce((total, r) => total + capacity[r]!, 0), ops, load };
  });
}

/** Operations with a mode that holds something of a resource, by resource. */
function usersOf({ n, resources, modeFrom, useFrom, useOf }: Layout): readonly number[][] {
  const users: number[][] = Array.from({ length: resources }, () => []);
  for (let v = 0; v < n; v++)
    for (let e = useFrom[modeFrom[v]!]!; e < useFrom[modeFrom[v + 1]!]!; e++)
      if (users[useOf[e]!]!.at(-1) !== v) users[useOf[e]!]!.push(v);
  return users;
}

/** Work of what cannot start before a moment, after it, and before the shortest tail of it. */
function energy(layout: Layout, { ops, load, capacity }: Group, head: Float64Array, tail: Float64Array): number {
  const heads = Float64Array.from(ops, (v) => head[v]!);
  const tails = Float64Array.from(ops, (v) => tail[v]! - shortest(layout, v));
  return Math.max(packed(heads, tails, load, capacity), packed(tails, heads, load, capacity));
}

/** From the last of one kind of moment on, what is left of the other, with the work in between. */
function packed(by: Float64Array, other: Float64Array, load: readonly number[], capacity: number): number {
  let bound = 0;
  let sum = 0;
  let least = Infinity;
  for (const k of ascending(
    by.map((at) => -at),
    (a, b) => a - b,
  )) {
    sum += load[k]!;
    if (other[k]! < least) least = other[k]!;
    const found = by[k]! + Math.ceil(sum / capacity) + least;
    if (found > bound) bound = found;
  }
  return bound;
}

/** The operation with the longest tail of those that are there runs, until a longer one comes. */
function onePreemptive(layout: Layout, ops: readonly number[], head: Float64Array, tail: Float64Array): number {
  const left = Float64Array.from(ops, (v) => shortest(layout, v));
  const behind = Float64Array.from(ops, (v, k) => tail[v]! - left[k]!);
  const heads = Float64Array.from(ops, (v) => head[v]!);
  let bound = 0;
  preemptively(
    heads,
    left,
    (k) => -behind[k]!,
    (k, at) => {
      bound = Math.max(bound, at + behind[k]!);
    },
  );
  return bound;
}
