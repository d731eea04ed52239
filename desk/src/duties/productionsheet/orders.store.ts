/** Customer lines with what the standing plan says of them. */
import { sql, type Transaction } from 'kysely';
import { lineValue } from '../../house/amounts.ts';
import { todayAt, wallClock } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { standingVersion } from '../planning/planning.store.ts';
import type { PlanReason } from '../planning/planning.tables.ts';
import { orderSentence, verdictSentence } from './productionsheet.messages.ts';
import { calledOf } from './productionsheet.ts';
import { type Cause, type LineStanding, toneOf } from './verdict.ts';

type Tx = Transaction<Tables>;

interface Found {
  id: number;
  version: number;
  order_no: string;
  line: number;
  customer: string;
  customer_name: string | null;
  item: string;
  item_name: string | null;
  unit: string;
  qty: number;
  shipped: number;
  due: string;
  promised: string | null;
  priority: number;
  unit_price: number | null;
  state: 'open' | 'shipped' | 'closed' | 'cancelled';
  reference: string | null;
  note: string | null;
  known: boolean;
  estimated: string | null;
  late_days: number | null;
  past_promise: boolean | null;
  reasons: readonly PlanReason[] | null;
}

export interface LinesWanted {
  readonly order?: string;
  readonly state: 'open' | 'all';
  readonly limit: number;
}

/** Late lines first, the latest at the top; then by the date asked for. */
export async function orderLines(tx: Tx, site: Site, { order, state, limit }: LinesWanted) {
  const standing = await standingVersion(tx, site.code);
  const version = standing?.id ?? 0;
  const { rows } = await sql<Found & { total: number }>`
    select l.id, l.version, l.order_no, l.line, l.customer, c.name as customer_name, l.item, i.name as item_name, i.unit,
      l.qty, l.shipped, l.due, l.promised, l.priority, l.unit_price, l.state, l.reference, l.note,
      h.ref is not null as known, h.estimated, h.late_days, h.past_promise, h.chain as reasons, count(*) over () as total
    from customer_lines l
    join items i on i.site = l.site and i.code = l.item
    left join customers c on c.site = l.site and c.code = l.customer
    left join hot_rows h on h.version = ${version} and h.kind = 'customer_line' and h.ref = concat(l.order_no, '/', l.line)
    where l.site = ${site.code}
      ${order === undefined ? sql`` : sql`and l.order_no = ${order}`}
      ${state === 'open' ? sql`and l.state = 'open'` : sql``}
    order by l.state <> 'open', coalesce(h.late_days, 0) <= 0, case when h.late_days > 0 then -h.late_days end, l.due, l.order_no, l.line
    limit ${limit}`.execute(tx);
  const names = await namesOf(
    tx,
    site.code,
    rows.flatMap((row) => row.reasons?.slice(0, 1) ?? []),
  );
  const today = todayAt(site);
  return {
    rows: rows.map((row) => lineOf(row, site, today, names)),
    reasons: new Map(rows.map((row) => [`${row.order_no}/${row.line}`, row.reasons ?? []])),
    total: rows[0]?.total ?? 0,
    standing,
  };
}

export async function orderOf(tx: Tx, site: Site, order: string) {
  const { rows } = await orderLines(tx, site, { order, state: 'all', limit: 1000 });
  const [first] = rows;
  if (!first) throw notFound('order', order);
  const customer = await tx
    .selectFrom('customers')
    .select(['code', 'name', 'phone'])
    .where('site', '=', site.code)
    .where('code', '=', first.customer)
    .executeTakeFirst();
  const priced = rows.filter((row) => row.money !== null && row.state !== 'cancelled');
  return {
    order_no: order,
    customer: customer ?? { code: first.customer, name: null, phone: null },
    // The first row is the worst: that is how they are sorted.
    verdict: orderSentence(rows, first.line),
    tone: first.tone,
    money: priced.length === 0 ? null : priced.reduce((sum, row) => sum + (row.money ?? 0), 0),
    currency: site.currency,
    lines: rows.toSorted((a, b) => a.line - b.line),
  };
}

function lineOf(row: Found, site: Site, today: string, names: ReadonlyMap<string, string>) {
  const day = (at: string | null): string | null => (at === null ? null : wallClock(site.zone, at).slice(0, 10));
  const first = row.reasons?.[0];
  const standing: LineStanding = {
    state: row.state,
    due: day(row.due) ?? '',
    promised: day(row.promised),
    ships: day(row.estimated),
    planned: row.known,
    lateDays: row.late_days,
    cause: first ? causeOf(first, names, day(first.until ?? null)) : null,
  };
  const { known: _, reasons: __, unit_price, past_promise, ...shown } = row;
  return {
    ...withoutTotal(shown),
    money: lineValue(unit_price, row.qty, site.currency) ?? null,
    currency: site.currency,
    past_promise: past_promise ?? false,
    tone: toneOf(standing),
    verdict: verdictSentence(standing, today),
  };
}

const withoutTotal = <T extends object>(row: T): Omit<T, 'total'> => {
  const { total: _, ...rest } = row as T & { total?: number };
  return rest;
};

const causeOf = (reason: PlanReason, names: ReadonlyMap<string, string>, until: string | null): Cause => ({
  kind: reason.kind,
  name: names.get(reason.what) ?? bareName(reason),
  until,
});

/** A customer's input is named after its line, "SO-1/1/artwork"; a supply after its kind. */
function bareName({ kind, what }: PlanReason): string {
  if (kind === 'awaits') return what.split('/').slice(2).join('/') || what;
  return /^(purchase|work|planned|buy|stock)\//.test(what) ? calledOf(what) : what;
}

/** What the things at fault are called: the item of a purchase line, an item's own name. */
async function namesOf(tx: Tx, site: string, reasons: readonly PlanReason[]): Promise<ReadonlyMap<string, string>> {
  const whats = [...new Set(reasons.map((reason) => reason.what))];
  if (whats.length === 0) return new Map();
  const { rows } = await sql<{ what: string; name: string }>`
    select concat('purchase/', l.order_no, '/', l.line) as what, coalesce(i.name, i.code) as name
    from purchase_lines l join items i on i.site = l.site and i.code = l.item
    where l.site = ${site} and concat('purchase/', l.order_no, '/', l.line) = any(${whats}::text[])
    union all
    select code, coalesce(name, code) from items where site = ${site} and code = any(${whats}::text[])
    union all
    select code, coalesce(name, code) from machines where site = ${site} and code = any(${whats}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.what, row.name]));
}
