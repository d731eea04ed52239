import { join } from 'node:path';
import { finish } from './children.mjs';
import { say } from './say.mjs';

/** @type {readonly { name: string, script: string, args: string[] }[]} */
export const steps = [
  {
    name: 'types of engine, server and command line',
    script: 'typescript/bin/tsc',
    args: ['-b', 'engine', 'desk/tsconfig.json'],
  },
  { name: 'types of the pages', script: 'typescript/bin/tsc', args: ['-p', 'desk/tsconfig.web.json'] },
  { name: 'types of the tests', script: 'typescript/bin/tsc', args: ['-p', 'tsconfig.test.json'] },
  { name: 'lint', script: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', script: '@biomejs/biome/bin/biome', args: ['check'] },
  {
    name: 'architecture and documents',
    script: 'vitest/vitest.mjs',
    args: ['run', '--project=house', '--project=desk', 'architecture', 'documents'],
  },
  { name: 'dead code', script: 'knip/bin/knip.js', args: [] },
];

/**
 * Everything that reads the code instead of running it. All steps run, so that one look shows all that is wrong.
 *
 * @param {string} root
 * @returns {Promise<number>} the exit code
 */
export async function verify(root) {
  /** @type {string[]} */
  const wrong = [];
  for (const { name, script, args } of steps) {
    say(`Checking ${name}`);
    const code = await finish(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root });
    if (code !== 0) wrong.push(name);
  }
  process.stdout.write(wrong.length === 0 ? 'All checks pass.\n' : `Wrong: ${wrong.join('; ')}.\n`);
  return wrong.length === 0 ? 0 : 1;
}
