/**
 * Which supplies each demand uses, on every level. A supply's output is laid out as a line from 0 to its quantity and
 * its pegs take consecutive stretches of it; the stretch that a demand has of an order's output asks for the same
 * stretch, in proportion, of each peg that feeds the order. Rounded at its ends only, so the shares of all demands in
 * a peg add up to the peg, to the last step. What an order yields beside its item asks for none of its material: that is
 * the item's, which it was ordered for.
 */
import { type Peg, type Plan, times } from '@hotlist/engine';

export interface Share {
  readonly demand: string;
  readonly supply: string;
  readonly item: string;
  readonly qty: number;
}

interface Feed {
  readonly peg: Peg;
  /** Where its stretch begins in the supply's output. */
  readonly at: number;
}

/** Demand by demand, so that nobody need hold them all: a large plan has millions. */
export function* sharesOf(plan: Plan): Generator<Share> {
  const outputs = new Map(plan.orders.map((order) => [nameOf(order.id, order.item), order.qty as number]));
  for (const move of plan.moves) outputs.set(nameOf(move.id, move.item), move.qty);
  const feeds = feedsOf(plan.pegs);
  for (const delivered of new Set(plan.deliveries.map((delivery) => delivery.demand))) {
    const used = new Map<string, { supply: string; item: string; qty: number }>();
    const take = (feed: Feed, from: number, to: number): void => {
      if (to <= from) return;
      const { supply, item } = feed.peg;
      const name = nameOf(supply, item);
      const known = used.get(name);
      if (known) known.qty += to - from;
      else used.set(name, { supply, item, qty: to - from });
      const output = outputs.get(name);
      if (output === undefined) return;
      for (const below of feeds.get(supply) ?? []) {
        const reach = (end: number): number => below.at + times(end, { num: below.peg.qty, den: output }, 'down');
        take(below, reach(feedEnd(from, output)), reach(feedEnd(to, output)));
      }
    };
    for (const feed of feeds.get(`demand/${delivered}`) ?? []) take(feed, feed.at, feed.at + feed.peg.qty);
    for (const { supply, item, qty } of used.values()) yield { demand: delivered, supply, item, qty };
  }
}

const nameOf = (supply: string, item: string): string => `${supply} ${item}`;

/** Foreign plans may peg more than there is; what is above the output asks for no more material. */
const feedEnd = (end: number, output: number): number => Math.min(end, output);

function feedsOf(pegs: readonly Peg[]): ReadonlyMap<string, readonly Feed[]> {
  const begun = new Map<string, number>();
  const feeds = new Map<string, Feed[]>();
  for (const peg of pegs) {
    const name = nameOf(peg.supply, peg.item);
    const at = begun.get(name) ?? 0;
    begun.set(name, at + peg.qty);
    const list = feeds.get(peg.consumer);
    if (list) list.push({ peg, at });
    else feeds.set(peg.consumer, [{ peg, at }]);
  }
  return feeds;
}
