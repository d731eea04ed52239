/** What is locked by published versions. */
import { sql, type Transaction } from 'kysely';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';

/** Of open work orders, a row for each part of a step. */
export async function locksOf(tx: Transaction<Tables>, site: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select l.work_order, l.seq, place.machine, place."from" as locked_from, place."to" as locked_to
    from (select distinct on (work_order, seq) * from step_locks where site = ${site} order by work_order, seq, id desc) l
    join work_orders w on w.site = l.site and w.number = l.work_order and w.state in ('firm', 'released', 'started')
    cross join jsonb_to_recordset(l.places) as place (machine text, "from" timestamptz, "to" timestamptz)
    order by l.work_order, l.seq, place."from"`.execute(tx);
  return rows;
}
