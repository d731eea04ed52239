import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish } from './children.mjs';
import { Stop, say } from './say.mjs';

/**
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined} why it will not do
 */
export function tooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return `Hotlist needs Node 20.19 or later; this is ${version}. Maybe install a newer one from https://nodejs.org/`;
}

/**
 * Installs the packages when the lock file has changed since the last time, or the machine has.
 *
 * @param {string} root
 */
export async function install(root) {
  const wanted = lockPrint(root);
  if (isInstalled(root, wanted)) return;
  say('Installing packages (npm ci)');
  const code = await finish(
    'npm',
    ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    },
  ).catch((error) => {
    throw new Stop(`npm could not be started: ${error.message}. Maybe install it; it usually comes with Node.`);
  });
  if (code !== 0) throw new Stop('npm ci failed, see above. Maybe there is no way to the package registry.');
  replace(stampOf(root), wanted);
}

/**
 * @param {string} root
 * @param {string} [wanted]
 */
export function isInstalled(root, wanted = lockPrint(root)) {
  return existsSync(stampOf(root)) && readFileSync(stampOf(root), 'utf8') === wanted;
}

/** @param {string} root */
export function lockPrint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(`${process.platform} ${process.arch}\n`).update(lock).digest('hex');
}

/** @param {string} root */
export function stampOf(root) {
  return join(root, 'node_modules', '.hotlist-lock');
}

/**
 * Writes beside and renames, so that a stamp is whole or not there (and a hard-linked copy of the folder keeps its own).
 *
 * @param {string} path
 * @param {string} text
 */
export function replace(path, text) {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
