import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { alone, keeperOf, take } from './lock.ts';
import { self } from './processes.ts';

/** The id of a process that has ended and been buried. */
const dead = spawnSync(process.execPath, ['-e', '']).pid;

let folder: DataFolder;
beforeEach(() => {
  folder = openDataFolder(mkdtempSync(join(tmpdir(), 'hotlist-lock-')));
});
afterEach(() => rmSync(folder.root, { recursive: true, force: true }));

const path = (number: number) => join(folder.locks, `serving.${number}`);
const left = (number: number, text: string) => writeFileSync(path(number), text);

describe('a lock', () => {
  test('is kept by one at a time, and free again when it is let go', () => {
    const lock = take(folder, 'serving');
    expect(take(folder, 'serving')).toBeUndefined();
    expect(keeperOf(folder, 'serving')).toEqual(self);
    lock?.release();
    expect(keeperOf(folder, 'serving')).toBeUndefined();
    expect(take(folder, 'serving')).toBeDefined();
  });

  test('says where its keeper serves', () => {
    take(folder, 'serving')?.serveAt('http://127.0.0.1:4600');
    expect(keeperOf(folder, 'serving')).toEqual({ ...self, url: 'http://127.0.0.1:4600' });
  });

  test('of one name is not in the way of another', () => {
    take(folder, 'database');
    expect(take(folder, 'serving')).toBeDefined();
  });

  test.each([
    { who: 'a dead process', text: JSON.stringify({ pid: dead, since: 'some day' }) },
    { who: 'an earlier process whose id another has by now', text: JSON.stringify({ pid: 1, since: 'some day' }) },
  ])('left by $who is free', ({ text }) => {
    left(7, text);
    expect(keeperOf(folder, 'serving')).toBeUndefined();
    expect(take(folder, 'serving')).toBeDefined();
    expect(readdirSync(folder.locks)).toEqual(['serving.8']);
  });

  test('of a living process is kept', () => {
    left(7, JSON.stringify({ pid: 1, since: '' }));
    expect(take(folder, 'serving')).toBeUndefined();
  });

  test('that is being written is kept, and free when its maker died over it', () => {
    left(7, '');
    expect(take(folder, 'serving')).toBeUndefined();
    const long = new Date(Date.now() - 60_000);
    utimesSync(path(7), long, long);
    expect(take(folder, 'serving')).toBeDefined();
  });

  test('is never made below one that is there: who looked too early comes too late', () => {
    left(9, JSON.stringify({ pid: 1, since: '' }));
    left(8, JSON.stringify({ pid: dead, since: '' }));
    expect(take(folder, 'serving')).toBeUndefined();
    expect(readdirSync(folder.locks).toSorted()).toEqual(['serving.8', 'serving.9']);
  });
});

describe('work that wants to be alone', () => {
  test('comes one after the other', async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      order.push(`${name} out`);
    };
    await Promise.all([alone(folder, work('a')), alone(folder, work('b'))]);
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  test('is refused by name while a living process keeps the lock', async () => {
    writeFileSync(join(folder.locks, 'database.1'), JSON.stringify({ pid: 1, since: '' }));
    await expect(alone(folder, () => Promise.resolve(), 50)).rejects.toThrow(/Process 1 keeps/);
  });

  test('leaves no lock when it throws', async () => {
    await expect(alone(folder, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await alone(folder, () => Promise.resolve('done'))).toBe('done');
  });
});
