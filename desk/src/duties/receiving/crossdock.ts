/** Goods that came and are waited for go straight from the dock to who waits. Quantities in the item's unit. Pure. */
import { accept, type Decision, refuse } from '../../house/decision.ts';

/** What of a receipt lies where it came. */
export interface Lying {
  readonly receipt: number;
  readonly item: string;
  /** Neither taken back nor brought on. */
  readonly left: number;
  readonly place: string;
  readonly inspected: boolean;
}

/** An order that waits for the item, and the place to which goods for it are brought. */
export interface Waiter {
  readonly order: string;
  readonly kind: string;
  readonly qty: number;
  readonly work_centre: string | null;
  readonly area: string | null;
}

export interface Brought {
  readonly qty: number;
  readonly to: string;
}

export type CrossDockCode =
  | 'nothing-left'
  | 'in-inspection'
  | 'not-waiting'
  | 'no-area'
  | 'more-than-left'
  | 'more-than-waited';

/** Decides what is brought to an order that waits: so much as was asked, else what it waits for and is there. */
export function crossDock(
  lying: Lying,
  order: string,
  waiter: Waiter | undefined,
  asked: number | null,
): Decision<Brought, CrossDockCode> {
  const { receipt, item, left } = lying;
  if (left <= 0) return refuse('nothing-left', { receipt });
  if (lying.inspected) return refuse('in-inspection', { item, place: lying.place });
  if (waiter?.kind !== 'work order') return refuse('not-waiting', { order, item });
  if (waiter.area === null || waiter.area === lying.place)
    return refuse('no-area', { order, workCentre: waiter.work_centre ?? '' });
  if (asked !== null && asked > left) return refuse('more-than-left', { asked, left, item });
  if (asked !== null && asked > waiter.qty) return refuse('more-than-waited', { asked, waits: waiter.qty, order });
  return accept([{ qty: asked ?? Math.min(left, waiter.qty), to: waiter.area }]);
}
