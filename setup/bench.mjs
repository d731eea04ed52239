import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { finish } from './children.mjs';
import { Stop } from './say.mjs';

/** @param {string} root */
export function benches(root) {
  const folder = join(root, 'bench');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.bench.ts'))
    .map((name) => name.slice(0, -'.bench.ts'.length))
    .sort();
}

/**
 * Benches lie in `bench/NAME.bench.ts`; what they measure is the built product.
 *
 * @param {string} root
 * @param {readonly string[]} args
 */
export async function runBench(root, [name = '', ...args]) {
  if (!benches(root).includes(name)) {
    throw new Stop(`There is no bench "${name}". Maybe one of: ${benches(root).join(', ')}`);
  }
  const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  return finish(process.execPath, ['--import', tsx, join(root, 'bench', `${name}.bench.ts`), ...args]);
}

/**
 * What a bench says of itself at the head of its file; without a name, all of them.
 *
 * @param {string} root
 * @param {string} [name]
 */
export function aboutBenches(root, name = '') {
  const known = benches(root);
  if (name !== '' && !known.includes(name))
    throw new Stop(`There is no bench "${name}". Maybe one of: ${known.join(', ')}`);
  const heads = (name === '' ? known : [name]).map((one) => {
    const text = readFileSync(join(root, 'bench', `${one}.bench.ts`), 'utf8');
    const head = /\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? `./run bench ${one}`;
    return `${head
      .replace(/^\s*\* ?/gm, '')
      .replaceAll('`', '')
      .trim()}\n`;
  });
  return heads.join('\n');
}
