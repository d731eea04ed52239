/** The newest plan that a run made since a version, against the same published one, and what it does beside it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { seenBy } from '../planning/orderchanges.store.ts';
import { anewWords } from './anew.messages.ts';
import { madeAnew } from './anew.ts';

export async function anewBeside(tx: Transaction<Tables>, site: string, version: number) {
  const { rows } = await sql<{ id: number; number: number; days: number | null; instead: number | null }>`
    select v.id, v.number, (v.figures ->> 'lateDays')::float8 as days, (mine.figures ->> 'lateDays')::float8 as instead
    from plan_versions mine join plan_versions v on v.site = mine.site and v.number > mine.number
      and v.parent is not distinct from mine.parent and v.by_hand is null and v.state = 'draft'
    where mine.id = ${version} order by v.number desc limit 1`.execute(tx);
  const [anew] = rows;
  if (!anew) return null;
  const does = madeAnew(await seenBy(tx, site, version), await seenBy(tx, site, anew.id));
  return { number: anew.number, ...does, said: anewWords({ ...anew, ...does }) };
}
