import { setTimeout as sleep } from 'node:timers/promises';
import { openDataFolder, placesIn } from './database/data-folder.ts';
import { keeperOf, kept, type Lock, take } from './database/lock.ts';
import { self } from './database/processes.ts';

/** The server that serves a data folder. */
export interface Running {
  readonly pid: number;
  readonly url: string;
}

/**
 * Makes this process the one server of the folder, or answers which other is. While another starts up or shuts down we
 * wait for what comes of it; throws after `patience` milliseconds, naming the process that neither serves nor goes.
 */
export async function becomeServer(
  data: string,
  say: (sentence: string) => void,
  patience = 120_000,
): Promise<Lock | Running> {
  const folder = openDataFolder(data);
  const end = Date.now() + patience;
  for (let told = false; ; ) {
    const lock = take(folder, 'serving');
    if (lock) return lock;
    const other = await findRunning(data);
    if (other) return other;
    const keeper = keeperOf(folder, 'serving');
    if (Date.now() > end) throw new Error(kept(folder, keeper));
    if (keeper && !told) say(`Process ${keeper.pid} starts or stops on ${folder.root}; waiting for it`);
    told ||= keeper !== undefined;
    await sleep(50);
  }
}

/** The other server of this data folder, when it answers at /healthz; one that was killed does not count. */
export async function findRunning(data: string): Promise<Running | undefined> {
  const keeper = keeperOf(placesIn(data), 'serving');
  if (!keeper?.url || keeper.pid === self.pid) return undefined;
  const { pid, url } = keeper;
  const well = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3_000) }).then(
    (answer) => answer.ok,
    () => false,
  );
  return well ? { pid, url } : undefined;
}
