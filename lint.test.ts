import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('.', import.meta.url));

/** A repository with our lint rules and nothing else, into which violations are planted. */
let planted = '';
beforeEach(() => {
  planted = mkdtempSync(join(tmpdir(), 'hotlist-lint-'));
  cpSync(join(root, '.oxlintrc.json'), join(planted, '.oxlintrc.json'));
  symlinkSync(join(root, 'node_modules'), join(planted, 'node_modules'));
  const config = { compilerOptions: { strict: true, target: 'ES2023', types: [] }, include: ['**/*.ts'] };
  writeFileSync(join(planted, 'tsconfig.json'), JSON.stringify(config));
});
afterEach(() => rmSync(planted, { recursive: true, force: true }));

function lint(path: string, text: string): { clean: boolean; said: string } {
  mkdirSync(dirname(join(planted, path)), { recursive: true });
  writeFileSync(join(planted, path), text);
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '--type-aware', '--deny-warnings', '--format=unix'];
  const done = spawnSync(process.execPath, args, { cwd: planted, encoding: 'utf8' });
  return { clean: done.status === 0, said: done.stdout };
}

describe('the linter refuses', () => {
  test.each([
    {
      what: 'Node in the engine',
      path: 'engine/src/a.ts',
      text: "export { readFileSync } from 'node:fs';",
      says: 'no-restricted-imports',
    },
    {
      what: 'a library in the engine',
      path: 'engine/src/a.ts',
      text: "import { z } from 'zod';\nexport const a = z;",
      says: 'no-restricted-imports',
    },
    {
      what: 'the desk in the engine',
      path: 'engine/src/a.ts',
      text: "import { b } from '../../desk/src/b.ts';\nexport const a = b;",
      says: 'no-restricted-imports',
    },
    {
      what: 'a store in a page',
      path: 'desk/src/duties/items/items.page.tsx',
      text: "import { b } from './items.store.ts';\nexport const a = b;",
      says: 'no-restricted-imports',
    },
    {
      what: 'the server in the web',
      path: 'desk/src/web/a.ts',
      text: "import { b } from '../server/b.ts';\nexport const a = b;",
      says: 'no-restricted-imports',
    },
    {
      what: 'a page in a store',
      path: 'desk/src/duties/items/items.store.ts',
      text: "import { b } from './items.page.tsx';\nexport const a = b;",
      says: 'no-restricted-imports',
    },
    {
      what: 'a promise nobody waits for',
      path: 'desk/src/a.ts',
      text: 'const f = (): Promise<void> => Promise.resolve();\nexport function g(): void {\n  f();\n}',
      says: 'Promises must be awaited',
    },
    { what: 'any', path: 'desk/src/a.ts', text: 'export const a = (b: any): unknown => b;', says: 'no-explicit-any' },
    {
      what: 'an empty catch',
      path: 'desk/src/a.ts',
      text: 'export function a(): void {\n  try {\n    a();\n  } catch {}\n}',
      says: 'no-empty',
    },
  ])('$what', ({ path, text, says }) => {
    const { clean, said } = lint(path, `${text}\n`);
    expect(said).toContain(says);
    expect(clean).toBe(false);
  });
});

describe('the linter leaves alone', () => {
  test.each([
    {
      what: 'the engine in the engine',
      path: 'engine/src/a.ts',
      text: "import { b } from './b.ts';\nexport const a = b;",
    },
    {
      what: 'the engine in a page',
      path: 'desk/src/duties/items/items.page.tsx',
      text: "import { b } from '@hotlist/engine';\nexport const a = b;",
    },
    {
      what: 'a contract in a page',
      path: 'desk/src/duties/items/items.page.tsx',
      text: "import { b } from './items.contract.ts';\nexport const a = b;",
    },
  ])('$what', ({ path, text }) => {
    expect(lint(path, `${text}\n`)).toMatchObject({ clean: true });
  });
});
