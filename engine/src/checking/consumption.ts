/** Forecasts as orders leave them: worked out apart from the planner. */
import type { Demand, Problem } from '../planning/problem.ts';
import type { Qty } from '../units/units.ts';

/** What orders leave of each forecast; a forecast that is ordered in full is left out. */
export function demandsLeft(problem: Problem): readonly Demand[] {
  const { consume } = problem.rules;
  if (!consume) return problem.demands;
  const left = new Map(problem.demands.map((it) => [it.id, it.qty as number]));
  const ofItem = new Map<string, Demand[]>();
  for (const it of problem.demands) ofItem.set(it.item, []);
  for (const it of problem.demands) ofItem.get(it.item)?.push(it);
  for (const demands of ofItem.values()) {
    const forecasts = demands.filter((it) => it.kind === 'forecast');
    const orders = demands.filter((it) => it.kind === 'order').sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
    for (const order of forecasts.length > 0 ? orders : []) {
      // Negative: due before the order, which goes first; of one distance the customer's own first.
      const turn = (it: Demand): readonly number[] => {
        const away = it.due - order.due;
        return [away > 0 ? 1 : 0, Math.abs(away), it.customer === undefined ? 1 : 0];
      };
      const reached = forecasts
        .filter((it) => it.due >= order.due - consume.backward && it.due <= order.due + consume.forward)
        .filter((it) => it.customer === undefined || it.customer === order.customer)
        .sort((a, b) => compared(turn(a), turn(b)) || (a.id < b.id ? -1 : 1));
      let open: number = order.qty;
      for (const it of reached) {
        const taken = Math.min(open, left.get(it.id) ?? 0);
        left.set(it.id, (left.get(it.id) ?? 0) - taken);
        open -= taken;
      }
    }
  }
  return problem.demands
    .filter((it) => it.kind === 'order' || (left.get(it.id) ?? 0) > 0)
    .map((it) => ({ ...it, qty: (left.get(it.id) ?? 0) as Qty }));
}

function compared(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}
