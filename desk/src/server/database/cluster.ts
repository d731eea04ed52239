import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { program } from './binaries.ts';
import { type DataFolder, placesIn } from './data-folder.ts';
import { isAlive } from './processes.ts';
import { giveFolder, isPassable, rootsOpenFolder, serverUser } from './server-user.ts';

const execute = promisify(execFile);

/** The one superuser of a cluster that we made. */
export const clusterUser = 'hotlist';

/** Kept by us beside the cluster, so that the next start finds the same port and knows which PostgreSQL it needs. */
export interface ClusterRecord {
  readonly major: number;
  readonly port: number;
}

/** True when a database was made at `path`, whether it runs or not. Writes nothing. */
export function hasCluster(path: string): boolean {
  return existsSync(join(placesIn(path).cluster, 'PG_VERSION'));
}

export function readRecord(folder: DataFolder): ClusterRecord | undefined {
  if (!hasCluster(folder.root)) return undefined;
  if (existsSync(folder.record)) return JSON.parse(readFileSync(folder.record, 'utf8'));
  return { major: Number(readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8')), port: 0 };
}

export function writeRecord(folder: DataFolder, record: ClusterRecord): void {
  writeFileSync(folder.record, `${JSON.stringify(record)}\n`, { mode: 0o600 });
}

/**
 * Makes an empty cluster: passwords by scram, page checksums, the C.UTF-8 collation (the same order on every
 * machine and in every later version), listening on 127.0.0.1 only. Made beside its place and put there whole, so
 * that an `initdb` broken off is begun anew and what stands at `folder.cluster` is never half a database. `durable` as
 * in `startCluster`.
 */
export async function makeCluster(folder: DataFolder, binaries: Binaries, durable: boolean): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const place = emptyPlace(folder);
  const user = serverUser();
  const secret = mkdtempSync(join(tmpdir(), 'hotlist-init-'));
  const passwordFile = join(secret, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [passwordFile, secret]) chownSync(path, user.uid, user.gid);
  try {
    await execute(
      program(binaries, 'initdb'),
      [
        '-D', place, '-U', clusterUser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`,
        '--encoding=UTF8', '--data-checksums', ...localeArguments(binaries.major), ...(durable ? [] : ['--no-sync']),
      ], // biome-ignore format: one option and its value stand together
      { ...user, cwd: place, env: serverEnvironment() },
    );
  } catch (error) {
    rmSync(place, { recursive: true, force: true });
    throw new Error(`PostgreSQL ${binaries.version} could not make a database in ${place}: ${spoken(error)}`, {
      cause: error,
    });
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
  appendFileSync(join(place, 'postgresql.conf'), settings);
  writeFileSync(folder.password, password, { mode: 0o600 });
  if (dirname(place) === folder.root) renameSync(place, folder.cluster);
  else symlinkSync(place, folder.cluster);
}

/** A query whose server was killed ends by itself, so that the next server does not wait for its locks; only Linux can tell. */
const settings = `
# Set by Hotlist
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
${process.platform === 'linux' ? 'client_connection_check_interval = 5s' : ''}
`;

/** A new folder that PostgreSQL's user owns: in the data folder, or elsewhere if that is closed to the user. */
function emptyPlace(folder: DataFolder): string {
  const user = serverUser();
  if (!user || isPassable(dirname(folder.root))) {
    const place = `${folder.cluster}.new`;
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { mode: 0o700 });
    if (user) giveFolder(place, user);
    return place;
  }
  mkdirSync(rootsOpenFolder, { recursive: true, mode: 0o755 });
  const place = mkdtempSync(join(rootsOpenFolder, 'database-'));
  giveFolder(place, user);
  return place;
}

function localeArguments(major: number): string[] {
  if (major >= 17) return ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return process.platform === 'darwin' ? ['--locale=C', '--lc-ctype=UTF-8'] : ['--locale=C.UTF-8'];
}

/** Without the person's locale and `PG…` settings, which could name a locale this machine lacks or another server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/**
 * Starts the server; it outlives this process, so that a killed desk loses nothing. Returns before it answers.
 *
 * `durable: false` is for throw-away databases: nothing is forced to the disk.
 */
export async function startCluster(
  folder: DataFolder,
  binaries: Binaries,
  port: number,
  durable: boolean,
): Promise<void> {
  const settings = durable
    ? []
    : ['-F', '-c synchronous_commit=off', '-c full_page_writes=off', '-c wal_level=minimal', '-c max_wal_senders=0'];
  await control(folder, binaries, [
    'start',
    '-W',
    '-l',
    join(realpathSync(folder.cluster), 'server.log'),
    '-o',
    [`-p ${port}`, ...settings].join(' '),
  ]);
}

/** Ends open sessions and stops the server, writing everything out; waits until it is gone. */
export async function stopCluster(folder: DataFolder, binaries: Binaries): Promise<void> {
  await control(folder, binaries, ['stop', '-w', '-m', 'fast', '-t', '60']);
}

async function control(folder: DataFolder, binaries: Binaries, args: string[]): Promise<void> {
  const place = realpathSync(folder.cluster);
  try {
    await execute(program(binaries, 'pg_ctl'), [...args, '-s', '-D', place], {
      ...serverUser(),
      cwd: place,
      env: serverEnvironment(),
    });
  } catch (error) {
    throw new Error(`PostgreSQL ${binaries.version} did not ${args[0]}: ${spoken(error)} ${lastWords(folder)}`, {
      cause: error,
    });
  }
}

/** The port of the living server of this cluster, by its own note; undefined when none lives. */
export function livingPort(folder: DataFolder): number | undefined {
  const note = join(folder.cluster, 'postmaster.pid');
  if (!existsSync(note)) return undefined;
  const [pid, , , port] = readFileSync(note, 'utf8').split('\n');
  return isAlive(Number(pid)) ? Number(port) || undefined : undefined;
}

/** The end of the server's log, for a person who must find out why it does not start. */
export function lastWords(folder: DataFolder): string {
  const log = join(folder.cluster, 'server.log');
  if (!existsSync(log)) return '';
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
}

function spoken(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && error.stderr)
    return error.stderr.trim();
  return error instanceof Error ? error.message : String(error);
}
