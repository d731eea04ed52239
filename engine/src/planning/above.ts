/** What hangs on a supply: the orders above it and the demands that they serve in the end. */
import type { Jobs } from '../scheduling/jobs.ts';
import { Groups } from '../units/groups.ts';

export class Above {
  private readonly jobs: Jobs;
  /** Demand of each of `servesSupply`, and which of these a supply has. */
  private readonly demand: Int32Array;
  private readonly direct: Groups;

  constructor(jobs: Jobs) {
    this.jobs = jobs;
    const { servesFrom, servesSupply } = jobs;
    this.demand = new Int32Array(servesSupply.length);
    for (let d = 0; d + 1 < servesFrom.length; d++) this.demand.fill(d, servesFrom[d]!, servesFrom[d + 1]!);
    this.direct = new Groups(servesSupply, jobs.network.supplies);
  }

  demandsOf(supply: number): Set<number> {
    const { jobs, direct, demand } = this;
    const found = new Set<number>();
    const seen = new Set([supply]);
    const stack = [supply];
    while (stack.length > 0) {
      const s = stack.pop()!;
      for (let i = direct.from[s]!; i < direct.from[s + 1]!; i++) found.add(demand[direct.rows[i]!]!);
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
