import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { build, products } from './build.mjs';
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
    await build(root, wantedBy(filter));
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stdout.write(`FAILED ${error.message}\n${closingLine({ passed: 0, failed: 1, skipped: 0 })}\n`);
    return 1;
  }
  const browser = await ensureBrowser(root);
  const env = { ...process.env, ...(browser ? { CHROMIUM_PATH: browser } : {}) };
  const first = await vitest(root, [...projects, ...filter], env);
  const again = worthASecondTry(root, first.report);
  const second = again.length > 0 ? await vitest(root, ['--project=e2e', ...again], env) : null;
  const sum = second ? count(withSecondTry(first.report, second.report), second.code) : count(first.report, first.code);
  for (const failure of sum.failures) process.stdout.write(`FAILED ${relative(root, failure.file)} ${failure.name}\n`);
  if (second?.code === 0)
    for (const path of again) process.stdout.write(`UNSTEADY ${path} failed, and passed when it was run again alone\n`);
  process.stdout.write(`${closingLine(sum)}\n`);
  return sum.failed > 0 ? 1 : (second ?? first).code;
}

/**
 * What is built before tests are run: a browser alone opens pages, no test of the desk or the engine does.
 *
 * @param {readonly string[]} filter
 */
export const wantedBy = (filter) =>
  filter.length > 0 && filter.every((word) => /^(desk|engine)\/src\//.test(word))
    ? products.filter(({ name }) => name !== 'the pages')
    : products;

/**
 * @param {string} root
 * @param {readonly string[]} words
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number, report: Report }>}
 */
async function vitest(root, words, env) {
  const folder = mkdtempSync(join(tmpdir(), 'hotlist-report-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  try {
    const code = await hand(root, 'node_modules/vitest/vitest.mjs', ['run', '--root', root, ...reporters, ...words], {
      cwd: root,
      env,
    });
    return { code, report: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The browser's stories (files, as paths from the root) that are run again, alone, because a busy machine can tear
 * one: at most two, and only where nothing else failed; else something is broken. One that passes then is told as
 * unsteady, and is to be mended.
 *
 * @param {string} root
 * @param {Report} report
 */
export function worthASecondTry(root, report) {
  const failed = report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => relative(root, name));
  return failed.length <= 2 && failed.every((path) => path.startsWith('e2e/')) ? failed : [];
}

/**
 * The first report with the files that were run again as they ended then.
 *
 * @param {Report} first
 * @param {Report} second
 * @returns {Report}
 */
export function withSecondTry(first, second) {
  const again = new Map(second.testResults.map((file) => [file.name, file]));
  return { testResults: first.testResults.map((file) => again.get(file.name) ?? file) };
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
