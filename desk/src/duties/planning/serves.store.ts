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
