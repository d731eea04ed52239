import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { codeOf } from './processes.ts';

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
  readonly locks: string;
}

/** Touches nothing: whether any of it is there is another question. */
export function placesIn(path: string): DataFolder {
  const root = resolve(path);
  return {
    root,
    cluster: join(root, 'database'),
    password: join(root, 'database.password'),
    record: join(root, 'database.json'),
    holders: join(root, 'holders'),
    locks: join(root, 'locks'),
  };
}

/** Makes the folder where it is not there. Throws with a sentence when it cannot be one that we write in. */
export function openDataFolder(path: string): DataFolder {
  const folder = placesIn(path);
  try {
    for (const place of [folder.holders, folder.locks]) makeFolder(place);
    accessSync(folder.root, constants.W_OK);
  } catch (error) {
    throw new Error(
      `${folder.root} cannot be the data folder: ${reasonOf(error)} Maybe name another with --data FOLDER.`,
      {
        cause: error,
      },
    );
  }
  return folder;
}

/** With all above it. (Node's own way of that never comes back where the system refuses with ENOENT, as below /proc.) */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another start may have been quicker.
    if (codeOf(error) !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'it is a file, or lies in one.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
      return 'nothing may be written there.';
    case 'ENOSPC':
      return 'the disk is full.';
    default:
      return `${error instanceof Error ? error.message : String(error)}.`;
  }
}
