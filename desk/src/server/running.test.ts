import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from './database/data-folder.ts';
import { becomeServer, findRunning } from './running.ts';

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hotlist-running-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const noted = (pid: number, url?: string) =>
  writeFileSync(join(openDataFolder(data).locks, 'serving.1'), JSON.stringify({ pid, since: '', url }));

/** A process of its own that answers /healthz with `status`. */
async function server(status: number) {
  const script = `require('node:http').createServer((q, a) => { a.statusCode = q.url === '/healthz' ? ${status} : 404; a.end(); })
    .listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (part: Buffer) => resolve(part.toString().trim())),
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { pid: child.pid ?? 0, url: `http://127.0.0.1:${port}`, kill: () => (child.kill('SIGKILL'), gone) };
}

/** What a start comes to, and what it says meanwhile. */
async function start(patience?: number) {
  const said: string[] = [];
  const place = await becomeServer(data, (sentence) => said.push(sentence), patience);
  return { place, said };
}

test('nobody serves a folder nobody has started, and the first start does', async () => {
  expect(await findRunning(data)).toBeUndefined();
  expect((await start()).place).toHaveProperty('release');
});

test('a second start is led to the server that answers, and takes its place when it is killed', async () => {
  const other = await server(200);
  noted(other.pid, other.url);
  expect((await start()).place).toEqual({ pid: other.pid, url: other.url });
  await other.kill();
  expect(await findRunning(data)).toBeUndefined();
  expect((await start()).place).toHaveProperty('release');
});

test('a second start waits for one that is starting up, and is led to it', async () => {
  const other = await server(200);
  noted(other.pid);
  setTimeout(() => noted(other.pid, other.url), 100);
  const { place, said } = await start();
  expect(place).toEqual({ pid: other.pid, url: other.url });
  expect(said).toEqual([`Process ${other.pid} starts or stops on ${data}; waiting for it`]);
  await other.kill();
});

test('a second start waits for one that is going, and follows it', async () => {
  const first = await start();
  if (!('release' in first.place)) throw new Error('there was no other');
  setTimeout(first.place.release, 100);
  expect((await start()).place).toHaveProperty('release');
});

test('one that lives and does not answer is named', async () => {
  const other = await server(500);
  noted(other.pid, other.url);
  await expect(start(50)).rejects.toThrow(`Process ${other.pid} keeps ${data} and does not answer. Maybe it hangs`);
  await other.kill();
});

test('looking for a server makes no folder', async () => {
  const nowhere = join(data, 'nowhere');
  expect(await findRunning(nowhere)).toBeUndefined();
  expect(() => rmSync(nowhere, { recursive: true })).toThrow('ENOENT');
});
