/** Orders of other sizes after edits by hand, and the rules of quantities and shelves that these may break. */
import { FOR_DEMAND, FOR_LINE, PLANNED, WORK } from '../../netting/network.ts';
import type { Outcome } from '../../scheduling/outcome.ts';
import { spellQty } from '../../units/clock.ts';
import type { Qty, Second } from '../../units/units.ts';
import type { Plan } from '../plan.ts';
import type { Situation } from '../situation.ts';
import type { HandOrder } from './answer.ts';
import type { HandConflict } from './conflicts.ts';

/** Orders that the plan does not have, or has of another size. */
export function otherOrders({ jobs, standing, model }: Situation, { orders }: Plan): HandOrder[] {
  if (standing.sized.size === 0) return [];
  const { network } = jobs;
  const sizes = new Map(orders.map(({ id, qty }) => [id, qty]));
  const feeds = (s: number): string[] => [
    ...new Set(
      network.pegSupply.flatMap((supply, p): string[] => {
        if (supply !== s) return [];
        const consumer = network.pegConsumer[p]!;
        if (network.pegKind[p] === FOR_DEMAND) return [`demand/${model.demands[consumer]!.id}`];
        return network.pegKind[p] === FOR_LINE ? [standing.names[network.lineOrder[consumer]!]!] : [];
      }),
    ),
  ];
  return Array.from({ length: network.supplies }, (_, s) => s).flatMap((s): HandOrder[] => {
    const [order, qty] = [standing.names[s]!, network.qty[s]! as Qty];
    const isOrder = network.kind[s] === PLANNED || (network.kind[s] === WORK && standing.sized.has(s));
    if (!isOrder || standing.live[s] === 0 || sizes.get(order) === qty) return [];
    return [{ order, item: model.catalogue.items[network.item[s]!]!.id, qty, feeds: feeds(s) }];
  });
}

/** Orders of a size by hand that their lot rule would not make. */
export function oddSizes({ jobs, standing, model }: Situation): HandConflict[] {
  const { network } = jobs;
  return [...standing.sized].flatMap((s): HandConflict[] => {
    if (standing.live[s] === 0) return [];
    const qty = network.qty[s]!;
    const { id, lot, decimals } = model.catalogue.items[network.item[s]!]!;
    const given = model.problem.items.find((item) => item.id === id)!.lot;
    const { fixed, multiple, max = Infinity } = given;
    const odd = fixed === undefined ? qty < given.min || qty > max || qty % Math.max(1, multiple) !== 0 : qty !== fixed;
    const order = standing.names[s]!;
    const say = (rule: string, text: string) => ({
      rule,
      order,
      seq: 0,
      text: `${order} is for ${spellQty(qty, decimals)} ${id}: ${text}`,
    });
    const size = (steps: number) => spellQty(steps, decimals);
    if (odd)
      return [
        say(
          'order sizes follow the lot rule',
          fixed === undefined
            ? `its lots are ${[
                ...(given.min > 0 ? [`at least ${size(given.min)}`] : []),
                ...(multiple > 1 ? [`in steps of ${size(multiple)}`] : []),
                ...(max < Infinity ? [`at most ${size(max)}`] : []),
              ].join(', ')}.`
            : `its lots are of ${size(fixed)}.`,
        ),
      ];
    return qty < lot.min ? [say('lots are economic', `its economic lot is ${size(lot.min)}.`)] : [];
  });
}

/** What a demand takes from the shelf would be past its life when it ships. */
export function spoilt({ jobs, standing, model }: Situation, { dates }: Outcome): HandConflict[] {
  const { network } = jobs;
  return network.shelved.flatMap((p): HandConflict[] => {
    const s = network.pegSupply[p]!;
    const date = dates[network.pegConsumer[p]!]!;
    if (date === Infinity || date < network.expires[s]!) return [];
    const name = standing.names[s] ?? '';
    const { id } = model.demands[network.pegConsumer[p]!]!;
    const text = `Demand ${id} ships ${model.clock.onDay(date)}: ${name} is past its shelf life from ${model.clock.onDay(network.expires[s]!)} on.`;
    return [{ rule: 'pegged supply is there in time', order: name, seq: 0, at: network.expires[s]! as Second, text }];
  });
}
