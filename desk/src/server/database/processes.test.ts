import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { hold, holders, isAlive, letGo, lives, self } from './processes.ts';

/** The id of a process that has ended and been buried. */
const dead = spawnSync(process.execPath, ['-e', '']).pid;

let folder: DataFolder;
beforeEach(() => {
  folder = openDataFolder(mkdtempSync(join(tmpdir(), 'hotlist-processes-')));
});
afterEach(() => rmSync(folder.root, { recursive: true, force: true }));

test('a process lives or it does not, and nonsense does not', () => {
  expect([process.pid, 1, dead, 0, -1, Number.NaN].map(isAlive)).toEqual([true, true, false, false, false, false]);
});

test.runIf(process.platform === 'linux')('one that ended and was not buried is dead', async () => {
  // A shell that turns into another program never asks after the child it had; the child ends after that.
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 30'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const child = await new Promise<number>((resolve) => parent.stdout.once('data', (part) => resolve(Number(part))));
  await expect.poll(() => lives({ pid: child, since: '' }), { timeout: 10_000 }).toBe(false);
  expect(isAlive(child)).toBe(true);
  parent.kill();
});

test.skipIf(process.platform === 'win32')('a process with the id of an earlier one is not that one', () => {
  expect(lives(self)).toBe(true);
  expect(lives({ ...self, since: 'another day' })).toBe(false);
});

test('one that leaves is the last when the others are dead', () => {
  hold(folder);
  writeFileSync(join(folder.holders, String(dead)), '');
  writeFileSync(join(folder.holders, '1'), 'another day');
  expect(holders(folder)).toEqual([process.pid]);
  expect(letGo(folder)).toBe(true);
});

test('one that leaves is not the last while another lives', () => {
  hold(folder);
  writeFileSync(join(folder.holders, '1'), '');
  expect(letGo(folder)).toBe(false);
});
