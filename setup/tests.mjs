import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { hand } from './children.mjs';
import { Stop } from './say.mjs';

/**
 * What vitest's JSON report says, as far as we read it.
 *
 * @typedef {object} Report
 * @property {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string }[] }[]} testResults
 */

const everyProject = ['house', 'engine', 'desk', 'cases', 'e2e'];

/**
 * Builds, then runs every test (or those that `filter` names), prints each failure, and closes with the count.
 *
 * @param {string} root
 * @param {readonly string[]} filter passed on to vitest; a `--project` among it replaces ours
 * @returns {Promise<number>} the exit code
 */
export async function runTests(root, filter) {
  const projects = filter.some((word) => word.startsWith('--project'))
    ? []
    : everyProject.map((name) => `--project=${name}`);
  try {
    await build(root);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stdout.write(`FAILED ${error.message}\n${closingLine({ passed: 0, failed: 1, skipped: 0 })}\n`);
    return 1;
  }
  const browser = await ensureBrowser(root);
  const folder = mkdtempSync(join(tmpdir(), 'hotlist-report-'));
  const file = join(folder, 'report.json');
  try {
    const code = await hand(
      root,
      'node_modules/vitest/vitest.mjs',
      [
        'run',
        '--root',
        root,
        ...projects,

        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...filter,
      ],
      { cwd: root, env: { ...process.env, ...(browser ? { CHROMIUM_PATH: browser } : {}) } },
    );
    const report = existsSync(file)
      ? /** @type {Report} */ (JSON.parse(readFileSync(file, 'utf8')))
      : { testResults: [] };
    const sum = count(report, code);
    for (const failure of sum.failures)
      process.stdout.write(`FAILED ${relative(root, failure.file)} ${failure.name}\n`);
    process.stdout.write(`${closingLine(sum)}\n`);
    return sum.failed > 0 ? 1 : code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Counts tests; a file that could not even be read counts as one failure, as does a run that failed beside its tests
 * (an error nobody caught, a set-up that broke).
 *
 * @param {Report} report
 * @param {number} code vitest's exit code
 */
export function count(report, code) {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: file.name })),
  );
  const failures = tests
    .filter((test) => test.status === 'failed')
    .map((test) => ({ file: test.file, name: test.fullName }));
  for (const file of report.testResults) {
    const told = file.assertionResults.some((test) => test.status === 'failed');
    if (file.status === 'failed' && !told)
      failures.push({ file: file.name, name: `could not run: ${file.message ?? ''}` });
  }
  const passed = tests.filter((test) => test.status === 'passed').length;
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed').length;
  const beside = code !== 0 && failures.length === 0 ? 1 : 0;
  return { passed, failed: failures.length + beside, skipped, failures };
}

/** @param {{ passed: number, failed: number, skipped: number }} sum */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
