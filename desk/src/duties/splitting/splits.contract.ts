/** A purchase line split in two at the desk. */
import { z } from 'zod';
import { day, maybeReason, route } from '../../house/contract.ts';

export const splitPurchaseLine = route({
  method: 'POST',
  path: '/purchase-line-splits',
  permission: 'purchasing.write',
  tag: 'Purchasing',
  summary:
    'Split an open purchase line: a part goes on as the next line of its order, with the promises before, what is reserved beyond what stays, and a date of its own where one is given; receipts and what is on its way stay',
  body: z.object({
    line: z.string().trim().min(1).max(80).describe('"PO-1/2"'),
    qty: z.number().positive().max(1e9).describe('Of the part, in the item’s unit'),
    seen_open: z.number().describe('How much of the line was open as whoever splits it saw it'),
    promised: day.nullable().default(null).describe('Of the part, as its promises mean; null: as the line'),
    reason: maybeReason(500),
  }),
  answer: z.object({ done: z.string(), part: z.string().describe('"PO-1/3"'), id: z.int() }),
});
