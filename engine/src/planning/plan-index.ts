/** A plan, looked up by id: operations of an order, what a consumer draws on, what runs on a machine. */
import { sortedBy } from '../units/ascending.ts';
import { Clock, epochSeconds } from '../units/clock.ts';
import { grouped } from '../units/grouped.ts';
import { attendanceOf } from './attendants.ts';
import type { Link, Stretch } from './chain.ts';
import type { Use } from './idle.ts';
import { OpenHours } from './open-hours.ts';
import type { Peg, Plan, PlannedMove, PlannedOperation, PlannedOrder, PlannedPurchase } from './plan.ts';
import type {
  Demand,
  Item,
  Machine,
  OpenOperation,
  OpenPurchase,
  OpenWorkOrder,
  Operation,
  Problem,
  StockLot,
} from './problem.ts';
import type { Said } from './reasons.ts';
import { Sooner } from './sooner.ts';

export type PlanBody = Pick<Plan, 'orders' | 'operations' | 'purchases' | 'moves' | 'pegs'>;

export class PlanIndex {
  readonly problem: Problem;
  readonly clock: Clock;
  readonly hours: OpenHours;
  readonly orders: ReadonlyMap<string, PlannedOrder>;
  readonly purchases: ReadonlyMap<string, PlannedPurchase>;
  readonly moves: ReadonlyMap<string, PlannedMove>;
  readonly stock: ReadonlyMap<string, StockLot>;
  readonly lines: ReadonlyMap<string, OpenPurchase>;
  readonly workOrders: ReadonlyMap<string, OpenWorkOrder>;
  readonly demands: ReadonlyMap<string, Demand>;
  readonly items: ReadonlyMap<string, Item>;
  readonly machines: ReadonlyMap<string, Machine>;
  /** Some demand awaits an event; some open order lost pieces. */
  readonly anyGates: boolean;
  readonly anyScrap: boolean;
  /** What each supply adds to the chains through it, as far as it was asked. */
  readonly stretches = new Map<string, Stretch>();
  readonly sooner = new Sooner(this);
  /** The wait that each link of a chain is, as far as it was asked. */
  readonly waits = new Map<Link, Said>();
  private byOrder: ReadonlyMap<string, readonly PlannedOperation[]> | undefined;
  private byConsumer: ReadonlyMap<string, readonly Peg[]> | undefined;
  private bySupply: ReadonlyMap<string, readonly Peg[]> | undefined;
  private readonly routings: ReadonlyMap<string, readonly Operation[]>;
  private byMachine: ReadonlyMap<string, readonly PlannedOperation[]> | undefined;
  private readonly byStart = new Map<string, readonly PlannedOperation[]>();
  private byTool:
    | ReadonlyMap<string, readonly (Use & { readonly tool: string; readonly row: PlannedOperation })[]>
    | undefined;
  private byCentre: ReadonlyMap<string, readonly string[]> | undefined;
  private byCrew: ReadonlyMap<string, readonly (Use & { readonly crew: string })[]> | undefined;
  private readonly body: PlanBody;

  constructor(problem: Problem, body: PlanBody) {
    this.problem = problem;
    this.body = body;
    this.clock = new Clock(problem.epoch, problem.zone);
    this.hours = new OpenHours(problem);
    if (epochSeconds(problem.epoch) === undefined)
      throw new RangeError(`the epoch ${problem.epoch} is not an instant in UTC`);
    this.orders = new Map(body.orders.map((order) => [order.id, order]));
    this.purchases = new Map(body.purchases.map((purchase) => [purchase.id, purchase]));
    this.moves = new Map(body.moves.map((move) => [move.id, move]));
    this.stock = new Map(problem.stock.map((lot) => [`stock/${lot.id}`, lot]));
    this.lines = new Map(problem.purchaseLines.map((line) => [`purchase/${line.id}`, line]));
    this.workOrders = new Map(problem.workOrders.map((order) => [`work/${order.id}`, order]));
    this.demands = new Map(problem.demands.map((demand) => [demand.id, demand]));
    this.items = new Map(problem.items.map((item) => [item.id, item]));
    this.machines = new Map(problem.machines.map((machine) => [machine.id, machine]));
    this.anyGates = problem.demands.some((demand) => demand.awaits !== undefined);
    this.anyScrap = problem.workOrders.some((order) => (order.scrapped ?? 0) > 0);
    this.routings = grouped(problem.operations, (operation) => operation.item);
  }

  /** One a step, in sequence: of a step that is split the part that ends last, which what follows waits for. */
  operationsOf(order: string): readonly PlannedOperation[] {
    this.byOrder ??= grouped(lastParts(this.body.operations), (operation) => operation.order);
    return this.byOrder.get(order) ?? [];
  }

  routing(item: string): readonly Operation[] {
    return this.routings.get(item) ?? [];
  }

  drawnBy(consumer: string): readonly Peg[] {
    this.byConsumer ??= grouped(this.body.pegs, (peg) => peg.consumer);
    return this.byConsumer.get(consumer) ?? [];
  }

  drawnFrom(supply: string): readonly Peg[] {
    this.bySupply ??= grouped(this.body.pegs, (peg) => peg.supply);
    return this.bySupply.get(supply) ?? [];
  }

  /** Operations of a machine by start. */
  onMachine(machine: string): readonly PlannedOperation[] {
    const known = this.byStart.get(machine);
    if (known) return known;
    this.byMachine ??= grouped(this.body.operations, (operation) => operation.machine ?? '');
    const sorted = sortedBy(
      this.byMachine.get(machine) ?? [],
      ({ start }) => start,
      (a, b) => a.end - b.end,
    );
    this.byStart.set(machine, sorted);
    return sorted;
  }

  /** The operation of `machine` that ends last after `from` and by `to`. */
  lastBefore(machine: string, from: number, to: number): PlannedOperation | undefined {
    const list = this.onMachine(machine);
    let low = 0;
    let high = list.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (list[mid]!.start < to) low = mid + 1;
      else high = mid;
    }
    for (let i = low - 1; i >= 0 && i >= low - 4; i--) if (list[i]!.end > from && list[i]!.end <= to) return list[i];
    return undefined;
  }

  /** The step of a routing, or of an open order, that an operation is. */
  stepOf({
    order,
    item,
    seq,
  }: Pick<PlannedOperation, 'item' | 'seq'> & { readonly order: string }): Operation | undefined {
    return (this.workOrders.get(order)?.operations ?? this.routing(item)).find((each) => each.seq === seq);
  }

  /** More than one machine may do an operation of a factory with tools. */
  hasChoice(operation: PlannedOperation): boolean {
    return !!this.problem.tools?.length && this.choicesOf(operation).length > 1;
  }

  /** Machines that may do an operation. */
  choicesOf(operation: PlannedOperation): readonly string[] {
    const step: Partial<OpenOperation> | undefined = this.stepOf(operation);
    if (step?.machine !== undefined) return [step.machine];
    if (step?.machines?.length) return step.machines;
    this.byCentre ??= grouped([...this.machines.keys()], (id) => this.machines.get(id)!.workCentre);
    return this.byCentre.get(step?.workCentre ?? '') ?? [];
  }

  /** The tool of an operation that was not free for longest after `from`, and the operation that had it; undefined where all were. */
  lastToolBefore(
    operation: PlannedOperation,
    from: number,
    to: number,
  ): { readonly what: string; readonly behind?: { readonly order: string; readonly seq: number } } | undefined {
    if (!this.problem.tools?.length) return undefined;
    let found: ReturnType<PlanIndex['lastToolBefore']>;
    let until = from;
    for (const { tool } of this.stepOf(operation)?.tools ?? []) {
      for (const span of this.problem.tools.find(({ id }) => id === tool)?.downtime ?? [])
        if (span.to > until && span.to <= to) [found, until] = [{ what: tool }, span.to];
      const other = this.lastWith(tool, to);
      if (other && other.end > until)
        [found, until] = [{ what: tool, behind: { order: other.order, seq: other.seq } }, other.end];
    }
    return found;
  }

  /** When how many pieces of a tool are held, by end. */
  withTool(tool: string): readonly (Use & { readonly row: PlannedOperation })[] {
    if (!this.byTool) {
      const uses = this.body.operations.flatMap(
        (row) =>
          this.stepOf(row)?.tools?.map((use) => ({
            tool: use.tool,
            row,
            from: row.start,
            to: row.end,
            qty: use.qty ?? 1,
          })) ?? [],
      );
      uses.sort((a, b) => a.row.end - b.row.end || a.row.start - b.row.start);
      this.byTool = grouped(uses, (use) => use.tool);
    }
    return this.byTool.get(tool) ?? [];
  }

  /** When how many of a crew attend something. */
  withCrew(crew: string): readonly Use[] {
    this.byCrew ??= grouped(
      this.body.operations.flatMap((row) =>
        attendanceOf(row).flatMap(({ crew, from, to, ofSetup }) =>
          crew === undefined ? [] : [{ crew, from, to, qty: this.peopleOf(row, ofSetup) }],
        ),
      ),
      (use) => use.crew,
    );
    return this.byCrew.get(crew) ?? [];
  }

  /** How many of its crew attend an operation, or the set-up of it. */
  peopleOf(operation: PlannedOperation, ofSetup: boolean): number {
    const step = this.stepOf(operation);
    const others = ofSetup && step?.setupCrew !== undefined;
    return (others ? step?.setupCrewSize : step?.crewSize) ?? 1;
  }

  /** When a supply may be used; a purchase that was only placed later could have come sooner. */
  availableAt(supply: string): number {
    const { now } = this.problem;
    const lot = this.stock.get(supply);
    if (lot) return lot.availableFrom ?? now;
    const line = this.lines.get(supply);
    if (line) return Math.max(line.estimated, now);
    const purchase = this.purchases.get(supply);
    if (purchase) return purchase.arrival - (purchase.orderAt - now);
    return this.orders.get(supply)?.end ?? this.moves.get(supply)?.arrival ?? now;
  }

  /** The operation with a tool that ends last by `to`. */
  private lastWith(tool: string, to: number): PlannedOperation | undefined {
    const list = this.withTool(tool);
    let low = 0;
    let high = list.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (list[mid]!.row.end <= to) low = mid + 1;
      else high = mid;
    }
    return list[low - 1]?.row;
  }

  name(item: string): string {
    return this.items.get(item)?.name ?? item;
  }

  decimals(item: string): number {
    return this.items.get(item)?.decimals ?? 0;
  }
}

function lastParts(operations: readonly PlannedOperation[]): readonly PlannedOperation[] {
  if (!operations.some((row) => row.part)) return operations;
  const found: PlannedOperation[] = [];
  for (const row of operations) {
    const before = found.at(-1);
    if (!row.part || row.part.number === 1 || !before) found.push(row);
    else if (row.end > before.end) found[found.length - 1] = row;
  }
  return found;
}
