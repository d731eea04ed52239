/**
 * What a plan costs by the company's weights: lateness, moves against another plan, set-up, stock and work in process, overtime,
 * each with its amount, its weight and the points that it contributes. From the plan's rows alone.
 */
import { Weights } from '../scheduling/weights.ts';
import { DAY } from '../units/clock.ts';
import { netOfOrders } from './consume.ts';
import type { Objective, Plan } from './plan.ts';
import type { Problem } from './problem.ts';
import { movedFrom } from './twins.ts';

/** `published`: the plan that people work to; absent: nothing has moved. */
export function objectiveOf(
  given: Problem,
  plan: Pick<Plan, 'deliveries' | 'operations' | 'orders' | 'pegs' | 'overtime'>,
  published?: Pick<Plan, 'operations'>,
): Objective {
  const problem = netOfOrders(given);
  const weights = new Weights(problem);
  const term = (amount: number, weight: number) => ({ amount, weight, points: amount * weight });
  const tardiness = term(lateDays(problem, plan, weights), weights.perDay);
  const moved = term(published ? movedFrom(problem.now, weights.movedTolerance, published, plan) : 0, weights.moved);
  const setup = term(plan.operations.reduce((sum, row) => sum + row.setup, 0) / 3600, weights.setupHour);
  const stock = term(stockDays(problem, plan), weights.stockDay);
  const overtime = term(plan.overtime?.reduce((sum, row) => sum + row.cost, 0) ?? 0, weights.paid);
  const points = tardiness.points + moved.points + setup.points + stock.points + overtime.points;
  return { tardiness, moved, setup, stock, overtime, points };
}

function lateDays(problem: Problem, { deliveries }: Pick<Plan, 'deliveries'>, weights: Weights): number {
  const last = new Map<string, number>();
  for (const { demand, date } of deliveries) last.set(demand, Math.max(last.get(demand) ?? 0, date ?? Infinity));
  return problem.demands.reduce((sum, row) => sum + weights.lateDays(row, last.get(row.id) ?? Infinity), 0);
}

/** Value × days from the start of an order until what it makes is taken. */
function stockDays(problem: Problem, { orders, pegs }: Pick<Plan, 'orders' | 'pegs'>): number {
  const costs = new Map(
    problem.items.flatMap(({ id, unitCost, decimals }) =>
      unitCost ? [[id, unitCost.num / (unitCost.den * 10 ** decimals)] as const] : [],
    ),
  );
  if (costs.size === 0) return 0;
  const starts = new Map<string, number>(orders.map(({ id, start }) => [id, start]));
  let sum = 0;
  for (const { supply, item, qty, at } of pegs) {
    const start = starts.get(supply);
    if (start !== undefined) sum += ((costs.get(item) ?? 0) * qty * Math.max(0, at - start)) / DAY;
  }
  return sum;
}
