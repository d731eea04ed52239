/** Loads what a ship notice is decided from, with the rows that it changes held, and keeps what was decided. */
import { sql, type Transaction } from 'kysely';
import { steps } from '../../house/amounts.ts';
import { notFound } from '../../house/errors.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { datePurchaseLine } from '../purchasing/purchasing.store.ts';
import { type Dating, dateAfterEnd, type NoticeEnd, type NoticeLine, type NoticeStanding } from './notices.ts';

type Tx = Transaction<Tables>;

/** In SQL: what came of notice line `n`. */
export const cameOfLine = sql<number>`coalesce((select sum(r.qty) from receipts r where r.notice_line = n.id), 0)`;
/** In SQL: how notice `a` ended. */
export const endOf = sql<NoticeEnd | null>`(select e.state from ship_notice_ends e where e.notice = a.id)`;

/** In SQL: notice `a` stands, and something of it is still to come. */
export const noticeStands = sql<boolean>`(not exists (select from ship_notice_ends e where e.notice = a.id)
  and exists (select from ship_notice_lines n where n.notice = a.id and n.qty > ${cameOfLine}))`;

/** In SQL: how much of purchase line `l` is on the way by notices that stand, in the item's unit. */
export const underWayOfLine = sql<number>`coalesce((select sum(greatest(n.qty - ${cameOfLine}, 0))
  from ship_notice_lines n join ship_notices a on a.id = n.notice where n.purchase_line = l.id and ${endOf} is null), 0)`;

/** In SQL: the arrival with which the sum of that reaches what is open of the line, with `more` of a notice that is not kept yet; else the last. */
const covered = (more = sql``) => sql<string | null>`(
  select coalesce(min(c.expected) filter (where c.sum >= l.qty - l.received), max(c.expected)) from (
    select w.expected, sum(w.qty) over (order by w.expected) as sum from (
      select a.expected, n.qty - ${cameOfLine} as qty from ship_notice_lines n join ship_notices a on a.id = n.notice
      where n.purchase_line = l.id and ${endOf} is null and n.qty > ${cameOfLine} ${more}) w) c)`;

/** In SQL: what of purchase line `l` is on the way by its vendor, by each notice that stands: its number, the quantity, when it is to arrive (ISO 8601). */
export const onTheWayOfLine = sql<{ number: string; qty: number; arrives: string }[]>`(
  select coalesce(json_agg(json_build_object('number', w.number, 'qty', w.qty, 'arrives', w.expected) order by w.expected, w.id), '[]')
  from (select a.id, a.number, a.expected, sum(n.qty - ${cameOfLine})::float8 as qty
    from ship_notice_lines n join ship_notices a on a.id = n.notice
    where n.purchase_line = l.id and a.vendor = l.vendor and ${endOf} is null and n.qty > ${cameOfLine} group by a.id) w)`;

/** Holds the vendor's notices: who announces the same number twice at once, one goes after the other. */
export async function numberStands(tx: Tx, site: string, vendor: string, number: string): Promise<boolean> {
  await sql`select 1 from vendors where site = ${site} and code = ${vendor} for no key update`.execute(tx);
  const { rows } = await sql`
    select 1 from ship_notices a where a.site = ${site} and a.vendor = ${vendor} and lower(a.number) = ${number.toLowerCase()}
      and ${endOf} is distinct from 'taken back'`.execute(tx);
  return rows.length > 0;
}

/** Holds the purchase lines of those names in the order of their keys. */
export async function holdLines(tx: Tx, site: string, refs: readonly string[]): Promise<void> {
  const orders = refs.flatMap((ref) => lineCalled(ref)?.order.toLowerCase() ?? []);
  await sql`select 1 from purchase_lines where site = ${site} and lower(order_no) = any(${orders}::text[]) order by id for update`.execute(
    tx,
  );
}

/** What notices that stand have on the way of each purchase line, in the item's unit. */
export async function underWayOf(tx: Tx, lines: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ id: number; qty: number }>`
    select l.id, ${underWayOfLine} as qty from purchase_lines l where l.id = any(${[...lines]}::bigint[])`.execute(tx);
  return new Map(rows.map(({ id, qty }) => [id, qty]));
}

/**
 * The notices that name an SSCC already and were not taken back; a number is given anew after a year (GS1). Who names one waits for
 * whoever does at the same moment.
 */
export async function containersKnown(tx: Tx, site: string, containers: readonly string[]) {
  if (containers.length === 0) return [];
  await sql`select pg_advisory_xact_lock(hashtext(${`sscc ${site}`}))`.execute(tx);
  const { rows } = await sql<{ container: string; vendor: string; number: string }>`
    select n.container, a.vendor, min(a.number) as number from ship_notice_lines n join ship_notices a on a.id = n.notice
    where n.site = ${site} and n.container <> '' and n.container = any(${[...containers]}::text[])
      and a.at > now() - interval '1 year' and ${endOf} is distinct from 'taken back' group by n.container, a.vendor order by a.vendor`.execute(
    tx,
  );
  return rows;
}

export interface NewNotice {
  readonly number: string;
  readonly vendor: string;
  readonly carrier: string | null;
  readonly carrier_ref: string | null;
  readonly expected: string;
  readonly who: string;
  readonly lines: readonly {
    readonly purchase_line: number;
    readonly qty: number;
    readonly entered_qty: number | null;
    readonly entered_unit: string | null;
    readonly lot: string;
    readonly expires: string | null;
    readonly container: string;
    readonly warned: string | null;
  }[];
  /** Purchase lines that wait for no other goods than those that are on the way. */
  readonly dated: readonly number[];
}

/**
 * Keeps it. What is open of a purchase line and is on the way as a whole is estimated at the arrival that completes it; what
 * stood there before is kept with the line of the notice.
 */
export async function keepNotice(tx: Tx, site: string, { lines, dated, ...head }: NewNotice): Promise<number> {
  const { id } = await tx
    .insertInto('ship_notices')
    .values({ ...head, site })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ id: number; before: string | null; estimates: string }>`
    select l.id, l.estimated as before, ${covered(sql`union all select ${head.expected}::timestamptz, s.qty`)} as estimates
    from purchase_lines l join (
      select o.line, sum(o.qty) as qty from unnest(${lines.map((one) => one.purchase_line)}::bigint[], ${lines.map(({ qty }) => qty)}::numeric[])
        as o (line, qty) group by o.line) s on s.line = l.id
    where l.id = any(${[...dated]}::bigint[])`.execute(tx);
  const estimates = new Map(rows.map((row) => [row.id, row]));
  await tx
    .insertInto('ship_notice_lines')
    .values(
      lines.map((line, at) => ({
        ...line,
        site,
        notice: id,
        line: at + 1,
        called: `${head.number}/${at + 1}`,
        estimates: estimates.get(line.purchase_line)?.estimates ?? null,
        estimated_before: estimates.get(line.purchase_line)?.before ?? null,
      })),
    )
    .execute();
  for (const { id: line, estimates: estimated } of rows) await datePurchaseLine(tx, site, { id: line }, { estimated });
  return id;
}

/** A line of which all that is open is on the way is there with what completes it; the caller holds it, and says that it is. */
export async function dateAsAnnounced(tx: Tx, site: string, line: number): Promise<void> {
  const { rows } = await sql<{ last: string | null }>`
    select ${covered()} as last from purchase_lines l where l.id = ${line}`.execute(tx);
  if (rows[0]?.last) await datePurchaseLine(tx, site, { id: line }, { estimated: rows[0].last });
}

export interface NoticeHeld extends NoticeStanding {
  readonly id: number;
  readonly vendor: string;
  readonly lines: readonly (NoticeLine & { readonly id: number; readonly ref: string; readonly item: string })[];
}

/** A notice held, and after it its purchase lines in the order of their keys: who receive it at once go one after the other. */
export async function noticeHeld(tx: Tx, site: string, id: number): Promise<NoticeHeld> {
  await sql`select 1 from ship_notices where site = ${site} and id = ${id} for update`.execute(tx);
  await sql`select 1 from purchase_lines where id in (select purchase_line from ship_notice_lines where notice = ${id}) order by id for update`.execute(
    tx,
  );
  const { rows: heads } = await sql<{ number: string; vendor: string; ended: NoticeEnd | null }>`
    select a.number, a.vendor, ${endOf} as ended from ship_notices a where a.site = ${site} and a.id = ${id}`.execute(
    tx,
  );
  const [head] = heads;
  if (!head) throw notFound('ship notice', String(id));
  const { rows } = await sql<{
    id: number;
    line: number;
    ref: string;
    item: string;
    qty: number;
    received: number;
    decimals: number;
    lot: string;
    expires: string | null;
    container: string;
  }>`
    select n.id, n.line, l.order_no || '/' || l.line as ref, l.item, n.qty, ${cameOfLine} as received, u.decimals, n.lot, n.expires, n.container
    from ship_notice_lines n join purchase_lines l on l.id = n.purchase_line
    join items i on i.site = l.site and i.code = l.item join units u on u.site = i.site and u.code = i.unit
    where n.notice = ${id} order by n.line`.execute(tx);
  return {
    ...head,
    id,
    lines: rows.map(({ qty, received, decimals, ...row }) => ({
      ...row,
      announced: steps(qty, decimals, 'nearest'),
      received: steps(received, decimals, 'nearest'),
    })),
  };
}

/** Ends it: what is missing is a discrepancy of its line, and its purchase lines are dated anew. */
export async function keepNoticeEnd(
  tx: Tx,
  site: string,
  { id, number }: Pick<NoticeHeld, 'id' | 'number'>,
  end: {
    readonly state: NoticeEnd;
    readonly reason: string;
    readonly who: string;
    readonly missing: readonly { readonly id: number; readonly qty: number; readonly note: string }[];
  },
): Promise<void> {
  const { state, reason, who, missing } = end;
  await tx.insertInto('ship_notice_ends').values({ site, notice: id, called: number, state, reason, who }).execute();
  await dateAnew(tx, site, id);
  if (missing.length > 0)
    await tx
      .insertInto('discrepancies')
      .values(
        missing.map((one) => ({
          site,
          receipt: null,
          notice_line: one.id,
          kind: 'short' as const,
          qty: one.qty,
          note: one.note,
          settled: null,
        })),
      )
      .execute();
}

/** The purchase lines of a notice that ended or of which goods came, by what is still on the way of them. */
export async function dateAnew(tx: Tx, site: string, notice: number): Promise<void> {
  const ofIt = sql`(select purchase_line from ship_notice_lines where notice = ${notice})`;
  const { rows: lines } = await sql<Parameters<typeof dateAfterEnd>[0] & { readonly id: number }>`
    select l.id, l.estimated, greatest(l.qty - l.received, 0) as open, ${underWayOfLine} as "underWay", ${covered()} as last
    from purchase_lines l where l.id in ${ofIt} and l.state = 'open' order by l.id`.execute(tx);
  const { rows } = await sql<Dating & { readonly line: number }>`
    select purchase_line as line, estimates, estimated_before as before from ship_notice_lines
    where purchase_line in ${ofIt} and estimates is not null order by id desc`.execute(tx);
  for (const line of lines) {
    const estimated = dateAfterEnd(
      line,
      rows.filter((one) => one.line === line.id),
    );
    if (estimated !== undefined) await datePurchaseLine(tx, site, line, { estimated });
  }
}
