/** Work orders of another quantity than they were published with. Pure. */
import type { Plan, Problem } from '@hotlist/engine';

/** In units of the item. */
export interface Resized {
  readonly before: number;
  readonly now: number;
}

/** By work order's number. Of an order of which something was reported, what is still to come says nothing of its quantity. */
export function resizedSince({ workOrders, items }: Problem, published: Plan['orders']): ReadonlyMap<string, Resized> {
  const before = new Map(published.map((order) => [order.id as string, order.qty]));
  const decimals = new Map(items.map((item) => [item.id, item.decimals]));
  return new Map(
    workOrders.flatMap(({ id, item, qty, qtyOpen, scrapped }): [string, Resized][] => {
      const was = before.get(`work/${id}`);
      if (was === undefined || was === qty || qty !== qtyOpen || scrapped) return [];
      const unit = 10 ** (decimals.get(item) ?? 0);
      return [[id, { before: was / unit, now: qty / unit }]];
    }),
  );
}
