import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTables } from '../server/database/database.ts';
import { execute, serverVariable } from '../server/database/test-server.ts';
import { main } from './main.ts';

let data = '';
let told = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hotlist-command-'));
  told = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((told += String(text)), true));
  vi.stubEnv('DATABASE_URL', '');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true, force: true });
});

const commands = [
  ['import', 'orders.csv'],
  ['export', 'items'],
  ['user', 'list', '--site', 'MAIN'],
  ['stock', 'check'],
  ['token', 'list', '--email', 'a@example.com'],
];

describe.each(commands)('%s', (...command) => {
  test('stops where there is no data, and makes none', async () => {
    expect(await main([...command, '--data', data])).toBe(2);
    expect(told).toBe(`There is no Hotlist data in ${data}. Maybe ./run --data ${data} makes it first.\n`);
    expect(readdirSync(data)).toEqual([]);
  });

  test('makes no folder either', async () => {
    const nowhere = join(data, 'no where');
    expect(await main([...command, '--data', nowhere])).toBe(2);
    expect(told).toBe(`There is no Hotlist data in ${nowhere}. Maybe ./run --data '${nowhere}' makes it first.\n`);
    expect(existsSync(nowhere)).toBe(false);
  });

  test('asks for the folder that --data does not name', async () => {
    expect(await main([...command, '--data'])).toBe(2);
    expect(told).toBe('--data needs a value. Maybe --help shows which.\n');
  });
});

test("a database of somebody else's is left as it is", async () => {
  const server = process.env[serverVariable] ?? '';
  const name = `foreign_${process.pid}`;
  await execute(server, `create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  vi.stubEnv('DATABASE_URL', url);
  expect(await main(['user', 'list', '--site', 'MAIN', '--data', data])).toBe(2);
  expect(told).toBe('There is no Hotlist data in the database of DATABASE_URL. Maybe ./run makes it first.\n');
  const db = openTables(url, 1);
  expect(await db.introspection.getTables({ withInternalKyselyTables: true })).toEqual([]);
  await db.destroy();
  await execute(server, `drop database ${name} with (force)`);
});

test('a server that does not answer is told in a sentence', async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://127.0.0.1:1/x');
  expect(await main(['export', 'items', '--data', data])).toBe(2);
  expect(told).toMatch(/^The database at DATABASE_URL does not answer: .*ECONNREFUSED.*\n$/);
});
