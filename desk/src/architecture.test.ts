import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dutyCircles, dutyOf, type Import, wrongWith } from './architecture.ts';
import { needs } from './duties/needs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/node_modules|\/dist/.test(path));
}

const importedBy = (path: string): readonly Import[] =>
  [
    ...readFileSync(join(root, path), 'utf8').matchAll(
      /(?:^|\n)(?:import|export)\s[^;]*?from '([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
    ),
  ].map((found) => {
    const name = found[1] ?? found[2] ?? found[3] ?? '';
    return { from: path, to: name.startsWith('.') ? relative(root, resolve(root, dirname(path), name)) : name };
  });

const files = [...filesIn('engine/src'), ...filesIn('desk/src')];

describe('the house', () => {
  it('has no import that its layers and duties do not allow', () => {
    const wrong = files
      .flatMap(importedBy)
      .filter((one) => !/\.(css|svg)$/.test(one.to))
      .flatMap((one) => wrongWith(one) ?? []);
    expect(wrong).toEqual([]);
  });

  it('has no circle among its duties', () => {
    expect(dutyCircles(needs)).toEqual([]);
  });

  it('has no duty that writes a table of another: it asks the other to', () => {
    const written = files
      .filter((path) => dutyOf(path) && !/\.(test|tables)\.ts$/.test(path))
      .flatMap((path) => writesIn(readFileSync(join(root, path), 'utf8')).map((table) => ({ path, table })));
    const home = tableHomes(filesIn('desk/src/duties').filter((path) => path.endsWith('.tables.ts')));
    expect(home.get('purchase_lines')).toBe('purchasing');
    expect(written.filter(({ path, table }) => (home.get(table) ?? dutyOf(path)) !== dutyOf(path))).toEqual([]);
  });

  it('links to its pages by `PageLink` alone, whose addresses the compiler knows', () => {
    const linked = files.filter((path) =>
      /import \{[^}]*\bLink\b[^}]*\} from '@tanstack\/react-router'/.test(readFileSync(join(root, path), 'utf8')),
    );
    // The rail walks through the registry of pages itself.
    expect(linked.toSorted()).toEqual(['desk/src/web/kit/PageLink.tsx', 'desk/src/web/shell/Rail.tsx']);
  });

  it('has an engine without clock, chance or waiting', () => {
    const wrong = filesIn('engine/src')
      .filter((path) => !/\.test\.ts$|test-support/.test(path))
      .flatMap((path) =>
        [
          ...readFileSync(join(root, path), 'utf8')
            .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
            .matchAll(/\bnew Date\b|\bDate\.(?:now|parse|UTC)\b|\bMath\.random\b|\basync\b|\bawait\b|\bPromise\b/g),
        ].map((found) => `${path}: ${found[0]}`),
      );
    expect(wrong).toEqual([]);
  });

  it('knows `Date` in its clock alone: a duty takes days and instants from there', () => {
    const wrong = filesIn('desk/src/duties')
      .filter((path) => !/\.test\.ts$|\.(page|bench|print)\.tsx?$/.test(path))
      .filter((path) => readsTheClock(readFileSync(join(root, path), 'utf8')));
    expect(wrong).toEqual([]);
  });
});

/** Which duty's folder describes each table. */
const tableHomes = (paths: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    paths.flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/recordTable\(\s*'(\w+)'|create table "?(\w+)/g)].map(
        (found) => [found[1] ?? found[2] ?? '', dutyOf(path) ?? ''] as const,
      ),
    ),
  );

/** Tables that a text writes, by the query builder or in SQL. */
const writesIn = (text: string): readonly string[] =>
  [
    ...text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .matchAll(/(?:insertInto|updateTable|deleteFrom)\('(\w+)'|\b(?:insert into|update|delete from) (\w+)/g),
  ].map((found) => found[1] ?? found[2] ?? '');

/** Packages that are read before the first line of `entry` runs: along imports of values, not along `import()`. */
function packagesReadBy(entry: string): ReadonlySet<string> {
  const [seen, packages] = [new Set<string>(), new Set<string>()];
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const text = readFileSync(join(root, path), 'utf8');
    for (const [, what = '', name = ''] of text.matchAll(/(?:^|\n)(?:import|export)\s([^;]*?)from '([^']+)'/g)) {
      if (/^type\s/.test(what)) continue;
      if (name.startsWith('.')) open.push(relative(root, resolve(root, dirname(path), name)));
      else packages.add(name);
    }
  }
  return packages;
}

describe('a start reads no more than it needs', () => {
  it('the server leaves the libraries of papers and workbooks until somebody prints or imports', () => {
    const read = packagesReadBy('desk/src/server/serve.ts');
    expect([...read].filter((name) => /pdfkit|bwip|excel/.test(name))).toEqual([]);
    expect(read).toContain('fastify');
  });

  it('a worker serves no pages, and does not read what serves them', () => {
    const read = packagesReadBy('desk/src/server/worker.ts');
    expect([...read].filter((name) => /fastify|better-auth/.test(name))).toEqual([]);
    expect(read).toContain('pg-boss');
  });

  it('the database is on its way before what needs it is read', () => {
    expect([...packagesReadBy('desk/src/server/main.ts')].filter((name) => !name.startsWith('node:'))).toEqual(['pg']);
  });
});

const readsTheClock = (text: string): boolean =>
  /\bnew Date\b|\bDate\.(?:now|UTC)\b/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''));

describe('the guard itself', () => {
  it.each([
    ['sees a duty that reads the clock', 'const now = new Date();', true],
    ['sees a duty that counts milliseconds', 'const end = Date.now() + 1;', true],
    ['lets a comment speak of it', '/** No new Date here. */', false],
    ['lets a duty parse an instant', 'Date.parse(at)', false],
  ] as const)('%s', (_, text, found) => {
    expect(readsTheClock(text)).toBe(found);
  });

  it.each([
    ['by the query builder', "await tx.updateTable('purchase_lines').set({})"],
    ['in SQL', 'sql`update purchase_lines set required = now()`'],
    ['by deleting', 'sql`delete from purchase_lines`'],
  ] as const)('sees a table that is written %s', (_, text) => {
    expect(writesIn(text)).toEqual(['purchase_lines']);
  });

  it.each([
    ['the engine that imports Node', 'engine/src/planning/planner.ts', 'node:fs'],
    ['the engine that imports the desk', 'engine/src/planning/planner.ts', 'desk/src/house/clock.ts'],
    ['a decision that imports its store', 'desk/src/duties/work/release.ts', 'desk/src/duties/work/work.store.ts'],
    ['a decision that imports the database library', 'desk/src/duties/work/release.ts', 'kysely'],
    [
      'a contract that imports tables',
      'desk/src/duties/users/users.contract.ts',
      'desk/src/duties/users/users.tables.ts',
    ],
    [
      'a page that imports a store',
      'desk/src/duties/hotlist/hotlist.page.tsx',
      'desk/src/duties/hotlist/hotlist.store.ts',
    ],
    ['a page that imports Node', 'desk/src/duties/hotlist/hotlist.page.tsx', 'node:fs'],
    ['the server that imports a page', 'desk/src/server/app.ts', 'desk/src/duties/hotlist/hotlist.page.tsx'],
    [
      'a store that imports a route',
      'desk/src/duties/work/work.store.ts',
      'desk/src/duties/planning/planning.routes.ts',
    ],
    [
      'a duty that knows one it does not need',
      'desk/src/duties/work/work.store.ts',
      'desk/src/duties/planning/planning.store.ts',
    ],
  ])('sees %s', (_, from, to) => {
    expect(wrongWith({ from, to })).toBeDefined();
  });

  it('sees a circle among duties', () => {
    expect(dutyCircles({ a: ['b'], b: ['c'], c: ['a'] })).toEqual(['a → b → c → a']);
  });

  it('lets through what the layers allow', () => {
    expect(wrongWith({ from: 'desk/src/duties/work/work.store.ts', to: 'kysely' })).toBeUndefined();
    expect(
      wrongWith({
        from: 'desk/src/duties/planning/planning.routes.ts',
        to: 'desk/src/duties/planning/planning.store.ts',
      }),
    ).toBeUndefined();
  });
});
