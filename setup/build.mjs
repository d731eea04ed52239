import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { finish } from './children.mjs';
import { replace } from './install.mjs';
import { Stop, say } from './say.mjs';

/**
 * What is built, from what, and where the stamp of the last good build lies. `skip` names what cannot change it.
 *
 * @typedef {object} Product
 * @property {string} name
 * @property {string} stamp
 * @property {string[]} sources
 * @property {RegExp} skip
 * @property {string[]} command
 */

/** @type {readonly Product[]} */
export const products = [
  {
    name: 'the server',
    stamp: 'desk/dist/.built',
    sources: [
      'tsconfig.base.json',
      'engine/tsconfig.json',
      'desk/tsconfig.json',
      'package-lock.json',
      'engine/src',
      'desk/src',
    ],
    skip: /\.test\.tsx?$|\.tsx$|\.md$|^desk\/src\/web\/|\/test-[^/]*\.ts$/,
    command: ['node_modules/typescript/bin/tsc', '-b', 'engine', 'desk/tsconfig.json'],
  },
  {
    name: 'the pages',
    stamp: 'desk/dist-web/.built',
    sources: ['desk/index.html', 'desk/vite.config.ts', 'desk/public', 'package-lock.json', 'engine/src', 'desk/src'],
    skip: /\.test\.tsx?$|\.md$|^desk\/src\/(server|cli)\/|\.(store|routes|jobs|tables|import|print)\.ts$/,
    command: ['node_modules/vite/bin/vite.js', 'build', 'desk', '--logLevel', 'warn'],
  },
];

/**
 * Builds what is older than its sources.
 *
 * @param {string} root
 * @param {readonly Product[]} [wanted]
 */
export async function build(root, wanted = products) {
  for (const product of wanted) {
    const print = fingerprint(root, product);
    if (isFresh(root, product, print)) continue;
    say(`Building ${product.name}`);
    const [script = '', ...args] = product.command;
    // What is built is what is shipped, whoever asks for it: a test runner's own mode would build pages for developers.
    const code = await finish(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 2, 2],
    });
    if (code !== 0) throw new Stop(`Building ${product.name} failed, see above.`);
    mkdirSync(dirname(join(root, product.stamp)), { recursive: true });
    replace(join(root, product.stamp), print);
  }
}

/**
 * @param {string} root
 * @param {Product} product
 * @param {string} [print]
 */
export function isFresh(root, product, print = fingerprint(root, product)) {
  const stamp = join(root, product.stamp);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === print;
}

/**
 * Names, sizes and times of the sources, hashed: a thousand files take some ten milliseconds, and reading them would
 * take the start's budget. A file whose time alone changed is built again, which does no harm.
 *
 * @param {string} root
 * @param {Product} product
 */
export function fingerprint(root, product) {
  const hash = createHash('sha256');
  for (const path of product.sources.flatMap((source) => files(root, source)).sort()) {
    if (product.skip.test(path)) continue;
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]} the files at and below `path`, as paths from the root; none where it is absent
 */
function files(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, ''));
}
