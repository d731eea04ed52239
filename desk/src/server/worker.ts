/** A worker process: takes jobs from the queues until it is told to stop, finishing the one in hand. */
import { planByItself } from '../duties/planning/automatic.jobs.ts';
import { reviveRuns } from '../duties/planning/planning.jobs.ts';
import { allJobs, planJob } from './all-jobs.ts';
import { openTables } from './database/database.ts';
import { Jobs } from './jobs.ts';
import { toldToStop } from './told-to-stop.ts';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('A worker needs DATABASE_URL.');
const db = openTables(url, 3);
const jobs = new Jobs(url, 'works');

/** Milliseconds between two looks at runs whose worker died and at sites that plan by themselves. */
const lookEvery = 5_000;
let watch: NodeJS.Timeout | undefined;

let ending = false;
const end = async (): Promise<void> => {
  if (ending) return;
  ending = true;
  clearTimeout(watch);
  await jobs.stop();
  await db.destroy();
  process.exit(0);
};
void toldToStop().then(end);

await jobs.start(allJobs);
await jobs.work(allJobs, { db, url });

/** One look after the other, never two at once; a look that fails is reported and the next one comes. */
async function look(): Promise<void> {
  try {
    await reviveRuns(db, jobs, planJob);
    await planByItself(db, jobs, planJob);
  } catch (error) {
    if (!ending) console.error(`the look at planning runs: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!ending) watch = setTimeout(() => void look(), lookEvery);
}
await look();
