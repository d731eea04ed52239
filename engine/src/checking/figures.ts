/** Figures: what the plan says of itself agrees with its rows. */
import { grouped } from './facts.ts';
import type { Rule, Rules } from './rule.ts';

/** Every count and sum in the figures is the count and sum of the rows. */
const figuresAgreeWithTheRows: Rule = ({ plan, problem }, report) => {
  const rows = [...grouped(plan.deliveries, (it) => it.demand).values()];
  const onTime = rows.filter((of) => of.every((it) => it.date !== undefined && it.late === 0)).length;
  const unserved = rows.filter((of) => of.some((it) => it.date === undefined)).length;
  const totalLate = rows.reduce((sum, of) => sum + Math.max(...of.map((it) => it.late)), 0);
  const setupSeconds = plan.operations.reduce((sum, it) => sum + it.setup, 0);
  const { figures } = plan;
  const agree = (name: string, said: number, counted: number) => {
    if (said !== counted) report(name, () => `the figures say ${said} ${name}; the rows say ${counted}`);
  };
  agree('demands', figures.demands, problem.demands.length);
  agree('demands on time', figures.onTime, onTime);
  agree('demands unserved', figures.unserved, unserved);
  agree('seconds late', figures.totalLate, totalLate);
  agree('orders', figures.orders, plan.orders.length);
  agree('operations', figures.operations, plan.operations.length);
  agree('purchases', figures.purchases, plan.purchases.length);
  agree('seconds of set-up', figures.setupSeconds, setupSeconds);
};

/** A complete plan has a date for every demand. */
const completeMeansEveryDemandHasADate: Rule = ({ plan }, report) => {
  if (plan.status !== 'complete') return;
  for (const it of plan.deliveries) {
    if (it.date === undefined) report(it.demand, () => `the plan calls itself complete, and ${it.demand} has no date`);
  }
};

export const figures: Rules = { figuresAgreeWithTheRows, completeMeansEveryDemandHasADate };
