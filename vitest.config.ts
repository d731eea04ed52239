import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './setup/longest-first.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { '@hotlist/engine': here('./engine/src/index.ts') };
const reference = '**/*.reference.test.ts';
const exclude = ['**/node_modules/**', '**/dist/**', '**/dist-web/**'];
const testServer = here('./desk/src/server/database/test-server.ts');

/**
 * The files of one worker share what they have read in (`isolate: false`): to read the server in anew cost most files
 * more than their tests. So a test stubs what it sets in the environment (`vi.stubEnv`), and signs in from an address of
 * its own: guesses are counted in the process.
 */
const shared = { isolate: false, maxWorkers: Math.max(2, availableParallelism() - 1) };

/**
 * `reference` holds the suites that read `../shared` where it is there; they are run apart (`.ci/run`), as are the
 * browser's stories, two files at a time: three keep two cores busier than their servers bear at the start, and end no sooner.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: { ...shared, name: 'house', include: ['*.test.ts', 'setup/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'engine',
          include: ['engine/src/**/*.test.ts'],
          exclude: [...exclude, reference],
          testTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'desk',
          include: ['desk/src/**/*.test.{ts,tsx}'],
          exclude: [...exclude, reference],
          globalSetup: testServer,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: { ...shared, name: 'cases', include: ['cases/**/*.test.ts'], exclude: [...exclude, reference] },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          setupFiles: [here('./e2e/failed.ts')],
          exclude: [...exclude, reference],
          globalSetup: [testServer, here('./e2e/built.ts')],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // A second, as it is by itself, is less than a busy machine needs to answer one request.
          expect: { poll: { timeout: 120_000 } },
          testTimeout: 600_000,
          hookTimeout: 300_000,
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
