/** The command line on the factories of ../shared: planned, every demand delivered or told why not, checker clean from the files. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, plan } from '@hotlist/engine';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readFrepple } from '../duties/imports/frepple.import.ts';
import { main } from './main.ts';
import { sourceOf } from './source.ts';

const shared = fileURLToPath(new URL('../../../../shared', import.meta.url));
const at = (...path: string[]): string => join(shared, ...path);
const why = existsSync(shared) ? '' : ' (skipped: ../shared is not here)';

const sources: readonly (readonly [name: string, data: string, args: readonly string[]])[] = [
  ['d100', at('problems', 'd100'), []],
  ['d300', at('problems', 'd300'), []],
  ['d1000', at('problems', 'd1000'), []],
  ['d10000', at('problems', 'd10000'), []],
  ['manufacturing_demo', at('data', 'frepple', 'manufacturing_demo.json'), ['--format', 'frepple']],
  ['jobshop', at('data', 'frepple', 'jobshop.json'), ['--format', 'frepple']],
  ['demo', at('data', 'frepple', 'demo.json'), ['--format', 'frepple']],
  ['AdventureWorks', at('data', 'adventureworks', 'csv'), ['--format', 'adventureworks', '--now', '2025-09-21']],
  ['Northwind', at('data', 'northwind'), ['--format', 'northwind']],
];

describe.skipIf(!existsSync(shared))(`the factories of ../shared${why}`, () => {
  let folder = '';
  let printed = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hotlist-reference-'));
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        printed += String(text);
        return true;
      });
  });
  afterAll(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it.each(sources)('%s is planned, answers every demand, and its files break no rule', async (name, data, args) => {
    const out = join(folder, name);
    printed = '';
    expect(await main(['plan', '--data', data, '--out', out, ...args]), printed).toBe(0);
    const { data: rows } = Papa.parse<Record<string, string>>(readFileSync(join(out, 'deliveries.csv'), 'utf8'), {
      header: true,
      skipEmptyLines: true,
    });
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as { demands: number };
    expect(new Set(rows.map((row) => row.demand)).size).toBe(summary.demands);
    expect(rows.filter((row) => (row.date === '' || Number(row.late_days) > 0) && row.reason === '')).toEqual([]);
    printed = '';
    const code = await main(['check', '--data', data, '--plan', out, ...args]);
    expect(printed).toBe('clean: no rule is broken\n');
    expect(code).toBe(0);
  });

  it.each(sources)('%s: the plan itself, before it is written, breaks no rule', async (_, data, args) => {
    const format = args[args.indexOf('--format') + 1];
    const source = await sourceOf(
      {
        data,
        format: args.includes('--format') ? String(format) : 'hotlist',
        now: args.includes('--now') ? args.at(-1) : undefined,
      },
      {},
    );
    expect(check(source.problem, plan(source.problem, {})).map((one) => one.text)).toEqual([]);
  });

  it.each([
    ['jobshop.json', 10, 100],
    ['manufacturing_demo.json', 20, 12],
    ['demo.json', 8, 4],
    ['flow_line.json', 70, 69],
    ['distribution_demo.json', 33, 22],
    ['unicode_test.json', 1, 0],
  ])('%s is read with a report of what was honoured', (file, items, steps) => {
    const reading = readFrepple(new Map([[file, readFileSync(at('data', 'frepple', file))]]), { now: '2021-01-01' });
    expect(reading.faults).toEqual([]);
    expect(reading.tables.get('items')?.length ?? 0).toBeGreaterThanOrEqual(items);
    expect(reading.tables.get('routing_steps')?.length ?? 0).toBeGreaterThanOrEqual(steps);
    expect(reading.features.some((one) => one.honoured && one.count > 0)).toBe(true);
    expect(reading.features.filter((one) => !one.honoured && one.why === undefined)).toEqual([]);
  });
});
