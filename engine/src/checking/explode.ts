/** What an order must draw by its bill, with every choice that the bill leaves open. */
import type { Component, Item } from '../planning/problem.ts';
import { type Ratio, times } from '../units/units.ts';
import { product, type Range, startedQuantity, stepRatio } from './exact.ts';
import type { Facts, OrderFact } from './facts.ts';

/** Item → quantity range; one full way to serve the bill. */
type Way = ReadonlyMap<string, Range>;

export class Exploding {
  constructor(private readonly ways: readonly Way[]) {}

  allows(drawn: ReadonlyMap<string, number>): boolean {
    return this.ways.some((way) => {
      let matched = 0;
      for (const [item, { low, high }] of way) {
        const qty = drawn.get(item) ?? 0;
        if (qty < low || qty > high) return false;
        if (drawn.has(item)) matched++;
      }
      return matched === drawn.size;
    });
  }

  words(): string {
    const one = (way: Way) =>
      [...way].map(([item, { low, high }]) => `${low === high ? low : `${low} to ${high}`} ${item}`).join(', ') ||
      'nothing';
    return this.ways.map(one).join(', or ');
  }
}

/** Bills change by date, and a plan may read them at an order's start, end or need. */
export function explodings(facts: Facts, order: OrderFact): readonly Exploding[] {
  const { work, row } = order;
  if (work?.materials) {
    const way = new Map<string, Range>();
    for (const it of work.materials) if (it.qty > 0) add(way, it.item, { low: it.qty, high: it.qty });
    return [new Exploding([way])];
  }
  const dated = hasDates(facts, row.item, 0);
  const instants = dated ? [row.start, row.end, row.need, facts.problem.now] : [row.start];
  return [...new Set(instants)].map((at) => new Exploding(waysOf(facts, order, at)));
}

function waysOf(facts: Facts, order: OrderFact, at: number): readonly Way[] {
  const { item, work, row } = order;
  const started = order.entering[0] ?? startedQuantity(row.qty, order.steps, item);
  const done = new Set(work?.operations?.filter((it) => it.done).map((it) => it.seq));
  const firstOfAll = work?.operations ? Math.min(...work.operations.map((it) => it.seq)) : order.steps[0]?.seq;
  const entersAt = (line: Component): Range => {
    const i = order.steps.findIndex((it) => it.seq === line.seq);
    return (i >= 0 ? order.entering[i] : undefined) ?? started;
  };
  return combine(facts, item, at, entersAt, (line) => done.has(line.seq ?? firstOfAll ?? 0), 0);
}

/** Deep enough for any bill that is not a circle. */
const DEEPEST = 50;
/** Choices multiply; past this many the bill has no plain answer and the first ways stand for all. */
const MOST_WAYS = 256;

/**
 * What enters a bill line. Through a phantom nothing is ever counted in whole phantoms, so the low side stays
 * an exact fraction until something real is drawn; the high side rounds the phantom up as well.
 */
interface Entering {
  readonly low: Fraction;
  readonly high: number;
}
interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

function combine(
  facts: Facts,
  parent: Item,
  at: number,
  entering: (line: Component) => Range | Entering,
  drawn: (line: Component) => boolean,
  depth: number,
): readonly Way[] {
  if (depth > DEEPEST) return [new Map()];
  const inDate = (it: Component) =>
    (it.from ?? Number.NEGATIVE_INFINITY) <= at && at < (it.to ?? Number.POSITIVE_INFINITY);
  let ways: readonly Way[] = [new Map()];
  for (const all of facts.billOf.get(parent.id)?.groups ?? []) {
    const group = all.filter(inDate);
    if (group.length === 0) continue;
    const options = group.flatMap((line) => [
      ...lineWays(facts, parent, line, at, entering(line), depth),
      // What a finished step consumes has been drawn; a plan may leave it out.
      ...(drawn(line) ? [new Map<string, Range>()] : []),
    ]);
    ways = ways.flatMap((way) => options.map((option) => join(way, option))).slice(0, MOST_WAYS);
  }
  return ways;
}

function lineWays(
  facts: Facts,
  parent: Item,
  line: Component,
  at: number,
  enters: Range | Entering,
  depth: number,
): readonly Way[] {
  const part = facts.items.get(line.component);
  if (!part) return [new Map()];
  let share: Ratio = product(line.qtyPer, stepRatio(part, parent));
  if (line.scrap) share = product(share, { num: line.scrap.den + line.scrap.num, den: line.scrap.den });
  const extra = line.perOrder ?? 0;
  const high = times(enters.high, share, 'up') + extra;
  if (part.supply === 'phantom') {
    const low = plus(multiply(fraction(enters.low), share), extra);
    return combine(
      facts,
      part,
      at,
      () => ({ low, high }),
      () => false,
      depth + 1,
    );
  }
  const low =
    typeof enters.low === 'number' ? times(enters.low, share, 'up') + extra : up(multiply(enters.low, share)) + extra;
  return [new Map(high > 0 ? [[part.id, { low, high }]] : [])];
}

const fraction = (it: number | Fraction): Fraction => (typeof it === 'number' ? { num: BigInt(it), den: 1n } : it);
const multiply = (it: Fraction, by: Ratio): Fraction => ({
  num: it.num * BigInt(by.num),
  den: it.den * BigInt(by.den),
});
const plus = (it: Fraction, whole: number): Fraction => ({ num: it.num + BigInt(whole) * it.den, den: it.den });
const up = (it: Fraction): number => Number((it.num + it.den - 1n) / it.den);

function join(a: Way, b: Way): Way {
  if (a.size === 0) return b;
  const joined = new Map(a);
  for (const [item, range] of b) add(joined, item, range);
  return joined;
}

function add(way: Map<string, Range>, item: string, range: Range): void {
  const had = way.get(item);
  way.set(item, had ? { low: had.low + range.low, high: had.high + range.high } : range);
}

/** True when a bill line for `from` draws `item`: directly, or through phantoms. */
export function leadsTo(facts: Facts, from: string, item: string, depth: number): boolean {
  if (from === item) return true;
  if (depth > DEEPEST || facts.items.get(from)?.supply !== 'phantom') return false;
  return (facts.billOf.get(from)?.lines ?? []).some((line) => leadsTo(facts, line.component, item, depth + 1));
}

function hasDates(facts: Facts, parent: string, depth: number): boolean {
  if (depth > DEEPEST) return false;
  const bill = facts.billOf.get(parent);
  if (!bill || bill.dated) return bill !== undefined;
  return bill.lines.some(
    ({ component }) => facts.items.get(component)?.supply === 'phantom' && hasDates(facts, component, depth + 1),
  );
}
