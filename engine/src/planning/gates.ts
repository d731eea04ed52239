/** Which event a step of an order waits for. */
import type { PlanIndex } from './plan-index.ts';

/** The last event that gates this step of the order, through the demands that it serves. */
export function gateOf(index: PlanIndex, order: string, seq: number): { id: string; expected: number } | undefined {
  if (!index.anyGates) return undefined;
  let found: { id: string; expected: number } | undefined;
  for (const peg of index.drawnFrom(order)) {
    if (!peg.consumer.startsWith('demand/')) continue;
    const demand = index.demands.get(peg.consumer.slice('demand/'.length));
    if (demand?.awaits === undefined) continue;
    const first = index
      .operationsOf(order)
      .find((operation) => demand.gatedSeq === undefined || operation.seq >= demand.gatedSeq);
    if (first?.seq !== seq) continue;
    const event = index.problem.events.find((each) => each.id === demand.awaits);
    if (event && (!found || event.expected > found.expected)) found = { id: event.id, expected: event.expected };
  }
  return found;
}
