/** What a planning run computes, in a thread or here: the plan, with the frozen zone held where a plan is published. Pure. */
import { cheapest, type Plan, type PlanOptions, type Problem, plan, seedsOf, settled } from '@hotlist/engine';
import { type Held, planInZone, type Zone } from './frozenzone.ts';

/** Counted work that a run may spend on improving; construction comes on top. */
export const improvement = 2_000_000;
/** Where nothing is published so much of it goes to the search, and so much to what the next run would find by itself; reading the plan back takes about as long as the rest. */
const [searching, settling] = [0.5, 0.15];
/** With more of it for each demand a search is at its end long before: then half of it begins again from another seed. */
const enough = 10_000;

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
  if (published) return planInZone(problem, published.plan, published, options, published.seen);
  const seeds = seedsOf(options.seed, work > enough * problem.demands.length ? 2 : 1);
  const share = work / seeds.length;
  const plans = seeds.map((seed) => {
    const first = plan(problem, { ...options, seed, work: searching * share });
    // Half of what it is given is spent.
    return settled(problem, first, { ...options, seed, work: 2 * settling * share });
  });
  return { problem, plan: plans[cheapest(problem, plans)]!, zone: [] };
}
