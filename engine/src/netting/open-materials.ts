import type { Bills } from './bills.ts';
import { draw } from './compile.ts';
import type { Model } from './model.ts';
import type { Network } from './network.ts';

export interface Drawn {
  readonly component: number;
  readonly qty: number;
  readonly task: number;
}

/** What an open order has still to draw: its own list, or its bill for what is open at steps not done. */
export function openMaterials(model: Model, network: Network, bills: Bills, supply: number): Drawn[] {
  const order = model.workOrders[network.ref[supply]!]!;
  const from = network.taskFrom[supply]!;
  const count = network.tasks[supply]!;
  const { seq } = model.shop.steps;
  const taskOf = (wanted: number | undefined): number => {
    for (let task = from; task < from + count; task++)
      if (wanted === undefined || seq[network.taskStep[task]!]! >= wanted) return task;
    return from;
  };
  if (order.materials) {
    return order.materials
      .filter((material) => material.qty > 0)
      .map((material) => ({
        component: model.itemOf('workOrders', order.id, material.item),
        qty: material.qty,
        task: taskOf(material.seq),
      }));
  }
  const item = network.item[supply]!;
  const routing = model.catalogue.routingFrom[item]!;
  const done = new Set(order.operations?.filter((operation) => operation.done).map((operation) => operation.seq));
  const drawn: Drawn[] = [];
  for (const line of bills.effective(item, model.now)) {
    const wanted = model.catalogue.routingTo[item]! > routing ? seq[routing + line.step]! : undefined;
    if (wanted !== undefined && done.has(wanted)) continue;
    const task = taskOf(wanted);
    const qty = draw(line, network.taskQty[task]!, done.size === 0);
    if (qty > 0) drawn.push({ component: line.component, qty, task });
  }
  return drawn;
}
