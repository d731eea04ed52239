/** What was published last by the word of somebody other than who submitted it: what comes within delegated limits adds up from there. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

export interface Supervised {
  readonly number: number;
  /** When it was approved. */
  readonly at: string;
}

export async function lastSupervised(tx: Kysely<Tables>, site: string): Promise<Supervised | undefined> {
  const { rows } = await sql<Supervised>`
    select a.number, a.at from version_decisions a
    join lateral (select person from version_decisions s where s.version = a.version and s.decision = 'submitted' order by id desc limit 1) s on true
    where a.site = ${site} and a.decision = 'approved' and a.person <> s.person
      and exists (select from version_decisions p where p.version = a.version and p.decision = 'published')
    order by a.id desc limit 1`.execute(tx);
  return rows[0];
}
