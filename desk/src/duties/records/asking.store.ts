/** Whom questions about records are put to, and of which day. */
import type { Transaction } from 'kysely';
import { todayAt, wallClock } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Asked } from '../../server/http.ts';
import type { AskingHand } from './questions.ts';

/** A program is shown nothing, so it is not told that it was not. */
export const askingOf = async ({ tx, site, person }: Pick<Asked, 'tx' | 'site' | 'person'>): Promise<AskingHand> => ({
  today: todayAt(site),
  dayOf: (instant) => wallClock(site.zone, instant).slice(0, 10),
  couldSee: person.via === 'web' && (await isPlanned(tx, site.code)),
});

async function isPlanned(tx: Transaction<Tables>, site: string): Promise<boolean> {
  const query = tx.selectFrom('plan_versions').select('id').where('site', '=', site).limit(1);
  return (await query.executeTakeFirst()) !== undefined;
}
