import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';

export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Notes that this process has the database open. */
export function hold(folder: DataFolder): void {
  writeFileSync(join(folder.holders, String(process.pid)), '');
}

/** Takes this process's note away. True when no living process has the database open any more. */
export function letGo(folder: DataFolder): boolean {
  rmSync(join(folder.holders, String(process.pid)), { force: true });
  return holders(folder).length === 0;
}

/** The living processes that have the database open; notes of the dead are swept. */
export function holders(folder: DataFolder): number[] {
  const [living, dead] = [[] as number[], [] as string[]];
  for (const name of readdirSync(folder.holders)) {
    if (isAlive(Number(name))) living.push(Number(name));
    else dead.push(name);
  }
  for (const name of dead) rmSync(join(folder.holders, name), { force: true });
  return living;
}

/**
 * Runs `work` while no other process starts or stops the database of this folder.
 *
 * The lock is a file with the process id of its owner; one left behind by a dead process is taken over. Throws
 * after `patience` milliseconds, naming the process that has it.
 */
export async function alone<T>(folder: DataFolder, work: () => Promise<T>, patience = 120_000): Promise<T> {
  const end = Date.now() + patience;
  while (!take(folder.lock)) {
    const owner = ownerOf(folder.lock);
    if (owner !== undefined && !isAlive(owner)) rmSync(folder.lock, { force: true });
    else if (Date.now() > end)
      throw new Error(`Process ${owner ?? 'unknown'} keeps ${folder.lock}. Maybe it hangs: stop it, then start again.`);
    else await sleep(25);
  }
  try {
    return await work();
  } finally {
    rmSync(folder.lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined while the owner is between making the file and writing its id, or when it has just gone. */
function ownerOf(lock: string): number | undefined {
  try {
    const text = readFileSync(lock, 'utf8');
    return text === '' ? undefined : Number(text);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
