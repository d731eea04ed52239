/** Customer lines that were approved to go before others: no plan is better for shipping them later than they were pledged. */
import { sql, type Transaction } from 'kysely';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { linesCalled } from './linescalled.store.ts';
import type { Pledged } from './pledges.ts';
import { allShipOf } from './ships.store.ts';

type Tx = Transaction<Tables>;

export interface Pledge {
  readonly line: string;
  readonly item: string;
  readonly qty: number;
  readonly due: string;
  readonly ships: string;
}

export async function keepPledges(tx: Tx, site: string, pledges: readonly Pledge[]): Promise<void> {
  if (pledges.length === 0) return;
  await tx
    .insertInto('pledges')
    .values(pledges.map((one) => ({ ...one, site })))
    .execute();
}

/** Those of lines that were ever pledged, each as it was last, whatever became of it since. */
export const lastPledges = (tx: Tx, site: string, lines: readonly string[]): Promise<readonly Pledge[]> =>
  tx
    .selectFrom('pledges')
    .distinctOn('line')
    .select(['line', 'item', 'qty', 'due', 'ships'])
    .where('site', '=', site)
    .where('line', '=', sql<string>`any(${lines}::text[])`)
    .orderBy('line')
    .orderBy('id', 'desc')
    .execute();

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

/** Those that hold, of lines that a version has, as it ships them; by its id. */
export async function pledgedIn(tx: Tx, site: string, version: number): Promise<readonly Pledged[]> {
  const holding = new Map((await pledgesOf(tx, site)).map((one) => [String(one.line), String(one.ships)]));
  if (holding.size === 0) return [];
  const lines = await linesCalled(tx, site, [...holding.keys()]);
  const rows = await tx
    .selectFrom('plan_deliveries as d')
    .select(['d.demand', allShipOf('d').as('ships')])
    .where('d.version', '=', version)
    .where('d.demand', 'in', [...holding.keys()])
    .groupBy('d.demand')
    .orderBy('d.demand')
    .execute();
  return rows.map(({ demand: line, ships }) => ({
    line,
    customer: lines.get(line)?.customer ?? '',
    pledged: holding.get(line)!,
    ships,
  }));
}
