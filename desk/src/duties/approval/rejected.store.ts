/** Rejected versions of which who submitted them has yet to hear, or to do something. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

export interface RejectedVersion {
  readonly number: number;
  readonly who: string;
  readonly for_who: string | null;
  readonly at: string;
  readonly reason: string | null;
  readonly by_hand: boolean;
  readonly against: number | null;
}

/**
 * Until he keeps another draft by hand, or submits another version: that goes on from it. What was approved without some orders was
 * not rejected.
 */
export async function rejectedOf(
  tx: Transaction<Tables>,
  site: string,
  person: string,
): Promise<readonly RejectedVersion[]> {
  const { rows } = await sql<RejectedVersion>`
    select v.number, r.who, r.for_who, r.at, r.reason, v.by_hand is not null as by_hand,
      coalesce(p.number, b.number) as against
    from plan_versions v
    join lateral (select * from version_decisions d where d.version = v.id order by id desc limit 1) r on r.decision = 'rejected'
    join lateral (select * from version_decisions d where d.version = v.id and d.decision = 'submitted' order by id desc limit 1) s
      on s.person = ${person}
    left join plan_versions p on p.id = v.parent
    left join plan_versions b on b.site = v.site and b.number = (v.by_hand ->> 'base')::int
    where v.site = ${site} and v.state = 'rejected'
      and not exists (select from version_decisions d
        where d.site = v.site and d.person = ${person} and d.decision = 'submitted' and d.id > r.id)
      and not exists (select from plan_versions d
        where d.site = v.site and d.by_hand is not null and coalesce(d.maker = ${person}, d.made_by = s.who) and d.made_at > r.at)
    order by v.number desc`.execute(tx);
  return rows;
}
