/** A worker process: takes jobs from the queues until it is told to stop, finishing the one in hand. */
import { openTables } from './database/database.ts';
import { allJobs } from './duties.ts';
import { Jobs } from './jobs.ts';
import { toldToStop } from './told-to-stop.ts';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('A worker needs DATABASE_URL.');
const db = openTables(url, 3);
const jobs = new Jobs(url);

let ending = false;
const end = async (): Promise<void> => {
  if (ending) return;
  ending = true;
  await jobs.stop();
  await db.destroy();
  process.exit(0);
};
void toldToStop().then(end);

await jobs.start(allJobs);
await jobs.work(allJobs, { db, url });
