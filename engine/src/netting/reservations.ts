/** Hard allocations: quantities of open supply that are out of reach for all but one demand or order. */
import { ProblemError } from '../planning/problem.ts';
import type { Model } from './model.ts';
import type { Network } from './network.ts';
import { openName } from './network.ts';

export interface Reservation {
  readonly supply: number;
  qty: number;
}

export const forDemand = (demand: string, item: number): string => `demand/${demand} ${item}`;
export const forOrder = (workOrder: string, item: number): string => `work/${workOrder} ${item}`;

/** Takes what is reserved out of what is left; by consumer and item. */
export function reserve(model: Model, network: Network): Map<string, Reservation[]> {
  const byName = new Map<string, number>();
  for (let supply = 0; supply < network.supplies; supply++)
    if (network.host[supply]! < 0) byName.set(openName(model, network, supply), supply);
  const orders = new Set(model.workOrders.map((order) => order.id));
  const reserved = new Map<string, Reservation[]>();
  for (const allocation of model.problem.allocations) {
    const supply = byName.get(allocation.supply);
    const say = (text: string) =>
      new ProblemError('allocations', allocation.supply, `the reservation of ${allocation.supply}: ${text}`);
    if (supply === undefined) throw say('no such stock, purchase line or order');
    const item = model.itemOf('allocations', allocation.supply, allocation.item);
    const held = network.item[supply]!;
    if (held !== item) throw say(`it holds ${model.catalogue.items[held]!.id}, not ${allocation.item}`);
    const whom = allocation.for;
    const known = 'demand' in whom ? model.demandIndex.has(whom.demand) : orders.has(whom.workOrder);
    if (!known) throw say(`${'demand' in whom ? `demand ${whom.demand}` : `order ${whom.workOrder}`} is not known`);
    const qty = Math.min(allocation.qty, network.left[supply]!);
    if (qty <= 0) continue;
    network.left[supply]! -= qty;
    const key = 'demand' in whom ? forDemand(whom.demand, item) : forOrder(whom.workOrder, item);
    const list = reserved.get(key);
    if (list) list.push({ supply, qty });
    else reserved.set(key, [{ supply, qty }]);
  }
  return reserved;
}
