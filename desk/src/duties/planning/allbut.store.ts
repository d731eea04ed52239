/** Versions that were approved without some of their orders, by what came of them. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { allButStanding } from './allbut.messages.ts';
import { isOvertaken, type VersionState } from './states.ts';

/** In words, by the number of the version as it was submitted. */
export async function leftOutAt(tx: Transaction<Tables>, site: string): Promise<ReadonlyMap<number, string>> {
  interface Made {
    readonly whole: number;
    readonly orders: string[];
    readonly number: number;
    readonly state: VersionState;
    readonly parent: number | null;
    readonly published: number | null;
  }
  const { rows } = await sql<Made>`
    select (r.all_but ->> 'version')::int as whole, coalesce(r.all_but -> 'orders', r.all_but -> 'held') as orders,
      v.number, v.state, v.parent, (select p.id from plan_versions p where p.site = v.site and p.state = 'published') as published
    from plan_runs r join plan_versions v on v.id = r.version
    where r.site = ${site} and r.all_but is not null`.execute(tx);
  // What has every word was approved, whatever was published after that.
  const isGone = (made: Made): boolean => made.state !== 'approved' && isOvertaken(made);
  return new Map(rows.map((made) => [made.whole, allButStanding({ ...made, overtaken: isGone(made) })]));
}
