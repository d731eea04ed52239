/** Versions that were approved without some of their orders, by what came of them; the fact outlives the rest. */
import { sql, type Transaction } from 'kysely';
import { instantAt, present, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { allButStanding, restCleared } from './allbut.messages.ts';
import { type AllBut, allTicked } from './allbut.ts';
import { isOvertaken, type VersionState } from './states.ts';

/** In words, by the number of the version as it was submitted; `only`: of that one. */
export async function leftOutAt(
  tx: Transaction<Tables>,
  site: string,
  only: number | null = null,
): Promise<ReadonlyMap<number, string>> {
  interface Made {
    readonly whole: number;
    readonly all_but: AllBut;
    readonly number: number;
    readonly state: VersionState;
    readonly parent: number | null;
    readonly published: number | null;
  }
  const { rows } = await sql<Made>`
    select (r.all_but ->> 'version')::int as whole, r.all_but, v.number, v.state, v.parent, (select p.id from plan_versions p where p.site = v.site and p.state = 'published') as published
    from plan_runs r join plan_versions v on v.id = r.version
    where r.site = ${site} and r.all_but is not null
      and (${only}::int is null or (r.all_but ->> 'version')::int = ${only}::int)`.execute(tx);
  const decided = await tx
    .selectFrom('version_decisions')
    .select(['number', 'reason'])
    .where('site', '=', site)
    .where('decision', '=', 'left-out')
    .$if(only !== null, (one) => one.where('number', '=', only))
    .execute();
  // What has every word was approved, whatever was published after that.
  const isGone = (made: Made): boolean => made.state !== 'approved' && isOvertaken(made);
  return new Map([
    ...decided.map(({ number, reason }) => [number, restCleared(reason ?? '')] as const),
    ...rows.map(
      (made) =>
        [made.whole, allButStanding({ ...made, orders: allTicked(made.all_but), overtaken: isGone(made) })] as const,
    ),
  ]);
}

/** Without a sign of life for so long a worker is missed, some beats later: another takes its run over. */
const missedAfter = 20;

/** Of a run of plan_runs `r`: since when no worker is at it; null: one is, or it is over. */
export const waitsSince = () =>
  sql<string | null>`case r.state when 'waiting' then coalesce(r.beat_at, r.asked_at)
    when 'running' then case when r.beat_at < ${instantAt(secondsOf(present()) - missedAfter)} then r.beat_at end end`;
