/** Forecasts: what an order is by now is not served again as a forecast. */
import { grouped } from './facts.ts';
import type { Rule, Rules } from './rule.ts';

/** A forecast is served for what orders leave of it: those due within the windows consume it. */
const forecastsAreConsumedByOrders: Rule = (facts, report) => {
  if (!facts.problem.rules.consume) return;
  const asked = new Map(facts.problem.demands.map((it) => [it.id, it]));
  for (const [id, rows] of grouped(facts.plan.deliveries, (it) => it.demand)) {
    const demand = asked.get(id);
    const served = rows.reduce((sum, it) => sum + it.qty, 0);
    const left = facts.demands.get(id)?.qty ?? 0;
    if (demand?.kind === 'forecast' && served > left)
      report(id, () => `${id} is served for ${served} of ${demand.qty} steps; orders leave ${left} of them`);
  }
};

export const forecasts: Rules = { forecastsAreConsumedByOrders };
