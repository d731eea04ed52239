/** What hangs on a supply: the orders above it and the demands that they serve in the end. */
import type { Jobs } from '../scheduling/jobs.ts';

export class Above {
  private readonly jobs: Jobs;
  private readonly direct = new Map<number, number[]>();

  constructor(jobs: Jobs) {
    this.jobs = jobs;
    for (let d = 0; d + 1 < jobs.servesFrom.length; d++) {
      for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++) {
        const list = this.direct.get(jobs.servesSupply[i]!);
        if (list) list.push(d);
        else this.direct.set(jobs.servesSupply[i]!, [d]);
      }
    }
  }

  demandsOf(supply: number): Set<number> {
    const { jobs } = this;
    const found = new Set<number>();
    const seen = new Set([supply]);
    const stack = [supply];
    while (stack.length > 0) {
      const s = stack.pop()!;
      for (const d of this.direct.get(s) ?? []) found.add(d);
      for (let o = jobs.outFrom[s]!; o < jobs.outFrom[s + 1]!; o++) {
        const above = jobs.order[jobs.outTask[o]!]!;
        if (seen.has(above)) continue;
        seen.add(above);
        stack.push(above);
      }
    }
    return found;
  }
}

/** Supplies that a demand draws on, level by level. */
export const below = (jobs: Jobs, demand: number): Set<number> =>
  belowSupply(jobs, jobs.servesSupply.subarray(jobs.servesFrom[demand]!, jobs.servesFrom[demand + 1]!));

/** Some supplies and what they draw on, level by level. */
export function belowSupply(jobs: Jobs, supplies: Iterable<number>): Set<number> {
  const found = new Set<number>();
  const stack = [...supplies];
  while (stack.length > 0) {
    const s = stack.pop()!;
    if (found.has(s)) continue;
    found.add(s);
    for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++)
      stack.push(...jobs.inSupply.subarray(jobs.inFrom[t]!, jobs.inFrom[t + 1]!));
  }
  return found;
}
