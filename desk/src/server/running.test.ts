import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from './database/data-folder.ts';
import { findRunning, forgetRunning, recordRunning } from './running.ts';

let data = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hotlist-running-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const note = (pid: number, url: string) => writeFileSync(openDataFolder(data).running, JSON.stringify({ pid, url }));

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

test('nobody serves a folder nobody has started', async () => {
  expect(await findRunning(data)).toBeUndefined();
});

test('a second start finds the server that answers, and not when it is killed', async () => {
  const other = await server(200);
  note(other.pid, other.url);
  expect(await findRunning(data)).toEqual({ pid: other.pid, url: other.url });
  await other.kill();
  expect(await findRunning(data)).toBeUndefined();
});

test('a living process that is not well is not taken for a server', async () => {
  const other = await server(500);
  note(other.pid, other.url);
  expect(await findRunning(data)).toBeUndefined();
  await other.kill();
});

test("one's own note is no other server", async () => {
  recordRunning(data, 'http://127.0.0.1:1');
  expect(await findRunning(data)).toBeUndefined();
});

test("going takes one's own note away and leaves another's", async () => {
  const other = await server(200);
  note(other.pid, other.url);
  forgetRunning(data);
  expect(await findRunning(data)).toBeDefined();
  await other.kill();
});
