import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { codeOf, lives, type Process, self } from './processes.ts';

/** `database`: starting and stopping PostgreSQL. `serving`: being the one server of the folder, with its address. */
export type LockName = 'database' | 'serving';

/** Who keeps a lock, and where that process serves, once it does. */
export interface Keeper extends Process {
  readonly url?: string;
}

export interface Lock {
  /** Tells the others where this process serves. */
  serveAt(url: string): void;
  release(): void;
}

/** A file that is made and not yet written is its maker's for so long; then the maker died in between. */
const writingTakes = 5_000;
const free = 'free';

/**
 * Takes the lock when nobody keeps it; undefined when somebody does.
 *
 * A lock is a numbered file, `serving.7`, with the process that made it; the highest number counts. It is never
 * removed by who comes after: when its keeper has let go or died, the next makes `serving.8`, which only one can, and
 * clears the lower ones. So two that find the same dead keeper cannot both follow him, however they are interleaved.
 */
export function take(folder: DataFolder, name: LockName): Lock | undefined {
  const last = latest(folder, name);
  if (last > 0 && stateOf(file(folder, name, last)) !== 'free') return undefined;
  const number = last + 1;
  const own = file(folder, name, number);
  try {
    writeFileSync(own, JSON.stringify(self), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
  // What we looked at may be long gone, and so may all that was higher than that.
  if (latest(folder, name) !== number) {
    rmSync(own, { force: true });
    return undefined;
  }
  for (const lower of numbers(folder, name).filter((one) => one < number))
    rmSync(file(folder, name, lower), { force: true });
  return {
    serveAt: (url) => writeFileSync(own, JSON.stringify({ ...self, url })),
    release: () => writeFileSync(own, free),
  };
}

/** Undefined when nobody keeps the lock, or it cannot be told yet who. */
export function keeperOf(folder: DataFolder, name: LockName): Keeper | undefined {
  const last = latest(folder, name);
  const state = last > 0 ? stateOf(file(folder, name, last)) : 'free';
  return typeof state === 'object' ? state : undefined;
}

/**
 * Runs `work` while no other process starts or stops the database of this folder. Throws after `patience`
 * milliseconds, naming the process that does.
 */
export async function alone<T>(folder: DataFolder, work: () => Promise<T>, patience = 120_000): Promise<T> {
  const end = Date.now() + patience;
  let lock = take(folder, 'database');
  for (; !lock; lock = take(folder, 'database')) {
    if (Date.now() > end) throw new Error(kept(folder, keeperOf(folder, 'database')));
    await sleep(25);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

export const kept = (folder: DataFolder, keeper: Keeper | undefined): string =>
  `Process ${keeper?.pid ?? 'unknown'} keeps ${folder.root} and does not answer. Maybe it hangs: stop it, then start again.`;

function stateOf(path: string): Keeper | 'free' | 'being written' {
  const text = readIfThere(path);
  if (text === undefined || text === free) return 'free';
  if (!text.endsWith('}')) return Date.now() - writtenAt(path) > writingTakes ? 'free' : 'being written';
  const keeper = JSON.parse(text) as Keeper;
  return lives(keeper) ? keeper : 'free';
}

const file = (folder: DataFolder, name: LockName, number: number): string => join(folder.locks, `${name}.${number}`);

/** 0 when there is none. */
const latest = (folder: DataFolder, name: LockName): number => Math.max(0, ...numbers(folder, name));

function numbers(folder: DataFolder, name: LockName): number[] {
  try {
    return readdirSync(folder.locks)
      .filter((one) => one.startsWith(`${name}.`))
      .map((one) => Number(one.slice(name.length + 1)));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function writtenAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
