/**
 * What is made of what, compiled: items in id order, bills of material flattened through phantoms, low-level
 * codes (an item's code is above every item that is made of it, so parents are netted before components).
 */

import type { Component, Item, Move, OpenOperation, Problem } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import type { Shop } from '../scheduling/compile.ts';
import { indexById } from '../scheduling/compile.ts';
import type { Ratio } from '../units/units.ts';
import { ratio, times } from '../units/units.ts';
import { type Break, compileBreaks } from './breaks.ts';
import { withEconomicLot } from './economic.ts';
import { Lead } from './lead-time.ts';
import { lowLevelCodes } from './levels.ts';
import { roundUp, sizesOf } from './lots.ts';
import { compileOutputs, levelsWithOutputs, onPurpose, type Yielded } from './outputs.ts';
import { safetyTime } from './reliability.ts';

/** One component line, ready to multiply: component steps per parent step, scrap and units included. */
export interface Line {
  readonly component: number;
  readonly per: Ratio;
  /** Steps of waste per order, however large; a fraction where a phantom around it has waste. */
  readonly fixed: Ratio;
  /** Index of the step within the routing that consumes it. */
  readonly step: number;
  readonly from: number;
  readonly to: number;
  /** The alternatives that it belongs to, its own and those of the phantoms around it: all must be chosen. */
  readonly alternatives: readonly Alternative[];
}

/** One way out of a group of alternatives; the lowest priority that is in force and can be had is chosen. */
export interface Alternative {
  readonly group: string;
  readonly choice: number;
  readonly priority: number;
}

export interface Offer {
  readonly row: number;
  readonly vendor: string;
  readonly lead: Lead;
  readonly min: number;
  readonly multiple: number;
  readonly breaks: readonly Break[];
  readonly priority: number;
  /** First and last instant at which it may be ordered, and when goods ordered at the first are there. */
  readonly first: number;
  readonly last: number;
  readonly earliest: number;
}

/** A move with the elapsed step that stands for it. */
export interface Transfer {
  readonly move: Move;
  readonly from: number;
  readonly step: number;
}

export interface OpenStep {
  readonly step: number;
  readonly operation: OpenOperation;
}

const ONE: Ratio = { num: 1, den: 1 };
const NONE: Ratio = { num: 0, den: 1 };

export class Catalogue {
  readonly items: readonly Item[];
  readonly index: ReadonlyMap<string, number>;
  readonly lines: readonly (readonly Line[])[];
  readonly offers: readonly (readonly Offer[])[];
  readonly moves: readonly (readonly Transfer[])[];
  /** What an order for each item yields beside it. */
  readonly outputs: readonly (readonly Yielded[])[];
  /** The output for whose sake its parent is ordered, where nothing else supplies the item. */
  readonly onPurpose: readonly (Yielded | undefined)[];
  /** The step that stands for an order whose steps are all done. */
  readonly nothingLeft: number;
  /** Unfinished steps of the open work orders that carry their own, by order id. */
  readonly openSteps: ReadonlyMap<string, readonly OpenStep[]>;
  /** Steps of the routing in the shop: [from, to). */
  readonly routingFrom: Int32Array;
  readonly routingTo: Int32Array;
  readonly level: Int32Array;
  /** Items by low-level code, then id: netting goes forward, scheduling of earliest dates backward. */
  readonly byLevel: Int32Array;

  constructor(problem: Problem, shop: Shop, epochUnix: number) {
    const { rows: given, index } = indexById('items', problem.items);
    given.forEach(checkItem);
    const rows = given.map(withEconomicLot);
    this.items = rows;
    this.index = index;
    this.routingFrom = new Int32Array(rows.length);
    this.routingTo = new Int32Array(rows.length);
    rows.forEach((item, i) => {
      const routing = shop.routing.get(item.id);
      if (routing) [this.routingFrom[i], this.routingTo[i]] = [...routing];
      else if (item.makeLeadTime !== undefined || item.supply === 'phantom')
        this.routeOf(i, shop.steps.addElapsed(item.makeLeadTime ?? 0));
    });
    this.openSteps = openSteps(problem, shop);
    this.nothingLeft = shop.steps.addElapsed(0);

    const known = (id: string, list: keyof Problem, owner: string): number => {
      const found = index.get(id);
      if (found === undefined) throw new ProblemError(list, owner, `item ${id} of ${owner} is not known`);
      return found;
    };
    const bills: Component[][] = rows.map(() => []);
    const below: number[][] = rows.map(() => []);
    for (const line of problem.components) {
      const parent = known(line.parent, 'components', line.parent);
      const component = known(line.component, 'components', line.parent);
      if (line.qtyPer.num < 0 || (line.scrap && line.scrap.num < 0)) {
        throw new ProblemError(
          'components',
          line.parent,
          `${line.component} in ${line.parent} has a negative quantity or scrap`,
        );
      }
      bills[parent]!.push(line);
      below[parent]!.push(component);
    }
    const moves: Move[][] = rows.map(() => []);
    for (const move of problem.moves) {
      const to = known(move.item, 'moves', move.item);
      below[to]!.push(known(move.fromItem, 'moves', move.item));
      checkSizes('moves', move.item, rows[to]!, move, `the way from ${move.fromItem} takes`);
      if (rows[to]!.supply === 'move') moves[to]!.push(move);
    }
    this.moves = moves.map((list) =>
      list
        .toSorted((a, b) => a.elapsed - b.elapsed || (a.fromItem < b.fromItem ? -1 : 1))
        .map((move) => ({ move, from: index.get(move.fromItem)!, step: shop.steps.addElapsed(move.elapsed) })),
    );
    for (const order of problem.workOrders) {
      const made = known(order.item, 'workOrders', order.id);
      for (const material of order.materials ?? []) below[made]!.push(known(material.item, 'workOrders', order.id));
    }
    const level = lowLevelCodes(rows, below);

    const seqs = rows.map((_, i) => shop.steps.seq.slice(this.routingFrom[i], this.routingTo[i]));
    this.lines = rows.map((_, i) => exactBill(rows[i]!.id, () => this.flatten(i, bills, ONE, seqs[i]!, undefined)));

    const offers: Offer[][] = rows.map(() => []);
    const { service } = problem.rules;
    problem.sources.forEach((source, row) => {
      const item = known(source.item, 'sources', source.item);
      if (source.min < 0 || source.multiple < 0)
        throw new ProblemError(
          'sources',
          source.item,
          `the offer of ${source.vendor} for ${source.item} has a negative size`,
        );
      const lead = new Lead(source.leadTime, problem, epochUnix, safetyTime(source, service));
      const first = Math.max(problem.now, source.from ?? problem.now);
      const last = (source.to ?? Infinity) - 1;
      checkSizes('sources', source.item, rows[item]!, source, `${source.vendor} sells`);
      if (first > last || rows[item]!.supply !== 'buy') return;
      offers[item]!.push({
        row,
        vendor: source.vendor,
        lead,
        first,
        last,
        earliest: lead.arrival(first),
        min: source.min,
        multiple: Math.max(1, source.multiple),
        breaks: compileBreaks(source, rows[item]!.decimals),
        priority: source.priority,
      });
    });
    this.offers = offers.map((list) =>
      list.toSorted(
        (a, b) => a.priority - b.priority || (a.vendor < b.vendor ? -1 : a.vendor > b.vendor ? 1 : a.row - b.row),
      ),
    );

    this.outputs = compileOutputs(problem, index, rows);
    const made = (i: number) => this.routingTo[i]! > this.routingFrom[i]!;
    const had = (i: number) => made(i) || this.offers[i]!.length > 0 || this.moves[i]!.length > 0;
    this.onPurpose = onPurpose(this.outputs, rows, level, had, made);
    this.level = problem.outputs?.length ? levelsWithOutputs(rows, below, this.outputs, this.onPurpose) : level;
    this.byLevel = Int32Array.from(rows.keys()).sort((a, b) => this.level[a]! - this.level[b]! || a - b);
  }

  private routeOf(item: number, step: number): void {
    this.routingFrom[item] = step;
    this.routingTo[item] = step + 1;
  }

  private flatten(
    parent: number,
    bills: readonly Component[][],
    scale: Ratio,
    seqs: readonly number[],
    outer: (Pick<Line, 'from' | 'to' | 'alternatives' | 'step'> & { readonly fixed: Ratio }) | undefined,
  ): Line[] {
    const decimals = this.items[parent]!.decimals;
    const flat: Line[] = [];
    for (const [n, line] of bills[parent]!.entries()) {
      const component = this.index.get(line.component)!;
      const units = product(
        product(line.qtyPer, scrapFactor(line.scrap)),
        ratio(10 ** this.items[component]!.decimals, 10 ** decimals),
      );
      const per = product(units, scale);
      const at = outer ? outer.step : stepOf(line.seq, seqs);
      const own = line.alternateGroup !== undefined;
      const waste = product(outer?.fixed ?? NONE, units);
      const fixed = ratio(waste.num + (line.perOrder ?? 0) * waste.den, waste.den);
      const bounds = {
        from: Math.max(line.from ?? -Infinity, outer?.from ?? -Infinity),
        to: Math.min(line.to ?? Infinity, outer?.to ?? Infinity),
        alternatives: [
          ...(outer?.alternatives ?? []),
          ...(own ? [{ group: `${parent}/${line.alternateGroup}`, choice: n, priority: line.priority ?? 1 }] : []),
        ],
      };
      if (this.items[component]!.supply === 'phantom') {
        flat.push(...this.flatten(component, bills, per, seqs, { ...bounds, step: at, fixed }));
        continue;
      }
      flat.push({
        component,
        per,
        fixed,
        step: at,
        ...bounds,
      });
    }
    return flat.sort((a, b) => a.step - b.step || a.component - b.component);
  }
}

function exactBill<T>(item: string, flatten: () => T): T {
  try {
    return flatten();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ProblemError(
      'components',
      item,
      `the bill of ${item} cannot be multiplied out exactly: ${error.message}. Maybe a quantity or its scrap has too many digits.`,
    );
  }
}

const scrapFactor = (scrap: Ratio | undefined): Ratio => (scrap ? ratio(scrap.den + scrap.num, scrap.den) : ONE);
const product = (a: Ratio, b: Ratio): Ratio => ratio(a.num * b.num, a.den * b.den);

function openSteps(problem: Problem, shop: Shop): Map<string, readonly OpenStep[]> {
  const items = new Map(problem.items.map((item) => [item.id, item]));
  const found = new Map<string, readonly OpenStep[]>();
  for (const order of problem.workOrders) {
    const item = items.get(order.item);
    if (!item) throw new ProblemError('workOrders', order.id, `item ${order.item} of order ${order.id} is not known`);
    if (order.operations === undefined) continue;
    for (const { machine, seq } of order.operations)
      if (machine !== undefined && shop.machine(machine) === undefined)
        throw new ProblemError(
          'workOrders',
          order.id,
          `machine ${machine} of step ${seq} of order ${order.id} is not known`,
        );
    const seqs = new Set<number>();
    for (const { seq } of order.operations) {
      if (seqs.has(seq)) throw new ProblemError('workOrders', order.id, `order ${order.id} has step ${seq} twice`);
      seqs.add(seq);
    }
    const open = order.operations.filter((operation) => !operation.done).toSorted((a, b) => a.seq - b.seq);
    found.set(
      order.id,
      open.map((operation) => ({ operation, step: shop.steps.add(operation, item, shop, 'workOrders', order.id) })),
    );
  }
  return found;
}

/** The first step at or after `seq`; without a seq, or past the last, the first. */
function stepOf(seq: number | undefined, seqs: readonly number[]): number {
  if (seq === undefined) return 0;
  const found = seqs.findIndex((each) => each >= seq);
  return found < 0 ? Math.max(0, seqs.length - 1) : found;
}

/** Component steps for `quantity` steps that enter the consuming operation, rounded up once. */
export function draw(line: Line, quantity: number, withWaste = true): number {
  const { per, fixed } = line;
  if (!withWaste || fixed.num === 0) return times(quantity, per, 'up');
  if (fixed.den === 1) return times(quantity, per, 'up') + fixed.num;
  return times(1, ratio(quantity * per.num * fixed.den + fixed.num * per.den, per.den * fixed.den), 'up');
}

/** A lot rule and the sizes of a source that no order can keep to both. */
function checkSizes(
  list: 'sources' | 'moves',
  id: string,
  item: Item,
  { min, multiple }: { readonly min: number; readonly multiple: number },
  who: string,
): void {
  const sizes = sizesOf(item.lot, min, multiple);
  const say = (text: string) =>
    new ProblemError(list, id, `item ${item.id}: ${text}. Maybe one of them is in another unit.`);
  const sells = `${who} from ${min} by ${multiple}`;
  if (sizes.fixed > 0) {
    if (sizes.fixed < min || sizes.fixed % Math.max(1, multiple) !== 0)
      throw say(`the fixed lot is ${sizes.fixed} and ${sells}`);
  } else if (roundUp(Math.max(sizes.min, 1), sizes.multiple) > sizes.max)
    throw say(
      `the lot is from ${item.lot.min} by ${item.lot.multiple}${item.lot.max === undefined ? '' : ` to ${item.lot.max}`} and ${sells}`,
    );
}

function checkItem(item: Item): void {
  const say = (text: string) => new ProblemError('items', item.id, `item ${item.id}: ${text}`);
  const { min, multiple, max, fixed } = item.lot;
  if (max !== undefined && (max < min || max < multiple))
    throw say(`the largest lot ${max} is below the smallest ${min} or the multiple ${multiple}`);
  if (max !== undefined && fixed === undefined && roundUp(Math.max(min, 1), Math.max(1, multiple)) > max)
    throw say(`no multiple of ${multiple} lies between the smallest lot ${min} and the largest ${max}`);
}
