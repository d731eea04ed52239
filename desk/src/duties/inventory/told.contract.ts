/** What trainees told of goods that they moved, and the second person's word on it. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { acts } from './movements.ts';

const tag = 'Stock';

export const listTold = route({
  method: 'GET',
  path: '/told-movements',
  permission: 'stock.see',
  tag,
  summary: 'Movements of trainees that wait for a countersign, the first told first',
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        says: z.string(),
        act: z.enum(acts),
        item: z.string(),
        moved_at: z.string(),
        reason: z.string(),
        told_at: z.string(),
        by: z.string(),
        mine: z.boolean(),
      }),
    ),
  }),
});

export const settleTold = route({
  method: 'POST',
  path: '/told-movements/:id/countersign',
  permission: 'stock.write',
  tag,
  takesReserved: true,
  summary: 'Post a trainee’s movement, or decline it; what posting asks is asked here (?confirm=negative)',
  params: z.object({ id: z.coerce.number().int() }),
  body: z.object({ verdict: z.enum(['countersigned', 'declined']) }),
  answer: z.object({ done: z.string() }),
});
