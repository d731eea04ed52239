/** Starts the desk: database, migrations, first data, workers, pages. Ends everything it started. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeApp } from './app.ts';
import { makeAuth } from './auth.ts';
import { dataFolder, openDataFolder } from './database/data-folder.ts';
import { openTables } from './database/database.ts';
import { openDatabase } from './database/launch.ts';
import { migrate } from './database/migrate.ts';
import { freePort } from './database/port.ts';
import { allJobs, planJob } from './duties.ts';
import { firstData } from './first-data.ts';
import { Jobs } from './jobs.ts';
import { Live } from './live.ts';
import { findRunning, forgetRunning, recordRunning } from './running.ts';
import { toldToStop } from './told-to-stop.ts';

const { values: flags } = parseArgs({
  options: {
    demo: { type: 'string', default: process.env.HOTLIST_DEMO ?? 'bicycle' },
    data: { type: 'string' },
    'no-workers': { type: 'boolean', default: false },
  },
});

const say = (sentence: string): void => console.log(sentence);
const data = flags.data ?? dataFolder();
const endings: (() => Promise<unknown> | void)[] = [];
let ending = false;

/** In the reverse of the order in which things were started; each once, and all even if one fails. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  for (const stop of endings.reverse())
    try {
      await stop();
    } catch (error) {
      if (code === 0) console.error(error);
      code = 1;
    }
  process.exit(code);
}
void toldToStop().then(() => end(0));

async function start(): Promise<void> {
  const other = await findRunning(data);
  if (other) {
    say(`Hotlist is already running at ${other.url} on ${data}. Maybe another --data keeps a second one apart.`);
    return end(0);
  }
  const opening = openDatabase({ data, url: process.env.DATABASE_URL, progress: say });
  // Told to stop while the database starts, we wait for it and stop it: nothing of ours is left behind.
  endings.push(async () => (await opening).stop());
  const database = await opening;
  const ran = await migrate(database.url);
  if (ran.length > 0) say(`Database: ${ran.length} migrations`);

  const db = openTables(database.url);
  endings.push(() => db.destroy());
  const wanted = Number(process.env.PORT ?? 4600);
  const port = await freePort(wanted);
  if (wanted !== 0 && port !== wanted) say(`Port ${wanted} is taken; ${port} is free and used instead.`);
  const host = process.env.HOST ?? '127.0.0.1';
  const url = `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;

  const jobs = new Jobs(database.url);
  await jobs.start(allJobs);
  endings.push(() => jobs.stop());
  const live = new Live(database.url);
  await live.start();
  endings.push(() => live.stop());

  const auth = makeAuth({ db, secret: secretOf(data), baseUrl: url });
  const app = await makeApp({ db, auth, live, jobs, log: true });
  endings.push(() => app.close());
  await app.listen({ port, host });
  recordRunning(data, url);
  endings.push(() => forgetRunning(data));
  if (!flags['no-workers']) endings.push(startWorker(database.url));

  const words = await firstData(db, jobs, planJob, {
    demo: flags.demo,
    url,
    say,
    password: process.env.HOTLIST_DEMO_PASSWORD,
  });
  say(`\nHotlist is at ${url}`);
  for (const sentence of words) say(sentence);
  process.send?.({ url });
}

/** Signs the sessions; made once, kept beside the database, readable by its owner alone. */
function secretOf(folder: string): string {
  if (process.env.HOTLIST_SECRET) return process.env.HOTLIST_SECRET;
  const file = join(openDataFolder(folder).root, 'session-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** The planning worker is a process of its own: a long run never holds up a page. It is started again if it dies. */
function startWorker(databaseUrl: string): () => Promise<void> {
  const file = fileURLToPath(new URL('./worker.js', import.meta.url));
  let stopped = false;
  let child = fork(file, { env: { ...process.env, DATABASE_URL: databaseUrl } });
  const watch = (): void => {
    child.on('exit', () => {
      if (stopped) return;
      setTimeout(() => {
        if (stopped) return;
        child = fork(file, { env: { ...process.env, DATABASE_URL: databaseUrl } });
        watch();
      }, 1000).unref();
    });
  };
  watch();
  return () =>
    new Promise((resolve) => {
      stopped = true;
      if (child.exitCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 6000).unref();
    });
}

start().catch((error: unknown) => {
  if (ending) return;
  console.error(error instanceof Error && !process.env.DEBUG ? error.message : error);
  void end(1);
});
