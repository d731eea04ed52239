/** Reservations whose day is over no longer bind; once an hour they are taken away, each by a fact. */
import { todayAt } from '../../house/clock.ts';
import { stamp } from '../../server/http.ts';
import type { Job } from '../../server/jobs.ts';
import { expiredReason } from './allocations.messages.ts';
import { expireAll } from './allocations.store.ts';

export const expireJob: Job<object> = {
  name: 'expire-allocations',
  lease: 600,
  retries: 1,
  cron: '7 * * * *',
  run: async ({ db }) => {
    const sites = await db.selectFrom('sites').select(['code', 'zone', 'pinned_now']).orderBy('code').execute();
    for (const { code, zone, pinned_now } of sites)
      await db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'Hotlist', email: '', via: 'cli' }, code);
        await expireAll(tx, code, todayAt({ zone, pinnedNow: pinned_now }), expiredReason);
      });
  },
};
