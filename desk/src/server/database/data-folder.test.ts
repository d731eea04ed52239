import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';

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
