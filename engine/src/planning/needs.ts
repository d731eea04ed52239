/**
 * When each supply is needed: one day for who ranks it, who puts it off, who asks the vendor and who works on it.
 *
 * It is needed when the first step that draws on it begins in the plan, or when a customer is to have it. Where a demand
 * that it serves ships late that is too late: then earlier, counted back from the dates that were asked for by the working
 * time of the steps, without queues. Source: GLOSSARY "need date".
 */
import { openName, PURCHASE, SAFETY } from '../netting/network.ts';
import type { Jobs } from '../scheduling/jobs.ts';
import type { Second } from '../units/units.ts';
import { belowSupply } from './above.ts';
import type { LineNeed } from './plan.ts';

export class Needs {
  private readonly jobs: Jobs;
  private readonly wanted: Float64Array;
  /** What demands draw on, level by level, that ship late or never. */
  private readonly forLate: ReadonlySet<number>;

  /**
   * `dates`: when each demand ships. `wanted`: when the earliest consumer of each supply takes it in the plan; Infinity: none
   * does. What only safety stock draws on is not in it.
   */
  constructor(jobs: Jobs, dates: Float64Array, wanted: Float64Array) {
    this.jobs = jobs;
    this.wanted = wanted;
    this.forLate = belowSupply(jobs, suppliesOfLate(jobs, dates));
  }

  /** Of what is made, bought or brought: `there`, when it comes, where nobody but safety stock draws on it. */
  of(s: number, there: number): Second {
    return (this.wanted[s]! < Infinity ? this.needOf(s) : there) as Second;
  }

  ofLines(): LineNeed[] {
    const { model, network } = this.jobs;
    const needs: LineNeed[] = [];
    for (let s = 0; s < network.supplies; s++) {
      if (network.kind[s] !== PURCHASE || network.klass[s] === SAFETY) continue;
      const need = this.needOf(s);
      if (need < Infinity) needs.push({ line: openName(model, network, s), need: need as Second });
    }
    return needs;
  }

  private needOf(s: number): number {
    const { network } = this.jobs;
    return this.forLate.has(s) ? Math.min(this.wanted[s]!, network.need[s]!) : this.wanted[s]!;
  }
}

function* suppliesOfLate({ model, servesFrom, servesSupply }: Jobs, dates: Float64Array): Generator<number> {
  for (const [d, { due, earliest = -Infinity }] of model.demands.entries())
    if (dates[d]! > Math.max(due, earliest)) yield* servesSupply.subarray(servesFrom[d]!, servesFrom[d + 1]!);
}
