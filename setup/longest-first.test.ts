import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import config from '../vitest.config.ts';
import { LongestFirst } from './longest-first.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const project = { name: 'e2e', config: { isolate: false, sequence: { groupOrder: 1 } } };

const sorted = async (sizes: Readonly<Record<string, number>>): Promise<readonly string[]> => {
  const cache = {
    getFileTestResults: () => undefined,
    getFileStats: (key: string) => ({ size: sizes[key.slice('e2e:'.length)] }),
  };
  const sequencer = new LongestFirst({ config: { root }, cache } as unknown as Vitest);
  const files = Object.keys(sizes).map((path) => ({ project, moduleId: `${root}${path}` }));
  const order = await sequencer.sort(files as unknown as TestSpecification[]);
  return order.map(({ moduleId }) => moduleId.slice(root.length));
};

test('on a machine that has run nothing yet the larger file begins first, and before it the story that opens every page', async () => {
  const sizes = { 'e2e/answers.test.ts': 3, 'e2e/board.test.ts': 9, 'e2e/pages.test.ts': 4, 'e2e/stock.test.ts': 8 };
  expect(await sorted(sizes)).toEqual([
    'e2e/pages.test.ts',
    'e2e/board.test.ts',
    'e2e/stock.test.ts',
    'e2e/answers.test.ts',
  ]);
  expect(existsSync(`${root}e2e/pages.test.ts`)).toBe(true);
  expect(config.test?.sequence?.sequencer).toBe(LongestFirst);
});
