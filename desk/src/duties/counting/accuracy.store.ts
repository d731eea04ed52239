/** How right the book was, of counts that were approved: shares of lines, and both gross sums of money, which never make up for each other. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

type Tx = Transaction<Tables>;

export interface AccuracyRow {
  readonly name: string;
  readonly counted: number;
  readonly right: number;
  /** In percent, one decimal, rounded down: 99.96 is not all. */
  readonly share: number;
  /** In money, each above zero; of items with a cost. */
  readonly more: number;
  readonly missing: number;
}
interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

export const accuracyBys = ['class', 'location', 'month'] as const;
export type AccuracyBy = (typeof accuracyBys)[number];

const all = sql`'all'`;
const grouped = (zone: string): Readonly<Record<AccuracyBy, RawBuilder<unknown>>> => ({
  class: sql`l.class`,
  location: sql`l.location`,
  month: sql`to_char(c.at at time zone ${zone}, 'YYYY-MM')`,
});

async function accuracyBy(tx: Tx, site: string, { from, to }: Span, name: RawBuilder<unknown>) {
  const { rows } = await sql<AccuracyRow>`
    select name, count(*) as counted, count(*) filter (where within) as "right",
      floor(1000.0 * count(*) filter (where within) / count(*)) / 10 as share,
      coalesce(sum(greatest(difference, 0) * cost), 0) as more, coalesce(sum(greatest(-difference, 0) * cost), 0) as missing
    from (
      select ${name} as name, d.within, c.qty - d.book as difference, d.cost
      from count_decisions d join counts c on c.id = d.count join count_lines l on l.id = c.line
      where l.site = ${site} and d.decision = 'approved'
        and (${from}::timestamptz is null or c.at >= ${from}::timestamptz) and (${to}::timestamptz is null or c.at < ${to}::timestamptz)
    ) found group by name order by name`.execute(tx);
  return rows;
}

export async function accuracyOf(tx: Tx, site: { readonly code: string; readonly zone: string }, span: Span) {
  const by = grouped(site.zone);
  const [total] = await accuracyBy(tx, site.code, span, all);
  const { rows } = await sql<{ again: number }>`
    select count(*)::int as again from count_states s
    where s.site = ${site.code} and (s.state = 'again' or s.state = 'counted' and exists (
      select from count_decisions d join counts c on c.id = d.count where c.line = s.line and d.decision = 'again'))`.execute(
    tx,
  );
  return {
    again: rows[0]?.again ?? 0,
    total: total ?? { name: 'all', counted: 0, right: 0, share: 0, more: 0, missing: 0 },
    class: await accuracyBy(tx, site.code, span, by.class),
    location: await accuracyBy(tx, site.code, span, by.location),
    month: await accuracyBy(tx, site.code, span, by.month),
  };
}

export interface Approved {
  readonly at: string;
  readonly sheet: number;
  readonly item: string;
  readonly item_name: string | null;
  readonly location: string;
  readonly lot: string;
  readonly unit: string;
  readonly counted: number;
  readonly book: number;
  readonly difference: number;
  readonly within: boolean;
  readonly counter: string;
  readonly approver: string;
}

/** The counts that were approved, the latest first: of a bin, of an item wherever it lies, of all that lies at a location, of all. */
export async function historyOf(
  tx: Tx,
  site: string,
  of: { readonly item?: string | undefined; readonly location?: string | undefined },
  most: number,
): Promise<readonly Approved[]> {
  const { item = null, location = null } = of;
  const { rows } = await sql<Approved>`
    select c.at, l.sheet, l.item, i.name as item_name, l.location, l.lot, i.unit, c.qty as counted, d.book, c.qty - d.book as difference,
      d.within, c.who as counter, d.who as approver
    from count_decisions d join counts c on c.id = d.count join count_lines l on l.id = c.line
    join items i on i.site = l.site and i.code = l.item
    where l.site = ${site} and (${item}::text is null or l.item = ${item}) and (${location}::text is null or l.location = ${location})
      and d.decision = 'approved'
    order by c.at desc, c.id desc limit ${most}`.execute(tx);
  return rows;
}
