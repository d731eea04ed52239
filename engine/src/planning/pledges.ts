/** What was pledged since people were told a plan, taken into it as it was offered: one after the other, each going first. */
import type { Plan } from './plan.ts';
import type { Demand, Problem } from './problem.ts';
import { takenIn } from './promise.ts';

/** Demands with a pledge that `told` does not know, in the order in which they were pledged. Empty while `made` keeps all of them. */
export function pledgedSince({ demands }: Problem, told: Plan, made: Plan): readonly Demand[] {
  const known = new Set(told.deliveries.map(({ demand }) => demand));
  const came = demands.filter(({ id, pledged }) => pledged !== undefined && !known.has(id));
  const dates = new Map(made.deliveries.map(({ demand, date = Infinity }) => [demand, date]));
  const kept = came.every(({ id, pledged }) => (dates.get(id) ?? Infinity) <= pledged!);
  return kept ? [] : came.sort(byTurn);
}

const turnOf = ({ pledgedTurn = Infinity }: Demand): number => pledgedTurn;
const byTurn = (a: Demand, b: Demand): number =>
  turnOf(a) === turnOf(b) ? (a.id < b.id ? -1 : 1) : turnOf(a) - turnOf(b);

export function without(problem: Problem, some: readonly Demand[]): Problem {
  const ids = new Set(some.map(({ id }) => id));
  return {
    ...problem,
    demands: problem.demands.filter(({ id }) => !ids.has(id)),
    allocations: problem.allocations.filter(({ for: whom }) => !('demand' in whom && ids.has(whom.demand))),
  };
}

/** `plan` is one of the problem without them; whoever cannot be had as pledged is left to be planned. */
export function asPledged(problem: Problem, plan: Plan, some: readonly Demand[]): Plan {
  let taken = { problem: without(problem, some), plan };
  for (const demand of some) taken = takenIn(taken.problem, taken.plan, demand) ?? taken;
  return taken.plan;
}
