/** The problem as netting and scheduling see it: dense, sorted by id, checked once. */

import { netOfOrders } from '../planning/consume.ts';
import { checkPossible } from '../planning/possible.ts';
import type { AwaitedEvent, Demand, OpenPurchase, OpenWorkOrder, Problem, StockLot } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import { indexById, Shop } from '../scheduling/compile.ts';
import { Weights } from '../scheduling/weights.ts';
import { Clock, epochSeconds } from '../units/clock.ts';
import { Catalogue } from './compile.ts';

export class Model {
  /** As it was given, and with forecasts as orders leave them. */
  readonly given: Problem;
  readonly problem: Problem;
  readonly now: number;
  readonly shop: Shop;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly stock: readonly StockLot[];
  readonly purchases: readonly OpenPurchase[];
  readonly workOrders: readonly OpenWorkOrder[];
  readonly demands: readonly Demand[];
  readonly demandIndex: ReadonlyMap<string, number>;
  readonly demandItem: Int32Array;
  readonly events: ReadonlyMap<string, AwaitedEvent>;
  readonly weights: Weights;
  /** Until when each machine does frozen work from now on, with no hour between: nothing else begins there before. */
  readonly takenUntil: Float64Array;

  constructor(given: Problem) {
    checkPossible(given);
    const problem = netOfOrders(given);
    this.given = given;
    this.problem = problem;
    this.now = problem.now;
    this.weights = new Weights(problem);
    this.shop = new Shop(problem);
    this.catalogue = new Catalogue(problem, this.shop, epochSeconds(problem.epoch)!);
    this.clock = new Clock(problem.epoch, problem.zone);
    this.stock = indexById('stock', problem.stock).rows;
    this.purchases = indexById('purchaseLines', problem.purchaseLines).rows;
    this.workOrders = indexById('workOrders', problem.workOrders).rows;
    const demands = indexById('demands', problem.demands);
    this.demands = demands.rows;
    this.demandIndex = demands.index;
    this.events = new Map(indexById('events', problem.events).rows.map((event) => [event.id, event]));
    this.demandItem = Int32Array.from(this.demands, (demand) => this.itemOf('demands', demand.id, demand.item));
    for (const demand of this.demands) {
      if (!Number.isSafeInteger(demand.qty) || demand.qty <= 0)
        throw new ProblemError('demands', demand.id, `demand ${demand.id} needs a quantity above 0, not ${demand.qty}`);
      if (demand.awaits !== undefined && !this.events.has(demand.awaits))
        throw new ProblemError('demands', demand.id, `demand ${demand.id} awaits ${demand.awaits}, which is not known`);
    }
    for (const order of this.workOrders) {
      if (!Number.isSafeInteger(order.qtyOpen) || order.qtyOpen < 0)
        throw new ProblemError('workOrders', order.id, `order ${order.id} has ${order.qtyOpen} open, which cannot be`);
    }
    this.takenUntil = takenUntil(this);
    for (const line of this.purchases) {
      if (!Number.isSafeInteger(line.qty) || line.qty < 0)
        throw new ProblemError(
          'purchaseLines',
          line.id,
          `purchase line ${line.id} has the quantity ${line.qty}, which cannot be`,
        );
    }
  }

  /** The same with one demand more, which stands last; all else is shared. */
  beside(demand: Demand): Model {
    const item = this.itemOf('demands', demand.id, demand.item);
    const with_ = (of: Problem): Problem => ({ ...of, demands: [...of.demands, demand] });
    const [given, problem] = [with_(this.given), with_(this.problem)];
    const demands = [...this.demands, demand];
    const demandIndex = new Map(this.demandIndex).set(demand.id, demands.length - 1);
    const demandItem = Int32Array.from({ length: demands.length }, (_, d) => this.demandItem[d] ?? item);
    return Object.assign(Object.create(Model.prototype) as Model, this, {
      given,
      problem,
      demands,
      demandIndex,
      demandItem,
    });
  }

  itemOf(list: keyof Problem, owner: string, id: string): number {
    const index = this.catalogue.index.get(id);
    if (index === undefined) throw new ProblemError(list, owner, `item ${id} of ${owner} is not known`);
    return index;
  }
}

/** −∞: it is free now, may do several things at once, or capacity does not count. */
function takenUntil({ now, problem, shop, catalogue }: Model): Float64Array {
  const until = new Float64Array(shop.machineIds.length).fill(-Infinity);
  if (!problem.rules.constrained) return until;
  const spans = [...catalogue.openSteps.values()].flatMap((steps) =>
    steps.flatMap(({ operation: { machine, frozen } }) =>
      machine !== undefined && frozen ? [{ ...frozen, on: shop.machine(machine)! }] : [],
    ),
  );
  for (const { from, to, on } of spans.sort((a, b) => a.from - b.from)) {
    const free = Math.max(now, until[on]!);
    if (shop.machineCapacity[on] === 1 && shop.times[shop.machineTimes[on]!]!.workBetween(free, from) === 0)
      until[on] = Math.max(free, to);
  }
  return until;
}
