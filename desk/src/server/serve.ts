/** What it takes to serve, over a database that is open: migrations, pages, first data, the worker. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allJobs, planJob } from './all-jobs.ts';
import { makeApp } from './app.ts';
import type { Asked } from './asked.ts';
import { makeAuth } from './auth.ts';
import { openDataFolder } from './database/data-folder.ts';
import { openTables } from './database/database.ts';
import { leftAtWork } from './database/leftovers.ts';
import type { Lock } from './database/lock.ts';
import { migrate } from './database/migrate.ts';
import { freePort } from './database/port.ts';
import { codeOf } from './database/processes.ts';
import { firstData } from './first-data.ts';
import { Jobs } from './jobs.ts';
import { Live } from './live.ts';
import { keepPages } from './pages.ts';

export interface Serving {
  readonly asked: Asked;
  readonly data: string;
  readonly databaseUrl: string;
  readonly place: Lock;
  readonly say: (sentence: string) => void;
  /** What must be stopped, in the order in which it was started. */
  readonly endings: (() => Promise<unknown> | void)[];
}

export async function serve({ asked, data, databaseUrl, place, say, endings }: Serving): Promise<void> {
  const left = await leftAtWork(databaseUrl);
  if (left !== undefined) say(left);
  const ran = await migrate(databaseUrl);
  if (ran.length > 0) say(`Database: ${ran.length} migrations`);

  const db = openTables(databaseUrl);
  endings.push(() => db.destroy());
  const jobs = new Jobs(databaseUrl, 'sends');
  const live = new Live(databaseUrl);
  const free = await freePort(asked.port, asked.host);
  const started = Promise.all([jobs.start(allJobs), live.start()]);
  endings.push(async () => {
    await started;
    await Promise.all([jobs.stop(), live.stop()]);
  });
  const secret = secretOf(data);
  const pages = keepPages(fileURLToPath(new URL('../../dist-web', import.meta.url)), data);
  const listen = async (port: number): Promise<string> => {
    const url = urlOf(asked.host, port);
    const [app] = await Promise.all([
      makeApp({ db, auth: makeAuth({ db, secret, baseUrl: url }), live, jobs, log: true, pages }),
      started,
    ]);
    try {
      await app.listen({ port, host: asked.host });
    } catch (error) {
      await app.close();
      // Another took it between our look and our listening.
      if (codeOf(error) === 'EADDRINUSE') return listen(await freePort(asked.port, asked.host));
      throw error;
    }
    endings.push(() => app.close());
    if (asked.port !== 0 && port !== asked.port) say(`Port ${asked.port} is taken; ${port} is free and used instead.`);
    return url;
  };
  const url = await listen(free);
  place.serveAt(url);
  if (asked.workers) endings.push(startWorker(databaseUrl));

  const words = await firstData(db, jobs, planJob, { ...asked, url, say });
  say(`\nHotlist is at ${url}`);
  for (const sentence of words) say(sentence);
  process.send?.({ url });
}

function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : isIPv6(host) ? `[${host}]` : host;
  return `http://${name}:${port}`;
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
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 6000).unref();
    });
}
