/**
 * When each demand could ship at the earliest if the factory had nothing else to do: all stock and open supply for it
 * alone, every machine free, each order as small as its lot rule lets it be. No plan ships it before that.
 */

import { draw } from '../netting/compile.ts';
import { Model } from '../netting/model.ts';
import { allOpened } from '../planning/opened.ts';
import { ELAPSED } from './steps.ts';

export function earliestAlone(model: Model): Float64Array {
  const soonest = soonestOf(model);
  return Float64Array.from(model.demands, (_, d) => soonest(d));
}

/** The same for one demand after the other, as they are asked for. */
export function soonestOf(model: Model): (d: number) => number {
  // What no plan has opened yet a plan may open.
  const closed = model.problem.overtime?.some((row) => !row.opened);
  const alone = new Alone(closed ? new Model(allOpened(model.given)) : model);
  return (d) => {
    const { earliest, qty } = model.demands[d]!;
    return Math.max(earliest ?? -Infinity, alone.available(model.demandItem[d]!, qty));
  };
}

interface Lot {
  readonly at: number;
  readonly qty: number;
}

class Alone {
  private readonly model: Model;
  private readonly lots: readonly Lot[][];
  /** What yields each item beside its own. */
  private readonly parents: readonly number[][];
  private readonly known = new Map<number, Map<number, number>>();

  constructor(model: Model) {
    this.model = model;
    this.parents = model.catalogue.items.map(() => []);
    for (const { parent, item } of model.catalogue.outputs.flat()) this.parents[item]!.push(parent);
    const lots: Lot[][] = model.catalogue.items.map(() => []);
    const add = (list: 'stock' | 'purchaseLines' | 'workOrders', id: string, item: string, lot: Lot): void => {
      if (lot.qty > 0) lots[model.itemOf(list, id, item)]!.push(lot);
    };
    for (const lot of model.stock)
      add('stock', lot.id, lot.item, { qty: lot.qty, at: Math.max(model.now, lot.availableFrom ?? model.now) });
    for (const line of model.purchases)
      add('purchaseLines', line.id, line.item, { qty: line.qty, at: Math.max(model.now, line.estimated) });
    // What is open may be nearly done: it counts as done.
    for (const order of model.workOrders)
      add('workOrders', order.id, order.item, { qty: order.qtyOpen, at: model.now });
    // What open orders and new ones yield beside their items may be there as soon as they end.
    for (const order of model.workOrders)
      for (const { item } of model.catalogue.outputs[model.itemOf('workOrders', order.id, order.item)]!)
        lots[item]!.push({ qty: Number.MAX_SAFE_INTEGER, at: model.now });
    this.lots = lots.map((list) => list.sort((a, b) => a.at - b.at));
  }

  /** When `qty` steps of an item can be there at the earliest; Infinity where they cannot. */
  available(item: number, qty: number): number {
    let byQty = this.known.get(item);
    if (!byQty) {
      byQty = new Map();
      this.known.set(item, byQty);
    }
    let at = byQty.get(qty);
    if (at === undefined) {
      at = this.find(item, qty);
      byQty.set(qty, at);
    }
    return at;
  }

  private find(item: number, qty: number): number {
    let open = qty;
    let at = this.model.now;
    let best = Infinity;
    for (const lot of this.lots[item]!) {
      // Either the rest is new, or this lot is waited for as well; what is there is taken: less that is new is no later.
      if (lot.at > at) {
        best = Math.min(best, Math.max(at, this.fresh(item, open)));
        if (lot.at >= best) return best;
        at = lot.at;
      }
      open -= lot.qty;
      if (open <= 0) return Math.min(best, at);
    }
    return Math.min(best, Math.max(at, this.fresh(item, open)));
  }

  private fresh(item: number, qty: number): number {
    const { catalogue } = this.model;
    let best = Infinity;
    for (const offer of catalogue.offers[item]!) best = Math.min(best, offer.earliest);
    for (const transfer of catalogue.moves[item]!)
      best = Math.min(best, this.available(transfer.from, qty) + transfer.move.elapsed);
    if (catalogue.routingTo[item]! > catalogue.routingFrom[item]!) best = Math.min(best, this.made(item, qty));
    for (const parent of this.parents[item]!) best = Math.min(best, this.made(parent, 1));
    return best;
  }

  /** The last of the orders that together make `qty` starts when all components are there, and may be a smallest lot. */
  private made(item: number, qty: number): number {
    const { catalogue, shop, now } = this.model;
    const { steps } = shop;
    const { lot, timeFence } = catalogue.items[item]!;
    const smallest = Math.max(1, lot.fixed ?? lot.min);
    let at = now + (timeFence ?? 0);
    let end = at;
    const lines = catalogue.lines[item]!;
    for (let step = catalogue.routingFrom[item]!; step < catalogue.routingTo[item]!; step++) {
      for (const line of lines) {
        // What is not always on the bill may not be needed.
        const always = line.alternatives.length === 0 && line.from === -Infinity && line.to === Infinity;
        if (always && catalogue.routingFrom[item]! + line.step === step)
          at = Math.max(at, this.available(line.component, draw(line, qty, false)));
      }
      const gap = steps.gapAfter[step]!;
      // Of a step that is split the largest part is done last.
      const largest = Math.ceil(smallest / steps.split[step]!);
      const done = steps.kind[step] === ELAPSED ? at + steps.elapsed[step]! : this.soonest(step, largest, at);
      const lot = steps.transfer[step]!;
      // The next may begin with the first transfer batch.
      at = (lot > 0 && lot < largest ? this.soonest(step, lot, at) : done) + gap;
      end = Math.max(end, done + gap);
    }
    return Math.max(at, end);
  }

  /**
   * The first end of a step on any machine that may do it, without set-up where the work before may have made it; by the work
   * centre alone where plans are made without regard to capacity.
   */
  private soonest(step: number, qty: number, from: number): number {
    const { shop, problem } = this.model;
    const { steps } = shop;
    let best = Infinity;
    const setup = steps.family[step]! < 0 ? steps.setup[step]! : 0;
    if (!problem.rules.constrained) return shop.times[steps.calendar[step]!]!.add(from, steps.work(step, qty, setup));
    for (let i = steps.choiceFrom[step]!; i < steps.choiceFrom[step + 1]!; i++) {
      const machine = steps.choice[i]!;
      const speedNum = shop.machineSpeedNum[machine]!;
      const work = steps.workAt(step, qty, setup, speedNum, shop.machineSpeedDen[machine]!);
      best = Math.min(best, shop.workedFrom(step, machine, from, setup, work));
    }
    return best;
  }
}
