/** What is there and what is on its way: stock of usable locations, open purchase lines. */
import { type OpenPurchase, qty, type Second, type StockLot, second } from '@hotlist/engine';
import { mostCounted, numberOf, steps } from '../../house/amounts.ts';
import { expectedAt, offerFor, type PurchaseClock, promisedFor } from '../purchasing/purchasing.ts';
import { workdaysAfter } from '../purchasing/workdays.ts';
import type { Clockwork } from './clockwork.ts';
import { groupedBy, lineId, lotId, maybe, type RowsByKind, text } from './rows.ts';
import type { Decimals } from './structure.ts';

/**
 * Balances of 0 and below are no supply: what is negative on the books must be counted, not planned with. Nor is what is more than
 * can be planned with, which stands there from before it was refused: one mistyped balance stops no site. Goods of a partner are
 * none either. Pieces and containers of one lot at one place are one supply.
 */
export function stockOf(rows: RowsByKind, decimals: Decimals, clock: Clockwork): StockLot[] {
  const closed = new Set(
    rows('locations')
      .filter((row) => row.usable === false)
      .map((row) => text(row.code)),
  );
  const beyond = new Set(beyondPlanning(rows, decimals).map(({ id }) => id));
  const lots = new Map<string, StockLot>();
  for (const row of rows('stock')) {
    const id = lotId(row);
    if (beyond.has(id)) continue;
    const quantity = steps(row.qty, decimals.get(text(row.item)) ?? 0, 'down');
    if (quantity <= 0 || closed.has(text(row.location)) || maybe(row.owner) !== undefined) continue;
    const known = lots.get(id);
    const [from, until] = [clock.at(row.available_from), clock.dayEnds(row.expires)];
    lots.set(id, {
      id,
      item: text(row.item),
      qty: qty(quantity + (known?.qty ?? 0)),
      availableFrom: known ? latest(known.availableFrom, from) : from,
      expires: known ? soonest(known.expires, until) : until,
      location: maybe(row.location),
      lot: maybe(row.lot),
    });
  }
  return [...lots.values()];
}

export interface Beyond {
  readonly id: string;
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly qty: number;
  readonly most: number;
}

/** Lots of ours of which more stands at one place than can be planned with. */
export function beyondPlanning(rows: RowsByKind, decimals: Decimals): Beyond[] {
  const lots = new Map<string, Beyond>();
  for (const row of rows('stock')) {
    if (maybe(row.owner) !== undefined || numberOf(row.qty) <= 0) continue;
    const [id, item] = [lotId(row), text(row.item)];
    const qty = numberOf(row.qty) + (lots.get(id)?.qty ?? 0);
    const most = mostCounted(decimals.get(item) ?? 0);
    lots.set(id, { id, item, location: text(row.location), lot: text(row.lot), qty, most });
  }
  return [...lots.values()].filter(({ qty, most }) => qty > most);
}

/** Of moments that may be absent: what holds for both. */
const latest = (one: Second | undefined, other: Second | undefined): Second | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;
const soonest = (one: Second | undefined, other: Second | undefined): Second | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

/** Open lines when they are expected; one of which nobody knows when it comes is no supply. */
export function purchaseLinesOf(rows: RowsByKind, decimals: Decimals, clock: Clockwork): OpenPurchase[] {
  const offers = groupedBy(rows('sources'), (row) => `${text(row.item)}\n${text(row.vendor)}`);
  const vendors = new Map(rows('vendors').map((row) => [text(row.code), row]));
  const dates: PurchaseClock = {
    now: clock.now,
    at: (value) => clock.at(value),
    workdaysAfter: (at, days) => second(workdaysAfter(clock.offsets, clock.epoch + at, days) - clock.epoch),
  };
  return rows('purchase_lines').flatMap((row) => {
    if (row.state !== 'open') return [];
    const places = decimals.get(text(row.item)) ?? 0;
    const open = steps(row.qty, places, 'down') - steps(row.received, places, 'up');
    const offer = offerFor(offers.get(`${text(row.item)}\n${text(row.vendor)}`) ?? []);
    const by = { offer, vendor: vendors.get(text(row.vendor)) };
    const estimated = expectedAt(row, by, dates);
    if (open <= 0 || estimated === undefined) return [];
    return [
      {
        id: lineId(row),
        item: text(row.item),
        vendor: maybe(row.vendor),
        qty: qty(open),
        required: clock.at(row.required),
        promised: promisedFor(row, by, dates),
        estimated,
      },
    ];
  });
}
