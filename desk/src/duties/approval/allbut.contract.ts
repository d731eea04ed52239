/** Approving a version all but some orders, and what leaving one out would do. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { note, params, tag } from './approval.contract.ts';

export const approveAllBut = route({
  method: 'POST',
  path: '/plan-versions/:number/approve-all-but',
  permission: 'plan.approve',
  tag,
  summary:
    'Plan a submitted version anew with some orders as published; what comes of it is approved, unless it makes an order late, breaks a promise or ships a rush order later than promised, where the whole did not, or moves more operations',
  params,
  body: z
    .object({
      orders: z
        .array(z.string().trim().min(1).max(100))
        .max(500)
        .default([])
        .describe('What is left out: customers’ orders (ORDER/LINE) or numbers of work orders'),
      acts: z
        .array(z.int().min(0))
        .max(2000)
        .default([])
        .describe('Of one moved by hand, changes that are left out: places among `acts` of leave-out'),
      reason: note,
    })
    .refine(({ orders, acts }) => orders.length + acts.length > 0, 'Nothing is named to be left out'),
  answer: z.object({ run: z.int(), held: z.array(z.string()), done: z.string() }),
});
export const leaveOut = route({
  method: 'GET',
  path: '/plan-versions/:number/leave-out',
  permission: 'site.see',
  tag,
  summary: 'What leaving an order out of an approval would do; orders of which there is nothing to say are absent',
  params,
  answer: z.object({
    rows: z.array(
      z.object({
        order: z.string(),
        holds: z.array(z.string()).describe('Work orders that the version moves and that stay with it'),
        others: z.array(z.string()).describe('Customers’ orders that draw on these too'),
        gives: z
          .array(z.string())
          .describe('Rush orders that lose their place by it, each in a sentence, with the day that was pledged'),
        unlocks: z.array(z.string()).describe('Steps that the version locks, and that are not locked without it'),
        barred: z.string().nullable().describe('Why it cannot be left out; null: it can'),
      }),
    ),
    acts: z
      .array(
        z.object({
          name: z.string(),
          goes_with: z.array(z.string()).describe('Orders with which it is left out, too'),
          unlocks: z.array(z.string()).describe('Steps that the version locks, and that are not locked without it'),
        }),
      )
      .describe(
        'Of one moved by hand, what was done, in its turn: each can be left out by itself. None where inputs were written since what was moved was made, unless that is published',
      ),
    broken: z
      .array(z.object({ words: z.string(), acts: z.array(z.int()).describe('Places among `acts`; none: not known') }))
      .describe('Rules that it breaks, and by which of these: in part it is approved only without them'),
    moving: z.array(z.string()).describe('Orders that the version moves, adds or drops'),
  }),
});
