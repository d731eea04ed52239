/** What is read for what a planning run would make of a rush order. */
import type { Database } from '../../server/database/database.ts';
import type { Site } from '../../server/http.ts';
import { comingOrder } from '../orders/orders.store.ts';
import { readInputs } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { readStood } from '../planning/published.store.ts';

/** Of one moment, in a transaction of its own: who asks may write, and would see what others write meanwhile. */
export const readToTry = (db: Database, site: Site) =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => ({
      inputs: await readInputs(tx, site.code),
      stood: await readStood(tx, site.code),
      order: await comingOrder(tx, site.code),
      days: await plantDaysOf(tx, site),
    }));
