/**
 * The lock that every plan, publication, number and role of a site takes first, and who cancels what versions name: then its
 * version, then its orders.
 */
import { type Kysely, sql } from 'kysely';
import type { Tables } from './database/tables.ts';

/**
 * Until the transaction ends no other holds the site. Whoever only writes a record of it is not kept waiting, else one who has
 * an order and writes of it would wait for one who has the site and waits for that order.
 */
export async function lockSite(tx: Kysely<Tables>, site: string): Promise<void> {
  await sql`select 1 from sites where code = ${site} for no key update`.execute(tx);
}
