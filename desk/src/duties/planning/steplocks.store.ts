/** What is locked by published versions. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { openStates } from '../work/states.ts';
import { stepKey } from './stepkey.ts';

/** What was said last of each step, by publications before a version where one is named. */
const last = (site: string, before?: number): RawBuilder<unknown> =>
  sql`(select distinct on (order_id, seq) * from step_locks
    where site = ${site} and (${before ?? null}::bigint is null or version < ${before ?? null}) order by order_id, seq, id desc)`;

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
      select from zone_releases r where r.order_id = w.id and r.until > ${now}
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

/** Steps that publications before a version left locked, by "MO-7/10". */
export async function lockedBefore(
  tx: Transaction<Tables>,
  site: string,
  version: number,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ order: string; seq: number }>`
    select w.number as order, l.seq from ${last(site, version)} l join work_orders w on w.id = l.order_id
    where l.locked`.execute(tx);
  return new Set(rows.map(stepKey));
}
