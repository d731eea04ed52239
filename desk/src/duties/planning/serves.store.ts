/** Whom an order of a plan is for: the pegs followed upwards. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

export interface Served {
  readonly order_id: string;
  /** "SO-1042/2". */
  readonly line: string;
  readonly priority: number;
  /** The line takes what the order makes, not what is made from it. */
  readonly direct: boolean;
}

/** The customer lines that orders serve, through whatever is made from them; by priority, then by due date. */
export async function linesServed(
  tx: Transaction<Tables>,
  site: string,
  version: number,
  ids: readonly string[],
): Promise<readonly Served[]> {
  const found = await sql<Served>`
    with recursive up (order_id, consumer, direct) as (
      select g.supply, g.consumer, true from plan_pegs g where g.version = ${version} and g.supply = any(${[...ids]}::text[])
      union
      select up.order_id, g.consumer, false from up join plan_pegs g on g.version = ${version} and g.supply = up.consumer
    )
    select up.order_id, concat_ws('/', l.order_no, l.line) as line, l.priority, bool_or(up.direct) as direct
    from up join customer_lines l on l.site = ${site} and up.consumer = concat_ws('/', 'demand', l.order_no, l.line)
    group by up.order_id, l.id
    order by up.order_id, l.priority, l.due, l.order_no, l.line`.execute(tx);
  return found.rows;
}

/** The orders of a plan that a customer line waits for, down to the last: "work/MO-7", "planned/3". */
export async function ordersServing(
  tx: Transaction<Tables>,
  version: number,
  line: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ supply: string }>`
    with recursive down (supply) as (
      select g.supply from plan_pegs g where g.version = ${version} and g.consumer = ${`demand/${line}`}
      union
      select g.supply from down join plan_pegs g on g.version = ${version} and g.consumer = down.supply
    )
    select supply from down where supply like 'work/%' or supply like 'planned/%' order by supply`.execute(tx);
  return rows.map((row) => row.supply);
}
