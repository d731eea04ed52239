/** From what vendor, into which order, approved requisitions are ordered; and whether stock that is free can serve one. Pure. */
import { accept, type Decision, refuse } from '../../house/decision.ts';

export interface ToOrder {
  readonly number: string;
  readonly vendor: string | null;
}

/** An open purchase order as its lines have it. */
export interface OpenOrder {
  readonly vendor: string;
  readonly last: number;
}

export interface OrderWish {
  /** Whom the buyer names; null: whom they suggest. */
  readonly vendor: string | null;
  /** An order that they are added to; null: a new one. */
  readonly order: string | null;
}

export interface Placed {
  readonly vendor: string;
  /** Of each in their turn; added to an order they come behind its lines. */
  readonly lines: readonly { readonly number: string; readonly line: number }[];
}

export type OrderCode = 'no-vendor' | 'several-vendors' | 'other-vendor' | 'no-order';

/** All into one order of one vendor: the one named, else the one whose order it is, else the one that all suggest. */
export function place(
  some: readonly ToOrder[],
  { vendor, order }: OrderWish,
  open: OpenOrder | undefined,
): Decision<Placed, OrderCode> {
  if (order !== null && !open) return refuse('no-order', { order });
  const suggested = [...new Set(some.flatMap((one) => one.vendor ?? []))].sort();
  const from = vendor ?? open?.vendor;
  if (order !== null && open && from !== open.vendor)
    return refuse('other-vendor', { order, vendor: from ?? '', theirs: open.vendor });
  if (from === undefined && suggested.length > 1) return refuse('several-vendors', { vendors: suggested.join(', ') });
  const [only] = suggested;
  const whom = from ?? only;
  const without = some.find((one) => one.vendor === null);
  if (whom === undefined || (from === undefined && without))
    return refuse('no-vendor', { number: (without ?? some[0])?.number ?? '' });
  const first = (open?.last ?? 0) + 1;
  return accept([{ vendor: whom, lines: some.map(({ number }, at) => ({ number, line: first + at })) }]);
}

export interface ToTransfer {
  readonly number: string;
  readonly item: string | null;
  readonly unit: string;
  readonly qty: number;
}

/** What stands of an item at a place, and what of that is free: in no container, reserved for nobody. */
export interface Standing {
  readonly there: number;
  readonly free: number;
  readonly reserved: number;
}

export type TransferCode = 'no-item' | 'same-place' | 'not-free';

/** Only from what nobody reserved there. */
export function transfer(
  { number, item, unit, qty }: ToTransfer,
  { from, to }: { readonly from: string; readonly to: string },
  { there, free, reserved }: Standing,
): Decision<{ readonly item: string }, TransferCode> {
  if (item === null) return refuse('no-item', { number });
  if (from === to) return refuse('same-place', { place: from });
  return qty > free ? refuse('not-free', { item, unit, qty, free, there, reserved, place: from }) : accept([{ item }]);
}
