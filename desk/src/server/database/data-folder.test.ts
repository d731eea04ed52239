import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dataFolder, openDataFolder } from './data-folder.ts';

describe('the data folder', () => {
  test.each([
    {
      where: 'HOTLIST_DATA, if set',
      env: { HOTLIST_DATA: '/plant/data', XDG_DATA_HOME: '/x' },
      on: 'linux',
      is: '/plant/data',
    },
    {
      where: 'HOTLIST_DATA, from where the person stands',
      env: { HOTLIST_DATA: 'data' },
      on: 'linux',
      is: resolve('data'),
    },
    { where: "XDG's data directory", env: { XDG_DATA_HOME: '/x' }, on: 'linux', is: '/x/hotlist' },
    {
      where: 'the usual place on Linux',
      env: { XDG_DATA_HOME: '' },
      on: 'linux',
      is: '/home/ann/.local/share/hotlist',
    },
    {
      where: "Apple's Application Support",
      env: {},
      on: 'darwin',
      is: '/home/ann/Library/Application Support/hotlist',
    },
  ] as const)('is $where', ({ env, on, is }) => {
    expect(dataFolder(env, on, '/home/ann')).toBe(is);
  });
});

describe('a data folder', () => {
  const top = mkdtempSync(join(tmpdir(), 'hotlist-folder-'));
  afterAll(() => rmSync(top, { recursive: true, force: true }));

  test('is made with all above it, on a path with spaces and umlauts, open to its owner alone', () => {
    const { root } = openDataFolder(join(top, 'unser Werk', 'Präge & Öl'));
    expect(statSync(root).mode & 0o777).toBe(0o700);
    expect(openDataFolder(root).root).toBe(root);
  });

  test('cannot be a file, nor lie in one', () => {
    writeFileSync(join(top, 'file'), '');
    const says = 'it is a file, or lies in one. Maybe name another with --data FOLDER.';
    expect(() => openDataFolder(join(top, 'file'))).toThrow(`${join(top, 'file')} cannot be the data folder: ${says}`);
    expect(() => openDataFolder(join(top, 'file', 'below'))).toThrow(says);
  });

  test.runIf(process.platform === 'linux')('cannot lie where nothing can be written', () => {
    expect(() => openDataFolder('/proc/hotlist')).toThrow('nothing may be written there. Maybe name another');
  });
});
