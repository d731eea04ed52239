/** What a planning run computes, in a thread or here: the plan, with the frozen zone held where a plan is published. Pure. */
import { type Plan, type PlanOptions, type Problem, plan, type Second } from '@hotlist/engine';
import { type Held, planInZone } from './frozenzone.ts';

/** Counted work that a run may spend on improving; construction comes on top. */
export const improvement = 2_000_000;

export interface Asked {
  readonly problem: Problem;
  /** Budget of counted work for improvement. */
  readonly work: number;
  /** What people work to, read against this problem, and until when its zone is frozen; absent: nothing is published. */
  readonly published?: { readonly plan: Plan; readonly until: Second } | undefined;
}

export function made(
  { problem, work, published }: Asked,
  hooks: Pick<PlanOptions, 'keepGoing' | 'onProgress'> = {},
): Held {
  const options = { seed: 1, work, ...hooks };
  return published
    ? planInZone(problem, published.plan, published.until, options)
    : { problem, plan: plan(problem, options), zone: [] };
}
