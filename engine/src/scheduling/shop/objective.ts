/** Weight × lateness, summed over the goals; for a makespan the makespan. */
import type { Layout } from './compile.ts';

export function lateness(layout: Layout, end: Int32Array): number {
  const { goals, goalFrom, goalOp, goalDue, goalWeight } = layout;
  let total = 0;
  for (let g = 0; g < goals; g++) {
    let done = 0;
    for (let k = goalFrom[g]!; k < goalFrom[g + 1]!; k++) if (end[goalOp[k]!]! > done) done = end[goalOp[k]!]!;
    if (done > goalDue[g]!) total += (done - goalDue[g]!) * goalWeight[g]!;
  }
  return total;
}
