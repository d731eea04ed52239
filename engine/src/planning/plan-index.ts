/** A plan, looked up by id: operations of an order, what a consumer draws on, what runs on a machine. */
import { Clock, epochSeconds } from '../units/clock.ts';
import type { Stretch } from './chain.ts';
import { OpenHours } from './open-hours.ts';
import type { Peg, Plan, PlannedMove, PlannedOperation, PlannedOrder, PlannedPurchase } from './plan.ts';
import type { Demand, Item, Machine, OpenPurchase, OpenWorkOrder, Operation, Problem, StockLot } from './problem.ts';

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
  private readonly byOrder: ReadonlyMap<string, readonly PlannedOperation[]>;
  private readonly byConsumer: ReadonlyMap<string, readonly Peg[]>;
  private readonly bySupply: ReadonlyMap<string, readonly Peg[]>;
  private readonly routings: ReadonlyMap<string, readonly Operation[]>;
  private byMachine: ReadonlyMap<string, readonly PlannedOperation[]> | undefined;
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
    this.byOrder = grouped(body.operations, (operation) => operation.order);
    this.byConsumer = grouped(body.pegs, (peg) => peg.consumer);
    this.bySupply = grouped(body.pegs, (peg) => peg.supply);
  }

  operationsOf(order: string): readonly PlannedOperation[] {
    return this.byOrder.get(order) ?? [];
  }

  routing(item: string): readonly Operation[] {
    return this.routings.get(item) ?? [];
  }

  drawnBy(consumer: string): readonly Peg[] {
    return this.byConsumer.get(consumer) ?? [];
  }

  drawnFrom(supply: string): readonly Peg[] {
    return this.bySupply.get(supply) ?? [];
  }

  /** Operations of a machine by start. */
  onMachine(machine: string): readonly PlannedOperation[] {
    if (!this.byMachine) {
      const sorted = this.body.operations
        .filter((operation) => operation.machine !== undefined)
        .toSorted((a, b) => a.start - b.start || a.end - b.end);
      this.byMachine = grouped(sorted, (operation) => operation.machine!);
    }
    return this.byMachine.get(machine) ?? [];
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

  name(item: string): string {
    return this.items.get(item)?.name ?? item;
  }

  decimals(item: string): number {
    return this.items.get(item)?.decimals ?? 0;
  }
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const name = key(row);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}
