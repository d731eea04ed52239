import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { openDataFolder } from './database/data-folder.ts';
import { isAlive } from './database/processes.ts';

/** The server that serves a data folder. */
export interface Running {
  readonly pid: number;
  readonly url: string;
}

/** Notes in the data folder that this process serves it at `url`, for `findRunning` of a second start. */
export function recordRunning(data: string, url: string): void {
  const { running } = openDataFolder(data);
  const own: Running = { pid: process.pid, url };
  writeFileSync(`${running}.new`, `${JSON.stringify(own)}\n`, { mode: 0o600 });
  renameSync(`${running}.new`, running);
}

/** Takes this process's note away; another's stays. */
export function forgetRunning(data: string): void {
  if (read(data)?.pid === process.pid) rmSync(openDataFolder(data).running, { force: true });
}

/** The living server of this data folder, when it answers at /healthz; a note left by a killed one is ignored. */
export async function findRunning(data: string): Promise<Running | undefined> {
  const noted = read(data);
  if (!noted || noted.pid === process.pid || !isAlive(noted.pid)) return undefined;
  const well = await fetch(`${noted.url}/healthz`, { signal: AbortSignal.timeout(3_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
  return well ? noted : undefined;
}

function read(data: string): Running | undefined {
  const { running } = openDataFolder(data);
  return existsSync(running) ? JSON.parse(readFileSync(running, 'utf8')) : undefined;
}
