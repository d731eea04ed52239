/** Figures: what the plan says of itself agrees with its rows. */
import { grouped } from './facts.ts';
import type { Rule, Rules } from './rule.ts';

/** Every count and sum in the figures is the count and sum of the rows. */
const figuresAgreeWithTheRows: Rule = ({ plan, demands }, report) => {
  const rows = [...grouped(plan.deliveries, (it) => it.demand).values()];
  const onTime = rows.filter((of) => of.every((it) => it.date !== undefined && it.late === 0)).length;
  const unserved = rows.filter((of) => of.some((it) => it.date === undefined)).length;
  const totalLate = rows.reduce((sum, of) => sum + Math.max(...of.map((it) => it.late)), 0);
  const setupSeconds = plan.operations.reduce((sum, it) => sum + it.setup, 0);
  const { figures } = plan;
  const agree = (name: string, said: number, counted: number) => {
    if (said !== counted) report(name, () => `the figures say ${said} ${name}; the rows say ${counted}`);
  };
  agree('demands', figures.demands, demands.size);
  agree('demands on time', figures.onTime, onTime);
  agree('demands unserved', figures.unserved, unserved);
  agree('seconds late', figures.totalLate, totalLate);
  agree('orders', figures.orders, plan.orders.length);
  agree('operations', figures.operations, plan.operations.length);
  agree('purchases', figures.purchases, plan.purchases.length);
  agree('seconds of set-up', figures.setupSeconds, setupSeconds);
  const overtime = plan.overtime?.reduce((sum, it) => sum + it.to - it.from, 0) ?? 0;
  agree('seconds of overtime', figures.overtimeSeconds ?? 0, overtime);
};

const DAY = 86_400;
/** Of sums of many fractions, added in another order. */
const NEAR = 1e-9;

/** Each amount of the objective is that of the rows (moves are against a plan that is not here), and points are amount × weight. */
const objectiveIsTheCostOfTheRows: Rule = ({ plan, problem, items, demands }, report) => {
  const said = plan.figures.objective;
  if (!said) return;
  const { weights = {}, order } = problem.rules;
  const agree = (name: string, number: number, counted: number) => {
    if (!(Math.abs(number - counted) <= NEAR * Math.max(1, Math.abs(counted))))
      report(name, () => `the objective says ${number} for ${name}; the rows say ${counted}`);
  };
  const rows = grouped(plan.deliveries, (it) => it.demand);
  const tardiness = [...demands.values()].reduce((sum, it) => {
    const money = weights.perValue && it.value !== undefined ? it.value / weights.perValue : 1;
    const customer = weights.customers?.find((row) => row.customer === it.customer)?.weight ?? 1;
    const of = rows.get(it.id) ?? [];
    const never = of.length === 0 || of.some((row) => row.date === undefined);
    const late = never ? Infinity : Math.max(...of.map((row) => row.late)) / DAY;
    if (late <= 0) return sum;
    const days = never ? 365 : late + 5;
    const broken = it.pledged !== undefined && late > (it.pledged - it.due) / DAY;
    const rank =
      !never && (order === 'priority' || order === 'priority-then-due') ? 2 / (1 + Math.max(1, it.priority)) : 1;
    return sum + (broken ? 1000 + 10 * days : days) * money * customer * rank;
  }, 0);
  const begun = new Map(plan.orders.map((it) => [it.id, it.start]));
  const stock = plan.pegs.reduce((sum, it) => {
    const start = begun.get(it.supply);
    const item = items.get(it.item);
    if (start === undefined || !item?.unitCost || it.at <= start) return sum;
    const units = it.qty / 10 ** item.decimals;
    return sum + (((units * item.unitCost.num) / item.unitCost.den) * (it.at - start)) / DAY;
  }, 0);
  const setup = plan.operations.reduce((sum, it) => sum + it.setup, 0) / 3600;
  agree('days late', said.tardiness.amount, tardiness);
  agree('hours of set-up', said.setup.amount, setup);
  agree('value days of stock', said.stock.amount, stock);
  agree('cost of overtime', said.overtime.amount, plan.overtime?.reduce((sum, it) => sum + it.cost, 0) ?? 0);
  agree('weight of overtime', said.overtime.weight, weights.paid ?? 0.0001);
  agree('weight of lateness', said.tardiness.weight, weights.tardinessPerDay ?? 1);
  agree('weight of moves', said.moved.weight, weights.movedOperation ?? 0.01);
  agree('weight of set-up', said.setup.weight, weights.setupHour ?? 0);
  agree('weight of stock', said.stock.weight, weights.stockDay ?? 0);
  const terms = [said.tardiness, said.moved, said.setup, said.stock, said.overtime];
  for (const { amount, weight, points } of terms) agree('points', points, amount * weight);
  agree(
    'points in all',
    said.points,
    terms.reduce((sum, { points }) => sum + points, 0),
  );
};

/** A complete plan has a date for every demand. */
const completeMeansEveryDemandHasADate: Rule = ({ plan }, report) => {
  if (plan.status !== 'complete') return;
  for (const it of plan.deliveries) {
    if (it.date === undefined) report(it.demand, () => `the plan calls itself complete, and ${it.demand} has no date`);
  }
};

export const figures: Rules = {
  figuresAgreeWithTheRows,
  objectiveIsTheCostOfTheRows,
  completeMeansEveryDemandHasADate,
};
