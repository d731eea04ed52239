import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the desk keeps its database, files and records on this machine.
 *
 * `HOTLIST_DATA` wins; else the user's data directory as each system defines it (XDG base directory, Apple's
 * Application Support, Windows' local application data).
 */
export function dataFolder(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (environment.HOTLIST_DATA) return resolve(environment.HOTLIST_DATA);
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'hotlist');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'hotlist');
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'hotlist');
}

/** What lies where inside a data folder. */
export interface DataFolder {
  readonly root: string;
  /** PostgreSQL's own directory; a link where the data folder is closed to the user PostgreSQL runs as. */
  readonly cluster: string;
  readonly password: string;
  /** Port and major version of the cluster. */
  readonly record: string;
  /** One file a process that has the database open, named by its process id. */
  readonly holders: string;
  readonly lock: string;
  /** Address and process id of the server that serves this folder. */
  readonly running: string;
}

export function openDataFolder(path: string): DataFolder {
  const root = resolve(path);
  const holders = join(root, 'holders');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  mkdirSync(holders, { recursive: true, mode: 0o700 });
  return {
    root,
    holders,
    cluster: join(root, 'database'),
    password: join(root, 'database.password'),
    record: join(root, 'database.json'),
    lock: join(root, 'lock'),
    running: join(root, 'running.json'),
  };
}
