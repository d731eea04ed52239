/** Once an hour the sums are kept by which stock of long ago is told. */
import type { Job } from '../../server/jobs.ts';
import { keepSums } from './sums.store.ts';

export const sumsJob: Job<object> = {
  name: 'stock-sums',
  lease: 1800,
  retries: 1,
  cron: '37 * * * *',
  run: async ({ db }) => {
    const sites = await db.selectFrom('sites').select('code').orderBy('code').execute();
    for (const { code } of sites) await keepSums(db, code);
  },
};
