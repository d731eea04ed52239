import { describe, expect, test } from 'vitest';
import { closingLine, count, wantedBy, withSecondTry, worthASecondTry } from './tests.mjs';

const file = (status: string, ...tests: string[]) => ({
  name: '/clone/a.test.ts',
  status,
  message: 'no such module',
  assertionResults: tests.map((each, i) => ({ status: each, fullName: `rule ${i}` })),
});

describe('the closing count', () => {
  test.each([
    { run: 'all well', files: [file('passed', 'passed', 'passed')], code: 0, line: '2 passed, 0 failed' },
    { run: 'one wrong', files: [file('failed', 'passed', 'failed')], code: 1, line: '1 passed, 1 failed' },
    {
      run: 'one left out',
      files: [file('passed', 'passed', 'skipped')],
      code: 0,
      line: '1 passed, 0 failed, 1 skipped',
    },
    {
      run: 'a file that cannot be read',
      files: [file('failed'), file('passed', 'passed')],
      code: 1,
      line: '1 passed, 1 failed',
    },
    { run: 'an error nobody caught', files: [file('passed', 'passed')], code: 1, line: '1 passed, 1 failed' },
    { run: 'no report at all', files: [], code: 1, line: '0 passed, 1 failed' },
  ])('of $run is "$line"', ({ files, code, line }) => {
    expect(closingLine(count({ testResults: files }, code))).toBe(line);
  });

  test('comes after every failure by name', () => {
    const { failures } = count({ testResults: [file('failed', 'failed', 'passed'), file('failed')] }, 1);
    expect(failures.map((failure) => failure.name)).toEqual(['rule 0', 'could not run: no such module']);
  });
});

test.each([
  { filter: [], pages: true },
  { filter: ['e2e/board.test.ts', 'desk/src/house'], pages: true },
  { filter: ['--project=desk'], pages: true },
  { filter: ['desk/src/duties/board/acts.test.ts', 'engine/src/planning'], pages: false },
])('before the tests of $filter pages are built: $pages', ({ filter, pages }) => {
  expect(wantedBy(filter).some(({ name }) => name === 'the pages')).toBe(pages);
});

describe('a second try', () => {
  const at = (path: string, status: string) => ({ ...file(status, status), name: `/clone/${path}` });
  const tried = (...files: ReturnType<typeof file>[]) => worthASecondTry('/clone', { testResults: files });

  test.each([
    {
      of: 'two stories of the browser',
      files: [at('e2e/a.test.ts', 'failed'), at('e2e/b.test.ts', 'failed')],
      have: 2,
    },
    { of: 'nothing that passed', files: [at('e2e/a.test.ts', 'passed')], have: 0 },
    { of: 'no test without a browser', files: [at('engine/a.test.ts', 'failed')], have: 0 },
    {
      of: 'no story beside another failure',
      files: [at('e2e/a.test.ts', 'failed'), at('a.test.ts', 'failed')],
      have: 0,
    },
    { of: 'no three stories', files: ['a', 'b', 'c'].map((name) => at(`e2e/${name}.test.ts`, 'failed')), have: 0 },
  ])('is for $of', ({ files, have }) => {
    expect(tried(...files)).toHaveLength(have);
  });

  test('counts in place of the first, whether it passes or fails', () => {
    const first = { testResults: [at('e2e/a.test.ts', 'failed'), at('b.test.ts', 'passed')] };
    const ends = (status: string) => withSecondTry(first, { testResults: [at('e2e/a.test.ts', status)] });
    expect(closingLine(count(ends('passed'), 0))).toBe('2 passed, 0 failed');
    expect(closingLine(count(ends('failed'), 1))).toBe('1 passed, 1 failed');
  });

  test('that comes to nothing leaves the failure of the first', () => {
    const first = { testResults: [at('e2e/a.test.ts', 'failed')] };
    expect(closingLine(count(withSecondTry(first, { testResults: [] }), 1))).toBe('0 passed, 1 failed');
  });
});
