/**
 * What of an item may be reserved, where, and what becomes of a reservation. Pure; quantities in steps of the item's unit.
 *
 * A reservation is of pieces at places: "any" is resolved when it is made, by what expires first, then by the older lot, then by
 * place. That it stays within what is there is the database's to hold (`allocations.tables.ts`): others reserve at the same moment.
 */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import type { Kind } from '../../house/kind.ts';

export const allocations: Kind = {
  name: 'allocations',
  one: 'allocation',
  many: 'Allocations',
  about: 'Supply that a person reserved for one customer line or work order; planning keeps to it.',
  key: ['supply', 'item', 'for_order', 'for_line'],
  read: 'stock.see',
  write: 'orders.write',
  planned: true,
  fields: [
    {
      name: 'supply',
      label: 'Supply',
      type: 'text',
      max: 140,
      required: true,
      help: 'stock/ITEM/LOCATION/LOT, purchase/ORDER/LINE or work/NUMBER.',
    },
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    { name: 'qty', label: 'Quantity', type: 'quantity', item: 'item', aboveZero: true, required: true },
    { name: 'for_order', label: 'For order', type: 'code', required: true, help: 'A customer order or a work order.' },
    { name: 'for_line', label: 'For line', type: 'integer', min: 0, max: 99999, default: 0, help: '0: a work order.' },
    {
      name: 'until',
      label: 'Until',
      type: 'date',
      help: 'The last day on which it binds; empty: until it is released.',
    },
    { name: 'reason', label: 'Reason', type: 'text', max: 200 },
  ],
};

export const allocationActs = ['reserved', 'released', 'transferred', 'expired', 'used', 'moved'] as const;
export type AllocationAct = (typeof allocationActs)[number];

/** A balance with what of it is reserved. */
export interface Spot {
  readonly location: string;
  readonly lot: string;
  readonly there: number;
  readonly allocated: number;
  /** What of that is reserved for whoever asks. */
  readonly own: number;
  /** Of a usable place, and from a day that has come. */
  readonly usable: boolean;
  readonly expires: string | null;
  /** The movement that first brought this lot. */
  readonly since: number;
}

/** What of a balance may be taken by whoever asks. */
export const freeAt = ({
  there,
  allocated,
  own,
  usable,
}: Pick<Spot, 'there' | 'allocated' | 'own' | 'usable'>): number => (usable ? Math.max(0, there - allocated + own) : 0);

const words = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which pieces are taken: one’s own, then first expired first out, then the older lot, then by the code of the place. */
export const firstOut = (
  a: Pick<Spot, 'own' | 'expires' | 'since' | 'location' | 'lot'>,
  b: Pick<Spot, 'own' | 'expires' | 'since' | 'location' | 'lot'>,
): number =>
  Number(b.own > 0) - Number(a.own > 0) ||
  words(a.expires ?? '9999', b.expires ?? '9999') ||
  a.since - b.since ||
  words(a.location, b.location) ||
  words(a.lot, b.lot);

export interface Taken {
  readonly location: string;
  readonly lot: string;
  readonly qty: number;
}

/** So much of what is free, in the order of `firstOut`; what has expired by `today` is not taken. */
export function takenFrom(
  spots: readonly Spot[],
  wanted: number,
  today: string,
): { readonly taken: readonly Taken[]; readonly missing: number } {
  let missing = wanted;
  const taken: Taken[] = [];
  for (const spot of spots.toSorted(firstOut)) {
    const free = spot.expires !== null && spot.expires < today ? 0 : freeAt(spot);
    const qty = Math.min(free, missing);
    if (qty <= 0) continue;
    taken.push({ location: spot.location, lot: spot.lot, qty });
    missing -= qty;
  }
  return { taken, missing };
}

export interface Wish {
  readonly qty: number;
  readonly until: string | null;
}

/** Decides what is reserved where. Refuses nothing, a day gone by, and more than is free. */
export function reserved(
  wish: Wish,
  spots: readonly Spot[],
  today: string,
): Decision<Taken, 'nothing-reserved' | 'until-past' | 'not-enough'> {
  if (wish.qty <= 0) return refuse('nothing-reserved');
  if (wish.until !== null && wish.until < today) return refuse('until-past', { until: wish.until });
  const { taken, missing } = takenFrom(spots, wish.qty, today);
  return missing > 0 ? refuse('not-enough', { free: wish.qty - missing }) : accept(taken);
}

/** So much of a reservation that is released or given to another; absent: all of it. */
export function partOf(
  there: number,
  asked: number | null,
): Decision<number, 'nothing-reserved' | 'more-than-reserved'> {
  const part = asked ?? there;
  if (part <= 0) return refuse('nothing-reserved');
  return part > there ? refuse('more-than-reserved', { there, asked: part }) : accept([part]);
}

/** "SO-1042/2" or "MO-7": whom it is for, as people say it. */
export const forWhom = ({ for_order, for_line }: { readonly for_order: string; readonly for_line: number }): string =>
  for_line === 0 ? for_order : `${for_order}/${for_line}`;
