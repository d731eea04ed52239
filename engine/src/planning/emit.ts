/** From dense columns back to ids: the schedule as a plan, with only what something live draws on. */
import { costOf, purchaseSize } from '../netting/breaks.ts';
import type { Offer } from '../netting/compile.ts';
import { lotSize, sizesOf } from '../netting/lots.ts';
import type { Model } from '../netting/model.ts';
import { BUY, FOR_DEMAND, FOR_LINE, MOVE, type Network, OUTPUT, openName, PLANNED, WORK } from '../netting/network.ts';
import { setupOn } from '../scheduling/aims.ts';
import type { Shop } from '../scheduling/compile.ts';
import type { Built } from '../scheduling/construct.ts';
import type { Floor } from '../scheduling/floor.ts';
import type { Jobs } from '../scheduling/jobs.ts';
import { living, pegLives } from '../scheduling/living.ts';
import { leavesAt } from '../scheduling/outcome.ts';
import { ELAPSED, NO_SEQ } from '../scheduling/steps.ts';
import { Groups } from '../units/groups.ts';
import type { Qty, Second } from '../units/units.ts';
import { Needs } from './needs.ts';
import type { LineNeed, Peg, PlannedMove, PlannedOperation, PlannedOrder, PlannedPurchase } from './plan.ts';
import type { PlanBody } from './plan-index.ts';

export interface Emitted extends PlanBody {
  readonly orders: PlannedOrder[];
  readonly operations: PlannedOperation[];
  readonly purchases: PlannedPurchase[];
  readonly moves: PlannedMove[];
  readonly pegs: Peg[];
  readonly lineNeeds: LineNeed[];
  /** Supplies of each demand that ships part by part, with quantity and when they may be used; in peg order. */
  readonly served: ReadonlyMap<
    number,
    readonly { readonly supply: string; readonly qty: number; readonly at: number }[]
  >;
  readonly setupSeconds: number;
}

export function emit(jobs: Jobs, floor: Floor, built: Built, dates: Float64Array): Emitted {
  return new Emission(jobs, floor, built, dates).run();
}

class Emission {
  private readonly jobs: Jobs;
  private readonly floor: Floor;
  private readonly built: Built;
  private readonly dates: Float64Array;
  private readonly model: Model;
  private readonly names: string[] = [];
  private readonly live: Uint8Array;
  /** When the earliest live consumer takes from a supply, and when it wants it. */
  private readonly firstUse: Float64Array;
  private readonly wanted: Float64Array;
  private readonly needs: Needs;
  /** Purchases that stand for several supplies of the network. */
  private readonly joined = new Set<string>();
  private setupSeconds = 0;

  constructor(jobs: Jobs, floor: Floor, built: Built, dates: Float64Array) {
    this.jobs = jobs;
    this.floor = floor;
    this.built = built;
    this.dates = dates;
    this.model = jobs.model;
    this.live = living(jobs, built, dates);
    this.firstUse = new Float64Array(jobs.network.supplies).fill(Infinity);
    this.wanted = new Float64Array(jobs.network.supplies).fill(Infinity);
    this.findUses();
    this.needs = new Needs(jobs, dates, this.wanted);
  }

  run(): Emitted {
    this.nameAll();
    const purchases = this.purchases();
    const { orders, operations } = this.orders();
    const moves = this.moves();
    const { pegs, served } = this.pegs();
    const lineNeeds = this.needs.ofLines();
    return { orders, operations, purchases, moves, pegs, lineNeeds, served, setupSeconds: this.setupSeconds };
  }

  private pegLives(p: number): boolean {
    return pegLives(this.jobs, this.built, this.dates, this.live, p);
  }

  private findUses(): void {
    const { network } = this.jobs;
    for (let p = 0; p < network.pegSupply.length; p++) {
      if (!this.pegLives(p)) continue;
      const s = network.pegSupply[p]!;
      this.firstUse[s] = Math.min(this.firstUse[s]!, this.useOf(p));
      this.wanted[s] = Math.min(this.wanted[s]!, this.wishOf(p));
      const host = network.host[s]!;
      if (host >= 0) this.wanted[host] = Math.min(this.wanted[host]!, this.wanted[s]!);
    }
  }

  private useOf(p: number): number {
    const { network } = this.jobs;
    const kind = network.pegKind[p]!;
    if (kind === FOR_LINE) return this.floor.start[network.lineTask[network.pegConsumer[p]!]!]!;
    if (kind === FOR_DEMAND)
      return leavesAt(this.jobs, this.built, this.dates, network.pegConsumer[p]!, network.pegSupply[p]!);
    return Infinity;
  }

  private wishOf(p: number): number {
    const { network } = this.jobs;
    if (network.pegKind[p] !== FOR_DEMAND) return this.useOf(p);
    const demand = this.model.demands[network.pegConsumer[p]!]!;
    return Math.max(demand.due, demand.earliest ?? -Infinity);
  }

  private nameAll(): void {
    const { network } = this.jobs;
    const next = new Map<number, number>();
    for (let s = 0; s < network.supplies; s++) {
      const kind = network.kind[s]!;
      if (kind <= WORK) {
        this.names.push(openName(this.model, network, s));
        continue;
      }
      if (this.live[s] === 0 || kind === BUY) {
        this.names.push('');
        continue;
      }
      if (kind === OUTPUT) {
        // The order that yields it has a lower number.
        this.names.push(this.names[network.host[s]!]!);
        continue;
      }
      const number = (next.get(kind) ?? 0) + 1;
      next.set(kind, number);
      this.names.push(`${kind === PLANNED ? 'planned' : 'move'}/${number}`);
    }
  }

  /**
   * Ordered as late as the first use allows; from the preferred vendor where that turns out to be in time after all.
   * What is ordered and arrives together is one line, as far as the largest lot goes.
   */
  private purchases(): PlannedPurchase[] {
    const { network } = this.jobs;
    const found: PlannedPurchase[] = [];
    /** By the row of the offer, then by when it is ordered. */
    const together = new Map<number, Map<number, number>>();
    const drawn: number[] = [];
    const from: Offer[] = [];
    for (let s = 0; s < network.supplies; s++) {
      if (network.kind[s] !== BUY || this.live[s] === 0) continue;
      const item = this.model.catalogue.items[network.item[s]!]!;
      const offers = this.model.catalogue.offers[network.item[s]!]!;
      const use = this.firstUse[s]!;
      let offer = offers[network.ref[s]!]!;
      let qty = network.qty[s]!;
      if (use < Infinity) {
        const preferred = offers.find((each) => each.earliest <= use);
        if (preferred && preferred.priority < offer.priority && this.covers(preferred, s, item)) {
          offer = preferred;
          qty = purchaseSize(network.qty[s]! - network.left[s]!, item.lot, preferred);
          network.left[s]! += qty - network.qty[s]!;
          network.qty[s] = qty;
        }
      }
      const orderAt = use < Infinity ? offer.lead.orderBy(use, offer.first, offer.last) : offer.first;
      const arrival = offer.lead.arrival(orderAt);
      this.built.available[s] = arrival;
      const need = this.needs.of(s, arrival);
      let ofOffer = together.get(offer.row);
      if (!ofOffer) together.set(offer.row, (ofOffer = new Map()));
      const row = ofOffer.get(orderAt);
      const joined = row === undefined ? undefined : found[row]!;
      if (
        row !== undefined &&
        joined &&
        item.lot.fixed === undefined &&
        joined.qty + qty <= (item.lot.max ?? Infinity)
      ) {
        this.names[s] = joined.id;
        this.joined.add(joined.id);
        drawn[row]! += network.qty[s]! - network.left[s]!;
        found[row] = { ...joined, qty: (joined.qty + qty) as Qty, need: Math.min(joined.need, need) as Second };
        continue;
      }
      this.names[s] = `buy/${found.length + 1}`;
      ofOffer.set(orderAt, found.length);
      drawn.push(network.qty[s]! - network.left[s]!);
      from.push(offer);
      found.push({
        id: this.names[s]!,
        item: item.id,
        vendor: offer.vendor,
        qty: qty as Qty,
        orderAt: orderAt as Second,
        arrival: arrival as Second,
        need,
      });
    }
    return found.map((row, n) =>
      from[n]!.breaks.length === 0 ? row : { ...row, ...pricesOf(this.model, row.item, from[n]!, row.qty, drawn[n]!) },
    );
  }

  private covers(offer: Offer, s: number, item: { readonly lot: Parameters<typeof sizesOf>[0] }): boolean {
    const { network } = this.jobs;
    const drawn = network.qty[s]! - network.left[s]!;
    return purchaseSize(drawn, item.lot, offer) >= drawn;
  }

  private orders(): { orders: PlannedOrder[]; operations: PlannedOperation[] } {
    const { jobs, model } = this;
    const { network } = jobs;
    const lines = new Groups(network.lineOrder, network.supplies);
    const orders: PlannedOrder[] = [];
    const operations: PlannedOperation[] = [];
    const { seq } = model.shop.steps;
    const yields = outputsByHost(model, network);
    for (let s = 0; s < network.supplies; s++) {
      const kind = network.kind[s]!;
      if ((kind !== PLANNED && kind !== WORK) || this.live[s] === 0) continue;
      const item = model.catalogue.items[network.item[s]!]!.id;
      const id = this.names[s]!;
      const from = jobs.first[s]!;
      for (let t = from; t < from + jobs.count[s]!; t++)
        if (seq[jobs.step[t]!] !== NO_SEQ) {
          for (const row of operationRows(jobs, this.floor, t, id, item)) {
            this.setupSeconds += row.setup;
            operations.push(row);
          }
        }
      const end = this.built.available[s]!;
      const row: PlannedOrder = {
        id,
        item,
        qty: network.qty[s]! as Qty,
        qtyStarted: network.started[s]! as Qty,
        start: this.floor.start[from]! as Second,
        end: end as Second,
        workOrder: kind === WORK ? model.workOrders[network.ref[s]!]!.id : undefined,
        need: this.needs.of(s, end),
        components: this.componentsOf(lines, s),
      };
      orders.push(network.outputs > 0 ? { ...row, ...yields(s) } : row);
    }
    return { orders, operations };
  }

  private componentsOf({ from, rows }: Groups, s: number): PlannedOrder['components'] {
    const { jobs, model, floor } = this;
    const { network } = jobs;
    const found: PlannedOrder['components'][number][] = [];
    for (let i = from[s]!; i < from[s + 1]!; i++) {
      const l = rows[i]!;
      const task = network.lineTask[l]!;
      found.push({
        item: model.catalogue.items[network.lineItem[l]!]!.id,
        qty: network.lineQty[l]! as Qty,
        at: floor.start[task]! as Second,
        seq: Math.max(0, model.shop.steps.seq[jobs.step[task]!]!),
      });
    }
    return found;
  }

  private moves(): PlannedMove[] {
    const { jobs, model } = this;
    const { network } = jobs;
    const found: PlannedMove[] = [];
    for (let s = 0; s < network.supplies; s++) {
      if (network.kind[s] !== MOVE || this.live[s] === 0) continue;
      const transfer = model.catalogue.moves[network.item[s]!]![network.ref[s]!]!;
      const t = jobs.first[s]!;
      found.push({
        id: this.names[s]!,
        item: transfer.move.item,
        fromItem: transfer.move.fromItem,
        qty: network.qty[s]! as Qty,
        start: this.floor.start[t]! as Second,
        arrival: this.built.available[s]! as Second,
        need: this.needs.of(s, this.built.available[s]!),
      });
    }
    return found;
  }

  private pegs(): Pick<Emitted, 'pegs' | 'served'> {
    const { jobs, model } = this;
    const { network } = jobs;
    const pegs: Peg[] = [];
    const together = new Map<string, number>();
    const served = new Map<number, { supply: string; qty: number; at: number }[]>();
    for (let p = 0; p < network.pegSupply.length; p++) {
      if (!this.pegLives(p)) continue;
      const s = network.pegSupply[p]!;
      const kind = network.pegKind[p]!;
      const consumer = network.pegConsumer[p]!;
      const supply = this.names[s]!;
      const item = model.catalogue.items[network.item[s]!]!.id;
      const qty = network.pegQty[p]! as Qty;
      const at =
        kind === FOR_DEMAND || kind === FOR_LINE
          ? this.useOf(p)
          : Math.max(model.now, this.built.available[network.provider(s)]!);
      const name = this.consumerName(kind, consumer, item);
      if (kind === FOR_DEMAND && model.demands[consumer]!.shipComplete === false) {
        const list = served.get(consumer);
        if (list) list.push({ supply, qty, at });
        else served.set(consumer, [{ supply, qty, at }]);
      }
      if (this.joined.has(supply)) {
        const key = `${supply} ${name} ${at}`;
        const row = together.get(key);
        if (row !== undefined) {
          pegs[row] = { ...pegs[row]!, qty: (pegs[row]!.qty + qty) as Qty };
          continue;
        }
        together.set(key, pegs.length);
      }
      pegs.push({ supply, consumer: name, item, qty, at: at as Second });
    }
    return { pegs, served };
  }

  private consumerName(kind: number, consumer: number, item: string): string {
    if (kind === FOR_DEMAND) return `demand/${this.model.demands[consumer]!.id}`;
    return kind === FOR_LINE ? this.names[this.jobs.network.lineOrder[consumer]!]! : `safety/${item}`;
  }
}

/** The cost of a purchase with price breaks; and of the smaller one that would be enough, where that costs more. */
export function pricesOf(
  model: Model,
  item: string,
  offer: Offer,
  qty: number,
  drawn: number,
): Pick<PlannedPurchase, 'cost' | 'instead'> {
  const cost = costOf(offer, qty);
  if (cost === undefined) return {};
  const { lot } = model.catalogue.items[model.catalogue.index.get(item)!]!;
  const enough = lotSize(drawn, sizesOf(lot, offer.min, offer.multiple));
  const other = costOf(offer, enough)!;
  return { cost, ...(enough < qty && other > cost ? { instead: { qty: enough as Qty, cost: other } } : undefined) };
}

/** What each order yields beside its item, as its row in the plan says it; no field where it yields nothing. */
export function outputsByHost(model: Model, network: Network): (s: number) => Pick<PlannedOrder, 'outputs'> {
  const found = new Map<number, { item: string; qty: Qty }[]>();
  for (let s = 0; network.outputs > 0 && s < network.supplies; s++) {
    const host = network.host[s]!;
    if (host < 0) continue;
    const row = { item: model.catalogue.items[network.item[s]!]!.id, qty: network.qty[s]! as Qty };
    const list = found.get(host);
    if (list) list.push(row);
    else found.set(host, [row]);
  }
  return (s) => {
    const outputs = found.get(s);
    return outputs ? { outputs } : {};
  };
}

/** A machine has one batch at a time. */
export const batchName = (shop: Shop, machine: number, start: number): string =>
  `${shop.machineIds[machine]!}/${start}`;

/** A row for a task, or one for each of its parts. */
export function operationRows(jobs: Jobs, floor: Floor, t: number, order: string, item: string): PlannedOperation[] {
  const parts = floor.partsOf(t);
  if (parts.length === 1) return [operationRow(jobs, floor, t, order, item)];
  return parts.map((part, i) => ({
    ...operationRow(jobs, floor, part, order, item),
    part: { number: i + 1, of: parts.length, qty: jobs.qty[part]! as Qty },
  }));
}

function operationRow(jobs: Jobs, floor: Floor, t: number, order: string, item: string): PlannedOperation {
  const { shop, problem } = jobs.model;
  const { steps } = shop;
  const step = jobs.step[t]!;
  const start = floor.start[t]!;
  const end = floor.end[t]!;
  const machine = floor.machine[t]!;
  const frozen = jobs.frozenFrom[t]! === jobs.frozenFrom[t]!;
  let setup = floor.setup[t]!;
  let total = end - start;
  if (steps.kind[step] !== ELAPSED) {
    if (machine < 0) total = steps.heldAt(step, jobs.qty[t]!, setup, 1, 1);
    else if (frozen) total = shop.timesOf(machine, steps.phased[step] ? -1 : steps.crew[step]!).workBetween(start, end);
    else
      total = steps.heldAt(step, jobs.qty[t]!, setup, shop.machineSpeedNum[machine]!, shop.machineSpeedDen[machine]!);
    // In a batch it takes as long as the longest.
    if (!floor.opens(t)) total = shop.timesOf(machine, steps.crew[step]!).workBetween(start, end);
    if (machine >= 0) setup = Math.min(total, setupOn(jobs, floor, t));
  }
  const crew = steps.crew[step]!;
  const row: PlannedOperation = {
    order,
    item,
    seq: steps.seq[step]!,
    machine: machine < 0 ? undefined : shop.machineIds[machine]!,
    crew: crew < 0 || !problem.rules.constrained ? undefined : shop.crewIds[crew]!,
    start: start as Second,
    end: end as Second,
    setup,
    run: total - setup,
  };
  const phased = steps.phased[step]! && machine >= 0;
  const batched = machine >= 0 && !frozen && shop.batchRoom[machine]! > 0;
  if (!phased && !frozen && !batched) return row;
  const setter = phased && steps.runBy[step] === crew ? shop.crewIds[steps.setupBy[step]!] : undefined;
  return {
    ...row,
    ...(setter === undefined ? undefined : { setupCrew: setter }),
    ...(phased ? { setupEnd: floor.setupEnd(t) as Second } : undefined),
    ...(frozen ? { frozen } : undefined),
    ...(batched ? { batch: batchName(shop, machine, start) } : undefined),
  };
}
