/** What a person does to a work order by hand. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';

export const releaseOrder = route({
  method: 'POST',
  path: '/work-orders/by-number/:number/release',
  permission: 'orders.write',
  tag: 'Work orders',
  summary: 'Release a firm order: it gets its own steps and material, tickets may be printed',
  params: z.object({ number: z.string().min(1).max(64) }),
  body: z.object({}).strict().default({}),
  answer: z.object({ number: z.string(), state: z.literal('released'), done: z.string() }),
});
