/** Orders of a version by the names that they have now. */
import { sql, type Transaction } from 'kysely';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import { calledBy } from './called.ts';
import { firmedOf } from './firm.store.ts';
import { writtenByPublishing } from './planning.store.ts';

type Tx = Transaction<Tables>;

/** Numbers of work orders that are called otherwise since a snapshot, by "work/MO-7" of then; undefined: of one that is gone. */
export async function renumberedSince(
  tx: Tx,
  site: string,
  snapshot: string,
): Promise<ReadonlyMap<string, string | undefined>> {
  const { rows } = await sql<{ was: string; now: string | null }>`
    select first.was, w.number as now from (
      select distinct on (record) record, before ->> 'number' as was from audit as changes
      where site = ${site} and kind = 'work_orders' and ${unseenBy(sql`${snapshot}::pg_snapshot`)} and not ${writtenByPublishing}
      order by record, id) as first
    left join work_orders w on w.id = first.record
    where first.was is distinct from w.number and first.was is not null`.execute(tx);
  return new Map(rows.map(({ was, now }) => [`work/${was}`, now ?? undefined]));
}

/**
 * Made firm and renumbered since: "planned/17" is "work/MO-12", "work/MO-7" is "work/MO-7A". Undefined: of a work order that is gone,
 * whoever has its number since.
 */
export async function calledNow(
  tx: Tx,
  site: string,
  { number, snapshot }: { readonly number: number; readonly snapshot: string },
): Promise<(name: string) => string | undefined> {
  const called = calledBy(await firmedOf(tx, site, number));
  const since = await renumberedSince(tx, site, snapshot);
  return (name) => {
    if (!since.has(name)) return called(name);
    const now = since.get(name);
    return now === undefined ? undefined : `work/${now}`;
  };
}
