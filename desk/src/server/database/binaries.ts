import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { npmBinaries } from './npm-binaries.ts';

/** PostgreSQL's programs as found on this machine. */
export interface Binaries {
  /** Folder with `initdb`, `pg_ctl` and `postgres`. */
  readonly bin: string;
  readonly major: number;
  readonly version: string;
  readonly from: 'npm' | 'installed';
}

export const oldestMajor = 15;

const exe = process.platform === 'win32' ? '.exe' : '';

export function program(binaries: Pick<Binaries, 'bin'>, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.bin, name + exe);
}

/**
 * Every PostgreSQL from 15 on that runs here, npm's first, then the installed ones, newest first.
 *
 * `copies` is where npm's may be copied to when they cannot run where they lie. A candidate counts when `postgres --version` answers: npm's binaries are built against glibc and do not start on
 * musl, whatever the package's name says.
 */
export function* findBinaries(copies: string, only?: Binaries['from']): Generator<Binaries> {
  if (only !== 'installed') {
    const found = look(npmBinaries(copies), 'npm');
    if (found) yield found;
  }
  if (only === 'npm') return;
  const installed = installedFolders().map((bin) => look(bin, 'installed'));
  yield* installed.filter((found) => found !== undefined).sort((a, b) => b.major - a.major);
}

function look(bin: string | undefined, from: Binaries['from']): Binaries | undefined {
  if (!bin || !['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(join(bin, name + exe)))) return undefined;
  const version = versionOf(join(bin, `postgres${exe}`));
  const major = version ? Number.parseInt(version, 10) : 0;
  return version && major >= oldestMajor ? { bin, major, version, from } : undefined;
}

/** Undefined when the program does not run on this machine: another C library, another processor. */
function versionOf(postgres: string): string | undefined {
  try {
    const said = execFileSync(postgres, ['--version'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /(\d+(?:\.\d+)*)/.exec(said)?.[1];
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function installedFolders(): string[] {
  const folders = [
    ...below('/usr/lib/postgresql', 'bin'),
    ...below('/opt/homebrew/opt', 'bin', /^postgresql@\d+$/),
    ...below('/usr/local/opt', 'bin', /^postgresql@\d+$/),
    ...below('/Library/PostgreSQL', 'bin'),
    ...below('/usr', 'bin', /^pgsql-\d+$/),
    ...below(join(process.env.ProgramFiles ?? 'C:\\Program Files', 'PostgreSQL'), 'bin'),
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
  ];
  return [...new Set(folders)];
}

function below(parent: string, leaf: string, named = /^\d+$/): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => named.test(name))
    .map((name) => join(parent, name, leaf));
}
