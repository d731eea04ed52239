/** Customers' lines by the names of their demands. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';

type Tx = Transaction<Tables>;

export interface Line {
  readonly demand: string;
  readonly order_no: string;
  readonly line: number;
  /** Its name, and the code that it alone has. */
  readonly customer: string;
  readonly customer_code: string;
  readonly item_name: string | null;
  readonly promised: string | null;
  readonly qty: number;
  readonly unit_price: number | null;
}

/** Customers' lines as they stand in the records, by the names of their demands. */
export async function linesCalled(
  tx: Tx,
  site: string,
  demands: readonly string[],
): Promise<ReadonlyMap<string, Line>> {
  if (demands.length === 0) return new Map();
  const { rows } = await sql<Line>`
    select concat(l.order_no, '/', l.line) as demand, l.order_no, l.line, coalesce(c.name, l.customer) as customer,
      l.customer as customer_code,
      i.name as item_name, l.promised, l.qty, l.unit_price
    from customer_lines l
    left join customers c on c.site = l.site and c.code = l.customer
    left join items i on i.site = l.site and i.code = l.item
    where l.site = ${site} and concat(l.order_no, '/', l.line) = any(${demands}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.demand, row]));
}

/** Lines by the names of their demands. */
export type ReadLines = (demands: readonly string[]) => Promise<ReadonlyMap<string, Line>>;

/** As `linesCalled`, each line once however often it is asked for. */
export function linesRead(tx: Tx, site: string): ReadLines {
  const [asked, known] = [new Set<string>(), new Map<string, Line>()];
  return async (demands) => {
    const others = demands.filter((one) => !asked.has(one));
    for (const one of others) asked.add(one);
    for (const [demand, line] of await linesCalled(tx, site, others)) known.set(demand, line);
    return known;
  };
}

/** Id of the customer line that is called so now; null: there is none. */
export const lineId = (site: RawBuilder<unknown>, line: string): RawBuilder<number | null> =>
  sql`(select n.id from customer_lines n where n.site = ${site} and n.order_no || '/' || n.line = ${line})`;

/** Name of the customer line of an id; null: there is none any more. */
export const lineNow = (id: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql`(select n.order_no || '/' || n.line from customer_lines n where n.id = ${id})`;

/** Name of the customer line of an id as who read at a snapshot saw it, whatever it is called since; null: he saw none. */
export const lineSeen = (id: RawBuilder<unknown>, snapshot: RawBuilder<unknown>): RawBuilder<string | null> => sql`(
  select seen.name from (
    (select id, (before ->> 'order_no') || '/' || (before ->> 'line') as name from audit
      where kind = 'customer_lines' and record = ${id} and ${unseenBy(sql`(${snapshot})::pg_snapshot`)} order by id limit 1)
    union all select 9223372036854775807, ${lineNow(id)}) as seen (id, name)
  order by seen.id limit 1)`;
