/**
 * A mended schedule as a plan. Rows that stand as they stood are the old plan's own; planned supply keeps its name, and
 * what is new takes the next numbers.
 */
import { BUY, FOR_DEMAND, FOR_LINE, MOVE, OUTPUT, PLANNED, WORK } from '../netting/network.ts';
import { soonestOf } from '../scheduling/bound.ts';
import type { Jobs } from '../scheduling/jobs.ts';
import { ships } from '../scheduling/living.ts';
import { leavesAt } from '../scheduling/outcome.ts';
import { NO_SEQ } from '../scheduling/steps.ts';
import type { Qty, Second } from '../units/units.ts';
import { Above } from './above.ts';
import { deliver, lateByDemand, type Part, withSoonest } from './deliver.ts';
import { batchName, operationRows, outputsByHost, pricesOf } from './emit.ts';
import { messagesOf } from './messages.ts';
import { Needs } from './needs.ts';
import { overtimeOf, secondsOf } from './opened.ts';
import type {
  ActionMessage,
  Delivery,
  Peg,
  Plan,
  PlannedMove,
  PlannedOperation,
  PlannedOrder,
  PlannedPurchase,
  Reason,
} from './plan.ts';
import { type PlanBody, PlanIndex } from './plan-index.ts';
import { highest, type PlanRows } from './plan-rows.ts';
import type { Mended } from './repair.ts';
import type { Standing } from './standing.ts';

/** `dates`: when each demand ships whole; Infinity where it does not. */
export function patch(jobs: Jobs, standing: Standing, mended: Mended, dates: Float64Array, rows: PlanRows): Plan {
  return new Patch(jobs, standing, mended, dates, rows).run();
}

class Patch {
  private readonly jobs: Jobs;
  private readonly standing: Standing;
  private readonly mended: Mended;
  private readonly dates: Float64Array;
  private readonly rows: PlanRows;
  private readonly names: string[];
  private readonly pegsOf: Int32Array;
  private readonly firstUse: Float64Array;
  private readonly wanted: Float64Array;
  private readonly needs: Needs;
  /** Demands served by something that is no longer as it was. */
  private readonly stirred = new Set<number>();
  /** Names of supply whose row is another than it was. */
  private readonly anew = new Set<string>();
  private readonly above: Above;

  constructor(jobs: Jobs, standing: Standing, mended: Mended, dates: Float64Array, rows: PlanRows) {
    this.jobs = jobs;
    this.standing = standing;
    this.mended = mended;
    this.dates = dates;
    this.rows = rows;
    this.names = this.nameAll();
    this.above = new Above(jobs);
    const { network } = jobs;
    this.firstUse = new Float64Array(network.supplies).fill(Infinity);
    this.wanted = new Float64Array(network.supplies).fill(Infinity);
    this.pegsOf = this.pegsThatLive();
    for (const p of this.pegsOf) {
      const s = network.pegSupply[p]!;
      this.firstUse[s] = Math.min(this.firstUse[s]!, this.useOf(p));
      this.wanted[s] = Math.min(this.wanted[s]!, this.wishOf(p));
      const host = network.host[s]!;
      if (host >= 0) this.wanted[host] = Math.min(this.wanted[host]!, this.wanted[s]!);
    }
    this.needs = new Needs(jobs, dates, this.wanted);
  }

  run(): Plan {
    const purchases = this.purchases();
    const { orders, operations } = this.orders();
    const moves = this.moves();
    const { pegs, served } = this.pegs();
    const body = { orders, operations, purchases, moves, pegs, lineNeeds: this.needs.ofLines() };
    return this.finished(body, served);
  }

  private finished(body: PlanBody & Pick<Plan, 'lineNeeds'>, served: ReadonlyMap<number, readonly Part[]>): Plan {
    const { model, network } = this.jobs;
    const index = new PlanIndex(model.problem, body);
    const before = new Map<string, Delivery[]>();
    for (const row of this.rows.plan.deliveries) {
      const list = before.get(row.demand);
      if (list) list.push(row);
      else before.set(row.demand, [row]);
    }
    const shipped = model.demands.flatMap((demand, d) => {
      const old = before.get(demand.id) ?? [];
      const why: Reason | undefined = old.find((row) => row.date === undefined)?.reasons[0];
      if (
        !this.stirred.has(d) &&
        !network.exchanged &&
        demand.shipComplete !== false &&
        old.length === 1 &&
        old[0]!.date === this.dates[d] &&
        old[0]!.late === Math.max(0, this.dates[d]! - demand.due) &&
        old[0]!.qty === demand.qty
      )
        return old;
      return deliver(index, served.get(d) ?? [], demand, this.dates[d]!, why);
    });
    const deliveries = withSoonest(model, shipped, soonestOf(model));
    const overtime = overtimeOf(model.problem, body.operations);
    const messages = messagesOf(index, body, deliveries, { jobs: this.jobs, ...this.mended }, this.known);
    const dated = deliveries.filter((row) => row.date !== undefined);
    const unserved = new Set(deliveries.filter((row) => row.date === undefined).map((row) => row.demand));
    const failed = new Set([...unserved, ...dated.filter((row) => row.late > 0).map((row) => row.demand)]);
    return {
      status: unserved.size > 0 ? 'partial' : 'complete',
      ...body,
      deliveries,
      messages,
      ...(overtime.length > 0 ? { overtime } : undefined),
      figures: {
        demands: model.demands.length,
        onTime: model.demands.length - failed.size,
        unserved: unserved.size,
        totalLate: lateByDemand(dated),
        orders: body.orders.length,
        operations: body.operations.length,
        purchases: body.purchases.length,
        setupSeconds: body.operations.reduce((sum, row) => sum + row.setup, 0),
        ...secondsOf(overtime),
        work: { net: network.work, schedule: this.mended.floor.work, improve: 0 },
      },
    };
  }

  /** What the old plan said about new supply that is the same to the row. */
  private readonly known = (supply: string): ActionMessage | undefined =>
    this.anew.has(supply) || this.jobs.network.exchanged ? undefined : this.rows.said.get(supply);

  private lives(s: number): boolean {
    return this.standing.live[s] === 1;
  }

  private pegLives(p: number): boolean {
    const { network } = this.jobs;
    if (!this.lives(network.provider(network.pegSupply[p]!))) return false;
    if (network.pegKind[p] === FOR_LINE) return this.lives(network.lineOrder[network.pegConsumer[p]!]!);
    if (network.pegKind[p] === FOR_DEMAND) return ships(this.jobs, this.dates, network.pegConsumer[p]!);
    return true;
  }

  private pegsThatLive(): Int32Array {
    const { length } = this.jobs.network.pegSupply;
    const found = new Int32Array(length);
    let count = 0;
    for (let p = 0; p < length; p++) if (this.pegLives(p)) found[count++] = p;
    return found.subarray(0, count);
  }

  private useOf(p: number): number {
    const { network } = this.jobs;
    const consumer = network.pegConsumer[p]!;
    if (network.pegKind[p] === FOR_LINE) return this.mended.floor.start[network.lineTask[consumer]!]!;
    if (network.pegKind[p] !== FOR_DEMAND) return Infinity;
    return leavesAt(this.jobs, this.mended.built, this.dates, consumer, network.pegSupply[p]!);
  }

  private wishOf(p: number): number {
    const { network, model } = this.jobs;
    if (network.pegKind[p] !== FOR_DEMAND) return this.useOf(p);
    const demand = model.demands[network.pegConsumer[p]!]!;
    return Math.max(demand.due, demand.earliest ?? -Infinity);
  }

  private nameAll(): string[] {
    const { network } = this.jobs;
    const next = new Map(this.rows.highest);
    next.set(PLANNED, Math.max(next.get(PLANNED)!, highest(this.split())));
    const names: string[] = [];
    for (let s = 0; s < network.supplies; s++) names.push(this.nameOf(s, names, next));
    return names;
  }

  /** Orders that stand beside one of the plan have names already. */
  private split(): { readonly id: string }[] {
    return [...this.standing.sized].map((s) => ({ id: this.standing.names[s]! }));
  }

  /** What an order yields is named as the order, which has a lower number. */
  private nameOf(s: number, names: readonly string[], next: Map<number, number>): string {
    const { network } = this.jobs;
    const kind = network.kind[s]!;
    const known = this.standing.names[s];
    if (known !== undefined || !this.lives(s)) return known ?? '';
    if (kind === OUTPUT) return names[network.host[s]!]!;
    const number = next.get(kind)! + 1;
    next.set(kind, number);
    return `${kind === PLANNED ? 'planned' : kind === BUY ? 'buy' : 'move'}/${number}`;
  }

  private purchases(): PlannedPurchase[] {
    const { network, model } = this.jobs;
    const found: PlannedPurchase[] = [];
    for (let s = 0; s < network.supplies; s++) {
      if (network.kind[s] !== BUY || !this.lives(s)) continue;
      const offer = model.catalogue.offers[network.item[s]!]![network.ref[s]!]!;
      const old = this.standing.row[s] as PlannedPurchase | undefined;
      const use = this.firstUse[s]!;
      const qty = network.qty[s]! as Qty;
      const stands =
        old !== undefined &&
        old.orderAt >= offer.first &&
        old.orderAt <= offer.last &&
        old.arrival <= use &&
        offer.lead.arrival(old.orderAt) === old.arrival;
      const orderAt = stands
        ? old.orderAt
        : use < Infinity
          ? offer.lead.orderBy(use, offer.first, offer.last)
          : offer.first;
      const arrival = stands ? old.arrival : offer.lead.arrival(orderAt);
      this.mended.built.available[s] = arrival;
      const need = this.needs.of(s, arrival);
      if (stands && old.qty === qty && old.need === need) {
        found.push(old);
        continue;
      }
      this.anew.add(this.names[s]!);
      found.push({
        id: this.names[s]!,
        item: model.catalogue.items[network.item[s]!]!.id,
        vendor: offer.vendor,
        qty,
        orderAt: orderAt as Second,
        arrival: arrival as Second,
        need,
        ...pricesOf(model, model.catalogue.items[network.item[s]!]!.id, offer, qty, qty - network.left[s]!),
      });
    }
    return found;
  }

  /** All that shared a batch with a task still does, and nothing else: its set-up stands where it stood. */
  private batchStands(t: number): boolean {
    const { floor, touched } = this.mended;
    const { shop } = this.jobs.model;
    const machine = floor.machine[t]!;
    if (machine < 0 || shop.batchRoom[machine] === 0) return true;
    const batch = floor.batchOf(t);
    const before = this.rows.batches.get(batchName(shop, machine, floor.start[t]!)) ?? 1;
    return batch.length === before && batch.every((one) => touched[one] === 0);
  }

  private orders(): { orders: PlannedOrder[]; operations: PlannedOperation[] } {
    const { jobs } = this;
    const { network, model } = jobs;
    const { seq } = model.shop.steps;
    const { touched, floor } = this.mended;
    const linesOf: (number[] | undefined)[] = [];
    network.lineOrder.forEach((s, l) => {
      const list = linesOf[s];
      if (list) list.push(l);
      else linesOf[s] = [l];
    });
    const orders: PlannedOrder[] = [];
    const operations: PlannedOperation[] = [];
    const yields = outputsByHost(model, network);
    for (let s = 0; s < network.supplies; s++) {
      const kind = network.kind[s]!;
      if ((kind !== PLANNED && kind !== WORK) || !this.lives(s)) continue;
      const from = jobs.first[s]!;
      const to = from + jobs.count[s]!;
      const name = this.names[s]!;
      const old = this.rows.orders.get(name);
      let same = old !== undefined && kind === PLANNED && old.qty === network.qty[s];
      for (let t = from; t < to && same; t++) same = touched[t] === 0 && this.batchStands(t);
      const item = model.catalogue.items[network.item[s]!]!.id;
      const end = this.mended.built.available[s]!;
      const need = this.needs.of(s, end);
      if (same) {
        if (old!.need !== need) this.anew.add(name);
        orders.push(old!.need === need ? old! : { ...old!, need });
        for (const row of this.rows.operations.get(name) ?? []) operations.push(row);
        continue;
      }
      for (let t = from; t < to; t++) {
        if (seq[jobs.step[t]!] === NO_SEQ) continue;
        const stands = touched[t] === 0 && floor.batchOf(t).length > 1 && this.batchStands(t);
        for (const row of operationRows(jobs, floor, t, name, item)) {
          const stood = this.rows.operations.get(name);
          const before = stood?.find((one) => one.seq === row.seq && one.part?.number === row.part?.number);
          operations.push(before && (stands || sameOperation(before, row)) ? before : row);
        }
      }
      orders.push({
        id: name,
        item,
        qty: network.qty[s]! as Qty,
        qtyStarted: network.started[s]! as Qty,
        start: floor.start[from]! as Second,
        end: end as Second,
        workOrder: kind === WORK ? model.workOrders[network.ref[s]!]!.id : undefined,
        need,
        components: (linesOf[s] ?? []).map((l) => ({
          item: model.catalogue.items[network.lineItem[l]!]!.id,
          qty: network.lineQty[l]! as Qty,
          at: floor.start[network.lineTask[l]!]! as Second,
          seq: Math.max(0, seq[jobs.step[network.lineTask[l]!]!]!),
        })),
        ...yields(s),
      });
      this.anew.add(name);
      // The demands that draw on it are told anew.
      for (const d of this.above.demandsOf(s)) this.stirred.add(d);
    }
    return { orders, operations };
  }

  private moves(): PlannedMove[] {
    const { jobs } = this;
    const { network, model } = jobs;
    const found: PlannedMove[] = [];
    for (let s = 0; s < network.supplies; s++) {
      if (network.kind[s] !== MOVE || !this.lives(s)) continue;
      const old = this.standing.row[s] as PlannedMove | undefined;
      const t = jobs.first[s]!;
      const arrival = this.mended.built.available[s]!;
      const need = this.needs.of(s, arrival);
      if (old && this.mended.touched[t] === 0 && old.qty === network.qty[s] && old.need === need) {
        found.push(old);
        continue;
      }
      this.anew.add(this.names[s]!);
      const { move } = model.catalogue.moves[network.item[s]!]![network.ref[s]!]!;
      found.push({
        id: this.names[s]!,
        item: move.item,
        fromItem: move.fromItem,
        qty: network.qty[s]! as Qty,
        start: this.mended.floor.start[t]! as Second,
        arrival: arrival as Second,
        need,
      });
    }
    return found;
  }

  private pegs(): { pegs: Peg[]; served: Map<number, Part[]> } {
    const { network, model } = this.jobs;
    const pegs: Peg[] = [];
    const served = new Map<number, Part[]>();
    for (const p of this.pegsOf) {
      const s = network.pegSupply[p]!;
      const kind = network.pegKind[p]!;
      const consumer = network.pegConsumer[p]!;
      const item = model.catalogue.items[network.item[s]!]!.id;
      const qty = network.pegQty[p]! as Qty;
      const at =
        kind === FOR_DEMAND || kind === FOR_LINE
          ? this.useOf(p)
          : Math.max(model.now, this.mended.built.available[network.provider(s)]!);
      let name = `safety/${item}`;
      if (kind === FOR_DEMAND) {
        name = `demand/${model.demands[consumer]!.id}`;
        const list = served.get(consumer);
        if (list) list.push({ qty, at });
        else served.set(consumer, [{ qty, at }]);
      } else if (kind === FOR_LINE) name = this.names[network.lineOrder[consumer]!]!;
      pegs.push({ supply: this.names[s]!, consumer: name, item, qty, at: at as Second });
    }
    return { pegs, served };
  }
}

const sameOperation = (a: PlannedOperation, b: PlannedOperation): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  a.machine === b.machine &&
  a.setup === b.setup &&
  a.run === b.run &&
  a.frozen === b.frozen &&
  a.part?.of === b.part?.of &&
  a.part?.qty === b.part?.qty;
