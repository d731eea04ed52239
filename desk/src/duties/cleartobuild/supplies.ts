/** Material: what is there and what comes, taken by one order after the other. Pure; steps and seconds. */
import { groupedBy } from '../planning/rows.ts';
import type { Drawer, Lack, Share, Wish } from './cleartobuild.ts';

export interface Shelf {
  /** As the plan names it: "stock/TUBE/A-1/", "purchase/PO-1/2", "work/MO-7", "planned/3", "buy/2". */
  readonly name: string;
  readonly item: string;
  readonly qty: number;
  /** From when it may be used; absent: it is there. */
  readonly from?: number | undefined;
  /** Until when it may be used. */
  readonly until?: number | undefined;
  /** Reserved for a work order ("work/MO-7") or a customer line ("demand/SO-1/1"). */
  readonly reserved?: string | undefined;
  /** It is under way: ordered, released. What is only planned comes, but nobody may count on it. */
  readonly sure: boolean;
}

export interface Taker {
  readonly who: string;
  readonly item: string;
  readonly qty: number;
  readonly at: number;
}

interface Left extends Shelf {
  left: number;
  certain: boolean;
}

type Consumer = Pick<Drawer, 'id' | 'serves'>;
type Need = Drawer['material'][number];

export class Supplies {
  /** Of each item, in the order in which they are taken from: as they expire, and as they come. */
  readonly #shelves: (item: string) => readonly Left[];
  readonly #arrivals: (item: string) => readonly Left[];
  readonly #called: ReadonlyMap<string, readonly Left[]>;
  readonly #taken = new Map<string, Map<string, number>>();
  /** Of items that are short, who has the most of them, until more is taken: the next that lack it ask the same. */
  readonly #most = new Map<string, readonly Share[]>();
  readonly #now: number;
  readonly #wish: Wish;

  constructor(shelves: readonly Shelf[], now: number, wish: Wish) {
    this.#now = now;
    this.#wish = wish;
    const all = shelves.map(whole);
    const of = groupedBy(all, (shelf) => shelf.item);
    this.#shelves = sortedOnce(of, asTheyExpire);
    this.#arrivals = sortedOnce(of, (a, b) => (a.from ?? now) - (b.from ?? now) || (a.name < b.name ? -1 : 1));
    this.#called = groupedBy(all, (shelf) => shelf.name);
  }

  /** What an order makes may be counted on once everything is there for it. */
  isSure(order: string): void {
    for (const shelf of this.#called.get(order) ?? []) shelf.certain = true;
  }

  /** Customer lines take what comes first; what they lack is not ours to say. */
  serve({ who, item, qty, at }: Taker): void {
    const by = { id: who, serves: [who] };
    const missing = this.#from(this.#open(item, by, at, Math.max(at, this.#now)), by, qty);
    const coming = this.#arrivals(item).filter((shelf) => this.#mayCome(shelf, by));
    if (missing > 0) this.#from(coming, by, missing);
  }

  /** Takes the need, first of what is reserved for it, then of what expires first; answers what is missing. */
  take(order: Consumer, { item, qty, at, seq }: Need): Lack | undefined {
    const missing = this.#from(this.#open(item, order, at, this.#wish === 'now' ? this.#now : at), order, qty);
    if (missing <= 0) return undefined;
    const held = this.#heldBy(item, order.id);
    let still = missing;
    let last: Left | undefined;
    for (const shelf of this.#arrivals(item)) {
      if (still <= 0) break;
      if (!this.#mayCome(shelf, order)) continue;
      last = shelf;
      still = this.#from([shelf], order, still);
    }
    const comes = still > 0 ? undefined : last;
    return {
      kind: 'material',
      what: item,
      why: 'too-little',
      qty: missing,
      comes: comes && Math.max(comes.from ?? this.#now, this.#now),
      by: comes?.name,
      held,
      seq,
    };
  }

  #open(item: string, by: Consumer, at: number, limit: number): readonly Left[] {
    return this.#shelves(item).filter(
      (shelf) =>
        shelf.left > 0 &&
        shelf.certain &&
        isFor(shelf, by) &&
        (shelf.from ?? -Infinity) <= limit &&
        (shelf.until ?? Infinity) > at,
    );
  }

  #mayCome(shelf: Left, by: Consumer): boolean {
    return shelf.left > 0 && isFor(shelf, by) && shelf.name !== by.id && (shelf.until ?? Infinity) > this.#now;
  }

  /** Takes so much of them, in their order; answers what is left of the wish. */
  #from(shelves: readonly Left[], { id }: Consumer, wanted: number): number {
    let missing = wanted;
    for (const shelf of shelves) {
      const taken = Math.min(shelf.left, missing);
      if (taken <= 0) continue;
      shelf.left -= taken;
      missing -= taken;
      if (shelf.from !== undefined && shelf.from > this.#now) continue;
      const of = this.#taken.get(shelf.item) ?? new Map<string, number>();
      this.#taken.set(shelf.item, of.set(id, (of.get(id) ?? 0) + taken));
      this.#most.delete(shelf.item);
    }
    return missing;
  }

  /** Of what is there: who took it before, and for whom the rest is reserved. */
  #heldBy(item: string, asking: string): readonly Share[] {
    const most = this.#most.get(item) ?? largest(this.#shares(item), mostShares + 1);
    this.#most.set(item, most);
    return most.filter(({ who }) => who !== asking).slice(0, mostShares);
  }

  #shares(item: string): ReadonlyMap<string, number> {
    const shares = new Map(this.#taken.get(item));
    for (const { reserved, left, from } of this.#shelves(item))
      if (reserved !== undefined && left > 0 && (from ?? this.#now) <= this.#now)
        shares.set(reserved, (shares.get(reserved) ?? 0) + left);
    return shares;
  }
}

/** Field by field: thousands of shelves are made of each list, and spread they would differ in their shape. */
const whole = ({ name, item, qty, from, until, reserved, sure }: Shelf): Left => ({
  name,
  item,
  qty,
  from,
  until,
  reserved,
  sure,
  left: qty,
  certain: sure,
});

/** Those of an item, sorted when they are first asked for: most items are never short. */
function sortedOnce(of: ReadonlyMap<string, readonly Left[]>, order: (a: Left, b: Left) => number) {
  const sorted = new Map<string, readonly Left[]>();
  return (item: string): readonly Left[] => {
    const known = sorted.get(item);
    if (known) return known;
    const made = (of.get(item) ?? []).toSorted(order);
    sorted.set(item, made);
    return made;
  };
}

/** What is reserved for the one who asks goes first. */
const asTheyExpire = (a: Left, b: Left): number =>
  Number(a.reserved === undefined) - Number(b.reserved === undefined) ||
  (a.until ?? Infinity) - (b.until ?? Infinity) ||
  (a.from ?? 0) - (b.from ?? 0) ||
  (a.name < b.name ? -1 : 1);

/** So many of those who have what is missing are told. */
const mostShares = 5;

export const largest = (shares: ReadonlyMap<string, number>, most = mostShares): readonly Share[] =>
  [...shares]
    .map(([who, qty]) => ({ who, qty }))
    .sort((a, b) => b.qty - a.qty || (a.who < b.who ? -1 : 1))
    .slice(0, most);

const isFor = ({ reserved }: Shelf, { id, serves }: Consumer): boolean =>
  reserved === undefined || reserved === id || serves.includes(reserved);
