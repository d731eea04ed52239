/** When machines were down as a version has it. */
import { sql, type Transaction } from 'kysely';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { KeptByHand } from './byhand.ts';
import type { DownSpan } from './downs.ts';
import { hoursIn } from './handhours.store.ts';
import { whoMoved } from './whomoved.store.ts';

type Tx = Transaction<Tables>;

/** By records as it read them, what was written since taken back, and by hand, its own and of what it was made of. */
export async function downsSeen(
  tx: Tx,
  site: string,
  { id, snapshot }: { readonly id: number; readonly snapshot: string },
): Promise<readonly DownSpan[]> {
  const { rows: records } = await sql<DownSpan>`
    with since as (
      select distinct on (record) record, before from changes
      where site = ${site} and kind = 'downtimes' and ${unseenBy(sql`${snapshot}::pg_snapshot`)}
      order by record, at, id),
    stood as (
      select before ->> 'machine' as machine, (before ->> 'down_from')::timestamptz as down_from,
        (before ->> 'down_to')::timestamptz as down_to from since where before is not null
      union all select machine, down_from, down_to from downtimes
      where site = ${site} and id not in (select record from since))
    select machine, extract(epoch from down_from)::int8 as "from", extract(epoch from down_to)::int8 as "to", null as by
    from stood order by 1, 2, 3`.execute(tx);
  const { rows: moved } = await sql<{ id: number; made_by: string; now: string; by_hand: KeptByHand }>`
    with recursive moved as (
      select id, site, made_by, now, by_hand from plan_versions where id = ${id}
      union all
      select base.id, base.site, base.made_by, base.now, base.by_hand from moved
        join plan_versions base on base.site = moved.site and base.number = (moved.by_hand ->> 'base')::int)
    select id, made_by, now, by_hand from moved where by_hand is not null`.execute(tx);
  const byHand: DownSpan[] = [];
  for (const version of moved) {
    const hours = hoursIn(version).filter(({ kind }) => kind === 'downtime');
    if (hours.length === 0) continue;
    const by = await whoMoved(tx, site, version);
    byHand.push(...hours.map(({ of, from, to }) => ({ machine: of, from, to, by })));
  }
  return [...byHand, ...records];
}
