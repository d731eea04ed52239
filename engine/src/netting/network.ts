/**
 * The network of supplies and what draws on them, as columns: what netting builds, scheduling times and the plan
 * reports.
 *
 *   supply s   kind item qty left available need class priority      one row a stock lot, open line, order, purchase, move
 *   task   t   taskFrom[s] … taskFrom[s] + tasks[s]: step, quantity   the steps of a work order, planned order or move
 *   line   l   order item qty task                                    what an order draws, and at which of its tasks
 *   peg    p   supply → consumer (demand, line or safety stock) qty   conserved: Σ pegs of a supply ≤ its quantity
 */
import { doubles } from '../units/doubles.ts';
import type { Model } from './model.ts';

export const STOCK = 0;
export const PURCHASE = 1;
export const WORK = 2;
export const PLANNED = 3;
export const BUY = 4;
export const MOVE = 5;
/** What an order yields beside its own item; it has no tasks, and is there when its host ends. */
export const OUTPUT = 6;

export const FOR_DEMAND = 0;
export const FOR_LINE = 1;
export const FOR_SAFETY = 2;

/** Classes of need, in the order in which they are served. */
export const RELEASED = 0;
export const CUSTOMER = 1;
export const FORECAST = 2;
export const SAFETY = 3;

export class Network {
  readonly kind: number[] = [];
  readonly item: number[] = [];
  readonly qty: number[] = [];
  readonly left: number[] = [];
  /** Stock and open lines: when it may be used. Purchases: the earliest arrival. Orders: an estimate for netting only. */
  readonly available = doubles();
  /** When its earliest consumer wants it. */
  readonly need = doubles();
  readonly klass: number[] = [];
  readonly priority = doubles();
  /** Row in the problem's own sorted list (lot, line, work order), offer or transfer of the item. */
  readonly ref: number[] = [];
  readonly expires = doubles();
  readonly started: number[] = [];
  /** The bill that an order was exploded with is in force from … to (before) …: it must start then. */
  readonly billFrom = doubles();
  readonly billTo = doubles();
  /** When it would start without queues. */
  readonly wish = doubles();
  readonly taskFrom: number[] = [];
  readonly tasks: number[] = [];
  /** The order that yields an output; −1: it is no output. */
  readonly host: number[] = [];
  outputs = 0;

  readonly taskOrder: number[] = [];
  readonly taskStep: number[] = [];
  readonly taskQty: number[] = [];

  readonly lineOrder: number[] = [];
  readonly lineItem: number[] = [];
  readonly lineQty: number[] = [];
  readonly lineTask: number[] = [];

  readonly pegSupply: number[] = [];
  readonly pegKind: number[] = [];
  readonly pegConsumer: number[] = [];
  readonly pegQty: number[] = [];
  /** Pegs by which demands take what has a shelf life: nobody exchanges those. */
  readonly shelved: number[] = [];

  /** Needs that nothing can cover: kind and consumer as in pegs, the item and the quantity missing. */
  readonly shorts: { readonly kind: number; readonly consumer: number; readonly item: number; readonly qty: number }[] =
    [];
  work = 0;
  /** Consumers changed suppliers since: what was made for one may have a lower number than its consumer. */
  exchanged = false;

  addSupply(
    kind: number,
    item: number,
    qty: number,
    available: number,
    need: number,
    klass: number,
    priority: number,
    ref: number,
    expires = Infinity,
  ): number {
    this.kind.push(kind);
    this.item.push(item);
    this.qty.push(qty);
    this.left.push(qty);
    this.available.push(available);
    this.need.push(need);
    this.klass.push(klass);
    this.priority.push(priority);
    this.ref.push(ref);
    this.expires.push(expires);
    this.started.push(qty);
    this.billFrom.push(-Infinity);
    this.billTo.push(Infinity);
    this.wish.push(need);
    this.taskFrom.push(this.taskOrder.length);
    this.tasks.push(0);
    this.host.push(-1);
    return this.kind.length - 1;
  }

  addOutput(host: number, item: number, qty: number, available: number): number {
    const output = this.addSupply(OUTPUT, item, qty, available, Infinity, SAFETY, Infinity, 0);
    this.host[output] = host;
    this.outputs++;
    return output;
  }

  /** Whose tasks bring a supply: its own, or those of the order that yields it. */
  provider(supply: number): number {
    const host = this.host[supply]!;
    return host < 0 ? supply : host;
  }

  /** Tasks of one order are added in one go, in sequence. */
  addTask(order: number, step: number, qty: number): number {
    if (this.tasks[order] === 0) this.taskFrom[order] = this.taskOrder.length;
    this.tasks[order]! += 1;
    this.taskOrder.push(order);
    this.taskStep.push(step);
    this.taskQty.push(qty);
    return this.taskOrder.length - 1;
  }

  addLine(order: number, item: number, qty: number, task: number): number {
    this.lineOrder.push(order);
    this.lineItem.push(item);
    this.lineQty.push(qty);
    this.lineTask.push(task);
    return this.lineOrder.length - 1;
  }

  peg(supply: number, kind: number, consumer: number, qty: number): void {
    this.left[supply]! -= qty;
    if (kind === FOR_DEMAND && this.expires[supply]! < Infinity) this.shelved.push(this.pegSupply.length);
    this.pegSupply.push(supply);
    this.pegKind.push(kind);
    this.pegConsumer.push(consumer);
    this.pegQty.push(qty);
  }

  /** Becomes a copy of another network, to be added to. */
  take(other: Network): void {
    for (const [name, column] of Object.entries(other))
      if (Array.isArray(column)) Object.assign(this, { [name]: withSpare(column) });
    this.work = other.work;
    this.exchanged = other.exchanged;
    this.outputs = other.outputs;
  }

  /** The same supplies where consumers may change suppliers: who draws on what, and when it is needed, are its own. */
  withOwnPegs(): Network {
    const { pegSupply, pegKind, pegConsumer, pegQty, need } = this;
    const own = { pegSupply, pegKind, pegConsumer, pegQty };
    const copies = Object.entries(own).map(([name, column]) => [name, withSpare(column)]);
    return Object.assign(new Network(), this, Object.fromEntries(copies), { need: need.slice() });
  }

  get supplies(): number {
    return this.kind.length;
  }

  get taskCount(): number {
    return this.taskOrder.length;
  }
}

/** How many rows are added to a copy before it must grow. */
const SPARE = 256;

/** A copy that has room for more. */
function withSpare<T>(column: readonly T[]): T[] {
  const copy = column.concat(column.slice(0, SPARE));
  copy.length = column.length;
  return copy;
}

/** The name of an open supply, as the rest of the house writes it. */
export function openName(model: Model, network: Network, supply: number): string {
  const ref = network.ref[supply]!;
  const kind = network.kind[supply]!;
  if (kind === OUTPUT) return openName(model, network, network.host[supply]!);
  if (kind === STOCK) return `stock/${model.stock[ref]!.id}`;
  if (kind === PURCHASE) return `purchase/${model.purchases[ref]!.id}`;
  return `work/${model.workOrders[ref]!.id}`;
}
