import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../server/test-app.ts';
import type { Desk } from './desk.ts';
import { runExport } from './export.ts';
import { runImport } from './import.ts';

let test: TestApp;
let desk: Desk;
let said: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'hotlist-import-'));
beforeAll(async () => {
  test = await testApp();
  desk = { db: test.db, address: 'http://desk.plant', say: (line) => said.push(line), typed: async () => '' };
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  said = [];
});

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
const codes = async (): Promise<string[]> =>
  (await test.db.selectFrom('items').select('code').orderBy('code').execute()).map((one) => one.code);

describe('import', () => {
  it('takes a folder of sheets whatever their order, and says what it did', async () => {
    write({ 'units.csv': 'Unit\npcs\n', 'items.csv': 'Item,Name,Unit\nA1,Axle,pcs\nA2,Bolt,pcs\n' });
    expect(await runImport(desk, [folder])).toBe(0);
    expect(await codes()).toEqual(['A1', 'A2']);
    expect(said.join('\n')).toMatch(/Items +2 +0 +0 +0/);
  });

  it('writes nothing when it is asked to say only', async () => {
    write({ 'more.csv': 'Item,Unit\nA3,pcs\n' });
    expect(await runImport(desk, [join(folder, 'more.csv'), '--kind', 'items', '--dry'])).toBe(0);
    expect(said.join('\n')).toMatch(/Items +1 .*\n?.*dry run/s);
    expect(await codes()).toEqual(['A1', 'A2']);
  });

  it('with a bad row takes nothing, or the good rows with the bad parked', async () => {
    write({ 'more.csv': 'Item,Unit\nA3,pcs\nA4,furlong\n' });
    const file = join(folder, 'more.csv');
    await expect(runImport(desk, [file, '--kind', 'items'])).rejects.toThrow(
      /more.csv, sheet more, row 3, Unit, "furlong"/,
    );
    expect(await codes()).toEqual(['A1', 'A2']);
    expect(await runImport(desk, [file, '--kind', 'items', '--good-rows'])).toBe(0);
    expect(await codes()).toEqual(['A1', 'A2', 'A3']);
    expect(await test.db.selectFrom('parked_rows').select('cells').execute()).toEqual([
      { cells: { code: 'A4', unit: 'furlong' } },
    ]);
  });

  it('takes hours that would run over midnight for long where they are said to be meant', async () => {
    write({ 'long.csv': 'Calendar,Week\nLONG,Mon-Fri 14:00-10:00\n' });
    const args = [join(folder, 'long.csv'), '--kind', 'calendars'];
    const asked = /^14:00-10:00 of LONG in its week is 20 hours, .* Is that meant\?.*--meant/;
    await expect(runImport(desk, args)).rejects.toThrow(asked);
    expect(await runImport(desk, [...args, '--dry'])).toBe(0);
    expect(said.join('\n')).toMatch(/Is that meant\?/);
    expect(await test.db.selectFrom('calendars').select('code').execute()).toEqual([]);
    expect(await runImport(desk, [...args, '--meant'])).toBe(0);
    expect(await test.db.selectFrom('calendars').select('code').execute()).toEqual([{ code: 'LONG' }]);
  });

  it.each([
    [['nowhere.csv'], /does not exist/],
    [['--kind', 'items'], /Name a file or folder/],
    [[folder, '--kind', 'gnomes'], /gnomes is not known/],
    [[folder, '--site', 'MOON'], /no site MOON/],
    [[folder, '--format', 'punched-cards'], /punched-cards is not known/],
  ])('%j is refused in a sentence', async (args, sentence) => {
    await expect(runImport(desk, args)).rejects.toThrow(sentence);
  });
});

describe('export', () => {
  it('of all is a folder that an import reads back without a change', async () => {
    const out = join(folder, 'out');
    expect(await runExport(desk, ['all', '--out', out])).toBe(0);
    expect(readdirSync(out)).toContain('customer_lines.csv');
    // It says what it wrote and where, on the screen and in the folder.
    expect(said.join('\n')).toMatch(/Items +3\n/);
    expect(said.at(-1)).toBe(`Wrote 5 rows of 3 kinds to ${out}.`);
    const { rows, ...meta } = JSON.parse(readFileSync(join(out, 'meta.json'), 'utf8'));
    expect(meta).toEqual({
      what: 'records exported by Hotlist',
      name: 'PLANT',
      timezone: 'Europe/Berlin',
      now: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d/),
      hotlist: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    expect(rows).toMatchObject({ 'items.csv': 3, 'units.csv': 1, 'customer_lines.csv': 0 });
    expect(readFileSync(join(out, 'items.csv'), 'utf8')).toMatch(/A1,Axle,buy,pcs/);
    expect(await runImport(desk, [out, '--dry'])).toBe(0);
    expect(said.join('\n')).toMatch(/Items +0 +0 +3 +0 +0/);
  });

  it('of one kind goes to the standard output', async () => {
    await runExport(desk, ['units']);
    expect(said.join('\n')).toMatch(/Unit,Name,Base unit,Factor,Decimals\r\npcs/);
  });
});
