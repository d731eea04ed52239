import { describe, expect, test } from 'vitest';
import { closingLine, count } from './tests.mjs';

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
