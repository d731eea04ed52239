/** What is there and what is on its way: stock of usable locations, open purchase lines. */
import { type OpenPurchase, qty, type StockLot } from '@hotlist/engine';
import { steps } from '../../house/amounts.ts';
import { expectedAt, offerFor } from '../purchasing/purchasing.ts';
import type { Clockwork } from './clockwork.ts';
import { groupedBy, lineId, lotId, maybe, type RowsByKind, text } from './rows.ts';
import type { Decimals } from './structure.ts';

/** Balances of 0 and below are no supply: what is negative on the books must be counted, not planned with. */
export function stockOf(rows: RowsByKind, decimals: Decimals, clock: Clockwork): StockLot[] {
  const closed = new Set(
    rows('locations')
      .filter((row) => row.usable === false)
      .map((row) => text(row.code)),
  );
  return rows('stock').flatMap((row) => {
    const quantity = steps(row.qty, decimals.get(text(row.item)) ?? 0, 'down');
    if (quantity <= 0 || closed.has(text(row.location))) return [];
    return [
      {
        id: lotId(row),
        item: text(row.item),
        qty: quantity,
        availableFrom: clock.at(row.available_from),
        expires: clock.dayEnds(row.expires),
        location: maybe(row.location),
        lot: maybe(row.lot),
      },
    ];
  });
}

/** Open lines when they are expected; one of which nobody knows when it comes is no supply. */
export function purchaseLinesOf(rows: RowsByKind, decimals: Decimals, clock: Clockwork): OpenPurchase[] {
  const offers = groupedBy(rows('sources'), (row) => `${text(row.item)}\n${text(row.vendor)}`);
  return rows('purchase_lines').flatMap((row) => {
    if (row.state !== 'open') return [];
    const places = decimals.get(text(row.item)) ?? 0;
    const open = steps(row.qty, places, 'down') - steps(row.received, places, 'up');
    const offer = offerFor(offers.get(`${text(row.item)}\n${text(row.vendor)}`) ?? []);
    const estimated = expectedAt(row, offer, { now: clock.now, at: (value) => clock.at(value) });
    if (open <= 0 || estimated === undefined) return [];
    return [
      {
        id: lineId(row),
        item: text(row.item),
        vendor: maybe(row.vendor),
        qty: qty(open),
        required: clock.at(row.required),
        promised: clock.at(row.promised),
        estimated,
      },
    ];
  });
}
