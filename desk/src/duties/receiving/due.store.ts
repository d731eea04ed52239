/** Open purchase lines as the dock sees them: when they are due, and who waits for them. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { toMillionth } from '../../house/amounts.ts';
import { todayAt } from '../../house/clock.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { noSuch } from '../marking/scan.messages.ts';
import { readScan } from '../marking/scan.ts';
import { calledByVendors } from '../marking/vendorparts.store.ts';
import { dueAtDockOf } from '../purchasing/purchasing.store.ts';
import { noticeStands, underWayOfLine } from './notices.store.ts';
import { containerRead, isToCome } from './notices.ts';
import { noticesOf } from './noticeslist.store.ts';
import { foundNothing } from './receiving.messages.ts';
import { returnWords } from './returns.messages.ts';
import { returnsOf } from './returnslist.store.ts';
import { nothingOpen } from './transfers.messages.ts';
import { transfersOf } from './transfers.store.ts';
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
  readonly announced: number;
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
  const dated = dueAtDockOf('l');
  const day = sql`(${dated} at time zone ${site.zone})::date`;
  const { rows } = await sql<Open>`
    select 'purchase line' as kind, concat(l.order_no, '/', l.line) as ref, l.vendor as partner, v.name as partner_name, l.item, i.name as item_name, i.unit,
      l.qty as ordered, l.received, greatest(l.qty - l.received, 0) as open, ${day} as day, ${underWayOfLine} as announced,
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
        notice: null,
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
    announced: 0,
    notice: null,
    day: row.expected,
    when: whenOf(row.expected, today),
    inspected: true,
    asks_lot: false,
    asks_expiry: false,
    hot: false,
    waiting: [],
  }));
}

/** Lines of ship notices that are still to come, late once their arrival is past, with who waits for their purchase lines. */
async function dueNotices(tx: Tx, site: Site, until: string) {
  const notices = (await noticesOf(tx, site, noticeStands)).filter(({ day }) => day <= until);
  const sent = notices.flatMap((notice) =>
    notice.lines.filter(({ open }) => open > 0).map((line) => ({ notice, line })),
  );
  const waiting = await waitingFor(tx, site.code, [...new Set(sent.map(({ line }) => line.item))]);
  const today = todayAt(site);
  return sent.map(({ notice, line }) => {
    const wait = (waiting.get(line.item) ?? []).filter((one) => one.line === line.ref);
    return {
      kind: 'ship notice' as const,
      ref: `${notice.number}/${line.line}`,
      partner: notice.vendor,
      partner_name: notice.vendor_name,
      item: line.item,
      item_name: line.item_name,
      unit: line.unit,
      ordered: line.qty,
      received: line.received,
      open: line.open,
      announced: line.open,
      notice: notice.id,
      day: notice.day,
      when: notice.late ? ('late' as const) : whenOf(notice.day, today),
      inspected: line.inspected,
      asks_lot: line.asks_lot,
      asks_expiry: line.asks_expiry,
      hot: isHot({ waiting: wait }),
      waiting: wait.slice(0, named),
    };
  });
}

/** What is on the way from other places of ours, late once its arrival is past. */
async function dueTransfers(tx: Tx, site: Site, until: string | null, where = sql`true`) {
  const coming = (await transfersOf(tx, site, where)).filter(({ day }) => until === null || day <= until);
  const today = todayAt(site);
  return coming.flatMap((transfer) =>
    transfer.lines
      .filter(({ open }) => open > 0)
      .map((line) => ({
        kind: 'transfer' as const,
        ref: `${transfer.number}/${line.line}`,
        partner: line.from,
        partner_name: null,
        item: line.item,
        item_name: line.item_name,
        unit: line.unit,
        ordered: line.sent,
        received: line.received,
        open: line.open,
        announced: 0,
        notice: null,
        day: transfer.day,
        when: transfer.late ? ('late' as const) : whenOf(transfer.day, today),
        inspected: false,
        asks_lot: false,
        asks_expiry: false,
        hot: false,
        waiting: [],
      })),
  );
}

/** All that is to come, by its urgency. What is announced of a purchase line stands there by its notice, only the rest by the line. */
export async function dueAtDock(tx: Tx, site: Site, wish: Wish & { readonly until: string }) {
  const lines = (await dueLines(tx, site, wish)).flatMap((row) =>
    row.announced === 0
      ? [row]
      : row.open > row.announced
        ? [{ ...row, open: toMillionth(row.open - row.announced) }]
        : [],
  );
  return [
    ...lines,
    ...(await dueNotices(tx, site, wish.until)),
    ...(await dueReturns(tx, site, wish)),
    ...(await dueTransfers(tx, site, wish.until)),
  ].sort(byUrgency(todayAt(site)));
}

/** Notices that a scanned or typed text names by their number or a container of theirs; that stand first, then the newest. */
async function noticesCalled(tx: Tx, site: Site, text: string) {
  const label = readScan(text, Number(todayAt(site).slice(0, 4))).label?.container;
  const container = containerRead(label ?? text);
  const found = await noticesOf(
    tx,
    site,
    sql`(lower(a.number) = ${text.toLowerCase()} or exists (select from ship_notice_lines n where n.notice = a.id
      and n.container <> '' and lower(n.container) = ${container.toLowerCase()}))`,
  );
  const standing = found.filter(({ state }) => isToCome(state));
  const notices = standing.length > 0 ? standing : found.slice(0, 1);
  const inIt = notices.some(({ lines }) => lines.some((line) => line.container === container));
  return { notices, container: inIt ? container : null };
}

/** What a scanned or typed text names, in whatever case: a line, an order, an item; without an open line, what to do then. */
export async function foundDue(tx: Tx, site: Site, text: string) {
  const called = await noticesCalled(tx, site, text);
  if (called.notices.length > 0) return { rows: [], item: null, says: null, ...called };
  return { ...(await foundLines(tx, site, text)), ...called };
}

/** What a vendor calls so: his open lines of it. */
async function foundByVendors(tx: Tx, site: Site, text: string) {
  const part = readScan(text, Number(todayAt(site).slice(0, 4))).label?.part ?? text;
  const items = await calledByVendors(tx, site.code, part);
  const [item, another] = items;
  if (!item) return { rows: [], item: null, says: foundNothing.unknown(text) };
  const theirs = sql`exists (select from sources o where (o.site, o.item, o.vendor) = (l.site, l.item, l.vendor)
    and lower(o.vendor_item) = ${part.trim().toLowerCase()})`;
  const rows = await dueLines(tx, site, { where: theirs });
  const says = another
    ? noSuch.partOf(
        part,
        items.map(({ code }) => code),
      )
    : foundNothing.item(item.code);
  return { rows, item: another ? null : item.code, says: rows.length > 0 ? null : says };
}

async function foundLines(tx: Tx, site: Site, text: string) {
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
  const sent = sql`lower(t.number) = ${called ? called.order : lower}`;
  const [transfer] = await transfersOf(tx, site, sent);
  if (transfer) {
    const coming = await dueTransfers(tx, site, null, sent);
    const rows = called ? coming.filter(({ ref }) => ref.toLowerCase() === lower) : coming;
    return { rows, item: null, says: rows.length > 0 ? null : nothingOpen(transfer.number) };
  }
  const { rows: gone } = await sql`
    select 1 from purchase_lines l where l.site = ${site.code} and ${ofOrder} limit 1`.execute(tx);
  if (gone.length > 0) return { rows: [], item: null, says: foundNothing.closed(text) };
  const { rows: items } = await sql<{ code: string }>`
    select code from items where site = ${site.code} and lower(code) = ${lower} order by code = ${text} desc limit 1`.execute(
    tx,
  );
  const [item] = items;
  if (!item) return foundByVendors(tx, site, text);
  const rows = [
    ...(await dueLines(tx, site, { where: sql`l.item = ${item.code}` })),
    ...(await dueReturns(tx, site, { where: sql`c.item = ${item.code}` })),
  ];
  return { rows, item: item.code, says: rows.length > 0 ? null : foundNothing.item(item.code) };
}
