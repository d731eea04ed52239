/** Open purchase lines as the dock sees them: when they are due, and who waits for them. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { todayAt } from '../../house/clock.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { foundNothing } from './receiving.messages.ts';
import { waitingFor } from './waiting.store.ts';
import { byUrgency, isHot, whenOf } from './waiting.ts';

type Tx = Transaction<Tables>;

interface Open {
  readonly ref: string;
  readonly vendor: string;
  readonly vendor_name: string | null;
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
    select concat(l.order_no, '/', l.line) as ref, l.vendor, v.name as vendor_name, l.item, i.name as item_name, i.unit,
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

/** What a scanned or typed text names, in whatever case: a line, an order, an item; without an open line, what to do then. */
export async function foundDue(tx: Tx, site: Site, text: string) {
  const lower = text.toLowerCase();
  const called = lineCalled(lower);
  const ofLine = called ? sql`lower(l.order_no) = ${called.order} and l.line = ${called.line}` : sql`false`;
  const ofOrder = sql`((${ofLine}) or lower(l.order_no) = ${lower})`;
  const byOrder = await dueLines(tx, site, { where: ofOrder });
  if (byOrder.length > 0) return { rows: byOrder, item: null, says: null };
  const { rows: gone } = await sql`
    select 1 from purchase_lines l where l.site = ${site.code} and ${ofOrder} limit 1`.execute(tx);
  if (gone.length > 0) return { rows: [], item: null, says: foundNothing.closed(text) };
  const { rows: items } = await sql<{ code: string }>`
    select code from items where site = ${site.code} and lower(code) = ${lower} order by code = ${text} desc limit 1`.execute(
    tx,
  );
  const [item] = items;
  if (!item) return { rows: [], item: null, says: foundNothing.unknown(text) };
  const rows = await dueLines(tx, site, { where: sql`l.item = ${item.code}` });
  return { rows, item: item.code, says: rows.length > 0 ? null : foundNothing.item(item.code) };
}
