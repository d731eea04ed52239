/**
 * How late jobs are together at least. Each is late by its own chain. On one machine, or a group of them as one machine as
 * fast as all, what has the least left goes first, preemptively: no schedule ends its first, second, third … operation
 * sooner, and the ends in order miss the dates in order by no more than any pairing of them (Chu 1992). Weights are
 * layers: what all weigh counts for all, what the heavier ones weigh more for these alone.
 */
import type { Group } from './bounds.ts';
import type { Layout } from './compile.ts';
import { shortest } from './construct.ts';
import { preemptively, ROUNDING } from './preemptive.ts';

/** So many layers at most; weights between two of them count as the lower one. */
const LAYERS = 16;

/** `head`: when each operation can start at the earliest. */
export function leastTardiness(layout: Layout, groups: readonly Group[], head: Float64Array): number {
  const alone = latenessAlone(layout, head);
  const { goal, due } = latestEnds(layout, alone);
  let most = 0;
  for (const group of groups) most = Math.max(most, atLeast(layout, group, head, goal, due));
  return alone.reduce((total, late, g) => total + late * layout.goalWeight[g]!, most);
}

/** How late each goal is when nothing else is there. */
function latenessAlone(layout: Layout, head: Float64Array): Float64Array {
  const { goalFrom, goalOp, goalDue } = layout;
  return goalDue.map((due, g) => {
    let late = 0;
    for (const v of goalOp.subarray(goalFrom[g]!, goalFrom[g + 1]!))
      late = Math.max(late, head[v]! + shortest(layout, v) - due);
    return late;
  });
}

/** For each operation a goal that waits for it (−1: none does), and its latest end for the goal to be no later than it is alone. */
function latestEnds(layout: Layout, alone: Float64Array) {
  const { n, goals, goalFrom, goalOp, goalDue, topological, succFrom, succOp, succGap } = layout;
  const goal = new Int32Array(n).fill(-1);
  const due = new Float64Array(n).fill(Infinity);
  for (let g = 0; g < goals; g++)
    for (const v of goalOp.subarray(goalFrom[g]!, goalFrom[g + 1]!)) {
      goal[v] = g;
      due[v] = goalDue[g]! + alone[g]!;
    }
  for (let at = n - 1; at >= 0; at--) {
    const v = topological[at]!;
    for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) {
      const w = succOp[e]!;
      if (goal[v] === -1) goal[v] = goal[w]!;
      if (goal[v] === goal[w]) due[v] = Math.min(due[v]!, due[w]! - shortest(layout, w) - succGap[e]!);
    }
  }
  return { goal, due };
}

/** What the operations of one group add to that at least; of a goal the one that comes last in the group. */
function atLeast(layout: Layout, group: Group, head: Float64Array, goal: Int32Array, due: Float64Array): number {
  const last = new Map<number, number>();
  for (const [k, v] of group.ops.entries()) {
    const other = last.get(goal[v]!);
    if (goal[v]! >= 0 && (other === undefined || head[v]! > head[group.ops[other]!]!)) last.set(goal[v]!, k);
  }
  const weight = ([g]: readonly [number, number]) => layout.goalWeight[g]!;
  const heaviestFirst = [...last].sort((a, b) => weight(b) - weight(a));
  const layers = [...new Set(heaviestFirst.map(weight))];
  const step = Math.ceil(layers.length / LAYERS);
  let total = 0;
  for (let layer = 0; layer < layers.length; layer += step) {
    // The lowest weight that is at least in this layer, over that of the next one.
    const least = layers[Math.min(layer + step, layers.length) - 1]!;
    const below = layers[Math.min(layer + 2 * step, layers.length) - 1]!;
    const over = layer + step < layers.length ? least - below : least;
    const ops = heaviestFirst.filter((one) => weight(one) >= least).map(([, k]) => k);
    total += over * missed(group, ops, head, due);
  }
  return total;
}

/** The ends of the preemptive schedule in order, against the latest ends in order. */
function missed(
  { ops, load, capacity }: Group,
  some: readonly number[],
  head: Float64Array,
  due: Float64Array,
): number {
  const heads = Float64Array.from(some, (k) => head[ops[k]!]!);
  const left = Float64Array.from(some, (k) => load[k]! / capacity);
  const dues = Float64Array.from(some, (k) => due[ops[k]!]!).sort();
  let ended = 0;
  let total = 0;
  preemptively(
    heads,
    left,
    (k) => left[k]!,
    (_, at) => {
      total += Math.max(0, Math.ceil(at - ROUNDING) - dues[ended++]!);
    },
  );
  return total;
}
