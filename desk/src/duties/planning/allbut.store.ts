/** Versions that were approved without some of their orders, by what came of them. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { approvedAllBut } from './allbut.messages.ts';

/** In words, by the number of the version as it was submitted. */
export async function approvedAllButAt(tx: Transaction<Tables>, site: string): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ number: number; orders: string[]; made: number }>`
    select (r.all_but ->> 'version')::int as number, coalesce(r.all_but -> 'orders', r.all_but -> 'held') as orders,
      v.number as made
    from plan_runs r join plan_versions v on v.id = r.version
    where r.site = ${site} and r.all_but is not null`.execute(tx);
  return new Map(rows.map(({ number, orders, made }) => [number, approvedAllBut(orders, made)]));
}
