/** What is there and what is on its way: stock of usable locations, open purchase lines. */
import { type OpenPurchase, qty, type Second, type StockLot, second } from '@hotlist/engine';
import { steps } from '../../house/amounts.ts';
import type { Row } from '../../house/kind.ts';
import type { Clockwork } from './clockwork.ts';
import { lineId, lotId, maybe, type RowsByKind, text } from './rows.ts';
import { type Decimals, roughLead } from './structure.ts';

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

/**
 * Open lines at their estimated date, else the promised, else the required one. A date gone by counts as now at the
 * earliest: it has not arrived, so it can arrive now or later. A line without any date counts as ordered now, with
 * the lead time of its vendor's offer; without an offer it is no supply, because nobody knows when it comes.
 */
export function purchaseLinesOf(rows: RowsByKind, decimals: Decimals, clock: Clockwork): OpenPurchase[] {
  const offers = new Map(rows('sources').map((row) => [`${text(row.item)}\n${text(row.vendor)}`, row]));
  return rows('purchase_lines').flatMap((row) => {
    if (row.state !== 'open') return [];
    const places = decimals.get(text(row.item)) ?? 0;
    const open = steps(row.qty, places, 'down') - steps(row.received, places, 'up');
    const estimated = estimatedOf(row, clock) ?? undated(offers.get(`${text(row.item)}\n${text(row.vendor)}`), clock);
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

const estimatedOf = (row: Row, clock: Clockwork): Second | undefined =>
  clock.notBeforeNow(row.estimated ?? row.promised ?? row.required);

const undated = (offer: Row | undefined, clock: Clockwork): Second | undefined =>
  offer ? second(clock.now + roughLead(offer)) : undefined;
