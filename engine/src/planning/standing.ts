/**
 * A plan read back into the network it came from, under a problem that may have changed since: what still holds keeps
 * its pegs, what nobody draws on any more is dropped or made smaller, and what is missing is netted from what is left.
 *
 * Top down, so that every supply is looked at after all that draws on it: demands, then orders by low-level code.
 */
import { linesUsed } from '../netting/bills.ts';
import { purchaseSize } from '../netting/breaks.ts';
import { draw } from '../netting/compile.ts';
import { lotSize, sizesOf } from '../netting/lots.ts';
import type { Model } from '../netting/model.ts';
import { BATCH, Netting } from '../netting/net.ts';
import {
  BUY,
  CUSTOMER,
  FOR_DEMAND,
  FOR_LINE,
  FOR_SAFETY,
  FORECAST,
  MOVE,
  type Network,
  openName,
  PLANNED,
  RELEASED,
  SAFETY,
  WORK,
} from '../netting/network.ts';
import { openMaterials } from '../netting/open-materials.ts';
import { forDemand, forOrder, type Reservation, reserve } from '../netting/reservations.ts';
import type { Stood } from '../scheduling/floor.ts';
import { ELAPSED, NO_SEQ } from '../scheduling/steps.ts';
import { sortedBy } from '../units/ascending.ts';
import { Groups } from '../units/groups.ts';
import type { Qty } from '../units/units.ts';
import type { Peg, PlannedMove, PlannedOperation, PlannedOrder, PlannedPurchase } from './plan.ts';
import type { PlanRows } from './plan-rows.ts';

export type Row = PlannedOrder | PlannedPurchase | PlannedMove;

/** What is to be asked again, beside what the problem itself changed. */
export interface Asked {
  /** Demands that had no date are tried once more. */
  readonly retry?: ReadonlySet<string>;
  /** Pegs that are let go, so that their consumers look for another supply. */
  readonly letGo?: (peg: Peg) => boolean;
  /** What is missing is wanted when its consumer should start, not only when it stands. */
  readonly hurry?: boolean;
  /** Supplies that nobody new may draw on. */
  readonly avoid?: ReadonlySet<string>;
  /**
   * Consumers of the plan that go first, as its pegs name them: they keep what they draw on and, if they are orders, their places
   * before all others; they are moved by nothing but what they wait for.
   */
  readonly first?: ReadonlySet<string> | undefined;
  /** Work orders that came since: they are planned beside it. What else it has no order for could not be finished. */
  readonly newcomers?: ReadonlySet<string>;
  /** By planned order: an item of its bill, and the one of the same group that it takes instead. */
  readonly instead?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /**
   * By order: the sizes that it is to have; the first is the order itself, the others are planned beside it under names of their own.
   * Of an open order the problem says the first.
   */
  readonly sizes?: ReadonlyMap<string, readonly Sized[]>;
}

export interface Sized {
  readonly id: string;
  readonly qty: number;
}

const NO_ROWS: readonly never[] = [];

/** What an order draws for one of its steps, and how much of that is not served yet. */
interface Line {
  readonly line: number;
  readonly component: number;
  readonly task: number;
  open: number;
}

/** A reservation, and how much of it was left at a time. */
interface Had {
  readonly of: Reservation;
  readonly qty: number;
}

export class Standing extends Netting {
  /** Names of all supplies that the plan knew; new ones have none yet. */
  readonly names: (string | undefined)[] = [];
  /** The plan's row of each new supply that it knew. */
  readonly row: (Row | undefined)[] = [];
  /** Where each task stood in the plan; NaN where it did not. */
  readonly start: number[] = [];
  readonly end: number[] = [];
  readonly machine: number[] = [];
  /** Where the parts of each task stood that was split over machines. */
  readonly parts = new Map<number, readonly Stood[]>();
  /** 1 for every supply that stays. */
  live = new Uint8Array(0);
  /** Something in the plan is not known to the problem: it cannot be taken over. */
  foreign = false;
  /** Orders that are to have another size than in the plan. */
  readonly sized = new Set<number>();
  /** Open orders that cannot be finished, now as in the plan. */
  readonly lost = new Set<number>();
  private readonly rows: PlanRows;
  private readonly asked: Asked;
  private readonly byName = new Map<string, number>();
  private readonly kept: { readonly supply: number; readonly qty: number }[] = [];
  private readonly safety = new Map<number, number>();
  private inTurn: readonly number[] | undefined;
  private readonly firsts = new Set<number>();
  /** What those that go first have not drawn yet, by supply; nobody else may draw on it. */
  private readonly heldFor = new Map<string, Map<number, number>>();
  /** What each supply gave away in the plan, by name, as soon as it is asked. */
  private drawnBefore: ReadonlyMap<string, number> | undefined;

  constructor(model: Model, rows: PlanRows, asked: Asked = {}) {
    super(model, { batch: BATCH });
    this.rows = rows;
    this.asked = asked;
  }

  /** Tasks that stood somewhere, by start; of what is finished. */
  get byStart(): readonly number[] {
    if (this.inTurn) return this.inTurn;
    const { start } = this;
    const stood: number[] = [];
    for (let t = 0; t < start.length; t++) if (start[t]! > -Infinity) stood.push(t);
    this.inTurn = sortedBy(stood, (t) => start[t]!);
    return this.inTurn;
  }

  /** Tasks that stood somewhere, in the order in which they take their places. */
  get toSettle(): readonly number[] {
    const { byStart, firsts } = this;
    if (firsts.size === 0) return byStart;
    const before = this.neededBefore();
    return [...byStart.filter((t) => firsts.has(t) || before.has(t)), ...byStart];
  }

  /** What saves the set-up of a task that goes first, and what saves that one's; what shares a batch with it. */
  private neededBefore(): ReadonlySet<number> {
    const { firsts, machine, start, network } = this;
    const { family } = this.model.shop.steps;
    const needed = new Set<number>();
    const onMachine = new Map<number, number[]>();
    for (const t of this.byStart) {
      if (machine[t]! < 0) continue;
      const list = onMachine.get(machine[t]!);
      if (list) list.push(t);
      else onMachine.set(machine[t]!, [t]);
    }
    const familyOf = (t: number) => family[network.taskStep[t]!]!;
    for (const list of onMachine.values()) {
      let owes = false;
      for (let i = list.length - 1; i >= 0; i--) {
        const [t, next] = [list[i]!, list[i + 1]];
        const saves = next !== undefined && (familyOf(t) === familyOf(next) || start[t] === start[next]);
        if (firsts.has(t)) owes = true;
        else if (owes && saves && familyOf(t) >= 0) needed.add(t);
        else owes = false;
      }
    }
    return needed;
  }

  /** Whether a task is of an order that takes its places before all others. */
  isFirst(t: number): boolean {
    return this.firsts.has(t);
  }

  override run(): Network {
    this.read();
    return this.finish();
  }

  /** Everything that the plan says, nothing new yet. */
  read(): void {
    this.addOpenSupply();
    for (const list of this.openOrders) list.length = 0;
    for (let s = 0; s < this.network.supplies; s++) this.name(s, openName(this.model, this.network, s), undefined);
    this.nameSized();
    this.leaveWhatCannotBe();
    this.reserved = reserve(this.model, this.network);
    this.addNewSupply();
    this.holdSafety();
    this.holdForFirst();
    this.readDemands();
    for (const s of this.ordersByLevel()) this.readOrder(s);
  }

  /** What is missing, netted. */
  finish(): Network {
    this.cover();
    this.keepWhatLives();
    return this.network;
  }

  /**
   * What was read, under a model that differs in machines, crews, dates of purchase lines and in demands that stand after
   * those that were there.
   */
  heir(model: Model): Standing {
    const heir = new Standing(model, this.rows, this.asked);
    const { network } = heir;
    network.take(this.network);
    const { names, row, start, end, machine, kept, lost, byStart } = this;
    Object.assign(heir, {
      inTurn: byStart,
      names: names.slice(),
      row: row.slice(),
      start: start.slice(),
      end: end.slice(),
      machine: machine.slice(),
      parts: this.parts,
      kept,
      lost,
    });
    for (let s = model.stock.length; s < model.stock.length + model.purchases.length; s++)
      network.available[s] = Math.max(model.purchases[network.ref[s]!]!.estimated, model.now);
    for (let d = this.model.demands.length; d < model.demands.length; d++) {
      const { due, earliest, qty, kind, priority, awaits } = model.demands[d]!;
      const klass = kind === 'order' ? CUSTOMER : FORECAST;
      const need = Math.max(due, earliest ?? -Infinity);
      heir.needs.add(model.demandItem[d]!, FOR_DEMAND, d, qty, need, klass, priority, awaits === undefined ? 0 : 1);
    }
    return heir;
  }

  /** Nothing is missing and nothing is reserved: demands may be added beside it. */
  get whole(): boolean {
    return !this.foreign && this.needs.kind.length === 0 && this.model.problem.allocations.length === 0;
  }

  get result(): Network {
    return this.network;
  }

  get of(): Model {
    return this.model;
  }

  retried(demand: string): boolean {
    return this.asked.retry?.has(demand) ?? false;
  }

  // ── what the plan says there is ────────────────────────────────────────────────────────────────────────────

  private name(s: number, name: string, row: Row | undefined): void {
    this.names[s] = name;
    this.row[s] = row;
    const host = this.network.host[s]!;
    this.byName.set(host < 0 ? name : yieldedName(name, this.network.item[s]!), s);
  }

  /** Open orders that are to have another size than in the plan. */
  private nameSized(): void {
    const { network, names, asked, rows } = this;
    if (!asked.sizes) return;
    for (let s = 0; s < network.supplies; s++) {
      if (network.kind[s] !== WORK || !asked.sizes.has(names[s]!)) continue;
      if (rows.orders.get(names[s]!)?.qty !== network.qty[s]) this.sized.add(s);
    }
  }

  /** The supply that a peg draws on: an order's own item, or what it yields beside it. */
  private pegged(peg: Peg): number | undefined {
    const s = this.byName.get(peg.supply);
    if (s === undefined) return s;
    const item = this.model.catalogue.index.get(peg.item);
    return item === this.network.item[s] ? s : this.byName.get(yieldedName(peg.supply, item ?? -1));
  }

  /** Open orders that the plan could not finish stay as they are: nobody may count on them. */
  private leaveWhatCannotBe(): void {
    const { network } = this;
    for (let s = 0; s < network.supplies; s++) {
      if (network.kind[s] !== WORK && network.host[s]! < 0) continue;
      if (this.rows.orders.has(this.names[s]!) || this.asked.newcomers?.has(this.names[s]!)) continue;
      network.left[s] = 0;
      this.lost.add(s);
    }
  }

  private addNewSupply(): void {
    const { model, network } = this;
    const { plan } = this.rows;
    const add = (kind: number, row: Row, available: number, ref: number, qty: number = row.qty, id = row.id): void => {
      const item = model.catalogue.index.get(row.item);
      if (item === undefined || ref < 0) {
        this.foreign = true;
        return;
      }
      const s = network.addSupply(kind, item, qty, available, Infinity, SAFETY, Infinity, ref);
      this.name(s, id, row);
      if (id !== row.id || qty !== row.qty) this.sized.add(s);
      if (kind !== PLANNED || model.catalogue.outputs[item]!.length === 0) return;
      this.addPlannedTasks(s);
      this.addOutputs(s);
      for (let o = s + 1; o < network.supplies; o++) this.name(o, id, undefined);
    };
    for (const row of plan.orders) {
      const sizes = this.asked.sizes?.get(row.id) ?? [row];
      for (const { id, qty } of row.workOrder === undefined ? sizes : sizes.slice(1))
        add(PLANNED, row, row.end, 0, qty, id);
    }
    for (const row of plan.purchases) {
      const offers = model.catalogue.offers[model.catalogue.index.get(row.item) ?? -1] ?? [];
      const same = offers.filter((offer) => offer.vendor === row.vendor);
      const exact = same.find((offer) => offer.lead.arrival(row.orderAt) === row.arrival) ?? same[0];
      add(BUY, row, exact?.earliest ?? 0, exact ? offers.indexOf(exact) : -1);
    }
    for (const row of plan.moves) {
      const ways = model.catalogue.moves[model.catalogue.index.get(row.item) ?? -1] ?? [];
      add(
        MOVE,
        row,
        row.arrival,
        ways.findIndex(({ move }) => move.fromItem === row.fromItem),
      );
    }
  }

  /** Safety stock keeps what it has until everything else is served. */
  private holdSafety(): void {
    for (const [consumer, pegs] of this.rows.pegs) {
      if (!consumer.startsWith('safety/')) continue;
      const item = this.model.catalogue.index.get(consumer.slice('safety/'.length));
      let open: number = item === undefined ? 0 : this.model.catalogue.items[item]!.safetyStock;
      for (const peg of pegs) {
        const supply = this.pegged(peg);
        const qty = Math.min(open, peg.qty);
        if (supply === undefined || qty <= 0) continue;
        open -= qty;
        this.kept.push({ supply, qty });
        if (this.network.kind[supply]! >= PLANNED) this.safetyOf(supply, qty);
      }
    }
  }

  /** What those that go first draw on is out of reach for others. */
  private holdForFirst(): void {
    for (const consumer of this.asked.first ?? []) {
      const held = new Map<number, number>();
      for (const peg of this.rows.pegs.get(consumer) ?? []) {
        const s = this.pegged(peg);
        if (s === undefined) continue;
        const qty = Math.min(peg.qty - this.reservedFrom(s, consumer), this.network.left[s]!);
        if (qty <= 0) continue;
        this.network.left[s]! -= qty;
        held.set(s, (held.get(s) ?? 0) + qty);
      }
      if (held.size > 0) this.heldFor.set(consumer, held);
    }
  }

  /** How much of a supply is reserved for a demand or work order by its name. */
  private reservedFrom(s: number, consumer: string): number {
    let sum = 0;
    for (const { supply, qty } of this.reserved.get(`${consumer} ${this.network.item[s]}`) ?? NO_ROWS)
      if (supply === s) sum += qty;
    return sum;
  }

  /** It is its turn to draw. */
  private release(consumer: string): void {
    for (const [s, qty] of this.heldFor.get(consumer) ?? []) this.network.left[s]! += qty;
    this.heldFor.delete(consumer);
  }

  private safetyOf(supply: number, more = 0): number {
    const kept = (this.safety.get(supply) ?? 0) + more;
    if (more > 0) this.safety.set(supply, kept);
    return kept;
  }

  // ── who draws on it ────────────────────────────────────────────────────────────────────────────────────────

  private readDemands(): void {
    const { model } = this;
    for (const d of this.demandsByRank()) {
      const demand = model.demands[d]!;
      const klass = demand.kind === 'order' ? CUSTOMER : FORECAST;
      const need = Math.max(demand.due, demand.earliest ?? -Infinity);
      const key = forDemand(demand.id, model.demandItem[d]!);
      this.release(`demand/${demand.id}`);
      const undated = this.asked.retry?.has(demand.id) ? 0 : (this.rows.undated.get(demand.id) ?? 0);
      // What ships whole and could not be dated stays so, whatever is asked of it now.
      if (undated > 0 && demand.shipComplete !== false) continue;
      const had = this.reservedOf(key);
      let open = this.takeReserved(key, FOR_DEMAND, d, demand.qty - undated, need, klass);
      for (const peg of this.drawnBy(`demand/${demand.id}`, open, had))
        open -= this.keep(this.pegged(peg), FOR_DEMAND, d, Math.min(open, peg.qty), need, klass, demand.priority);
      if (open <= 0) continue;
      const alone = demand.awaits === undefined ? 0 : 1;
      this.needs.add(model.demandItem[d]!, FOR_DEMAND, d, open, need, klass, demand.priority, alone);
    }
  }

  private demandsByRank(): Int32Array {
    const { demands, problem } = this.model;
    const byPriority = problem.rules.order === 'priority' || problem.rules.order === 'priority-then-due';
    return Int32Array.from(demands.keys()).sort((a, b) => {
      const [one, other] = [demands[a]!, demands[b]!];
      if (one.kind !== other.kind) return one.kind === 'order' ? -1 : 1;
      const due = one.due - other.due;
      const rank = one.priority - other.priority;
      return (byPriority ? rank || due : due || rank) || a - b;
    });
  }

  /**
   * Pegs of a consumer, less what it took of its reservations (`had`, as they were before); where it wants less than before,
   * new supply is let go first.
   */
  private drawnBy(consumer: string, wanted: number, had: readonly Had[]): readonly Peg[] {
    const pegs = this.rows.pegs.get(consumer) ?? NO_ROWS;
    const standing = this.asked.letGo ? pegs.filter((peg) => !this.asked.letGo!(peg)) : pegs;
    const kept = had.length > 0 ? this.without(standing, had) : standing;
    if (wanted === Infinity || kept.reduce((sum, peg) => sum + peg.qty, 0) <= wanted) return kept;
    const rank = (peg: Peg) => this.network.kind[this.pegged(peg) ?? -1] ?? 0;
    return kept.toSorted((a, b) => rank(a) - rank(b));
  }

  /** What is reserved by now under a key. */
  private reservedOf(key: string): readonly Had[] {
    return this.reserved.get(key)?.map((of) => ({ of, qty: of.qty })) ?? NO_ROWS;
  }

  /** What of the pegs is not drawn by reservation already. */
  private without(pegs: readonly Peg[], had: readonly Had[]): readonly Peg[] {
    const taken = new Map<number, number>();
    for (const { of, qty } of had) taken.set(of.supply, (taken.get(of.supply) ?? 0) + qty - of.qty);
    return pegs.flatMap((peg) => {
      const s = this.pegged(peg) ?? -1;
      const drawn = Math.min(peg.qty, taken.get(s) ?? 0);
      if (drawn > 0) taken.set(s, taken.get(s)! - drawn);
      return drawn === 0 ? [peg] : drawn < peg.qty ? [{ ...peg, qty: (peg.qty - drawn) as Qty }] : [];
    });
  }

  /** Keeps a peg as far as the supply still reaches; the quantity kept. */
  private keep(
    s: number | undefined,
    kind: number,
    consumer: number,
    want: number,
    need: number,
    klass: number,
    priority: number,
  ): number {
    if (s === undefined) return 0;
    const { network } = this;
    const take = Math.min(want, network.left[s]!);
    if (take > 0) this.draw(s, kind, consumer, take, need, klass, priority);
    return take;
  }

  private ordersByLevel(): number[] {
    const { network, model } = this;
    const { level } = model.catalogue;
    const orders: number[] = [];
    for (let s = 0; s < network.supplies; s++) if (network.kind[s]! >= WORK && network.host[s]! < 0) orders.push(s);
    const byNeed = sortedBy(orders, (s) => this.row[s]?.need ?? 0);
    return sortedBy(byNeed, (s) => level[network.item[s]!]!);
  }

  private readOrder(s: number): void {
    const { network, model } = this;
    const kind = network.kind[s]!;
    const item = network.item[s]!;
    this.release(this.names[s]!);
    if (kind === WORK ? this.lost.has(s) : !this.fit(s)) return;
    if (kind === BUY) return;
    if (kind === PLANNED && network.tasks[s] === 0) this.addPlannedTasks(s);
    if (kind === MOVE) network.addTask(s, model.catalogue.moves[item]![network.ref[s]!]!.step, network.qty[s]!);
    this.placeTasks(s);
    const order = kind === WORK ? model.workOrders[network.ref[s]!]! : undefined;
    const from = network.taskFrom[s]!;
    const wanted = network.need[s]!;
    const wish = order
      ? wanted < Infinity
        ? wanted
        : Math.max(order.due ?? model.now, model.now)
      : wanted < Infinity
        ? wanted
        : this.offsets.forward(s);
    this.offsets.backward(s, wish);
    if (kind !== WORK) network.need[s] = wish;
    network.wish[s] = this.offsets.starts[0]!;
    const own = network.klass[s]!;
    const klass = order ? (order.state === 'firm' ? Math.min(own, CUSTOMER) : RELEASED) : own;
    const starts = network.tasks[s]! > 0 ? this.offsets.starts : NO_ROWS;
    const lines: Line[] = [];
    for (const { component, qty, task } of this.linesOf(s))
      lines.push({ line: network.addLine(s, component, qty, task), component, task, open: qty });
    const had: Had[] = [];
    for (const row of this.reserved.size > 0 ? lines : NO_ROWS) {
      const need = Math.max(starts[row.task - from] ?? wish, model.now);
      for (const key of this.keysOf(s, row.component, order?.id)) {
        had.push(...this.reservedOf(key));
        row.open = this.takeReserved(key, FOR_LINE, row.line, row.open, need, klass);
      }
    }
    for (const peg of this.drawnBy(this.names[s]!, Infinity, had)) {
      let qty: number = peg.qty;
      for (const row of this.linesFor(peg, lines)) {
        if (qty <= 0) break;
        const need = Math.max(starts[row.task - from] ?? wish, model.now);
        const want = Math.min(qty, row.open);
        const take = this.keep(this.pegged(peg), FOR_LINE, row.line, want, need, klass, network.priority[s]!);
        row.open -= take;
        qty -= take;
      }
    }
    for (const row of lines) {
      if (row.open <= 0) continue;
      // What stands is to go on as it stands, so that is when it needs what is missing.
      const stood = this.start[row.task]!;
      const wished = starts[row.task - from] ?? wish;
      const need = Math.max(model.now, stood === stood && !this.asked.hurry ? stood : wished);
      this.want(s, row.component, row.line, row.open, need, klass);
    }
  }

  /** Lines that may have drawn by a peg: first those whose step began when it was drawn. */
  private linesFor({ item, at }: Peg, lines: readonly Line[]): readonly Line[] {
    const component = this.model.catalogue.index.get(item);
    const matching = lines.filter((row) => row.open > 0 && row.component === component);
    return matching.length < 2
      ? matching
      : matching.sort((a, b) => Number(this.start[b.task] === at) - Number(this.start[a.task] === at));
  }

  private addPlannedTasks(s: number): void {
    const { network } = this;
    this.addTasks(s, network.item[s]!, network.qty[s]!, this.routing(network.item[s]!));
    network.started[s] = network.taskQty[network.taskFrom[s]!]!;
  }

  private keysOf(s: number, component: number, workOrder: string | undefined): string[] {
    const keys = Array.from(this.roots.of(s), (demand) => forDemand(demand, component));
    return workOrder === undefined ? keys : [forOrder(workOrder, component), ...keys];
  }

  /**
   * Drops a supply that nobody draws on, and makes one smaller that is drawn on less than before. Not so an order that
   * yields something beside its item: who draws on that is not known yet.
   */
  private fit(s: number): boolean {
    const { network, model } = this;
    if (this.sized.has(s) || (model.catalogue.outputs[network.item[s]!]!.length > 0 && network.kind[s] === PLANNED))
      return true;
    const item = model.catalogue.items[network.item[s]!]!;
    const drawn = network.qty[s]! - network.left[s]! + this.safetyOf(s);
    if (drawn <= 0) {
      network.qty[s] = 0;
      network.left[s] = 0;
      return false;
    }
    if (drawn >= network.qty[s]! || item.lot.fixed !== undefined) return true;
    const offer = network.kind[s] === BUY ? model.catalogue.offers[network.item[s]!]![network.ref[s]!] : undefined;
    const way = network.kind[s] === MOVE ? model.catalogue.moves[network.item[s]!]![network.ref[s]!]?.move : undefined;
    const size = offer
      ? purchaseSize(drawn, item.lot, offer)
      : lotSize(drawn, sizesOf(item.lot, way?.min, way?.multiple));
    if (size >= drawn && size < network.qty[s]! && drawn < this.gaveAway(this.names[s]!)) {
      network.left[s]! -= network.qty[s]! - size;
      network.qty[s] = size;
    }
    return true;
  }

  /** What a supply gave away in all in the plan. */
  private gaveAway(supply: string): number {
    if (!this.drawnBefore) {
      const drawn = new Map<string, number>();
      for (const peg of this.rows.plan.pegs) drawn.set(peg.supply, (drawn.get(peg.supply) ?? 0) + peg.qty);
      this.drawnBefore = drawn;
    }
    return this.drawnBefore.get(supply) ?? 0;
  }

  private linesOf(s: number): { readonly component: number; readonly qty: number; readonly task: number }[] {
    const { network, model } = this;
    const kind = network.kind[s]!;
    const from = network.taskFrom[s]!;
    if (kind === WORK) return openMaterials(model, network, this.bills, s);
    const item = network.item[s]!;
    if (kind === MOVE) {
      const { from: component } = model.catalogue.moves[item]![network.ref[s]!]!;
      return [{ component, qty: network.qty[s]!, task: from }];
    }
    const row = this.row[s] as PlannedOrder;
    const at = Math.max(model.now, row.start);
    const instead = this.asked.instead?.get(row.id);
    const asItWas = network.qty[s] === row.qty && !instead && !this.sized.has(s);
    // What it drew is its bill until a line begins or ends, also where that was before now.
    this.bills.keepDates(s, asItWas ? row.start : at);
    const { seq } = model.shop.steps;
    const taskOf = (wanted: number): number => {
      for (let t = from; t < from + network.tasks[s]!; t++) if (seq[network.taskStep[t]!] === wanted) return t;
      return from;
    };
    if (asItWas) {
      return row.components.map((line) => ({
        component: model.itemOf('components', row.id, line.item),
        qty: line.qty,
        task: taskOf(line.seq),
      }));
    }
    const used = new Set(row.components.map((line) => instead?.get(line.item) ?? line.item));
    return linesUsed(model.catalogue.lines[item]!, at, (component) => used.has(model.catalogue.items[component]!.id))
      .map((line) => ({
        component: line.component,
        qty: draw(line, network.taskQty[from + line.step]!),
        task: from + line.step,
      }))
      .filter((line) => line.qty > 0);
  }

  /** Where the tasks of an order stood. */
  private placeTasks(s: number): void {
    const { network, model } = this;
    // What stands beside another order begins where that does.
    const name = this.row[s]?.id ?? this.names[s]!;
    const operations = this.rows.operations.get(name) ?? NO_ROWS;
    const order = this.rows.orders.get(name);
    const { seq } = model.shop.steps;
    const from = network.taskFrom[s]!;
    for (let t = from, k = 0; t < from + network.tasks[s]!; t++) {
      const step = network.taskStep[t]!;
      this.start[t] = NaN;
      this.end[t] = NaN;
      this.machine[t] = -1;
      if (seq[step] === NO_SEQ) {
        const row = this.row[s];
        const start = order?.start ?? (row && 'start' in row ? row.start : undefined);
        if (start === undefined) continue;
        this.start[t] = start;
        this.end[t] = start + model.shop.steps.elapsed[step]!;
        continue;
      }
      while (k < operations.length && operations[k]!.seq < seq[step]!) k++;
      const operation = operations[k];
      if (operation?.seq !== seq[step]) continue;
      if (name !== this.names[s] && !this.mayStandAs(step, operations)) continue;
      this.start[t] = operation.start;
      this.end[t] = operation.end;
      this.machine[t] = this.machineOf(operation);
      if (this.asked.first?.has(name)) this.firsts.add(t);
      if (operation.part) this.placeParts(t, operations.slice(k, k + operation.part.of));
    }
  }

  private placeParts(t: number, [first, ...more]: readonly PlannedOperation[]): void {
    const rows = [first!, ...more.filter((row) => row.seq === first!.seq)];
    this.start[t] = Math.min(...rows.map((row) => row.start));
    this.end[t] = Math.max(...rows.map((row) => row.end));
    this.parts.set(
      t,
      rows.map((row) => ({ start: row.start, end: row.end, machine: this.machineOf(row) })),
    );
  }

  /** What is split off goes by the routing of its item, which may name other machines than the record of the order it comes from. */
  private mayStandAs(step: number, operations: readonly PlannedOperation[]): boolean {
    const { steps } = this.model.shop;
    const choice = steps.choice.slice(steps.choiceFrom[step]!, steps.choiceFrom[step + 1]!);
    return operations
      .filter(({ seq }) => seq === steps.seq[step])
      .map((operation) => this.machineOf(operation))
      .every((machine) => (machine < 0 ? !this.isOnMachine(step) : choice.includes(machine)));
  }

  private isOnMachine(step: number): boolean {
    return this.model.shop.steps.kind[step] !== ELAPSED && this.model.problem.rules.constrained;
  }

  private machineOf({ machine }: PlannedOperation): number {
    return machine === undefined ? -1 : (this.model.shop.machine(machine) ?? -1);
  }

  // ── what is missing ────────────────────────────────────────────────────────────────────────────────────────

  /** Nets what is missing; where it is, safety stock gives what it held and is filled again after. */
  private cover(): void {
    const { network, model } = this;
    const wanting = new Set<number>();
    for (let item = 0; item < model.catalogue.items.length; item++) this.pool.of(item).length = 0;
    for (let s = 0; s < network.supplies; s++)
      if (network.left[s]! > 0 && !this.asked.avoid?.has(this.names[s] ?? '')) this.pool.add(s);
    for (const item of model.catalogue.byLevel) {
      if (!this.needs.any(item)) continue;
      wanting.add(item);
      this.netItem(item);
    }
    for (const { supply, qty } of this.kept) {
      const item = network.item[supply]!;
      const take = wanting.has(item) ? 0 : Math.min(qty, network.left[supply]!);
      if (take > 0) network.peg(supply, FOR_SAFETY, item, take);
    }
  }

  /** Supplies by low-level code, then number. */
  private byLevel(): Int32Array {
    const { item } = this.network;
    const { level } = this.model.catalogue;
    const from: number[] = [0];
    for (const i of item) from[level[i]! + 1] = (from[level[i]! + 1] ?? 0) + 1;
    for (let l = 1; l < from.length; l++) from[l] = (from[l] ?? 0) + from[l - 1]!;
    const sorted = new Int32Array(item.length);
    item.forEach((i, s) => {
      sorted[from[level[i]!]!++] = s;
    });
    return sorted;
  }

  /** Top down once more: safety stock may have found another supply than the one that was made for it. */
  private keepWhatLives(): void {
    const { network } = this;
    const supplies = network.supplies;
    for (let t = this.start.length; t < network.taskCount; t++) {
      this.start[t] = NaN;
      this.end[t] = NaN;
      this.machine[t] = -1;
    }
    const live = new Uint8Array(supplies);
    const { from, rows: pegs } = new Groups(network.pegSupply, supplies);
    const byLevel = this.byLevel();
    let again = true;
    while (again) {
      again = false;
      for (const s of byLevel) {
        if (network.kind[s]! <= WORK && !this.lost.has(s)) live[s] = 1;
        for (let i = from[s]!; i < from[s + 1]! && live[s] === 0; i++) {
          const p = pegs[i]!;
          if (network.pegKind[p] !== FOR_LINE || live[network.lineOrder[network.pegConsumer[p]!]!] === 1) live[s] = 1;
        }
        // An order lives also by what it yields; what hangs on it was looked at before.
        const host = network.host[s]!;
        if (host < 0 || live[s] === 0 || live[host] === 1) continue;
        live[host] = 1;
        again = true;
      }
    }
    this.live = live;
  }
}

const yieldedName = (order: string, item: number): string => `${order} ${item}`;
