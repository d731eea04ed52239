/** Open purchase lines as the dock sees them: when they are due, and who waits for them. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { todayAt } from '../../house/clock.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { foundNothing } from './receiving.messages.ts';
import { returnWords } from './returns.messages.ts';
import { returnsOf } from './returnslist.store.ts';
import { waitingFor } from './waiting.store.ts';
import { byUrgency, type DueKind, isHot, whenOf } from './waiting.ts';

type Tx = Transaction<Tables>;

interface Open {
  readonly kind: DueKind;
  readonly ref: string;
  readonly partner: string;
  readonly partner_name: string | null;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly ordered: number;
  readonly received: number;
  readonly open: number;
  readonly day: string | null;
  readonly inspected: boolean;
  readonly asks_lot: boolean;
  readonly asks_expiry: boolean;
}

/** Whom a row names at most; the rest is on the order's own pages. */
const named = 5;

interface Wish {
  /** Nothing that is due after this day. */
  readonly until?: string;
  readonly where?: RawBuilder<unknown>;
}

/** Open lines by their urgency (`byUrgency`). */
export async function dueLines(tx: Tx, site: Site, { until, where = sql`true` }: Wish) {
  const dated = sql`coalesce(l.estimated, l.promised, l.required)`;
  const day = sql`(${dated} at time zone ${site.zone})::date`;
  const { rows } = await sql<Open>`
    select 'purchase line' as kind, concat(l.order_no, '/', l.line) as ref, l.vendor as partner, v.name as partner_name, l.item, i.name as item_name, i.unit,
      l.qty as ordered, l.received, greatest(l.qty - l.received, 0) as open, ${day} as day,
      i.inspected, i.asks_lot, i.asks_expiry
    from purchase_lines l join items i on i.site = l.site and i.code = l.item
    join vendors v on v.site = l.site and v.code = l.vendor
    where l.site = ${site.code} and l.state = 'open' and ${where}
      and (${until ?? null}::date is null or ${dated} is null or ${day} <= ${until ?? null}::date)
    order by l.id`.execute(tx);
  const waiting = await waitingFor(tx, site.code, [...new Set(rows.map(({ item }) => item))]);
  const today = todayAt(site);
  return rows
    .map((row) => {
      const wait = (waiting.get(row.item) ?? []).filter((one) => one.line === row.ref);
      return {
        ...row,
        when: whenOf(row.day, today),
        hot: isHot({ waiting: wait }),
        waiting: wait.slice(0, named),
      };
    })
    .sort(byUrgency(today));
}

/** Announced returns that are still to come. */
async function dueReturns(tx: Tx, site: Site, { until, where = sql`true` }: Wish) {
  const rows = await returnsOf(
    tx,
    site,
    sql`c.state = 'open' and ${where} and (${until ?? null}::date is null or c.expected is null or c.expected <= ${until ?? null}::date)`,
  );
  const today = todayAt(site);
  return rows.map((row) => ({
    kind: 'customer return' as const,
    ref: row.number,
    partner: row.customer,
    partner_name: row.customer_name,
    item: row.item,
    item_name: row.item_name,
    unit: row.unit,
    ordered: row.qty,
    received: row.received,
    open: row.open,
    day: row.expected,
    when: whenOf(row.expected, today),
    inspected: true,
    asks_lot: false,
    asks_expiry: false,
    hot: false,
    waiting: [],
  }));
}

/** All that is to come, by its urgency. */
export const dueAtDock = async (tx: Tx, site: Site, wish: Wish) =>
  [...(await dueLines(tx, site, wish)), ...(await dueReturns(tx, site, wish))].sort(byUrgency(todayAt(site)));

/** What a scanned or typed text names, in whatever case: a line, an order, an item; without an open line, what to do then. */
export async function foundDue(tx: Tx, site: Site, text: string) {
  const lower = text.toLowerCase();
  const called = lineCalled(lower);
  const ofLine = called ? sql`lower(l.order_no) = ${called.order} and l.line = ${called.line}` : sql`false`;
  const ofOrder = sql`((${ofLine}) or lower(l.order_no) = ${lower})`;
  const byOrder = await dueLines(tx, site, { where: ofOrder });
  if (byOrder.length > 0) return { rows: byOrder, item: null, says: null };
  const [back] = await returnsOf(tx, site, sql`lower(c.number) = ${lower}`);
  if (back?.state === 'open')
    return { rows: await dueReturns(tx, site, { where: sql`c.id = ${back.id}` }), item: null, says: null };
  if (back)
    return {
      rows: [],
      item: null,
      says: returnWords[back.state === 'closed' ? 'return-closed' : 'return-cancelled']({ number: back.number }),
    };
  const { rows: gone } = await sql`
    select 1 from purchase_lines l where l.site = ${site.code} and ${ofOrder} limit 1`.execute(tx);
  if (gone.length > 0) return { rows: [], item: null, says: foundNothing.closed(text) };
  const { rows: items } = await sql<{ code: string }>`
    select code from items where site = ${site.code} and lower(code) = ${lower} order by code = ${text} desc limit 1`.execute(
    tx,
  );
  const [item] = items;
  if (!item) return { rows: [], item: null, says: foundNothing.unknown(text) };
  const rows = [
    ...(await dueLines(tx, site, { where: sql`l.item = ${item.code}` })),
    ...(await dueReturns(tx, site, { where: sql`c.item = ${item.code}` })),
  ];
  return { rows, item: item.code, says: rows.length > 0 ? null : foundNothing.item(item.code) };
}
