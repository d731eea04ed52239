import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { makeSite, type TestApp, testApp } from '../../server/test-app.ts';
import { readAdventureWorks } from './adventureworks.import.ts';
import { recognised } from './formats.import.ts';
import { readFrepple } from './frepple.import.ts';
import { readNorthwind } from './northwind.import.ts';
import type { Reading } from './sheets.ts';
import { importTables } from './take.store.ts';

const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const files = (folder: string, ending: string): ReadonlyMap<string, Uint8Array> =>
  new Map(
    readdirSync(`${shared}${folder}`)
      .filter((name) => name.endsWith(ending))
      .map((name) => [name, readFileSync(`${shared}${folder}/${name}`)]),
  );
const one = (folder: string, name: string): ReadonlyMap<string, Uint8Array> =>
  new Map([[name, readFileSync(`${shared}${folder}/${name}`)]]);

const told: readonly (readonly [string, () => ReadonlyMap<string, Uint8Array>])[] = [
  ['frepple', () => one('frepple', 'manufacturing_demo.json')],
  ['adventureworks', () => files('adventureworks/csv', '.csv')],
  ['northwind', () => one('northwind', 'instnwnd.sql')],
  ['hotlist', () => files('../problems/d100', '')],
];

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

describe.skipIf(!existsSync(shared))('data of other systems as it is (skipped where ../shared is absent)', () => {
  it.each(told)('%s is known by its content', (name, found) => expect(recognised(found())).toBe(name));

  it.each([
    ['MFG', 'frePPLe manufacturing_demo', () => readFrepple(one('frepple', 'manufacturing_demo.json'), {})],
    ['JOB', 'frePPLe jobshop', () => readFrepple(one('frepple', 'jobshop.json'), {})],
    ['AW', 'AdventureWorks', () => readAdventureWorks(files('adventureworks/csv', '.csv'), { now: '2025-09-21' })],
    ['NW', 'Northwind', () => readNorthwind(one('northwind', 'instnwnd.sql'), {})],
  ] as const)('%s: %s is taken whole, and taken again changes nothing', async (site, _, read) => {
    const reading: Reading = read();
    expect(reading.faults).toEqual([]);
    await makeSite(test.db, site);
    const take = () =>
      test.db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, site);
        return importTables(tx, { ...reading.site, code: site }, reading.tables, { origins: reading.origins });
      });
    const first = await take();
    expect(first.faults).toEqual([]);
    expect(first.counts.reduce((sum, counts) => sum + counts.added, 0)).toBe(
      [...reading.tables.values()].flat().length,
    );
    const again = await take();
    expect(again.counts.map(({ kind, added, changed, bad }) => [kind, added, changed, bad])).toEqual(
      first.counts.map(({ kind }) => [kind, 0, 0, 0]),
    );
  });
});
