/** Orders of versions by the names that they have now. The one home of it: read once for a version, or in SQL where a question joins it. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type Became, type Names, namesOf } from './called.ts';

/**
 * Work orders that were called otherwise since, or are gone: `version`, `was` (their number in it), `record`, `now` (null: gone), in the
 * row `entry` of the log. Whose a number was in it: who left it first since.
 */
const renumberedIn = (versions: RawBuilder<unknown>) => sql`
  select r.*, w.number as now from (
    select distinct on (v.id, a.before ->> 'number') v.id as version, a.before ->> 'number' as was, a.record, a.id as entry
    from plan_versions v join audit a on a.site = v.site and a.kind = 'work_orders' and a.before is not null
      and a.before ->> 'number' is distinct from a.after ->> 'number' and ${unseenBy(sql`v.snapshot`, sql`a.tx`)}
    where v.id in (${versions}) order by v.id, a.before ->> 'number', a.id) r
  left join work_orders w on w.id = r.record`;

/** Work orders that were made of its planned orders: `version`, `site`, `was` (its name in it), `record`, `now`. */
const firmedIn = (versions: RawBuilder<unknown>) => sql`
  select v.id as version, v.site, split_part(w.origin, ' ', 3) as was, w.id as record, w.number as now
  from plan_versions v join work_orders w on w.site = v.site
    and w.origin = concat('planned as ', split_part(w.origin, ' ', 3), ' in version ', v.number)
  where v.id in (${versions})`;

/**
 * The orders of versions that are work orders, those among them that were made firm from it later: `version`, `id` of the
 * order, `site`, `number` as they are called now. `versions` answers ids of versions. In SQL; read from the work orders, of which there are few.
 */
export const workOrdersIn = (versions: RawBuilder<unknown>) => sql`
  select o.version, o.id, v.site, coalesce(r.now, o.work_order) as number
  from plan_orders o join plan_versions v on v.id = o.version
  left join (${renumberedIn(versions)}) r on r.version = o.version and r.was = o.work_order
  where o.version in (${versions}) and o.work_order is not null and (r.record is null or r.now is not null)
  union all
  select f.version, f.was as id, f.site, f.now as number from (${firmedIn(versions)}) f
  join plan_orders o on o.version = f.version and o.id = f.was and o.work_order is null`;

/** Customers' lines that were called otherwise since, or are gone, as work orders are. */
const linesIn = (version: number) => {
  const name = (row: 'before' | 'after') => sql.raw(`(a.${row} ->> 'order_no') || '/' || (a.${row} ->> 'line')`);
  return sql`
    select r.was, l.order_no || '/' || l.line as now, r.entry from (
      select distinct on (${name('before')}) ${name('before')} as was, a.record, a.id as entry
      from plan_versions v join audit a on a.site = v.site and a.kind = 'customer_lines' and a.before is not null
        and ${name('before')} is distinct from ${name('after')} and ${unseenBy(sql`v.snapshot`, sql`a.tx`)}
      where v.id = ${version} order by ${name('before')}, a.id) r
    left join customer_lines l on l.id = r.record`;
};

/** Of a version, by its id. */
export async function namesIn(tx: Transaction<Tables>, version: number): Promise<Names> {
  const { rows } = await sql<Became>`
    select 'work/' || was as was, 'work/' || now as now, 'work/' || was as made, entry from (${renumberedIn(sql`${version}`)}) r
    union all
    select 'demand/' || was, 'demand/' || now, 'demand/' || was, entry from (${linesIn(version)}) l
    union all
    select f.was, 'work/' || f.now, 'work/' || coalesce((
      select a.before ->> 'number' from audit a
      where a.site = f.site and a.kind = 'work_orders' and a.record = f.record and a.before is not null
        and a.before ->> 'number' is distinct from a.after ->> 'number' order by a.id limit 1), f.now), 0
    from (${firmedIn(sql`${version}`)}) f order by entry`.execute(tx);
  return namesOf(rows);
}
