import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { '@hotlist/engine': here('./engine/src/index.ts') };
const reference = '**/*.reference.test.ts';
const exclude = ['**/node_modules/**', '**/dist/**', '**/dist-web/**'];
const testServer = here('./desk/src/server/database/test-server.ts');

/**
 * `reference` holds the suites that read `../shared` where it is there; they are run apart (`.ci/run`), as are the
 * browser's stories, two files at a time: a browser, its server and its database each keep a core busy half of the time.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'house', include: ['*.test.ts', 'setup/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        resolve: { alias },
        test: {
          name: 'engine',
          include: ['engine/src/**/*.test.ts'],
          exclude: [...exclude, reference],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'desk',
          include: ['desk/src/**/*.test.{ts,tsx}'],
          exclude: [...exclude, reference],
          globalSetup: testServer,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: { name: 'cases', include: ['cases/**/*.test.ts'], exclude: [...exclude, reference] },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: [...exclude, reference],
          globalSetup: [testServer, here('./e2e/built.ts')],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'reference',
          include: [reference],
          exclude,
          globalSetup: testServer,
          sequence: { groupOrder: 2 },
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
