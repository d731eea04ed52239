import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from './main.ts';

const data = {
  'meta.json': JSON.stringify({
    now: '2026-03-27T00:00:00',
    timezone: 'Europe/Berlin',
    calendar: { working: 'Mon-Sun 06:00-22:00' },
  }),
  'items.csv': 'item,kind,safety_stock,lot_min,lot_multiple\nP1,purchased,5,1,1\nS1,sub,0,10,5\nE1,end_mts,0,1,1\n',
  'bom.csv': 'parent,component,qty_per,consumed_at_seq\nE1,S1,2,10\nE1,P1,1,20\nS1,P1,3,10\n',
  'operations.csv':
    'item,seq,work_centre,setup_min,run_min_per_unit\nE1,10,WC1,15,2.8\nE1,20,WC2,0,1.5\nS1,10,WC1,5,1\n',
  'resources.csv': 'resource,work_centre,capacity\nM1,WC1,1\nM2,WC2,1\n',
  'suppliers.csv': 'item,supplier,leadtime_days,moq,multiple,unit_cost,priority\nP1,V1,2,25,5,3.5,1\n',
  'onhand.csv': 'item,qty\nP1,14\nS1,3\n',
  'demands.csv':
    'demand,item,qty,due,priority,customer\nD1,E1,20,2026-04-06T17:00:00,2,C1\nD2,E1,7,2026-03-28T17:00:00,1,C2\n',
};
const planFiles = ['deliveries.csv', 'operations.csv', 'orders.csv', 'pegging.csv', 'purchases.csv', 'summary.json'];

let folder = '';
let printed = '';
let complained = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotlist-cli-'));
  [printed, complained] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    complained += String(text);
    return true;
  });
  write(data);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
const out = () => join(folder, 'plan');
const plan = (...more: string[]) => main(['plan', '--data', folder, '--out', out(), ...more]);
const check = (...more: string[]) => main(['check', '--data', folder, '--plan', out(), ...more]);
const written = (file: string) => readFileSync(join(out(), file), 'utf8');
const edit = (file: string, change: (text: string) => string): void =>
  writeFileSync(join(out(), file), change(written(file)));

describe('plan', () => {
  it('writes the files of a plan, by the plant’s clock with its offset, and check finds nothing wrong', async () => {
    expect(await plan()).toBe(0);
    expect(readdirSync(out()).toSorted()).toEqual(planFiles);
    const heads = planFiles.slice(0, 5).map((file) => written(file).split('\n')[0]);
    expect(heads).toEqual([
      'demand,item,qty,date,late_days,reason',
      'order,item,seq,resource,start,end,setup_min,run_min',
      'order,item,qty,start,end',
      'demand,supply,item,qty',
      'purchase,item,supplier,qty,order_date,arrival',
    ]);
    expect(written('deliveries.csv')).toContain('D1,E1,20,2026-04-06T17:00:00+02:00,0,');
    expect(JSON.parse(written('summary.json'))).toMatchObject({
      status: 'complete',
      demands: 2,
      on_time: 1,
      peak_mb: expect.any(Number),
    });
    expect(await check()).toBe(0);
    expect(printed).toContain('clean');
  });

  it('with two threads is the better of two starts, which one thread with the printed seed repeats', async () => {
    expect(await plan('--work', '3000', '--threads', '2', '--json')).toBe(0);
    const { seed, work } = JSON.parse(printed) as { seed: number; work: number };
    const both = written('operations.csv');
    printed = '';
    expect(await plan('--work', '3000', '--threads', '2', '--json')).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ seed, work });
    expect(written('operations.csv')).toBe(both);
    expect(await plan('--work', '3000', '--seed', String(seed))).toBe(0);
    expect(written('operations.csv')).toBe(both);
    printed = '';
    expect(await plan('--work', '10', '--threads', '2')).toBe(0);
    expect(printed).toMatch(/\(--seed \d+ --work \d+ repeats this plan\)/);
  });

  it.each([
    ['0', '--threads 0 is nobody. Maybe --threads 1, or leave it out.'],
    ['65', '--threads 65 is not a whole number from 0 to 64.'],
  ])('with %s threads says what is wrong', async (threads, text) => {
    expect(await plan('--threads', threads)).toBe(2);
    expect(complained).toContain(text);
  });

  it('serves a by-product from the order that yields it, and makes that order on purpose where there is none', async () => {
    write({
      'items.csv': `${data['items.csv']}B1,purchased,0,1,1\n`,
      'outputs.csv': 'parent,item,qty_per\nS1,B1,1/2\n',
      'demands.csv': `${data['demands.csv']}D3,B1,40,2026-04-20T17:00:00,1,C1\n`,
    });
    expect(await plan()).toBe(0);
    expect(written('deliveries.csv')).toContain('D3,B1,40,2026-04-20T17:00:00+02:00,0,');
    const made = (of: string) =>
      written('orders.csv')
        .split('\n')
        .map((line) => line.split(','))
        .filter(([, item]) => item === of)
        .reduce((sum, [, , qty]) => sum + Number(qty), 0);
    expect(made('S1')).toBeGreaterThanOrEqual(80);
    expect(await check(), printed).toBe(0);
  });

  it('reads heads as an export writes them too, also where two of them are called alike', async () => {
    write({
      'sources.csv': 'Item,Vendor,Rank,Vendor,Lead time\nP1,V1,1,2,1\n',
      'stock.csv': 'Item,Location,On hand\nP1,STORE,14\n',
    });
    rmSync(join(folder, 'suppliers.csv'));
    rmSync(join(folder, 'onhand.csv'));
    expect(await plan(), complained).toBe(0);
    expect(written('pegging.csv')).toContain('stock/P1');
    expect(written('purchases.csv')).toContain(',P1,V1,');
    expect(await check(), printed).toBe(0);
  });

  it('refuses a head that stands twice, and writes nothing', async () => {
    write({ 'onhand.csv': 'item,qty,qty\nP1,14,15\n' });
    expect(await plan()).toBe(2);
    expect(complained).toBe(
      'onhand.csv, row 1, qty, "qty": onhand.csv has a column "qty", which another column says already.\n',
    );
    expect(existsSync(out())).toBe(false);
  });

  it('names the file and the row of what only the engine refuses', async () => {
    write({ 'outputs.csv': 'parent,item,qty_per\nE1,P1,1\n' });
    expect(await plan()).toBe(2);
    expect(complained).toMatch(/^outputs\.csv, row 2, /);
    expect(existsSync(out())).toBe(false);
  });

  it('takes seconds or counted work as the budget, never both', async () => {
    expect(await plan('--seconds', '1', '--work', '10')).toBe(2);
    expect(complained).toBe('--seconds 1 and --work 10 are two budgets. Maybe leave one of them out.\n');
  });

  it('says why a late demand is late', async () => {
    await plan();
    const late = written('deliveries.csv')
      .split('\n')
      .find((line) => line.startsWith('D2,'));
    expect(late).toMatch(/^D2,E1,7,2026-\d\d-\d\dT[\d:]+\+0[12]:00,\d+(\.\d+)?,.{10,}/);
  });

  it('pegs every level: the bought part below both made ones', async () => {
    await plan();
    const rows = written('pegging.csv')
      .split('\n')
      .filter((line) => line.startsWith('D1,'));
    expect(new Set(rows.map((line) => line.split(',')[2]))).toEqual(new Set(['E1', 'S1', 'P1']));
  });

  it('gives the same bytes for the same counted work', async () => {
    await plan('--work', '5000', '--seed', '7');
    const first = planFiles.slice(0, 5).map(written);
    await plan('--work', '5000', '--seed', '7');
    expect(planFiles.slice(0, 5).map(written)).toEqual(first);
  });

  it('reads runs per batch and teardowns, and check holds the plan to them', async () => {
    // 20 and 7 pieces of E1 in batches of 4: the last step of an order ends before its machine is clean.
    write({
      'operations.csv':
        'item,seq,work_centre,setup_min,run_min_per_unit,batch_minutes,batch_qty,teardown_minutes\n' +
        'E1,10,WC1,15,2.8,0,0,20\nE1,20,WC2,0,0,30,4,45\nS1,10,WC1,5,1,0,0,0\n',
    });
    expect(await plan()).toBe(0);
    expect(await check()).toBe(0);
    const last = written('operations.csv')
      .split('\n')
      .find((line) => line.includes(',E1,20,'));
    expect(Number(last?.split(',')[7]) % 30).toBe(15);
    write({ 'operations.csv': readFileSync(join(folder, 'operations.csv'), 'utf8').replace(',20\n', ',0\n') });
    expect(await check()).toBe(1);
    expect(printed).toContain('step takes its exact time');
  });

  it('reads transfer batches, and check holds the plan to them', async () => {
    const overlapping = data['operations.csv']
      .replaceAll('\n', ',0\n')
      .replace('run_min_per_unit,0', 'run_min_per_unit,transfer_qty')
      .replace('E1,10,WC1,15,2.8,0', 'E1,10,WC1,15,2.8,5');
    write({ 'operations.csv': overlapping });
    expect(await plan()).toBe(0);
    expect(await check()).toBe(0);
    write({ 'operations.csv': overlapping.replace('2.8,5', '2.8,0') });
    expect(await check()).toBe(1);
    expect(printed).toContain('steps follow each other');
  });

  it('reads on how many machines a step may be split, writes its parts, and check holds the plan to them', async () => {
    const split = data['operations.csv']
      .replaceAll('\n', ',1\n')
      .replace('run_min_per_unit,1', 'run_min_per_unit,split_machines');
    const twice = split.replace('E1,10,WC1,15,2.8,1', 'E1,10,WC1,15,2.8,2');
    write({ 'operations.csv': twice, 'resources.csv': `${data['resources.csv']}M3,WC1,1\n` });
    expect(await plan()).toBe(0);
    expect(await check()).toBe(0);
    const parts = written('operations.csv')
      .split('\n')
      .filter((line) => line.includes(',E1,10,') && !line.endsWith(','));
    // 20 pieces of 2.8 min run longer than the 15 min of set-up also by halves, 7 do not.
    expect(parts.map((line) => [line.split(',')[3], line.split(',')[8]])).toEqual([
      ['M1', '10'],
      ['M3', '10'],
    ]);
    write({ 'operations.csv': split });
    expect(await check()).toBe(1);
    expect(printed).toContain('parts make up their step');
  });

  it('opens the overtime that pays, writes it with its cost and what it is for, and check holds the plan to it', async () => {
    // D2 waits for parts until the evening of Sunday; its work could go on in the night.
    write({
      'overtime_windows.csv':
        'code,work_centre,work_from,work_to,hour_price\nN1,WC1,2026-03-28T22:00,2026-03-29T06:00,0.5\nN2,WC2,2026-03-28T22:00,2026-03-29T06:00,0.5\n',
    });
    expect(await plan()).toBe(0);
    const [head, ...rows] = written('overtime.csv').trim().split('\n');
    expect(head).toBe('overtime,start,end,hours,cost,operations');
    // The night in which the clocks go forward has seven hours: 3.50 for each work centre.
    expect(rows.map((row) => row.split(',').slice(0, 5))).toEqual([
      ['N1', '2026-03-28T22:00:00+01:00', '2026-03-29T06:00:00+02:00', '7', '3.5'],
      ['N2', '2026-03-28T22:00:00+01:00', '2026-03-29T06:00:00+02:00', '7', '3.5'],
    ]);
    expect(JSON.parse(written('summary.json'))).toMatchObject({ overtime_hours: 14 });
    expect(await check()).toBe(0);
    edit('overtime.csv', (text) => text.replace(',7,3.5,', ',7,2,'));
    expect(await check()).toBe(1);
    expect(printed).toContain('overtime is opened once at its price');
  });

  it('reads longest gaps, and check holds the plan to them', async () => {
    const held = (longest: string) =>
      data['operations.csv']
        .replaceAll('\n', ',\n')
        .replace('run_min_per_unit,', 'run_min_per_unit,max_gap_hours')
        .replace('E1,10,WC1,15,2.8,', `E1,10,WC1,15,2.8,${longest}`);
    write({ 'operations.csv': held('0.5') });
    expect(await plan()).toBe(0);
    expect(await check()).toBe(0);
    write({ 'operations.csv': held('-1') });
    expect(await check()).toBe(2);
    expect(complained).toContain('operations.csv, row 2, max_gap_hours, "-1"');
  });

  it('without regard to capacity names no resource, and check holds it to the rest', async () => {
    expect(await plan('--unconstrained', '--json')).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ status: 'complete', work: expect.any(Number) });
    expect(await check()).toBe(0);
  });

  it.each([
    [
      'a quantity that is none',
      { 'demands.csv': data['demands.csv'].replace(',20,', ',many,') },
      [],
      'demands.csv, row 2, qty, "many"',
    ],
    [
      'an unknown column',
      { 'items.csv': data['items.csv'].replace('kind', 'sort') },
      [],
      'items.csv, row 1, sort, "sort"',
    ],
    [
      'a run per batch without a batch',
      { 'operations.csv': 'item,seq,work_centre,setup_min,run_min_per_unit,batch_minutes\nE1,10,WC1,15,0,30\n' },
      [],
      'operations.csv, row 2, Batch, ""',
    ],
    [
      'a machine that stands in two files',
      { 'machines.csv': 'code,work_centre,batch_steps\nM2,WC2,4\n' },
      [],
      'machines.csv, row 2, code, "M2": The machine M2 stands here for the second time; first in resources.csv, row 3.',
    ],
    ['an unknown option', {}, ['--sed', '3'], '--sed'],
    ['a number that is none', {}, ['--work', 'much'], '--work much'],
    ['an unknown format', {}, ['--format', 'sap'], '--format sap is not known'],
  ])('refuses %s with exit code 2, names the place and writes nothing', async (_, files, more, words) => {
    write(files);
    expect(await plan(...more)).toBe(2);
    expect(complained).toContain(words);
    expect(existsSync(out())).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('leaves other files of the folder alone', async () => {
    await plan();
    writeFileSync(join(out(), 'notes.txt'), 'mine');
    await plan();
    expect(written('notes.txt')).toBe('mine');
  });
});

describe('check', () => {
  it.each([
    [
      'a step moved onto another of its machine',
      'operations.csv',
      (text: string) =>
        text.replace(
          /^(planned\/\d+,E1,10,M1,)(\S+?),(\S+?),/m,
          '$12026-03-30T06:00:00+02:00,2026-03-30T06:00:01+02:00,',
        ),
      1,
    ],
    [
      'a purchase that comes before its lead time',
      'purchases.csv',
      (text: string) => text.replace(/^(buy\/1,.*),[^,]+$/m, '$1,2026-03-27T00:00:01+01:00'),
      1,
    ],
    ['a demand delivered short', 'deliveries.csv', (text: string) => text.replace('D1,E1,20,', 'D1,E1,19,'), 1],
    [
      'a pegging that gives away more than there is',
      'pegging.csv',
      (text: string) => text.replace(/^(D1,\S+?,P1,)\d+$/m, '$19999'),
      1,
    ],
    ['an order for an item that is not there', 'orders.csv', (text: string) => text.replace(',S1,', ',S9,'), 1],
    ['a time that is none', 'orders.csv', (text: string) => text.replace(/2026-\d\d-\d\dT/, 'soon'), 2],
    ['a column that is not known', 'orders.csv', (text: string) => text.replace('order,item', 'order,article'), 2],
  ])('finds %s', async (_, file, change, code) => {
    await plan();
    const before = written(file);
    edit(file, change);
    expect(written(file)).not.toBe(before);
    expect(await check()).toBe(code);
    expect(printed + complained).not.toContain('clean');
  });

  it('prints what it finds as JSON', async () => {
    await plan();
    edit('deliveries.csv', (text) => text.replace('D1,E1,20,', 'D1,E1,19,'));
    printed = '';
    await check('--json');
    expect(JSON.parse(printed)).toMatchObject({
      clean: false,
      violations: expect.arrayContaining([
        expect.objectContaining({ rule: expect.any(String), text: expect.any(String) }),
      ]),
    });
  });
});

describe('help', () => {
  it.each([
    ['of all commands', ['--help'], 'plan'],
    ['of plan', ['plan', '--help'], '--seconds'],
    ['of check', ['check', '--help'], 'Exit code'],
  ])('%s', async (_, args, words) => {
    expect(await main(args)).toBe(0);
    expect(printed).toContain(words);
  });

  it('names the commands when one is not known', async () => {
    expect(await main(['paln'])).toBe(2);
    expect(complained).toContain('plan, solve, check');
  });
});
