/** What is cleared at night: keys of requests done long ago, plan versions past their days. Nothing that anybody wrote down. */
import { sql } from 'kysely';
import { sweepVersions } from '../duties/planning/keeping.store.ts';
import { later, present } from '../house/clock.ts';
import type { Database } from './database/database.ts';
import type { Job } from './jobs.ts';

/** A repeat comes within seconds, from a laptop that slept within days. */
const keepKeysDays = Number(process.env.HOTLIST_KEEP_KEYS_DAYS ?? 7);
const chunk = 10_000;

/** Keys of requests done long ago: sent again, such a request is a new one. */
async function sweepKeys(db: Database): Promise<void> {
  const before = later(present(), -keepKeysDays * 86_400);
  for (let gone = chunk; gone >= chunk; )
    gone = Number(
      (
        await sql`delete from requests where (person, key) in (select person, key from requests where at < ${before} limit ${chunk})`.execute(
          db,
        )
      ).numAffectedRows ?? 0,
    );
}

export const sweepJob: Job<object> = {
  name: 'sweep',
  lease: 3600,
  retries: 1,
  cron: '17 2 * * *',
  run: async ({ db }) => {
    await sweepKeys(db);
    await sweepVersions(db);
  },
};
