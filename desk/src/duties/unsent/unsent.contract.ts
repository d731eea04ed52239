/** What was done on a device and given up there after the server had refused it. */
import { z } from 'zod';
import { maybeReason, route } from '../../house/contract.ts';

export const giveUp = route({
  method: 'POST',
  path: '/unsent/given-up',
  permission: 'signed-in',
  tag: 'Devices',
  summary:
    'Write down that something done without a network was given up: what it was, why it was refused, and why it is given up',
  body: z.object({
    what: z.string().trim().min(1).max(1000),
    sent: z.string().trim().max(500).describe('To which route it would have gone'),
    refused: z.string().trim().max(2000).default(''),
    reason: maybeReason(500),
  }),
  answer: z.object({ done: z.string() }),
});
