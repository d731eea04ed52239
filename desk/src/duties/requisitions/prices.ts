/** What something would cost, as far as the records say. Pure; prices are for one unit of the item, in major units of the currency. */
import { numberOf } from '../../house/amounts.ts';
import type { Row } from '../../house/kind.ts';
import { readBreaks } from '../partners/partners.ts';

/** Of a vendor's offer, for a quantity: by its price breaks; undefined where it has no price. */
export function priceIn(offer: Row, qty: number): number | undefined {
  if (offer.unit_cost === null || offer.unit_cost === undefined) return undefined;
  const breaks = readBreaks(String(offer.price_breaks ?? ''));
  const reached = 'fault' in breaks ? undefined : breaks.findLast((one) => qty >= Number(one.from));
  return numberOf(reached?.price ?? offer.unit_cost);
}

/** The price typed, else that of the vendor's offers ranked first, else the item's cost; null: nobody knows. */
export function priceOf(
  typed: number | null,
  {
    offers,
    vendor,
    unitCost,
    qty,
  }: {
    readonly offers: readonly Row[];
    readonly vendor: string | null;
    readonly unitCost: number | null;
    readonly qty: number;
  },
): number | null {
  if (typed !== null) return typed;
  const own = offers
    .filter((one) => vendor === null || one.vendor === vendor)
    .toSorted((a, b) => numberOf(a.rank ?? 1) - numberOf(b.rank ?? 1));
  for (const offer of own) {
    const price = priceIn(offer, qty);
    if (price !== undefined) return price;
  }
  return unitCost;
}
