import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { build, fingerprint, isFresh, products } from './build.mjs';

const [server, pages] = products;
if (!server || !pages) throw new Error('two products are built');

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hotlist-build-'));
  write('engine/src/index.ts');
  write('desk/src/server/main.ts');
  write('desk/src/web/main.tsx');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text = 'export {};\n'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('what is built anew', () => {
  test.each([
    { change: 'engine/src/units/qty.ts', stale: ['the server', 'the pages'] },
    { change: 'desk/src/duties/items/items.ts', stale: ['the server', 'the pages'] },
    { change: 'desk/src/duties/items/items.contract.ts', stale: ['the server', 'the pages'] },
    { change: 'desk/src/duties/items/items.store.ts', stale: ['the server'] },
    { change: 'desk/src/server/http.ts', stale: ['the server'] },
    { change: 'desk/src/duties/items/items.page.tsx', stale: ['the pages'] },
    { change: 'desk/src/web/theme.ts', stale: ['the pages'] },
    { change: 'desk/index.html', stale: ['the pages'] },
    { change: 'package-lock.json', stale: ['the server', 'the pages'] },
    { change: 'desk/src/duties/items/items.test.ts', stale: [] },
    { change: 'desk/src/duties/items/README.md', stale: [] },
  ])('after a change of $change: $stale', ({ change, stale }) => {
    const before = products.map((product) => fingerprint(root, product));
    write(change);
    const changed = products.filter((product, i) => fingerprint(root, product) !== before[i]);
    expect(changed.map((product) => product.name)).toEqual(stale);
  });

  test('a source edited in place, its length kept', () => {
    const before = fingerprint(root, server);
    utimesSync(join(root, 'engine/src/index.ts'), new Date(), new Date(Date.now() + 5_000));
    expect(fingerprint(root, server)).not.toBe(before);
  });

  test('a source that was deleted', () => {
    const before = fingerprint(root, server);
    rmSync(join(root, 'engine/src/index.ts'));
    expect(fingerprint(root, server)).not.toBe(before);
  });
});

test('a build runs once, and again only when a source has changed', async () => {
  for (const product of products) {
    write(
      product.command[0] ?? '',
      `require('node:fs').appendFileSync('runs', ${JSON.stringify(`${product.name}\n`)});`,
    );
  }
  await build(root);
  await build(root);
  expect(readFileSync(join(root, 'runs'), 'utf8')).toBe('the server\nthe pages\n');
  expect(isFresh(root, pages)).toBe(true);
  write('desk/src/web/main.tsx', 'export const changed = true;\n');
  await build(root);
  expect(readFileSync(join(root, 'runs'), 'utf8')).toBe('the server\nthe pages\nthe pages\n');
});

test('a build that fails is said and not taken for done', async () => {
  write(server.command[0] ?? '', 'process.exit(2);');
  await expect(build(root)).rejects.toThrow('Building the server failed');
  expect(isFresh(root, server)).toBe(false);
});

test('a build is one for people, whatever the mode of who asks for it', async () => {
  for (const product of products)
    write(product.command[0] ?? '', `require('node:fs').appendFileSync('modes', process.env.NODE_ENV + '\\n');`);
  await build(root);
  expect(readFileSync(join(root, 'modes'), 'utf8')).toBe('production\nproduction\n');
});
