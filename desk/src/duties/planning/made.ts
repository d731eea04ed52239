/** What a planning run computes, in a thread or here: the plan, with the frozen zone held where a plan is published. Pure. */
import { type Plan, type PlanOptions, type Problem, plan, resumed, settled } from '@hotlist/engine';
import { type Held, planInZone, type Zone } from './frozenzone.ts';

/** Counted work that a run may spend on improving; construction comes on top. */
export const improvement = 2_000_000;
/** Where nothing is published so much of it goes to the search, and so much to what the next run would find by itself; reading the plan back takes about as long as the rest. */
const [searching, settling] = [0.5, 0.15];

export interface Asked {
  readonly problem: Problem;
  /** Budget of counted work for improvement. */
  readonly work: number;
  /** The plan from nothing was asked for by name. */
  readonly fromNothing?: boolean;
  /** What people work to, read against this problem, and what of it is held; absent: nothing is published. */
  readonly published?: (Zone & { readonly plan: Plan; readonly seen?: Plan | undefined }) | undefined;
  /** Where nothing is published, the newest plan, read against this problem: its moves cost nothing. Absent: there is none. */
  readonly newest?: Plan | undefined;
}

export function made(
  { problem, work, published, newest, fromNothing = false }: Asked,
  hooks: Pick<PlanOptions, 'keepGoing' | 'onProgress' | 'mendOnly'> = {},
): Held {
  const options = { seed: 1, work, fromNothing, ...hooks };
  if (published) return planInZone(problem, published.plan, published, options, published.seen);
  const first = plan(problem, { ...options, work: searching * work });
  // Half of what it is given is spent.
  const settle = { ...options, work: 2 * settling * work };
  const settledFirst = settled(problem, first, settle);
  return {
    problem,
    plan: newest && !fromNothing ? resumed(problem, newest, settledFirst, settle) : settledFirst,
    zone: [],
  };
}
