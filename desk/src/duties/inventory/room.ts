/**
 * How much lies at a place that holds so much at most, and whether more fits. Amounts are decimal numbers in the unit of the place,
 * unless it says so otherwise. Pure. Source: GLOSSARY "capacity of a place".
 */
import type { Ratio } from '@hotlist/engine';
import { toMillionth } from '../../house/amounts.ts';
import { accept, confirm, type Decision } from '../../house/decision.ts';
import { factorTo, type ItemCounted, type UnitOf } from '../items/counted.ts';

/** Some of an item, in its own unit; `ofItem`: its factor to the unit of the place, where it has one. */
export interface Goods {
  readonly item: ItemCounted;
  readonly ofItem: string | null;
  readonly qty: number;
}

export interface Bounded {
  readonly place: string;
  readonly capacity: number;
  readonly unit: UnitOf;
  readonly lying: readonly Goods[];
}

/** How many of the item's unit one of the place's is; undefined: nothing says so, and such goods do not count. */
const factorAt = (unit: UnitOf, { item, ofItem }: Goods): Ratio | undefined => factorTo(item, { unit, ofItem });

/** Not rounded: a third of a pallet and its other two thirds are one. */
const inUnit = (unit: UnitOf, goods: readonly Goods[]): number =>
  goods.reduce((sum, one) => {
    const factor = factorAt(unit, one);
    return factor ? sum + (one.qty * factor.den) / factor.num : sum;
  }, 0);

const leftAt = ({ capacity, unit, lying }: Bounded): number => Math.max(0, capacity - inUnit(unit, lying));

export const filledOf = ({ unit, lying }: Bounded): number => toMillionth(inUnit(unit, lying));

/** What still fits; a place that is too full has no room. */
export const roomOf = (place: Bounded): number => toMillionth(leftAt(place));

/** As much of one item as still fits, in the item's unit, rounded down to what it is counted in. */
export function fits(place: Bounded, goods: Goods): number {
  const factor = factorAt(place.unit, goods);
  if (!factor) return goods.qty;
  const steps = 10 ** goods.item.decimals;
  return Math.min(goods.qty, Math.floor(toMillionth(((leftAt(place) * factor.num) / factor.den) * steps)) / steps);
}

export interface Filling {
  readonly place: string;
  readonly filled: number;
  readonly coming: number;
  readonly over: number;
}

/** Decides whether goods are put at a place. Asks about what would be more than it holds: who stands before it may see that it fits. */
export function putAt(place: Bounded, coming: readonly Goods[]): Decision<Filling, 'overfull'> {
  const more = toMillionth(inUnit(place.unit, coming));
  const over = toMillionth(inUnit(place.unit, [...place.lying, ...coming]) - place.capacity);
  const filling = { place: place.place, filled: filledOf(place), coming: more, over: Math.max(0, over) };
  return over > 0 && more > 0 ? confirm([filling], 'overfull', { ...filling }) : accept([filling]);
}

export interface Entering {
  readonly from: string | null;
  readonly fromKind?: string | undefined;
  readonly to: string | null;
  readonly reverses?: number | undefined;
  readonly reference?: { readonly kind: string } | null | undefined;
}

/** What something is moved for that was sought and found elsewhere than the books have it. */
export const soughtAndFound = 'search';

/** Whether goods come to a place by a movement. What is found or counted there is there already, and what is taken back never left. */
export const comesIn = ({ from, fromKind = 'adjustment', to, reverses, reference }: Entering): boolean =>
  to !== null &&
  from !== to &&
  reverses === undefined &&
  reference?.kind !== soughtAndFound &&
  (from !== null || fromKind !== 'adjustment');

/** Why somebody puts more at a place than it holds, as he said it; undefined: nobody said yes to that. */
export const overfullFor = (
  { confirmed, because }: { readonly confirmed: ReadonlySet<string>; readonly because: string },
  reason = '',
): string | undefined => (confirmed.has('overfull') ? because || reason : undefined);

/** Items that lie there and do not count. */
export const uncounted = ({ unit, lying }: Bounded): readonly string[] =>
  lying.filter((one) => !factorAt(unit, one)).map(({ item }) => item.code);
