import { expect, it } from 'vitest';
import { z } from 'zod';
import { route } from './contract.ts';

it('refuses a field that no route reads: it would be lost', () => {
  const { body } = route({
    method: 'POST',
    path: '/reports',
    permission: 'progress.write',
    summary: '',
    tag: '',
    body: z.object({ scrap: z.number().optional() }),
    answer: z.object({}),
  });
  expect(body?.safeParse({ scrap: 5 }).success).toBe(true);
  expect(body?.safeParse({ scrp: 5 }).error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['scrp'] }]);
});
