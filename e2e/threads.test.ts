/** Starts in threads of the built command line: the same answer as one after the other. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('../desk/dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hotlist-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const run = (...args: string[]) =>
  JSON.parse(execFileSync(process.execPath, [cli, ...args, '--json'], { encoding: 'utf8' })) as {
    readonly seed: number;
    readonly work: number;
    readonly objective: unknown;
  };

/** Ten jobs through five machines, each in an order of its own. */
const shop = () =>
  Array.from({ length: 10 }, (_, job) =>
    Array.from(
      { length: 5 },
      (_, step) => `${(step * (1 + (job % 4)) + job) % 5} ${1 + ((job * 7 + step * 11) % 9)}`,
    ).join(' '),
  );

describe('two threads', () => {
  it('search a shop, twice the same, and one thread with the seed that they print does too', () => {
    writeFileSync(at('shop.txt'), `10 5\n${shop().join('\n')}\n`);
    const solve = (out: string, ...more: string[]) =>
      run('solve', at('shop.txt'), '--format', 'jsp', '--out', at(out), ...more);
    const both = solve('both.csv', '--work', '50000', '--threads', '2');
    expect(solve('again.csv', '--work', '50000', '--threads', '2')).toMatchObject({ seed: both.seed, work: both.work });
    expect(solve('alone.csv', '--work', String(both.work), '--seed', String(both.seed)).objective).toBe(both.objective);
    const [one, two, three] = ['both.csv', 'again.csv', 'alone.csv'].map((file) => readFileSync(at(file), 'utf8'));
    expect(two).toBe(one);
    expect(three).toBe(one);
  });

  it('plan a folder, and refuse what the engine refuses, with its sentence', () => {
    const files = {
      'items.csv': 'item,kind,safety_stock,lot_min,lot_multiple\nP1,purchased,0,1,1\nE1,end_mts,0,1,1\n',
      'bom.csv': 'parent,component,qty_per,consumed_at_seq\nE1,P1,2,10\n',
      'tools.csv': 'code,pieces\nJIG,1\n',
      'resources.csv': 'resource,work_centre,capacity\nM1,WC1,1\n',
      'suppliers.csv': 'item,supplier,leadtime_days,moq,multiple,unit_cost,priority\nP1,V1,2,1,1,3.5,1\n',
      'demands.csv': 'demand,item,qty,due,priority,customer\nD1,E1,5,2026-01-12,1,C1\n',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
    const meta = { now: '2026-01-05T06:00', timezone: 'UTC', calendar: { working: 'Mon-Fri 06:00-22:00' } };
    writeFileSync(at('meta.json'), JSON.stringify(meta));
    const plan = (tools: string) => {
      const head = 'item,seq,work_centre,setup_min,run_min_per_unit,tools';
      writeFileSync(at('operations.csv'), `${head}\nE1,10,WC1,5,1,"${tools}"\n`);
      return execFileSync(process.execPath, [cli, 'plan', '--data', folder, '--out', at('plan'), '--threads', '2'], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    };
    expect(plan('JIG')).toContain('1 of 1 demands on time');
    expect(() => plan('JIG, JIG')).toThrow(/step 10 of E1: it holds 2 pieces of tool JIG, and there are 1/);
  });
});
