/** Plans anew by itself, where a site has that switched on and its inputs have changed. Looked at by the worker. */
import { sql } from 'kysely';
import { present } from '../../house/clock.ts';
import type { Database } from '../../server/database/database.ts';
import { stamp } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { plansNow } from './automatic.ts';
import type { PlanInput } from './planning.jobs.ts';
import { inputsChanged, plansByItself } from './planning.messages.ts';
import { askForRun, changesSince, standingVersion } from './planning.store.ts';

/** Changes counted to find the oldest of them; more than that is long enough either way. */
const most = 500;

/** Asks for a run at each site that needs one; answers those sites. */
export async function planByItself(
  db: Database,
  jobs: Jobs,
  planJob: Job<PlanInput>,
  now: string = present(),
): Promise<readonly string[]> {
  const { rows: sites } = await sql<{ code: string }>`
    select code from sites where settings -> 'plan_automatically' = 'true'::jsonb order by code`.execute(db);
  const asked: string[] = [];
  for (const { code } of sites)
    await db.transaction().execute(async (tx) => {
      const standing = await standingVersion(tx, code);
      if (!standing) return;
      const changes = await changesSince(tx, code, standing, most + 1);
      const [newest, oldest] = [changes[0], changes.at(-1)];
      const runs = await tx
        .selectFrom('plan_runs')
        .select(['state', 'asked_at'])
        .where('site', '=', code)
        .orderBy('id', 'desc')
        .limit(5)
        .execute();
      const failed = runs[0]?.state === 'failed' ? Date.parse(runs[0].asked_at) : null;
      const watch = {
        newest: newest ? Date.parse(newest.at) : null,
        oldest: oldest ? Date.parse(oldest.at) : null,
        runs: runs.some((run) => run.state === 'waiting' || run.state === 'running'),
        failed,
      };
      if (!plansNow(watch, Date.parse(now))) return;
      await stamp(tx, { name: plansByItself, email: '', via: 'cli' }, code);
      const reason = inputsChanged(changes, most);
      await askForRun(tx, { site: code, by: plansByItself, reason }, (run) => jobs.send(planJob, { run }, tx));
      asked.push(code);
    });
  return asked;
}
