/** How new supply is had: made, bought from one of the vendors, or brought from another place. */
import type { Offer, Transfer } from './compile.ts';
import type { Model } from './model.ts';
import { BUY, MOVE, OUTPUT, PLANNED } from './network.ts';
import type { Yielded } from './outputs.ts';

export type Way =
  | { readonly kind: typeof PLANNED }
  | { readonly kind: typeof MOVE; readonly transfer: Transfer }
  | { readonly kind: typeof OUTPUT; readonly output: Yielded }
  | { readonly kind: typeof BUY; readonly offer: Offer };

const MADE: Way = { kind: PLANNED };

/** How an item is had when it is wanted at `need`; safety stock never hurries. */
export function wayOf(model: Model, item: number, need: number, safety: boolean): Way | undefined {
  const { catalogue } = model;
  const { supply } = catalogue.items[item]!;
  const make = catalogue.routingTo[item]! > catalogue.routingFrom[item]!;
  if ((supply === 'make' || supply === 'phantom') && make) return MADE;
  const transfer = catalogue.moves[item]![0];
  if (supply === 'move' && transfer) return { kind: MOVE, transfer };
  const offer = offerFor(model, item, Math.max(need, model.now), safety);
  if (offer) return { kind: BUY, offer };
  if (transfer) return { kind: MOVE, transfer };
  const output = catalogue.onPurpose[item];
  return output && { kind: OUTPUT, output };
}

/** The preferred offer; another only when it is in time, or at least earlier, and the preferred one is not. */
export function offerFor(model: Model, item: number, need: number, safety: boolean): Offer | undefined {
  let best: Offer | undefined;
  for (const offer of model.catalogue.offers[item]!) {
    if (offer.earliest <= need || (safety && !best)) return offer;
    if (!best || offer.earliest < best.earliest) best = offer;
  }
  return best;
}
