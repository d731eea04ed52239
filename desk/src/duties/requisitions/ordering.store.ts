/** Orders and transfers that requisitions become. */
import { sql, type Transaction } from 'kysely';
import { instantOf, nowAt, todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { nextNumber } from '../../server/numbering.ts';
import { lockSite } from '../../server/site-lock.ts';
import { lockBalances, spotsOf } from '../allocations/allocations.store.ts';
import { freeAt } from '../allocations/allocations.ts';
import { post } from '../inventory/movements.store.ts';
import { purchaseLines } from '../purchasing/purchasing.ts';
import { insertRecord } from '../records/records.store.ts';
import type { OpenOrder, Placed, Standing } from './ordering.ts';

type Tx = Transaction<Tables>;

/** An order of which lines are open, ours that are no items counted: who adds to it holds the site, so that no two lines share a number. */
export async function openOrder(tx: Tx, site: string, order: string): Promise<OpenOrder | undefined> {
  await lockSite(tx, site);
  const { rows } = await sql<{ vendor: string | null; last: number | null }>`
    select min(vendor) filter (where open) as vendor, max(line) as last from (
      select vendor, line, state = 'open' as open from purchase_lines where site = ${site} and order_no = ${order}
      union all
      select vendor, order_line, now = 'ordered' from requisitions_now
        where site = ${site} and order_no = ${order} and sort <> 'item') lines`.execute(tx);
  const [found] = rows;
  return found?.vendor && found.last ? { vendor: found.vendor, last: found.last } : undefined;
}

export async function newOrder(tx: Tx, site: string): Promise<string> {
  await lockSite(tx, site);
  return nextNumber(tx, site, 'PO', async (wished) => {
    const { rows } = await sql`
      select 1 from purchase_lines where site = ${site} and order_no = ${wished}
      union all select 1 from requisitions where site = ${site} and order_no = ${wished}`.execute(tx);
    return rows.length > 0;
  });
}

export interface Ordered {
  readonly number: string;
  readonly item: string | null;
  readonly qty: number;
  readonly needed: string;
  readonly unit_price: number | null;
}

/** Of an item a purchase line; what is none stands under the same order number with the requisition alone. */
export async function writeLines(
  tx: Tx,
  site: Site,
  order: string,
  placed: Placed,
  some: readonly Ordered[],
): Promise<void> {
  for (const { number, line } of placed.lines) {
    const one = some.find((each) => each.number === number);
    if (one?.item == null) continue;
    await insertRecord(tx, site.code, purchaseLines, {
      order_no: order,
      line,
      vendor: placed.vendor,
      item: one.item,
      qty: one.qty,
      received: 0,
      required: instantOf(site.zone, one.needed, site.dueTime),
      promised: null,
      estimated: null,
      unit_price: one.unit_price,
      state: 'open',
      note: number,
    });
  }
}

/** What stands of an item at a place, with its balances locked. */
export async function standingAt(
  tx: Tx,
  site: Site,
  item: string,
  { from, lot }: { readonly from: string; readonly lot: string },
): Promise<Standing> {
  const place = { item, location: from, lot };
  await lockBalances(tx, site.code, place);
  const [spot] = await spotsOf(tx, site.code, place, { now: nowAt(site), today: todayAt(site) });
  if (!spot) return { there: 0, free: 0, reserved: 0 };
  const { rows } = await sql<{
    loose: number;
  }>`select qty as loose from stock where site = ${site.code} and item = ${item}
    and location = ${from} and lot = ${lot} and serial = '' and container = '' and owner = ''`.execute(tx);
  return {
    there: spot.there,
    free: Math.max(0, Math.min(rows[0]?.loose ?? 0, freeAt(spot))),
    reserved: spot.allocated,
  };
}

export const postTransfer = (
  tx: Tx,
  site: Site,
  {
    number,
    item,
    qty,
    reason,
  }: { readonly number: string; readonly item: string; readonly qty: number; readonly reason: string },
  { from, to, lot }: { readonly from: string; readonly to: string; readonly lot: string },
  overfull: string | undefined,
): Promise<number> =>
  post(tx, site.code, {
    movedAt: nowAt(site),
    item,
    lot,
    qty,
    from,
    to,
    reason,
    overfull,
    reference: { kind: 'requisition', key: number, part: null },
  });
