/** What a person does to a work order by hand. */
import { z } from 'zod';
import { largestQuantity } from '../../house/cells.ts';
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

const quantity = z.number().positive().max(largestQuantity);
const sizes = z
  .object({ item: z.string().max(64).describe('What the order makes, as it was seen'), from: quantity, to: quantity })
  .strict();

export const resizeOrder = route({
  method: 'POST',
  path: '/work-orders/by-number/:number/quantity',
  permission: 'orders.write',
  tag: 'Work orders',
  summary:
    'Give a work order that is not begun another quantity at once, for who plans elsewhere: nobody is asked, and material is sized with it. On the board it is a change of a draft. `from` is what it is for',
  params: releaseOrder.params,
  body: sizes,
  answer: z.object({ number: z.string(), qty: z.number(), done: z.string() }),
});

export const splitOrder = route({
  method: 'POST',
  path: '/work-orders/by-number/:number/split',
  permission: 'orders.write',
  tag: 'Work orders',
  summary:
    'Leave `to` of `from` in a work order that is not begun, at once, as another quantity; the rest is a firm order of its own, with the next number',
  params: releaseOrder.params,
  body: sizes,
  answer: z.object({ number: z.string(), rest: z.string(), done: z.string() }),
});
