/** What is locked by published versions. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { openStates } from '../work/states.ts';

/** What was said last of each step. */
const last = (site: string): RawBuilder<unknown> =>
  sql`(select distinct on (order_id, seq) * from step_locks where site = ${site} order by order_id, seq, id desc)`;

/** Of open work orders, a row for each part of a step; not what is released from the frozen zone at a moment. */
export async function locksOf(tx: Transaction<Tables>, site: string, now: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select w.number as work_order, l.seq, m.code as machine, place."from" as locked_from, place."to" as locked_to,
      w.qty = l.qty as as_large
    from ${last(site)} l
    join work_orders w on w.id = l.order_id and w.state = any(${openStates}::text[])
    cross join jsonb_to_recordset(l.places) as place (machine bigint, "from" timestamptz, "to" timestamptz)
    join machines m on m.id = place.machine
    where l.locked and not exists (
      select from zone_releases r where r.site = ${site} and r.work_order = w.number and r.until > ${now}
        and (r.seq is null or r.seq = l.seq)
        and not exists (select from zone_releases_taken_back b where b.release = r.id))
    order by w.number, l.seq, place."from"`.execute(tx);
  return rows;
}

/** Steps of a work order that are locked. */
export async function lockedSteps(tx: Transaction<Tables>, site: string, number: string): Promise<readonly number[]> {
  const { rows } = await sql<{ seq: number }>`
    select l.seq from ${last(site)} l join work_orders w on w.id = l.order_id
    where l.locked and w.number = ${number}`.execute(tx);
  return rows.map(({ seq }) => seq);
}
