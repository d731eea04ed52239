/** Places at which nothing moves now, as the database refuses it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

/** What is frozen for who moves goods at that time (RFC 3339): each place with the sheet that it is counted on. */
export async function frozenPlaces(
  tx: Transaction<Tables>,
  site: string,
  at: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ readonly location: string; readonly sheet: number }>`
    select distinct location, sheet from places_frozen where site = ${site} and at <= ${at}::timestamptz`.execute(tx);
  return new Map(rows.map(({ location, sheet }) => [location, sheet]));
}
