/**
 * Multi-level netting: every need is covered by supply, level by level, in the order of the rules (SPEC.md).
 *
 * Reads the model, writes a Network. Times are wishes (infinite capacity, as late as possible); scheduling makes
 * them true. Whatever the times become, stock never falls below zero, because every consumer names the
 * supplies that it waits for.
 */
import type { OpenOperation } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import { DAY, spellQty } from '../units/clock.ts';
import { times } from '../units/units.ts';
import { type BillDate, Bills } from './bills.ts';
import { purchaseSize } from './breaks.ts';
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
  OUTPUT,
  PLANNED,
  PURCHASE,
  RELEASED,
  SAFETY,
  STOCK,
  WORK,
} from './network.ts';
import { Offsets } from './offsets.ts';
import { openMaterials } from './open-materials.ts';
import { type Yielded, yielded } from './outputs.ts';
import { Pool } from './pool.ts';
import { Requirements } from './requirements.ts';
import { forDemand, forOrder, type Reservation, reserve } from './reservations.ts';
import { Roots } from './roots.ts';
import { splitSize, within } from './split.ts';
import { offerFor, type Way, wayOf } from './ways.ts';

export interface NettingPolicy {
  /** Make-to-order demands for one item within this much time share an order. */
  readonly batch: number;
  /** … unless a step of the shared order would take longer than this: work that long is in its own way. Absent: no limit. */
  readonly batchStep?: number;
  /** An order is split, as far as its lot rule allows, where a step would take longer than this. Absent: it is not. */
  readonly splitStep?: number;
  /** Seconds by which each demand comes before (negative) or after its date when supply is handed out. Absent: 0. */
  readonly shift?: Float64Array;
  /** Demands that are left out (nothing can serve them). */
  readonly without?: ReadonlySet<number>;
  /** Quantity of a stock lot that may be used: less than it holds where the rest would expire first. */
  readonly lotCap?: ReadonlyMap<number, number>;
  /** Orders for an item that would start at `wish` or later are exploded with the bill in force at `at`, if that is later. */
  readonly bills?: ReadonlyMap<number, readonly BillDate[]>;
}

/** One need is not covered by more orders than this. */
const MOST_ORDERS = 10_000;
/** What is needed of an item is counted up to here. */
const MOST_STEPS = 1e15;

/** Made-to-order demands of a working week share an order, unless somebody tries otherwise. */
export const BATCH = 5 * DAY;

export function net(model: Model, policy: NettingPolicy): Network {
  return new Netting(model, policy).run();
}

/** Open for one kind of heir: the one that begins from a plan instead of from nothing. */
export class Netting {
  protected readonly model: Model;
  private readonly policy: Alike;
  protected readonly network = new Network();
  protected readonly needs: Requirements;
  protected readonly pool: Pool;
  protected readonly bills: Bills;
  protected readonly offsets: Offsets;
  protected readonly openOrders: number[][];
  protected reserved: ReadonlyMap<string, Reservation[]> = new Map();
  protected readonly roots: Roots;
  private readonly routings: (readonly RoutingStep[] | undefined)[] = [];

  constructor(model: Model, policy: NettingPolicy) {
    this.model = model;
    this.policy = alike(policy);
    this.needs = new Requirements(model.catalogue.items.length);
    this.pool = new Pool(this.network, model.catalogue.items.length);
    this.bills = new Bills(model, this.network, this.pool, policy.bills);
    this.offsets = new Offsets(model, this.network);
    this.openOrders = model.catalogue.items.map(() => []);
    this.roots = new Roots(model, this.network);
  }

  run(): Network {
    this.addOpenSupply();
    this.reserved = reserve(this.model, this.network);
    this.addDemands();
    for (const item of this.model.catalogue.byLevel) this.netItem(item);
    return this.network;
  }

  // ── what there is ──────────────────────────────────────────────────────────────────────────────────────────

  protected addOpenSupply(): void {
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
      network.available[supply] = this.offsets.forward(supply);
    });
    const open = network.supplies;
    for (let supply = open - model.workOrders.length; supply < open; supply++) this.addOutputs(supply);
    for (let supply = 0; supply < open; supply++) {
      if (network.qty[supply]! > 0) this.pool.add(supply);
    }
  }

  /** What an order yields beside its item, when its tasks are known; each is supply like any other. */
  protected addOutputs(host: number): void {
    const { network, model } = this;
    const outputs = model.catalogue.outputs[network.item[host]!]!;
    if (outputs.length === 0) return;
    const wanted = network.kind[host] === WORK ? network.available[host]! : network.need[host]!;
    const available = Math.max(this.offsets.forward(host), wanted < Infinity ? wanted : -Infinity);
    for (const output of outputs) {
      const qty = yielded(output, this.countedBy(host, output));
      if (qty > 0) this.pool.add(network.addOutput(host, output.item, qty, available));
    }
  }

  /** The quantity of an order that an output is counted by: what enters its step, or what is good. */
  private countedBy(host: number, { seq }: Yielded): number {
    const { network } = this;
    const steps = this.model.shop.steps.seq;
    const from = network.taskFrom[host]!;
    if (seq !== undefined)
      for (let task = from; task < from + network.tasks[host]!; task++)
        if (steps[network.taskStep[task]!] === seq) return network.taskQty[task]!;
    return network.qty[host]!;
  }

  /** Serves a need from its reservations; the quantity still open. */
  protected takeReserved(
    key: string,
    kind: number,
    consumer: number,
    qty: number,
    need: number,
    klass: number,
  ): number {
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
      const need = Math.max(demand.due, demand.earliest ?? -Infinity) + (this.policy.shift?.[d] ?? 0);
      const open = this.takeReserved(forDemand(demand.id, item), FOR_DEMAND, d, demand.qty, need, klass);
      if (open > 0)
        this.needs.add(item, FOR_DEMAND, d, open, need, klass, demand.priority, demand.awaits === undefined ? 0 : 1);
    });
  }

  /** The earliest of the needs that rank after each. */
  private earliestAfter(rows: readonly number[]): Float64Array {
    const earliest = new Float64Array(rows.length);
    let first = Infinity;
    for (let k = rows.length - 1; k >= 0; k--) {
      earliest[k] = first;
      first = Math.min(first, this.needs.need[rows[k]!]!);
    }
    return earliest;
  }

  protected netItem(item: number): void {
    const { network, model } = this;
    const first = network.supplies;
    const rows = this.needs.ranked(item, model.problem.rules.order);
    const { kind, consumer, qty, need, klass, priority } = this.needs;
    const earliestAfter = this.earliestAfter(rows);
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!;
      network.work++;
      let open = qty[row]!;
      const waits = this.waitsAnyway(item, rows, k);
      while (open > 0) {
        const supply = this.pick(item, row, earliestAfter[k]! < need[row]!, waits);
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

  /**
   * In time: the first that is there, of those the first to expire; the latest where a need that ranks lower comes
   * earlier. None in time: the first that comes, unless a new purchase would come before it.
   */
  private pick(item: number, row: number, keepsEarly: boolean, waits: boolean): number {
    const { network, model } = this;
    const pool = this.pool.of(item);
    const need = Math.max(this.needs.need[row]!, model.now);
    let late = -1;
    let found = -1;
    for (let i = pool.length - 1; i >= 0; i--) {
      const supply = pool[i]!;
      network.work++;
      if (network.left[supply]! <= 0) {
        pool.splice(i, 1);
        continue;
      }
      if (!this.serves(supply, row, need)) continue;
      if (network.available[supply]! > need) late = supply;
      else if (waits) continue;
      else if (keepsEarly) return supply;
      else if (found < 0 || network.available[supply]! < network.available[found]!) found = supply;
    }
    if (found >= 0) return found;
    if (late >= 0 && network.kind[late] === OUTPUT && this.comesSooner(item, late, need)) return -1;
    if (late >= 0 && network.kind[late] === BUY && this.needs.klass[row]! < SAFETY) {
      const fresh = offerFor(model, item, need, false);
      if (fresh && fresh.earliest < network.available[late]!) return -1;
    }
    return late;
  }

  /** New supply of its own would come before what a planned order yields beside. */
  private comesSooner(item: number, output: number, need: number): boolean {
    const { network, model } = this;
    if (network.kind[network.host[output]!] === WORK) return false;
    const way = wayOf(model, item, need, false);
    if (!way || way.kind === OUTPUT) return false;
    return way.kind !== BUY || way.offer.earliest < network.available[output]!;
  }

  /**
   * What there is in time does not cover a need and the rest comes late: an order waits for all of it, so what there is
   * stays for needs that rank lower and can use it.
   */
  private waitsAnyway(item: number, rows: readonly number[], k: number): boolean {
    const { network, model, needs } = this;
    const row = rows[k]!;
    if (needs.kind[row] !== FOR_LINE || needs.klass[row]! > CUSTOMER) return false;
    if (model.catalogue.offers[item]!.length === 0) return false;
    const need = Math.max(needs.need[row]!, model.now);
    let inTime = 0;
    for (const supply of this.pool.of(item))
      if (network.available[supply]! <= need && this.serves(supply, row, need)) inTime += network.left[supply]!;
    if (inTime <= 0 || inTime >= needs.qty[row]!) return false;
    const fresh = offerFor(model, item, need, false);
    if (!fresh || fresh.earliest <= need) return false;
    let others = 0;
    for (let i = k + 1; i < rows.length && others < inTime; i++)
      if (needs.klass[rows[i]!]! < SAFETY) others += needs.qty[rows[i]!]!;
    return others >= inTime;
  }

  /** Whether a need may draw on a supply at all: made to order, gated and perishable supply is not for everybody. */
  private serves(supply: number, row: number, need: number): boolean {
    const { network } = this;
    const kind = network.kind[supply]!;
    const toOrder = this.model.catalogue.items[network.item[supply]!]!.makeToOrder === true;
    if (toOrder && (kind === STOCK || kind === PURCHASE)) return false;
    if (kind >= PLANNED && this.needs.alone[row] === 1) return false;
    return network.expires[supply]! > need;
  }

  protected draw(
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
    const host = network.host[supply]!;
    if (host >= 0) this.wanted(host, need, klass, priority);
    this.roots.add(network.provider(supply), kind, consumer);
    this.wanted(supply, need, klass, priority);
  }

  private wanted(supply: number, need: number, klass: number, priority: number): void {
    const { network } = this;
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
    const way = wayOf(this.model, item, need, klass === SAFETY);
    if (!way) return open;
    let wanted = open + this.ahead(item, rows, k);
    let left = open;
    while (left > 0) {
      const supply = this.order(item, way, wanted, need, klass, needs.priority[row]!);
      this.atMost(item, left, network.qty[supply]!);
      wanted -= network.qty[supply]!;
      const take = Math.min(left, network.left[supply]!);
      this.draw(supply, needs.kind[row]!, needs.consumer[row]!, take, need, klass, needs.priority[row]!);
      left -= take;
      // What is yielded is in the pool from the beginning.
      if (network.left[supply]! > 0 && way.kind !== OUTPUT) this.pool.add(supply);
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
    const most = makeToOrder ? within(model, item, this.policy.batchStep) : Infinity;
    for (let i = k + 1; i < rows.length; i++) {
      const row = rows[i]!;
      if (needs.klass[row] !== klass || needs.need[row]! > end) break;
      if (needs.alone[row] === 1 || needs.need[row]! < end - period) continue;
      if (needs.qty[rows[k]!]! + total + needs.qty[row]! > most) break;
      total += needs.qty[row]!;
    }
    for (const supply of this.pool.of(item)) {
      const kind = network.kind[supply]!;
      if (makeToOrder && kind < WORK) continue;
      if (network.available[supply]! <= end) total -= network.left[supply]!;
    }
    return Math.max(0, total);
  }

  /** A lot that is far too small for what is wanted is a mistake, not a plan of so many orders. */
  private atMost(item: number, wanted: number, size: number): void {
    if (wanted <= size * MOST_ORDERS) return;
    const { id, decimals } = this.model.catalogue.items[item]!;
    throw new ProblemError(
      'items',
      id,
      `${spellQty(wanted, decimals)} of ${id} would take more than ${MOST_ORDERS} orders of ${spellQty(size, decimals)}`,
      { maybe: 'the largest lot is too small, or a quantity is too large' },
    );
  }

  private order(item: number, way: Way, wanted: number, need: number, klass: number, priority: number): number {
    const { network, model } = this;
    const { lot } = model.catalogue.items[item]!;
    if (way.kind === BUY) {
      const size = purchaseSize(wanted, lot, way.offer);
      const ref = model.catalogue.offers[item]!.indexOf(way.offer);
      return network.addSupply(BUY, item, size, way.offer.earliest, need, klass, priority, ref);
    }
    if (way.kind === MOVE) {
      const size = lotSize(wanted, sizesOf(lot, way.transfer.move.min, way.transfer.move.multiple));
      const supply = network.addSupply(MOVE, item, size, need, need, klass, priority, 0);
      network.addTask(supply, way.transfer.step, size);
      return supply;
    }
    if (way.kind === OUTPUT) return this.orderFor(way.output, wanted, need, klass, priority);
    return this.make(item, splitSize(model, item, wanted, this.policy.splitStep), need, klass, priority);
  }

  private make(item: number, size: number, need: number, klass: number, priority: number): number {
    const { network } = this;
    const supply = network.addSupply(PLANNED, item, size, need, need, klass, priority, 0);
    this.addTasks(supply, item, size, this.routing(item));
    network.started[supply] = network.taskQty[network.taskFrom[supply]!]!;
    this.addOutputs(supply);
    return supply;
  }

  /** Orders what yields an item, as much as that takes or as its lot rule lets at once; the output. */
  private orderFor(output: Yielded, wanted: number, need: number, klass: number, priority: number): number {
    const { network } = this;
    const { parent, per } = output;
    const good = times(wanted, { num: per.den, den: per.num }, 'up');
    const size = lotSize(good, sizesOf(this.model.catalogue.items[parent]!.lot));
    let made = this.make(parent, size, need, klass, priority);
    while (network.item[made] !== output.item) made++;
    return made;
  }

  /** The routing with the quantity that enters each step, from the good quantity back through all yields. */
  protected addTasks(supply: number, item: number, good: number, routing: readonly RoutingStep[]): void {
    const { network, model } = this;
    const { steps } = model.shop;
    const share = model.catalogue.items[item]!.yield;
    let qty = share ? times(good, { num: share.den, den: share.num }, 'up') : good;
    for (const { step } of routing) network.addTask(supply, step, good);
    for (let k = routing.length - 1; k >= 0; k--) {
      const { step, operation } = routing[k]!;
      qty = steps.entering(step, qty);
      network.taskQty[network.taskFrom[supply]! + k] = operation?.qtyOpen ?? qty;
    }
  }

  protected routing(item: number): readonly RoutingStep[] {
    const known = this.routings[item];
    if (known) return known;
    const { routingFrom, routingTo } = this.model.catalogue;
    const steps: RoutingStep[] = [];
    for (let step = routingFrom[item]!; step < routingTo[item]!; step++) steps.push({ step });
    this.routings[item] = steps;
    return steps;
  }

  /** After all demands: what is left backs the safety stock, and a gap is filled without hurry. */
  private keepSafety(item: number): void {
    const { network, model } = this;
    const { safetyStock, makeToOrder } = model.catalogue.items[item]!;
    if (safetyStock <= 0 || makeToOrder) return;
    let open: number = safetyStock;
    const pool = this.pool.of(item);
    for (let i = pool.length - 1; i >= 0 && open > 0; i--) {
      const supply = pool[i]!;
      const take = Math.min(open, network.left[supply]!);
      if (take <= 0) continue;
      network.peg(supply, FOR_SAFETY, item, take);
      open -= take;
    }
    while (open > 0) {
      const way = wayOf(model, item, model.now, true);
      if (!way) return;
      const supply = this.order(item, way, open, Infinity, SAFETY, Infinity);
      this.atMost(item, open, network.qty[supply]!);
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
      this.offsets.backward(supply, want);
      for (const { component, qty, task } of openMaterials(model, network, this.bills, supply)) {
        const line = network.addLine(supply, component, qty, task);
        const need = Math.max(this.offsets.starts[task - network.taskFrom[supply]!] ?? want, model.now);
        const open = this.takeReserved(forOrder(order.id, component), FOR_LINE, line, qty, need, klass);
        this.want(supply, component, line, open, need, klass);
      }
    }
  }

  /** What is reserved for a demand serves also what is made for it, at every level; the rest is netted. */
  protected want(supply: number, component: number, line: number, qty: number, need: number, klass: number): void {
    if (!(qty <= MOST_STEPS)) {
      const { id, decimals } = this.model.catalogue.items[component]!;
      throw new ProblemError(
        'items',
        id,
        `${spellQty(qty, decimals)} of ${id} are needed, more than can be counted exactly`,
        { maybe: 'a bill asks for too much' },
      );
    }
    let open = qty;
    for (const demand of this.roots.of(supply))
      open = this.takeReserved(forDemand(demand, component), FOR_LINE, line, open, need, klass);
    if (open > 0) this.needs.add(component, FOR_LINE, line, open, need, klass, this.network.priority[supply]!);
  }

  private explode(supply: number): void {
    const { network, model } = this;
    const kind = network.kind[supply]!;
    if (kind !== PLANNED && kind !== MOVE) return;
    const item = network.item[supply]!;
    const klass = network.klass[supply]!;
    const wanted = network.need[supply]!;
    this.offsets.backward(supply, wanted < Infinity ? wanted : this.offsets.forward(supply));
    if (wanted === Infinity) network.need[supply] = this.offsets.forward(supply);
    const from = network.taskFrom[supply]!;
    if (kind === MOVE) {
      const transfer = model.catalogue.moves[item]![0]!;
      const line = network.addLine(supply, transfer.from, network.qty[supply]!, from);
      this.want(supply, transfer.from, line, network.qty[supply]!, this.offsets.starts[0]!, klass);
      return;
    }
    const at = this.bills.dateOf(item, this.offsets.starts[0]!);
    network.wish[supply] = this.offsets.starts[0]!;
    this.bills.keepDates(supply, at);
    for (const bill of this.bills.effective(item, at)) {
      const task = from + bill.step;
      const qty = draw(bill, network.taskQty[task]!);
      if (qty <= 0) continue;
      const line = network.addLine(supply, bill.component, qty, task);
      this.want(supply, bill.component, line, qty, this.offsets.starts[bill.step]!, klass);
    }
  }
}

/** One shape for every policy: machine code that was compiled for one netting holds for the next. */
const alike = ({ batch, batchStep, splitStep, shift, without, lotCap, bills }: NettingPolicy): Alike => ({
  batch,
  batchStep,
  splitStep,
  shift,
  without,
  lotCap,
  bills,
});

type Alike = { readonly [Key in keyof Required<NettingPolicy>]: NettingPolicy[Key] };

/** A step of a routing; of an open order with what is reported about it. */
interface RoutingStep {
  readonly step: number;
  readonly operation?: OpenOperation;
}
