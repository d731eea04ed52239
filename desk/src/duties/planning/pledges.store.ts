/** Customer lines that were approved to go before others: no plan is better for shipping them later than they were pledged. */
import { sql, type Transaction } from 'kysely';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';

type Tx = Transaction<Tables>;

export interface Pledge {
  readonly line: string;
  readonly item: string;
  readonly qty: number;
  readonly due: string;
  readonly ships: string;
}

export async function keepPledge(tx: Tx, site: string, pledge: Pledge): Promise<void> {
  await tx
    .insertInto('pledges')
    .values({ ...pledge, site })
    .execute();
}

/** Lines that an approval puts off: those that were pledged are so from now on for the day that was told for them; null: never. */
export async function putOffPledges(
  tx: Tx,
  site: string,
  hurts: readonly { readonly line: string; readonly after: string | null }[],
): Promise<void> {
  await sql`insert into pledges (site, line, item, qty, due, ships)
    select p.site, p.line, p.item, p.qty, p.due, h.after from ${newest(site)} p
    join jsonb_to_recordset(${JSON.stringify(hurts)}::jsonb) as h (line text, after timestamptz) on h.line = p.line
    where h.after > p.ships`.execute(tx);
}

const newest = (site: string) =>
  sql`(select distinct on (line) * from pledges where site = ${site} order by line, id desc)`;

/**
 * Those that hold: a line that asks for more since, for another item or sooner, is not what was approved. `turn`: of two the
 * lower was approved first; that one was put off for the other leaves both where they came.
 */
export async function pledgesOf(tx: Tx, site: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select p.line, p.ships, (
      select min(o.id)::int from pledges o
      where o.site = p.site and o.line = p.line and o.item = p.item and o.qty = p.qty and o.due = p.due) as turn
    from ${newest(site)} p
    join customer_lines l on l.site = p.site and l.order_no || '/' || l.line = p.line
    where l.state = 'open' and l.item = p.item and l.qty <= p.qty and l.due >= p.due`.execute(tx);
  return rows;
}
