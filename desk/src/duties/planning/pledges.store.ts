/** Customer lines that were approved to go before others: no plan is better for shipping them later than they were pledged. */
import { sql, type Transaction } from 'kysely';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { lineId, lineSeen, linesCalled } from './linescalled.store.ts';
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
    .values(pledges.map((one) => ({ ...one, site, line_id: lineId(sql`${site}`, one.line) })))
    .execute();
}

/** Those of lines, as they are called now, that were ever pledged, each as it was last, whatever became of it since. */
export async function lastPledges(tx: Tx, site: string, lines: readonly string[]): Promise<readonly Pledge[]> {
  const { rows } = await sql<Pledge>`
    select ${called} as line, p.item, p.qty, p.due, p.ships from ${newest(site)} p join customer_lines l on l.id = p.line_id
    where ${called} = any(${lines}::text[]) order by ${called}`.execute(tx);
  return rows;
}

const called = sql<string>`l.order_no || '/' || l.line`;

const newest = (site: string) =>
  sql`(select distinct on (line_id) * from pledges where site = ${site} order by line_id, id desc)`;

interface Holding extends Row {
  readonly line: string;
  /** The line as who read at a snapshot saw it; null: not at all. */
  readonly demand: string | null;
  readonly ships: string;
  readonly turn: number;
}

/**
 * Those that hold: a line that asks for more since, for another item or sooner, is not what was approved. `turn`: of two the
 * lower was approved first; that one was put off for the other leaves both where they came. `snapshot`: null is now.
 */
async function holding(tx: Tx, site: string, snapshot: string | null): Promise<readonly Holding[]> {
  const demand = snapshot === null ? called : lineSeen(sql`l.id`, sql`${snapshot}`);
  const { rows } = await sql<Holding>`
    select ${called} as line, ${demand} as demand, p.ships, (
      select min(o.id)::int from pledges o
      where o.site = p.site and o.line_id = p.line_id and o.item = p.item and o.qty = p.qty and o.due = p.due) as turn
    from ${newest(site)} p
    join customer_lines l on l.id = p.line_id
    where l.state = 'open' and l.item = p.item and l.qty <= p.qty and l.due >= p.due`.execute(tx);
  return rows;
}

/** Those that hold, by their lines as who read at a snapshot saw them, else as they are called now. */
export async function pledgesOf(tx: Tx, site: string, snapshot: string | null = null): Promise<readonly Row[]> {
  const rows = await holding(tx, site, snapshot);
  return rows.flatMap(({ demand, ships, turn }) => (demand === null ? [] : [{ line: demand, ships, turn }]));
}

/** Those that hold, of lines that a version has, as it ships them; by its id. `demand`: as the version calls it. */
export async function pledgedIn(
  tx: Tx,
  site: string,
  version: number,
): Promise<readonly (Pledged & { readonly demand: string })[]> {
  const { snapshot } = await tx
    .selectFrom('plan_versions')
    .select('snapshot')
    .where('id', '=', version)
    .executeTakeFirstOrThrow();
  const pledges = new Map(
    (await holding(tx, site, snapshot)).flatMap((one) => (one.demand === null ? [] : [[one.demand, one]])),
  );
  if (pledges.size === 0) return [];
  const lines = await linesCalled(
    tx,
    site,
    [...pledges.values()].map(({ line }) => line),
  );
  const rows = await tx
    .selectFrom('plan_deliveries as d')
    .select(['d.demand', allShipOf('d').as('ships')])
    .where('d.version', '=', version)
    .where('d.demand', 'in', [...pledges.keys()])
    .groupBy('d.demand')
    .orderBy('d.demand')
    .execute();
  return rows.map(({ demand, ships }) => {
    const { line, ships: pledged } = pledges.get(demand)!;
    return { line, demand, customer: lines.get(line)?.customer ?? '', pledged, ships };
  });
}
