/** What is read for what a planning run would make of a rush order. */
import type { Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Database } from '../../server/database/database.ts';
import { atOneMoment } from '../../server/database/onemoment.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { comingOrder } from '../orders/orders.store.ts';
import { publishedVersion } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { readToRun } from '../planning/torun.store.ts';
import { releasedAt } from '../planning/zonereleases.store.ts';
import type { Mends } from './triedruns.ts';

/** What a run would mend as the site stands. */
export async function mendsOf(tx: Transaction<Tables>, site: Site): Promise<Mends> {
  const version = await publishedVersion(tx, site.code);
  return version && { number: version.number, released: await releasedAt(tx, site.code, nowAt(site)) };
}

/** Of one moment, in a transaction of its own: who asks may write, and would see what others write meanwhile. */
export const readToTry = (db: Database, site: Site) =>
  atOneMoment(db, async (tx) => ({
    ...(await readToRun(tx, site.code)),
    order: await comingOrder(tx, site.code),
    days: await plantDaysOf(tx, site),
  }));
