import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { findBinaries, oldestMajor } from './binaries.ts';
import {
  clusterUser,
  lastWords,
  livingPort,
  makeCluster,
  readRecord,
  startCluster,
  stopCluster,
  writeRecord,
} from './cluster.ts';
import type { DataFolder } from './data-folder.ts';
import { openDataFolder } from './data-folder.ts';
import { alone } from './lock.ts';
import { freePort, listens } from './port.ts';
import { codeOf, hold, letGo } from './processes.ts';
import { rootsOpenFolder, serverUser } from './server-user.ts';

export interface LaunchOptions {
  /** The data folder, see `dataFolder()`. Unused with `url`. */
  readonly data: string;
  /** A server of the person's own (`DATABASE_URL`); then nothing is started. */
  readonly url?: string | undefined;
  /** Told what takes time, one sentence each. */
  readonly progress?: (sentence: string) => void;
  /** False for throw-away databases: fast, and lost with the machine's power. */
  readonly durable?: boolean;
  /** Only npm's PostgreSQL, or only an installed one; either when left out. */
  readonly from?: Binaries['from'] | undefined;
}

export interface OpenedDatabase {
  readonly url: string;
  readonly origin: 'given' | 'started' | 'attached';
  readonly version: string;
  /** Leaves the database; the last process to leave a server of ours stops it. Harmless when called twice. */
  stop(): Promise<void>;
}

const databaseName = 'hotlist';

/**
 * Opens the desk's database: the given one, else the data folder's, made on first use and started when it does not
 * run. A server left alive by a killed desk is attached to, never started twice.
 *
 * Throws, with a sentence for the person, when the given server does not answer or is older than 15, when no
 * PostgreSQL is to be had, or when the data folder was made by a major version that is not on this machine.
 */
export async function openDatabase(options: LaunchOptions): Promise<OpenedDatabase> {
  if (options.url) return openGiven(options.url);
  const folder = openDataFolder(options.data);
  return alone(folder, () => openOwn(folder, options));
}

async function openGiven(url: string): Promise<OpenedDatabase> {
  const version = await ask(url, 'show server_version').catch((error: unknown) => {
    throw new Error(
      `The database at DATABASE_URL does not answer: ${sentence(error)}. Maybe it is not started, or the name or password is another.`,
      { cause: error },
    );
  });
  if (Number.parseInt(version, 10) < oldestMajor)
    throw new Error(
      `The database at DATABASE_URL is PostgreSQL ${version}; Hotlist needs ${oldestMajor} or later. Maybe unset DATABASE_URL: then one is started in the data folder.`,
    );
  return { url, origin: 'given', version, stop: () => Promise.resolve() };
}

async function openOwn(folder: DataFolder, options: LaunchOptions): Promise<OpenedDatabase> {
  const { progress: say = () => undefined, durable = true } = options;
  const record = readRecord(folder);
  const binaries = choose(folder, record?.major, options.from);
  if (!record) {
    say(`Making a database (PostgreSQL ${binaries.version}) in ${folder.root}`);
    await makeCluster(folder, binaries, durable);
  }
  const living = await answeringPort(folder);
  const port = living ?? (await freePort(record?.port || 0).catch(() => freePort(0)));
  if (living === undefined) {
    say(`Starting PostgreSQL ${binaries.version}`);
    await startCluster(folder, binaries, port, durable);
  }
  writeRecord(folder, { major: binaries.major, port });
  const version = await untilAnswering(folder, urlFor(folder, port, 'postgres'));
  if (!record || !(await exists(urlFor(folder, port, 'postgres'))))
    await ask(urlFor(folder, port, 'postgres'), `create database ${databaseName}`);
  hold(folder);
  let left = false;
  const stop = async () => {
    if (left) return;
    left = true;
    await alone(folder, async () => {
      if (letGo(folder) && livingPort(folder) !== undefined) await stopCluster(folder, binaries);
    });
  };
  return {
    url: urlFor(folder, port, databaseName),
    origin: living === undefined ? 'started' : 'attached',
    version,
    stop,
  };
}

function choose(folder: DataFolder, major: number | undefined, from: Binaries['from'] | undefined): Binaries {
  const seen: string[] = [];
  for (const found of findBinaries(serverUser() ? rootsOpenFolder : folder.root, from)) {
    if (major === undefined || found.major === major) return found;
    seen.push(`${found.version} (${found.from === 'npm' ? "npm's" : found.bin})`);
  }
  if (major === undefined)
    throw new Error(
      `No PostgreSQL was found: npm has none for ${process.platform} ${process.arch} here, and none from ${oldestMajor} on is installed. ` +
        "Maybe install one with the system's packages, or name a server in DATABASE_URL.",
    );
  throw new Error(
    `The database in ${folder.root} was made by PostgreSQL ${major}, and this machine has ${seen.join(', ') || 'none'}. ` +
      `Nothing was changed. Maybe install PostgreSQL ${major}, or start on another folder with HOTLIST_DATA and import there.`,
  );
}

function urlFor(folder: DataFolder, port: number, database: string): string {
  const password = readFileSync(folder.password, 'utf8').trim();
  return `postgres://${clusterUser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * The port of this cluster's server when one listens. A process of that id that does not listen is no server: it is
 * dying, dead and not yet buried, or another program that got the same id.
 */
async function answeringPort(folder: DataFolder, patience = 2_000): Promise<number | undefined> {
  const end = Date.now() + patience;
  for (;;) {
    const port = livingPort(folder);
    if (port === undefined) return undefined;
    if (await listens(port)) return port;
    if (Date.now() > end) return undefined;
    await sleep(20);
  }
}

/** Waits while the server starts up or recovers from a crash; gives up when it has gone or does not answer. */
async function untilAnswering(folder: DataFolder, url: string, patience = 120_000): Promise<string> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await ask(url, 'show server_version');
    } catch (error) {
      // A server on its way up refuses, resets, says so, or hangs up without a word; a slow machine lets us wait.
      const starting =
        ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'].includes(codeOf(error) ?? '') ||
        /terminated|timeout/i.test(sentence(error));
      if (!starting || Date.now() > end)
        throw new Error(`The database in ${folder.root} does not answer: ${sentence(error)}\n${lastWords(folder)}`, {
          cause: error,
        });
      if (livingPort(folder) === undefined && Date.now() > end - patience + 20_000)
        throw new Error(`The database in ${folder.root} did not start:\n${lastWords(folder)}`, { cause: error });
      await sleep(20);
    }
  }
}

async function exists(url: string): Promise<boolean> {
  return (await ask(url, `select count(*)::text from pg_database where datname = '${databaseName}'`)) === '1';
}

/** One value, as text, over a connection of its own. */
async function ask(url: string, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const answer = await client.query({ text: statement, rowMode: 'array' });
    return String(answer.rows[0]?.[0] ?? '');
  } finally {
    await client.end();
  }
}

function sentence(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(sentence).join('; ');
  return error instanceof Error ? error.message || (codeOf(error) ?? error.name) : String(error);
}
