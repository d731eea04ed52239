/** The plan that people work to, as the clock and the truth have moved it. */
import type { Plan } from './plan.ts';
import { rowsOf } from './plan-rows.ts';
import type { Problem } from './problem.ts';
import { Situation } from './situation.ts';

/**
 * Everything in the turn in which it stood: what is late pushes what comes after it, what was not begun in time begins now.
 * Undefined where the plan cannot be mended: something in it is not known any more or cannot be had.
 */
export function slide(problem: Problem, published: Plan): Plan | undefined {
  const situation = Situation.of(problem, rowsOf(published));
  const slid = situation.sound ? situation.mend({ ripple: Infinity }) : undefined;
  return slid && situation.planOf(slid);
}
