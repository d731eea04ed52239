/**
 * Scrap as a cause: an open order lost pieces, and an order of the same item, planned or firm but not begun, makes them
 * again for the same consumer. What that consumer draws on the replacement must be no more than what was lost, or the loss alone does
 * not explain it.
 */
import { spell, spellQty } from '../units/clock.ts';
import type { Second } from '../units/units.ts';
import type { Link } from './chain.ts';
import type { Reason } from './plan.ts';
import type { PlanIndex } from './plan-index.ts';

/** The replacement in the chain that cost most time; `seconds` is from when the rest could have been ready to when it is. */
export function replacementIn(index: PlanIndex, links: readonly Link[]): Reason | undefined {
  let longest: Reason | undefined;
  if (!index.anyScrap) return longest;
  for (const order of new Set(links.map((link) => link.order))) {
    if (order === undefined || index.workOrders.get(order)?.state === 'started') continue;
    const found = replaced(index, order);
    if (found && found.seconds > (longest?.seconds ?? 0)) longest = found;
  }
  return longest;
}

function replaced(index: PlanIndex, order: string): Reason | undefined {
  const item = index.orders.get(order)?.item;
  if (item === undefined) return undefined;
  for (const peg of index.drawnFrom(order))
    for (const beside of index.drawnBy(peg.consumer)) {
      const short = index.workOrders.get(beside.supply);
      if (short?.item !== item || beside.supply === order || peg.qty > (short.scrapped ?? 0)) continue;
      const until = index.availableAt(order);
      const seconds = until - couldBeReady(index, beside.supply);
      if (seconds <= 0) continue;
      const amount = (qty: number) => spellQty(qty, index.decimals(item));
      return {
        kind: 'scrap',
        what: beside.supply,
        order,
        until: until as Second,
        seconds,
        qty: peg.qty,
        text: `${short.id} lost ${amount(short.scrapped ?? 0)} of ${amount(short.qty)} ${item} to scrap; ${amount(peg.qty)} to replace them are ready ${index.clock.at(until)}, ${spell(seconds)} after the rest could be.`,
      };
    }
  return undefined;
}

/** The rest may be planned late because its consumer waits anyway; begun now, it would be ready after its own work. */
function couldBeReady(index: PlanIndex, workOrder: string): number {
  const work = index.operationsOf(workOrder).reduce((sum, operation) => sum + operation.end - operation.start, 0);
  return Math.min(index.availableAt(workOrder), index.problem.now + work);
}
