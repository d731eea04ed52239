/**
 * Multi-level netting: every need is covered by supply, level by level, in the order of the rules (SPEC.md).
 *
 * Reads the model, writes a Network. Times are wishes (infinite capacity, as late as possible); scheduling makes
 * them true. Whatever the times become, stock never falls below zero, because every consumer names the
 * supplies that it waits for.
 */
import type { OpenOperation } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import { ELAPSED } from '../scheduling/steps.ts';
import { times } from '../units/units.ts';
import type { Alternative, Line, Offer, Transfer } from './compile.ts';
import { draw } from './compile.ts';
import { lotSize, sizesOf } from './lots.ts';
import type { Model } from './model.ts';
import {
  BUY,
  CUSTOMER,
  FOR_DEMAND,
  FOR_LINE,
  FOR_SAFETY,
  FORECAST,
  MOVE,
  Network,
  PLANNED,
  PURCHASE,
  RELEASED,
  SAFETY,
  STOCK,
  WORK,
} from './network.ts';
import { Requirements } from './requirements.ts';

export interface NettingPolicy {
  /** Make-to-order demands for one item within this much time share an order. */
  readonly batch: number;
  /** Demands that are left out (nothing can serve them). */
  readonly without?: ReadonlySet<number>;
  /** Quantity of a stock lot that may be used: less than it holds where the rest would expire first. */
  readonly lotCap?: ReadonlyMap<number, number>;
  /** Orders for an item that would start at `wish` or later are exploded with the bill in force at `at`, if that is later. */
  readonly bills?: ReadonlyMap<number, readonly BillDate[]>;
}

export interface BillDate {
  readonly wish: number;
  readonly at: number;
}

export function net(model: Model, policy: NettingPolicy): Network {
  return new Netting(model, policy).run();
}

class Netting {
  private readonly model: Model;
  private readonly policy: NettingPolicy;
  private readonly network = new Network();
  private readonly needs: Requirements;
  /** Supplies of an item with something left, latest first to look at from the end. */
  private readonly pool: number[][];
  private readonly openOrders: number[][];
  private readonly reserved = new Map<string, { supply: number; qty: number }[]>();
  private starts: number[] = [];

  constructor(model: Model, policy: NettingPolicy) {
    this.model = model;
    this.policy = policy;
    this.needs = new Requirements(model.catalogue.items.length);
    this.pool = model.catalogue.items.map(() => []);
    this.openOrders = model.catalogue.items.map(() => []);
  }

  run(): Network {
    this.addOpenSupply();
    this.allocate();
    this.addDemands();
    for (const item of this.model.catalogue.byLevel) this.netItem(item);
    return this.network;
  }

  // ── what there is ──────────────────────────────────────────────────────────────────────────────────────────

  private addOpenSupply(): void {
    const { model, network } = this;
    model.stock.forEach((lot, ref) => {
      const item = model.itemOf('stock', lot.id, lot.item);
      const usable = Math.max(0, Math.min(lot.qty, this.policy.lotCap?.get(ref) ?? lot.qty));
      network.addSupply(
        STOCK,
        item,
        usable,
        lot.availableFrom ?? -Infinity,
        Infinity,
        SAFETY,
        Infinity,
        ref,
        lot.expires ?? Infinity,
      );
    });
    model.purchases.forEach((line, ref) => {
      const item = model.itemOf('purchaseLines', line.id, line.item);
      network.addSupply(PURCHASE, item, line.qty, Math.max(line.estimated, model.now), Infinity, SAFETY, Infinity, ref);
    });
    model.workOrders.forEach((order, ref) => {
      const item = model.itemOf('workOrders', order.id, order.item);
      const supply = network.addSupply(WORK, item, order.qtyOpen, 0, Infinity, SAFETY, Infinity, ref);
      const own = model.catalogue.openSteps.get(order.id);
      if (own) this.addTasks(supply, item, order.qtyOpen, own);
      else this.addTasks(supply, item, order.qtyOpen, this.routing(item));
      if (network.tasks[supply] === 0) network.addTask(supply, model.catalogue.nothingLeft, order.qtyOpen);
      this.openOrders[item]!.push(supply);
      network.started[supply] = network.taskQty[network.taskFrom[supply]!]!;
      network.available[supply] = this.forward(supply);
    });
    for (let supply = 0; supply < network.supplies; supply++) {
      if (network.qty[supply]! > 0) this.offerLeft(supply);
    }
  }

  private offerLeft(supply: number): void {
    const pool = this.pool[this.network.item[supply]!]!;
    const { available, expires } = this.network;
    let at = pool.length;
    const later = (other: number) =>
      available[other]! > available[supply]! ||
      (available[other] === available[supply] && expires[other]! < expires[supply]!);
    while (at > 0 && later(pool[at - 1]!)) at--;
    // Same date and shelf life: the first by id is looked at first, so it stands last.
    while (at > 0 && available[pool[at - 1]!] === available[supply] && expires[pool[at - 1]!] === expires[supply]) at--;
    pool.splice(at, 0, supply);
  }

  private allocate(): void {
    const { model, network } = this;
    const byName = new Map<string, number>();
    for (let supply = 0; supply < network.supplies; supply++) byName.set(openName(model, network, supply), supply);
    for (const allocation of model.problem.allocations) {
      const supply = byName.get(allocation.supply);
      const say = (text: string) =>
        new ProblemError('allocations', allocation.supply, `the reservation of ${allocation.supply}: ${text}`);
      if (supply === undefined) throw say('no such stock, purchase line or order');
      const item = model.itemOf('allocations', allocation.supply, allocation.item);
      if (network.item[supply] !== item)
        throw say(`it holds ${model.catalogue.items[network.item[supply]!]!.id}, not ${allocation.item}`);
      const key =
        'demand' in allocation.for
          ? `demand/${allocation.for.demand} ${item}`
          : `work/${allocation.for.workOrder} ${item}`;
      const qty = Math.min(allocation.qty, network.left[supply]!);
      if (qty <= 0) continue;
      network.left[supply]! -= qty;
      const list = this.reserved.get(key);
      if (list) list.push({ supply, qty });
      else this.reserved.set(key, [{ supply, qty }]);
    }
  }

  /** Serves a need from its reservations; the quantity still open. */
  private takeReserved(key: string, kind: number, consumer: number, qty: number, need: number, klass: number): number {
    let open = qty;
    for (const reservation of this.reserved.get(key) ?? []) {
      const take = Math.min(open, reservation.qty);
      if (take <= 0) continue;
      reservation.qty -= take;
      this.network.left[reservation.supply]! += take;
      this.draw(reservation.supply, kind, consumer, take, need, klass, 0);
      open -= take;
    }
    return open;
  }

  // ── what is wanted ─────────────────────────────────────────────────────────────────────────────────────────

  private addDemands(): void {
    const { model } = this;
    model.demands.forEach((demand, d) => {
      if (this.policy.without?.has(d)) return;
      const item = model.demandItem[d]!;
      const klass = demand.kind === 'order' ? CUSTOMER : FORECAST;
      const need = Math.max(demand.due, demand.earliest ?? -Infinity);
      const open = this.takeReserved(`demand/${demand.id} ${item}`, FOR_DEMAND, d, demand.qty, need, klass);
      if (open > 0)
        this.needs.add(item, FOR_DEMAND, d, open, need, klass, demand.priority, demand.awaits === undefined ? 0 : 1);
    });
  }

  private netItem(item: number): void {
    const { network, model } = this;
    const first = network.supplies;
    const rows = this.needs.ranked(item, model.problem.rules.order);
    const { kind, consumer, qty, need, klass, priority } = this.needs;
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!;
      network.work++;
      let open = qty[row]!;
      while (open > 0) {
        const supply = this.pick(item, row);
        if (supply < 0) break;
        const take = Math.min(open, network.left[supply]!);
        this.draw(supply, kind[row]!, consumer[row]!, take, need[row]!, klass[row]!, priority[row]!);
        open -= take;
      }
      if (open > 0) open = this.create(item, rows, k, open);
      if (open > 0) network.shorts.push({ kind: kind[row]!, consumer: consumer[row]!, item, qty: open });
    }
    this.keepSafety(item);
    this.explodeOpenOrders(item);
    for (let supply = first; supply < network.supplies; supply++) this.explode(supply);
  }

  /** In time: the latest such supply. Else the first that comes, unless a new purchase would come before it. */
  private pick(item: number, row: number): number {
    const { network, model } = this;
    const pool = this.pool[item]!;
    const need = Math.max(this.needs.need[row]!, model.now);
    const toOrder = model.catalogue.items[item]!.makeToOrder === true;
    const own = toOrder || this.needs.alone[row] === 1;
    let late = -1;
    for (let i = pool.length - 1; i >= 0; i--) {
      const supply = pool[i]!;
      network.work++;
      if (network.left[supply]! <= 0) {
        pool.splice(i, 1);
        continue;
      }
      const kind = network.kind[supply]!;
      if (toOrder && (kind === STOCK || kind === PURCHASE)) continue;
      if (own && kind >= PLANNED && this.needs.alone[row] === 1) continue;
      if (network.expires[supply]! <= need) continue;
      if (network.available[supply]! <= need) return supply;
      late = supply;
    }
    if (late >= 0 && network.kind[late] === BUY && this.needs.klass[row]! < SAFETY) {
      const fresh = this.offerFor(item, need, false);
      if (fresh && fresh.arrival < network.available[late]!) return -1;
    }
    return late;
  }

  private draw(
    supply: number,
    kind: number,
    consumer: number,
    qty: number,
    need: number,
    klass: number,
    priority: number,
  ): void {
    const { network } = this;
    network.peg(supply, kind, consumer, qty);
    network.need[supply] = Math.min(network.need[supply]!, need);
    network.klass[supply] = Math.min(network.klass[supply]!, klass);
    network.priority[supply] = Math.min(network.priority[supply]!, priority);
  }

  // ── new supply ─────────────────────────────────────────────────────────────────────────────────────────────

  /** Covers `open` of the need rows[k] by new orders; what nothing can cover comes back. */
  private create(item: number, rows: readonly number[], k: number, open: number): number {
    const { network, needs } = this;
    const row = rows[k]!;
    const need = needs.need[row]!;
    const klass = needs.klass[row]!;
    const way = this.wayOf(item, need, klass === SAFETY);
    if (!way) return open;
    let wanted = open + this.ahead(item, rows, k);
    let left = open;
    while (left > 0) {
      const supply = this.order(item, way, wanted, need, klass, needs.priority[row]!);
      wanted -= network.qty[supply]!;
      const take = Math.min(left, network.left[supply]!);
      this.draw(supply, needs.kind[row]!, needs.consumer[row]!, take, need, klass, needs.priority[row]!);
      left -= take;
      if (network.left[supply]! > 0) this.offerLeft(supply);
    }
    return 0;
  }

  /** Quantity of the following needs that the same order is to cover: the period of the lot rule, or the batch of make-to-order. */
  private ahead(item: number, rows: readonly number[], k: number): number {
    const { needs, network, model } = this;
    const { lot, makeToOrder } = model.catalogue.items[item]!;
    const period = Math.max(lot.period ?? 0, makeToOrder ? this.policy.batch : 0);
    if ((period === 0 && !makeToOrder) || needs.alone[rows[k]!] === 1) return 0;
    const klass = needs.klass[rows[k]!]!;
    const end = needs.need[rows[k]!]! + period;
    let total = 0;
    for (let i = k + 1; i < rows.length; i++) {
      const row = rows[i]!;
      if (needs.klass[row] !== klass || needs.need[row]! > end) break;
      if (needs.alone[row] === 0 && needs.need[row]! >= end - period) total += needs.qty[row]!;
    }
    for (const supply of this.pool[item]!) {
      const kind = network.kind[supply]!;
      if (makeToOrder && kind < WORK) continue;
      if (network.available[supply]! <= end) total -= network.left[supply]!;
    }
    return Math.max(0, total);
  }

  private wayOf(item: number, need: number, safety: boolean): Way | undefined {
    const { catalogue } = this.model;
    const { supply } = catalogue.items[item]!;
    const make = catalogue.routingTo[item]! > catalogue.routingFrom[item]!;
    if ((supply === 'make' || supply === 'phantom') && make) return { kind: PLANNED };
    const transfer = catalogue.moves[item]![0];
    if (supply === 'move' && transfer) return { kind: MOVE, transfer };
    const offer = this.offerFor(item, Math.max(need, this.model.now), safety);
    if (offer) return { kind: BUY, offer: offer.offer, arrival: offer.arrival };
    return transfer ? { kind: MOVE, transfer } : undefined;
  }

  /** The preferred offer; another only when it is in time, or at least earlier, and the preferred one is not. */
  private offerFor(item: number, need: number, safety: boolean): { offer: Offer; arrival: number } | undefined {
    let best: { offer: Offer; arrival: number } | undefined;
    for (const offer of this.model.catalogue.offers[item]!) {
      const arrival = offer.earliest;
      if (arrival <= need || (safety && !best)) return { offer, arrival };
      if (!best || arrival < best.arrival) best = { offer, arrival };
    }
    return best;
  }

  private order(item: number, way: Way, wanted: number, need: number, klass: number, priority: number): number {
    const { network, model } = this;
    const { lot } = model.catalogue.items[item]!;
    if (way.kind === BUY) {
      const size = lotSize(wanted, sizesOf(lot, way.offer.min, way.offer.multiple));
      const ref = model.catalogue.offers[item]!.indexOf(way.offer);
      return network.addSupply(BUY, item, size, way.arrival, need, klass, priority, ref);
    }
    if (way.kind === MOVE) {
      const size = lotSize(wanted, sizesOf(lot, way.transfer.move.min, way.transfer.move.multiple));
      const supply = network.addSupply(MOVE, item, size, need, need, klass, priority, 0);
      network.addTask(supply, way.transfer.step, size);
      return supply;
    }
    const size = lotSize(wanted, sizesOf(lot));
    const supply = network.addSupply(PLANNED, item, size, need, need, klass, priority, 0);
    this.addTasks(supply, item, size, this.routing(item));
    network.started[supply] = network.taskQty[network.taskFrom[supply]!]!;
    return supply;
  }

  /** The routing with the quantity that enters each step, from the good quantity back through all yields. */
  private addTasks(supply: number, item: number, good: number, routing: readonly RoutingStep[]): void {
    const { network, model } = this;
    const { steps } = model.shop;
    const share = model.catalogue.items[item]!.yield;
    const entering: number[] = [];
    let qty = share ? times(good, { num: share.den, den: share.num }, 'up') : good;
    for (const { step } of routing.toReversed()) {
      qty = steps.entering(step, qty);
      entering.push(qty);
    }
    for (const { step, operation } of routing) {
      const enters = entering.pop()!;
      network.addTask(supply, step, operation?.qtyOpen ?? enters);
    }
  }

  private routing(item: number): readonly RoutingStep[] {
    const { routingFrom, routingTo } = this.model.catalogue;
    const from = routingFrom[item]!;
    return Array.from({ length: routingTo[item]! - from }, (_, k) => ({ step: from + k }));
  }

  /** After all demands: what is left backs the safety stock, and a gap is filled without hurry. */
  private keepSafety(item: number): void {
    const { network, model } = this;
    const { safetyStock, makeToOrder } = model.catalogue.items[item]!;
    if (safetyStock <= 0 || makeToOrder) return;
    let open: number = safetyStock;
    const pool = this.pool[item]!;
    for (let i = pool.length - 1; i >= 0 && open > 0; i--) {
      const supply = pool[i]!;
      const take = Math.min(open, network.left[supply]!);
      if (take <= 0) continue;
      network.peg(supply, FOR_SAFETY, item, take);
      open -= take;
    }
    while (open > 0) {
      const way = this.wayOf(item, model.now, true);
      if (!way) return;
      const supply = this.order(item, way, open, Infinity, SAFETY, Infinity);
      const take = Math.min(open, network.qty[supply]!);
      network.peg(supply, FOR_SAFETY, item, take);
      open -= take;
    }
  }

  // ── components ─────────────────────────────────────────────────────────────────────────────────────────────

  private explodeOpenOrders(item: number): void {
    const { model, network } = this;
    for (const supply of this.openOrders[item]!) {
      const order = model.workOrders[network.ref[supply]!]!;
      const wanted = network.need[supply]!;
      const klass = order.state === 'firm' ? Math.min(network.klass[supply]!, CUSTOMER) : RELEASED;
      const want = wanted < Infinity ? wanted : Math.max(order.due ?? model.now, model.now);
      this.backward(supply, want);
      for (const { component, qty, task } of this.openMaterials(supply)) {
        const line = network.addLine(supply, component, qty, task);
        const need = Math.max(this.starts[task - network.taskFrom[supply]!] ?? want, model.now);
        const open = this.takeReserved(`work/${order.id} ${component}`, FOR_LINE, line, qty, need, klass);
        if (open > 0) this.needs.add(component, FOR_LINE, line, open, need, klass, network.priority[supply]!);
      }
    }
  }

  /** What an open order has still to draw: its own list, or its bill for what is open at steps not done. */
  private openMaterials(supply: number): { component: number; qty: number; task: number }[] {
    const { model, network } = this;
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
    const drawn: { component: number; qty: number; task: number }[] = [];
    for (const line of this.effective(item, model.now)) {
      const wanted = model.catalogue.routingTo[item]! > routing ? seq[routing + line.step]! : undefined;
      if (wanted !== undefined && done.has(wanted)) continue;
      const task = taskOf(wanted);
      const qty = draw(line, network.taskQty[task]!, done.size === 0);
      if (qty > 0) drawn.push({ component: line.component, qty, task });
    }
    return drawn;
  }

  private explode(supply: number): void {
    const { network, model } = this;
    const kind = network.kind[supply]!;
    if (kind !== PLANNED && kind !== MOVE) return;
    const item = network.item[supply]!;
    const klass = network.klass[supply]!;
    const priority = network.priority[supply]!;
    const wanted = network.need[supply]!;
    this.backward(supply, wanted < Infinity ? wanted : this.forward(supply));
    if (wanted === Infinity) network.need[supply] = this.forward(supply);
    const from = network.taskFrom[supply]!;
    if (kind === MOVE) {
      const transfer = model.catalogue.moves[item]![0]!;
      const line = network.addLine(supply, transfer.from, network.qty[supply]!, from);
      this.needs.add(transfer.from, FOR_LINE, line, network.qty[supply]!, this.starts[0]!, klass, priority);
      return;
    }
    const at = this.billDate(item, this.starts[0]!);
    this.keepBillDates(supply, at);
    for (const bill of this.effective(item, at)) {
      const task = from + bill.step;
      const qty = draw(bill, network.taskQty[task]!);
      if (qty <= 0) continue;
      const line = network.addLine(supply, bill.component, qty, task);
      this.needs.add(bill.component, FOR_LINE, line, qty, this.starts[bill.step]!, klass, priority);
    }
  }

  private billDate(item: number, wish: number): number {
    let at = Math.max(this.model.now, wish);
    for (const later of this.policy.bills?.get(item) ?? []) if (wish >= later.wish) at = Math.max(at, later.at);
    return at;
  }

  /** Between these dates the bill of the order is the same as at `at`. */
  private keepBillDates(supply: number, at: number): void {
    const { network } = this;
    network.wish[supply] = this.starts[0]!;
    for (const line of this.model.catalogue.lines[network.item[supply]!]!) {
      for (const date of [line.from, line.to]) {
        if (date <= at) network.billFrom[supply] = Math.max(network.billFrom[supply]!, date);
        else network.billTo[supply] = Math.min(network.billTo[supply]!, date);
      }
    }
  }

  /** Lines in force at `at`; of alternatives, the preferred one that can be had. */
  private effective(item: number, at: number): readonly Line[] {
    const lines = this.model.catalogue.lines[item]!;
    const plain = (line: Line) => line.alternatives.length === 0 && line.from <= at && at < line.to;
    if (lines.every(plain)) return lines;
    const inForce = lines.filter((line) => line.from <= at && at < line.to);
    const chosen = new Map<string, { readonly way: Alternative; readonly had: boolean }>();
    for (const line of inForce) {
      const had = this.canBeHad(line.component);
      for (const way of line.alternatives) {
        const rival = chosen.get(way.group);
        const better = !rival || (had === rival.had ? way.priority < rival.way.priority : had);
        if (better) chosen.set(way.group, { way, had });
      }
    }
    return inForce.filter((line) => line.alternatives.every((way) => chosen.get(way.group)?.way.choice === way.choice));
  }

  private canBeHad(item: number): boolean {
    const { catalogue } = this.model;
    return (
      catalogue.offers[item]!.length > 0 ||
      catalogue.moves[item]!.length > 0 ||
      catalogue.routingTo[item]! > catalogue.routingFrom[item]! ||
      this.pool[item]!.length > 0
    );
  }

  // ── lead times without queues ──────────────────────────────────────────────────────────────────────────────

  /** Latest starts of the tasks of an order that is wanted at `want`, into `starts`. */
  private backward(supply: number, want: number): void {
    const { network, model } = this;
    const { steps, times: calendars } = model.shop;
    const from = network.taskFrom[supply]!;
    let at = want;
    for (let k = network.tasks[supply]! - 1; k >= 0; k--) {
      const step = network.taskStep[from + k]!;
      at -= steps.gapAfter[step]!;
      if (steps.kind[step] === ELAPSED) at -= steps.elapsed[step]!;
      else
        at = calendars[steps.calendar[step]!]!.subtractLoose(
          at,
          steps.work(step, network.taskQty[from + k]!, steps.setup[step]!),
        );
      this.starts[k] = at;
    }
  }

  /** Earliest end of an order that starts now. */
  private forward(supply: number): number {
    const { network, model } = this;
    const { steps, times: calendars } = model.shop;
    const from = network.taskFrom[supply]!;
    let at = model.now;
    for (let k = 0; k < network.tasks[supply]!; k++) {
      const step = network.taskStep[from + k]!;
      if (steps.kind[step] === ELAPSED) at += steps.elapsed[step]!;
      else
        at = calendars[steps.calendar[step]!]!.add(
          at,
          steps.work(step, network.taskQty[from + k]!, steps.setup[step]!),
        );
      at += steps.gapAfter[step]!;
    }
    return Math.min(at, model.problem.horizonEnd);
  }
}

type Way =
  | { readonly kind: typeof PLANNED }
  | { readonly kind: typeof MOVE; readonly transfer: Transfer }
  | { readonly kind: typeof BUY; readonly offer: Offer; readonly arrival: number };

/** A step of a routing; of an open order with what is reported about it. */
interface RoutingStep {
  readonly step: number;
  readonly operation?: OpenOperation;
}

/** The name of an open supply, as the rest of the house writes it. */
export function openName(model: Model, network: Network, supply: number): string {
  const ref = network.ref[supply]!;
  const kind = network.kind[supply]!;
  if (kind === STOCK) return `stock/${model.stock[ref]!.id}`;
  if (kind === PURCHASE) return `purchase/${model.purchases[ref]!.id}`;
  return `work/${model.workOrders[ref]!.id}`;
}
