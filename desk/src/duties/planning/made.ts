/** What a planning run computes, in a thread or here: the plan, with the frozen zone held where a plan is published. Pure. */
import { type Plan, type PlanOptions, type Problem, plan } from '@hotlist/engine';
import { type Held, planInZone, type Zone } from './frozenzone.ts';

/** Counted work that a run may spend on improving; construction comes on top. */
export const improvement = 2_000_000;

export interface Asked {
  readonly problem: Problem;
  /** Budget of counted work for improvement. */
  readonly work: number;
  /** What people work to, read against this problem, and what of it is held; absent: nothing is published. */
  readonly published?: (Zone & { readonly plan: Plan; readonly seen?: Plan | undefined }) | undefined;
}

export function made(
  { problem, work, published }: Asked,
  hooks: Pick<PlanOptions, 'keepGoing' | 'onProgress'> = {},
): Held {
  const options = { seed: 1, work, ...hooks };
  return published
    ? planInZone(problem, published.plan, published, options, published.seen)
    : { problem, plan: plan(problem, options), zone: [] };
}
