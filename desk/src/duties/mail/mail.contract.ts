/** Set-up → Connections: how outgoing mail is set up, what became of it, and a mail to try it out. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';

const connections = { permission: 'users.write', tag: 'Connections' } as const;

export const mailConnection = route({
  ...connections,
  method: 'GET',
  path: '/connections/mail',
  summary: 'How outgoing mail is set up, where departments are sent their lists, and the latest mails',
  answer: z.object({
    server: z
      .object({
        host: z.string(),
        port: z.int(),
        secure: z.boolean().describe('TLS from the first byte; else where the server offers it'),
        user: z.string().nullable(),
        from: z.string(),
        desk: z.string().nullable().describe('Where the links in mails lead'),
      })
      .nullable()
      .describe('Null: mail is not set up'),
    departments: z.array(
      z.object({
        department: z.string(),
        addresses: z.array(z.string()),
        has_work: z.boolean().describe('A work centre bears its name: else nothing is ever sent to it'),
      }),
    ),
    mails: z.array(
      z.object({ id: z.int(), subject: z.string(), asked_by: z.string(), asked_at: z.string(), said: z.string() }),
    ),
  }),
});

export const sendTestMail = route({
  ...connections,
  method: 'POST',
  path: '/connections/mail/test',
  summary: 'Send a test mail to one’s own address',
  body: z.object({}).strict().default({}),
  answer: z.object({ done: z.string() }),
});
