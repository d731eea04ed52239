/** Set-up → Connections: the mailbox that answers are read from, and a try of it. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';

const mailbox = { permission: 'users.write', tag: 'Connections' } as const;

export const mailboxConnection = route({
  ...mailbox,
  method: 'GET',
  path: '/connections/mailbox',
  summary: 'Which mailbox is read, when it was looked at last, and what kept it from being',
  answer: z.object({
    mailbox: z
      .object({ host: z.string(), port: z.int(), secure: z.boolean(), user: z.string(), folder: z.string() })
      .nullable()
      .describe('Null: none is read'),
    looked_at: z.string().nullable(),
    said: z.string().nullable(),
  }),
});

export const tryMailboxNow = route({
  ...mailbox,
  method: 'POST',
  path: '/connections/mailbox/test',
  summary: 'Open the mailbox now, and say how many mails lie in it',
  body: z.object({}).strict().default({}),
  answer: z.object({ done: z.string() }),
});
