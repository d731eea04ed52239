import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { alone, hold, holders, isAlive, letGo } from './processes.ts';

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

test('one that leaves is the last when the others are dead', () => {
  hold(folder);
  writeFileSync(join(folder.holders, String(dead)), '');
  expect(holders(folder)).toEqual([process.pid]);
  expect(letGo(folder)).toBe(true);
});

test('one that leaves is not the last while another lives', () => {
  hold(folder);
  writeFileSync(join(folder.holders, '1'), '');
  expect(letGo(folder)).toBe(false);
});

test('works that want to be alone come one after the other', async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} in`);
    await new Promise((resolve) => setTimeout(resolve, 30));
    order.push(`${name} out`);
  };
  await Promise.all([alone(folder, work('a')), alone(folder, work('b'))]);
  expect(order).toEqual(['a in', 'a out', 'b in', 'b out']);
});

test('a lock of a dead process is taken over', async () => {
  writeFileSync(folder.lock, String(dead));
  expect(await alone(folder, () => Promise.resolve('done'))).toBe('done');
  expect(existsSync(folder.lock)).toBe(false);
});

test('a lock that a living process keeps is refused by name', async () => {
  writeFileSync(folder.lock, '1');
  await expect(alone(folder, () => Promise.resolve(), 50)).rejects.toThrow(/Process 1 keeps/);
});

test('work that throws leaves no lock', async () => {
  await expect(alone(folder, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(folder.lock)).toBe(false);
});
