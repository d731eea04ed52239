import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from './main.ts';

const folder = mkdtempSync(join(tmpdir(), 'hotlist-solve-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const files = {
  // 3 + 2 and 2 + 4 cross on two machines: M0 is busy 3 + 4 = 7 from the start.
  jsp: '2 2\n0 3 1 2 -1 -1\n1 2 0 4\n',
  // One machine each would take 4 + 4; two share: 4.
  fjsp: '2 2 2.0\n1 2 1 4 2 4\n1 2 1 4 2 4\n',
  // Heavy (weight 4, due 3, 3 long) first, light 2 late after it: 5 − 2 = 3.
  'jsp-twt': '2 1\n1 2 0 2\n4 3 0 3\n',
  // 2 and 3 with a set-up of 5 or of 1 between: 3 + 1 + 2.
  sdst: '2 1\n0 2\n0 3\n0 5\n1 0\n',
  // Tasks of 2, 2 and 2 on capacity 2: the two of amount 1 together, the one of amount 2 alone; dummies around.
  rcpsp: '5 1\n2\n0 0 3 2 3 4\n2 1 1 5\n2 1 1 5\n2 2 1 5\n0 0 0\n',
} as const;
const best = { jsp: 7, fjsp: 4, 'jsp-twt': 3, sdst: 6, rcpsp: 4 } as const;

let out = '';
let err = '';
beforeEach(() => {
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text))) || true);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((err += String(text))) || true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(Object.keys(files) as (keyof typeof files)[])('a file in format %s', (format) => {
  it('is solved, written from 0, found clean, and repeated by the work it printed', async () => {
    writeFileSync(at(`${format}.txt`), files[format]);
    const solve = (...more: string[]) => main(['solve', at(`${format}.txt`), '--format', format, '--json', ...more]);
    expect(await solve('--work', '20000', '--out', at('one.csv')), err).toBe(0);
    const said = JSON.parse(out) as { objective: number; work: number; history: [number, number][] };
    expect(said).toMatchObject({ instance: format, objective: best[format] });
    expect(said.history.at(-1)?.[1]).toBe(best[format]);
    expect(await solve('--work', String(said.work), '--out', at('two.csv'))).toBe(0);
    expect(readFileSync(at('two.csv'), 'utf8')).toBe(readFileSync(at('one.csv'), 'utf8'));
    out = '';
    expect(await main(['check', '--format', format, at(`${format}.txt`), at('one.csv'), '--json'])).toBe(0);
    expect(JSON.parse(out)).toEqual({ clean: true, objective: best[format], violations: [] });
  });
});

describe('lines of a file that begin with #', () => {
  it('are passed, and a fault still names its line', async () => {
    writeFileSync(at('told.txt'), `# crossing\n#2 jobs\n${files.jsp}`);
    expect(await main(['solve', at('told.txt'), '--format', 'jsp', '--work', '9000']), err).toBe(0);
    expect(out).toContain('told: makespan 7, ');
    writeFileSync(at('told.txt'), `# crossing\n${files.jsp.replace('0 4', '7 4')}`);
    expect(await main(['solve', at('told.txt'), '--format', 'jsp', '--work', '9000'])).toBe(2);
    expect(err).toContain('told.txt, row 4, "7"');
  });
});

describe('a schedule that is not proven', () => {
  it('is told with what no schedule is below', async () => {
    writeFileSync(at('open.txt'), '3 3\n0 3 1 2 2 2\n1 2 0 4 2 3\n2 2 1 3 0 3\n');
    expect(await main(['solve', at('open.txt'), '--format', 'jsp', '--work', '1']), err).toBe(0);
    expect(out).toMatch(/^open: makespan \d+, none below \d+\n/);
  });
});

describe('two threads', () => {
  it('answer the better of two searches, which one thread with the printed seed repeats', async () => {
    writeFileSync(at('two.txt'), files.jsp);
    const solve = (...more: string[]) => main(['solve', at('two.txt'), '--format', 'jsp', '--json', ...more]);
    expect(await solve('--work', '2000', '--threads', '2', '--out', at('both.csv')), err).toBe(0);
    const said = JSON.parse(out) as { objective: number; seed: number; work: number };
    expect(said).toMatchObject({ objective: best.jsp, seed: 1 });
    expect(await solve('--work', String(said.work), '--seed', String(said.seed), '--out', at('alone.csv'))).toBe(0);
    expect(readFileSync(at('alone.csv'), 'utf8')).toBe(readFileSync(at('both.csv'), 'utf8'));
  });
});

describe('the schedule of two crossing jobs', () => {
  it('is CSV with everything counted from 0', async () => {
    writeFileSync(at('jsp.txt'), files.jsp);
    await main(['solve', at('jsp.txt'), '--format', 'jsp', '--work', '9000', '--out', at('s.csv')]);
    expect(readFileSync(at('s.csv'), 'utf8')).toBe(
      'job,operation,machine,start,end\n0,0,0,0,3\n0,1,1,3,5\n1,0,1,0,2\n1,1,0,3,7\n',
    );
  });

  it.each([
    { change: ['0,1,1,3,5', '0,1,0,3,5'], rule: 'operation runs in one of its modes' },
    { change: ['1,1,0,3,7', '1,1,0,2,6'], rule: 'machine runs one at a time' },
    { change: ['1,1,0,3,7\n', ''], rule: 'every operation is scheduled once' },
    { change: ['1,1,0,3,7', '5,1,0,3,7'], rule: 'every operation is scheduled once' },
  ])('is found wrong with $change.1 instead of $change.0', async ({ change: [from, to], rule }) => {
    writeFileSync(at('jsp.txt'), files.jsp);
    await main(['solve', at('jsp.txt'), '--format', 'jsp', '--work', '9000', '--out', at('s.csv')]);
    writeFileSync(at('bad.csv'), readFileSync(at('s.csv'), 'utf8').replace(from, to));
    out = '';
    expect(await main(['check', '--format', 'jsp', at('jsp.txt'), at('bad.csv')])).toBe(1);
    expect(out).toContain(rule);
  });
});

describe('what cannot be used is named with file, line and value, and nothing is written', () => {
  it.each<readonly [string, string, string]>([
    ['jsp', '2 2\n0 3 1 2\n1 2 7 4\n', 'bad.txt, row 3, "7": a machine of job 1 must be a whole number from 0 to 1.'],
    ['jsp', '2 2\n0 3 1 x\n1 2 0 4\n', 'bad.txt, row 2, "x": a duration of job 0 must be a whole number'],
    ['jsp', '2 2\n0 3 1 2\n', 'bad.txt, row 3: the file ends where job 1 should be.'],
    ['jsp', '2 2\n0 3 1 2\n1 2 0 4\n1 1\n', 'bad.txt, row 4, "1": the file should have ended before.'],
    ['jsp', '2 2 2\n0 3 1 2\n1 2 0 4\n', 'bad.txt, row 1, "2": this line should have ended before.'],
    ['fjsp', '1 2\n2 1 1 4\n', 'bad.txt, row 2: job 0 ends after 1 of 2 operations.'],
    ['fjsp', '1 2\n1 1 0 4\n', 'bad.txt, row 2, "0": a machine of job 0 must be a whole number from 1 to 2.'],
    ['sdst', '2 1\n0 2\n0 3\n0 5\n1\n', 'the file ends where the set-up of machine 0 from job 1 to 1 should be.'],
    [
      'rcpsp',
      '2 1\n2\n0 0 1 2\n4 3 0\n',
      'bad.txt, row 4, "3": what task 1 needs of resource 0 must be a whole number from 0 to 2.',
    ],
    ['rcpsp', '2 0\n1 1 2\n1 1 1\n', 'bad.txt: 0 waits for itself: its precedences make a circle.'],
  ])('%s %j', async (format, text, says) => {
    writeFileSync(at('bad.txt'), text);
    expect(await main(['solve', at('bad.txt'), '--format', format, '--work', '10', '--out', at('none.csv')])).toBe(2);
    expect(err).toContain(says);
    expect(out).toBe('');
    expect(() => readFileSync(at('none.csv'))).toThrow('ENOENT');
  });

  it.each<readonly [string, readonly string[], string]>([
    ['no file', [], 'FILE is missing.'],
    ['no format', ['jsp.txt'], '--format is missing.'],
    [
      'an unknown format',
      ['jsp.txt', '--format', 'fsp'],
      '--format fsp is not known. Maybe one of jsp, fjsp, jsp-twt, sdst, rcpsp.',
    ],
    ['no budget', ['jsp.txt', '--format', 'jsp'], '--seconds or --work is missing.'],
    ['a file that is not there', ['none.txt', '--format', 'jsp', '--work', '1'], 'none.txt does not exist.'],
    ['a word too many', ['a', 'b', '--format', 'jsp'], '"b" is one word too many.'],
  ])('%s', async (_, args, says) => {
    expect(await main(['solve', ...args])).toBe(2);
    expect(err).toContain(says);
  });
});
