import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';

/** A process that cannot be taken for a later one with the same id. */
export interface Process {
  readonly pid: number;
  /** When it began, in the system's own words; '' where the system does not tell. */
  readonly since: string;
}

export const self: Process = { pid: process.pid, since: beginning(process.pid) ?? '' };

/** True as long as the system knows the process, though it may have ended and wait to be buried. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** True while that very process lives, not another that got its id. */
export function lives({ pid, since }: Process): boolean {
  if (!isAlive(pid)) return false;
  const began = beginning(pid);
  return began !== undefined && (since === '' || began === since);
}

/** Undefined for one that has ended, if only its parent has not asked after it yet; '' where the system does not tell. */
function beginning(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // proc(5): after the name in brackets the state, and nineteen fields on the start, in ticks since the machine's.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const machine = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${machine} ${fields[19]}`;
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return undefined;
      throw error;
    }
  }
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch (error) {
    // It answers with a code of its own when there is no such process; without a `ps` nothing is known.
    return codeOf(error) === 'ENOENT' ? '' : undefined;
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Notes that this process has the database open. */
export function hold(folder: DataFolder): void {
  writeFileSync(join(folder.holders, String(self.pid)), self.since);
}

/** Takes this process's note away. True when no living process has the database open any more. */
export function letGo(folder: DataFolder): boolean {
  rmSync(join(folder.holders, String(self.pid)), { force: true });
  return holders(folder).length === 0;
}

/** The living processes that have the database open; notes of the dead are swept. */
export function holders(folder: DataFolder): number[] {
  const living: number[] = [];
  for (const name of readdirSync(folder.holders)) {
    const note = join(folder.holders, name);
    if (lives({ pid: Number(name), since: readFileSync(note, 'utf8') })) living.push(Number(name));
    else rmSync(note, { force: true });
  }
  return living;
}
