/**
 * When each open purchase line is needed: one date for who ranks it, who puts it off and who asks the vendor.
 *
 * It is needed when the first step that draws on it begins in the plan, or when a customer is to have it; earlier where
 * that is too late: then, counted back from the customers' dates by the working time of the steps, without queues.
 */
import type { Model } from '../netting/model.ts';
import { type Network, openName, PURCHASE, SAFETY } from '../netting/network.ts';
import type { Second } from '../units/units.ts';
import type { LineNeed } from './plan.ts';

/** `wanted`: when the earliest consumer of each supply takes it in the plan; Infinity: none does. What only safety stock draws on is not in it. */
export function lineNeeds(model: Model, network: Network, wanted: Float64Array): LineNeed[] {
  const needs: LineNeed[] = [];
  for (let s = 0; s < network.supplies; s++) {
    if (network.kind[s] !== PURCHASE || network.klass[s] === SAFETY) continue;
    const need = Math.min(wanted[s]!, network.need[s]!);
    if (need < Infinity) needs.push({ line: openName(model, network, s), need: need as Second });
  }
  return needs;
}
