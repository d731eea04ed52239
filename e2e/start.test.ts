import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { placesIn } from '../desk/src/server/database/data-folder.ts';
import { keeperOf } from '../desk/src/server/database/lock.ts';
import { freePort } from '../desk/src/server/database/port.ts';
import { isAlive } from '../desk/src/server/database/processes.ts';
import { patience } from './browser.ts';

const run = fileURLToPath(new URL('../run.mjs', import.meta.url));

/** One folder for all: a database is made once, and each start finds what the one before left. */
let data = '';
const folders: string[] = [];
function newFolder(): void {
  data = mkdtempSync(join(tmpdir(), 'hotlist-start-'));
  chmodSync(data, 0o755);
  folders.push(data);
}
beforeAll(newFolder);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
});

/** `./run --demo none` on the test's data folder, without a database of anybody's. */
function start(port: number) {
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port) };
  delete env.DATABASE_URL;
  const child = spawn(process.execPath, [run, '--demo', 'none', '--data', data], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const hears = async (words: RegExp): Promise<string> => {
    for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) {
      const found = words.exec(said);
      if (found) return found[1] ?? found[0];
      if (child.exitCode !== null) break;
    }
    throw new Error(`never said ${words}:\n${said}`);
  };
  return { child, ended, hears, said: () => said, address: () => hears(/Hotlist is at (\S+)/) };
}

const server = () => keeperOf(placesIn(data), 'serving');
const postmaster = () => Number(readFileSync(join(data, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);
const answers = (url: string) =>
  fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );

async function until(holds: () => boolean): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) if (holds()) return true;
  return false;
}

describe('the start', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('serves, and %s ends all that it started', async (signal) => {
    const desk = start(await freePort(0));
    const url = await desk.address();
    expect(await answers(url)).toBe(true);
    const database = postmaster();
    desk.child.kill(signal);
    expect(await desk.ended).toBe(0);
    expect(await answers(url)).toBe(false);
    expect(await until(() => !isAlive(database))).toBe(true);
    expect(server()).toBeUndefined();
  });

  test('takes the next port when its own is taken, and says so', async () => {
    const port = await freePort(5_000);
    const other = createServer().listen(port, '127.0.0.1');
    try {
      const desk = start(port);
      const url = await desk.address();
      expect(Number(new URL(url).port)).toBeGreaterThan(port);
      expect(desk.said()).toContain(`Port ${port} is taken`);
    } finally {
      other.close();
    }
  });

  test('of a second one on the same data leads to the first and leaves it alone', async () => {
    const first = start(await freePort(0));
    const url = await first.address();
    const second = start(await freePort(0));
    expect(await second.ended).toBe(0);
    expect(second.said()).toContain(`already running at ${url}`);
    expect(await answers(url)).toBe(true);
  });

  test('told to stop while the database is being made leaves no server behind', async () => {
    newFolder();
    const desk = start(await freePort(0));
    await desk.hears(/Making a database/);
    desk.child.kill('SIGTERM');
    expect(await desk.ended).toBe(0);
    expect(existsSync(join(data, 'database', 'postmaster.pid'))).toBe(false);
  });
});

describe('a desk that was killed', () => {
  test('finds its database, left alive, at the next start, and stops it at the end', async () => {
    const killed = start(await freePort(0));
    await killed.address();
    const database = postmaster();
    process.kill(server()?.pid ?? 0, 'SIGKILL');
    await killed.ended;
    expect(isAlive(database)).toBe(true);

    const next = start(await freePort(0));
    expect(await answers(await next.address())).toBe(true);
    expect(postmaster()).toBe(database);
    next.child.kill('SIGINT');
    expect(await next.ended).toBe(0);
    expect(await until(() => !isAlive(database))).toBe(true);
  });

  test('through ./run alone stops its server cleanly', async () => {
    const killed = start(await freePort(0));
    const url = await killed.address();
    const database = postmaster();
    killed.child.kill('SIGKILL');
    expect(await until(() => !isAlive(database))).toBe(true);
    expect(await answers(url)).toBe(false);
  });
});

/** How many programs with `name` in their command line are at work on the test's data folder. */
function atWork(name: string): number {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return ''; // It has ended since the list was made.
      }
    })
    .filter((line) => line.includes(name) && line.includes(data)).length;
}

test.runIf(process.platform === 'linux')('of five starts at once one serves, and the others lead to it', async () => {
  newFolder();
  for (const before of ['nothing', 'a clean stop', 'a kill'] as const) {
    const port = await freePort(0);
    const five = Array.from({ length: 5 }, () => start(port));
    // Not the first to settle: one that was led to the server may end before we hear the server itself.
    const url = await Promise.any(five.map((desk) => desk.address()));
    const serving = five.filter((desk) => desk.said().includes('Hotlist is at'));
    expect([before, serving.length]).toEqual([before, 1]);
    for (const desk of five.filter((one) => !serving.includes(one))) {
      expect(await desk.ended).toBe(0);
      expect(desk.said()).toContain(`already running at ${url}`);
    }
    expect([atWork('server/main.js'), atWork('bin/postgres')]).toEqual([1, 1]);
    expect(await answers(url)).toBe(true);
    if (before === 'a clean stop') {
      process.kill(server()?.pid ?? 0, 'SIGKILL');
      await serving[0]?.ended;
      expect(atWork('bin/postgres')).toBe(1);
    } else {
      serving[0]?.child.kill('SIGTERM');
      await serving[0]?.ended;
      await until(() => atWork('bin/postgres') === 0);
      expect([atWork('server/main.js'), atWork('bin/postgres')]).toEqual([0, 0]);
    }
  }
});
