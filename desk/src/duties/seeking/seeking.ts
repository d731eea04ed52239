/**
 * Where goods that are not found may lie: places by stated rules, each with its reason, those where somebody looked in vain last;
 * and what becomes of them once somebody found them. Pure; quantities in the item's unit.
 */
import { accept, type Decision, refuse } from '../../house/decision.ts';

/** The rules, the most telling first. */
export const seekRules = ['plus', 'passed', 'came', 'took', 'person', 'next'] as const;
export type SeekRule = (typeof seekRules)[number];

/** What somebody found out at a place; nobody seeks on what was found or given up. */
export const outcomes = ['not found', 'found', 'given up'] as const;
export type Outcome = (typeof outcomes)[number];

/** How somebody waits for it. */
export const wantedKinds = ['reserved', 'drawn', 'planned', 'kit', 'delivery'] as const;
export type WantedKind = (typeof wantedKinds)[number];

/** What is sought; of a lot, a piece or a container all that bear its name. Without an item a container is meant, with all in it. */
export interface Sought {
  readonly item: string | null;
  readonly lot: string;
  readonly serial: string;
  readonly container: string;
}

/** A place that a rule names. */
export interface Named {
  readonly rule: SeekRule;
  readonly location: string;
  /** When what the rule goes by was; of a neighbour there is no such moment. */
  readonly at: string | null;
  readonly who: string | null;
  /** What it goes by: an order, a sheet, the place beside which it is. */
  readonly what: string | null;
}

export interface Look {
  readonly location: string;
  readonly at: string;
  readonly who: string;
  readonly outcome: Outcome;
  readonly note: string | null;
  /** Goods of it came there since: it is worth another look. */
  readonly stale: boolean;
}

export interface Likely {
  readonly location: string;
  /** One of each rule, the latest. */
  readonly reasons: readonly Named[];
  /** The last look in vain, as long as nothing came there since. */
  readonly looked: Look | null;
}

const mostPlaces = 12;
const rank = (rule: SeekRule): number => seekRules.indexOf(rule);
const byTelling = (a: Named, b: Named): number => rank(a.rule) - rank(b.rule) || latestFirst(a, b);
const latestFirst = (a: Pick<Named, 'at'>, b: Pick<Named, 'at'>): number => compare(b.at ?? '', a.at ?? '');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The last look in vain at a place, unless it is stale. */
export function lookedInVain(looks: readonly Look[], location: string): Look | null {
  const [last] = looks.filter((one) => one.location === location).toSorted(latestFirst);
  return last && last.outcome === 'not found' && !last.stale ? last : null;
}

/**
 * Places where it may lie, without those where the books have it: where nobody looked in vain comes first, then by the most telling
 * rule, then by how many rules name it, then the latest.
 */
export function likelyPlaces(
  named: readonly Named[],
  booked: readonly string[],
  looks: readonly Look[],
): readonly Likely[] {
  const places = new Map<string, Named[]>();
  for (const one of named.toSorted(byTelling)) {
    if (booked.includes(one.location)) continue;
    const reasons = places.get(one.location) ?? [];
    if (reasons.every(({ rule }) => rule !== one.rule)) reasons.push(one);
    places.set(one.location, reasons);
  }
  const telling = ({ reasons: [first] }: Likely): number => (first ? rank(first.rule) : seekRules.length);
  return [...places]
    .map(([location, reasons]): Likely => ({ location, reasons, looked: lookedInVain(looks, location) }))
    .toSorted(
      (a, b) =>
        Number(a.looked !== null) - Number(b.looked !== null) ||
        telling(a) - telling(b) ||
        b.reasons.length - a.reasons.length ||
        latestFirst(a.reasons[0] ?? { at: null }, b.reasons[0] ?? { at: null }) ||
        compare(a.location, b.location),
    )
    .slice(0, mostPlaces);
}

/** What tells a balance of an item from its others. */
export interface At {
  readonly location: string;
  readonly lot: string;
  readonly serial: string;
  readonly container: string;
  readonly owner: string;
}

export interface Find {
  readonly location: string;
  /** The balance that has it by the books, as who found it says; null: they have it nowhere. */
  readonly from: At | null;
  readonly qty: number | null;
}

/** Nothing moves; a container goes there with all in it; so much moves there; so much is taken on the books. */
export type Found =
  | { readonly act: 'lies' }
  | { readonly act: 'container' }
  | {
      readonly act: 'move' | 'adjust';
      readonly item: string;
      readonly book: Omit<At, 'location'> & { readonly location: string | null };
      readonly qty: number;
    };
export type FoundCode = 'not-booked' | 'more-than-booked' | 'how-much' | 'found-already';

/** So long nobody finds it once more without looking at the books: two who found it at once would double them. In milliseconds. */
const foundLately = 12 * 3_600_000;

const sameBalance = (a: At, b: At): boolean =>
  a.location === b.location &&
  a.lot === b.lot &&
  a.serial === b.serial &&
  a.container === b.container &&
  a.owner === b.owner;

/**
 * Decides what becomes of what was found. Where the books have it nothing moves, and nobody seeks it any more: they are asked, not
 * who found it. Refuses: `not-booked`, where they have none of it at the place that he says they have it at; `more-than-booked`, where
 * they have less there; `how-much`; `found-already`, where `last`, the latest look, found it within half a day, and, if the books have
 * it elsewhere, at the same place.
 */
export function foundAt(
  sought: Sought,
  { location, from, qty }: Find,
  booked: readonly (At & { readonly qty: number })[],
  last: Look | undefined,
  now: string,
): Decision<Found, FoundCode> {
  const there = booked.filter((one) => one.qty > 0 && one.location === location);
  const { item, lot, serial, container } = sought;
  const again = last?.outcome === 'found' && Date.parse(now) - Date.parse(last.at) < foundLately ? last : undefined;
  const already = again && refuse('found-already', { who: again.who, location: again.location });
  if (item === null) return there.length > 0 ? accept([{ act: 'lies' }]) : (already ?? accept([{ act: 'container' }]));
  if (from?.location === location)
    return there.some((one) => sameBalance(one, from)) ? accept([{ act: 'lies' }]) : refuse('not-booked', { location });
  if (qty === null) return refuse('how-much');
  if (from !== null) {
    const book = booked.find((one) => one.qty > 0 && sameBalance(one, from));
    if (!book) return refuse('not-booked', { location: from.location });
    if (already && again.location === location) return already;
    return qty > book.qty
      ? refuse('more-than-booked', { location: from.location, qty: book.qty })
      : accept([{ act: 'move', item, book: from, qty }]);
  }
  return already ?? accept([{ act: 'adjust', item, book: { location: null, lot, serial, container, owner: '' }, qty }]);
}

/** Names what is sought in one line: "TUBE-25", "PAINT/L7", "CONT-1". */
export const soughtCalled = ({ item, lot, serial, container }: Sought): string =>
  [item ?? '', lot, serial, container].filter((part) => part !== '').join('/');
