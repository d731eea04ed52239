/** Lines of the instructions of an operation, done and signed one by one. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';

export const signedLineShape = z
  .object({
    line: z.string(),
    by: z.string().nullable().describe('Null: not signed'),
    at: z.string().nullable(),
  })
  .meta({ id: 'signed_line' });

export const signedStepShape = z.object({
  seq: z.int(),
  name: z.string().nullable(),
  lines: z.array(signedLineShape),
});

export const signOff = route({
  method: 'POST',
  path: '/sign-offs',
  permission: 'stock.issue',
  tag: 'Floor',
  summary: 'Sign that a line of the instructions of an operation is done ("[ ] …"), or take that back',
  body: z.object({
    order: z.string().trim().min(1).max(64),
    seq: z.int().min(1).max(99_999),
    line: z.string().trim().min(1).max(4000),
    done: z.boolean().default(true),
  }),
  answer: z.object({ done: z.string(), lines: z.array(signedLineShape) }),
});
