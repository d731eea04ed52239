import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entryOf, keepPages } from './pages.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotlist-pages-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const built = () => join(folder, 'built');
const data = () => join(folder, 'data');

/** A build that leaves nothing of the one before. */
function build(name: string): void {
  rmSync(built(), { recursive: true, force: true });
  mkdirSync(join(built(), 'assets'), { recursive: true });
  writeFileSync(
    join(built(), 'index.html'),
    `<script type="module" async crossorigin src="/assets/first.js"></script>
    <script type="module" crossorigin src="/assets/index-${name}.js"></script>`,
  );
  writeFileSync(join(built(), 'assets', `index-${name}.js`), name);
}

/** A start on what is built; those before it were a minute earlier. */
function start(): readonly string[] {
  const folders = keepPages(built(), data());
  for (const path of readdirSync(join(data(), 'pages')).map((name) => join(data(), 'pages', name)))
    utimesSync(path, new Date(), new Date(Date.now() - (path === folders[0] ? 60_000 : 120_000)));
  return folders;
}
const scripts = (folders: readonly string[]) => folders.map((one) => readdirSync(join(one, 'assets'))[0]);

test('a build made while a server runs takes nothing from it', () => {
  build('one');
  const [own = ''] = start();
  build('two');
  expect(readFileSync(join(own, 'assets', 'index-one.js'), 'utf8')).toBe('one');
});

test('the pages of the start before are kept beside the new ones, older ones are not', () => {
  build('one');
  expect(scripts(start())).toEqual(['index-one.js']);
  build('two');
  expect(scripts(start())).toEqual(['index-two.js', 'index-one.js']);
  expect(scripts(start())).toEqual(['index-two.js', 'index-one.js']);
  build('three');
  expect(scripts(start())).toEqual(['index-three.js', 'index-two.js']);
});

test('a copy that was broken off is made anew', () => {
  build('one');
  const [own = ''] = start();
  cpSync(own, `${own}.new`, { recursive: true });
  rmSync(own, { recursive: true });
  rmSync(join(`${own}.new`, 'assets'), { recursive: true });
  expect(scripts(start())).toEqual(['index-one.js']);
});

test('a build is told by the script it begins with', () => {
  build('one');
  expect(start().map(entryOf)).toEqual(['/assets/index-one.js']);
});

test('where nothing was built there are no pages', () => {
  expect(keepPages(built(), data())).toEqual([]);
});
