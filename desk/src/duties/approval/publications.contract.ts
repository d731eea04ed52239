/** What was published to each department, its e-mails and its acknowledgement. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { mailWords } from '../mail/mail.ts';
import { papers } from '../marking/printing.ts';
import { barred, tag } from './approval.contract.ts';
import { holdings } from './sendings.ts';

const publication = z.object({
  id: z.int(),
  version: z.int().describe('Number of the version'),
  department: z.string().describe('Empty: work centres without one'),
  holds: z
    .enum(holdings)
    .describe(
      'work: a list; tickets: none, but tickets of `changed` are no longer valid; nothing: none any more; closed: no work centre bears the department, nobody is asked',
    ),
  print: z.int().nullable().describe('The printing of its new and changed tickets: /ticket-prints/:print/paper'),
  changed: z
    .array(z.object({ order: z.string(), printed_for: z.string().describe('Department') }))
    .describe('Orders it has steps of whose ticket changed and is printed for another department'),
  until: z
    .string()
    .nullable()
    .describe('What begins before it stands on the list; null: of lists of before it was kept'),
  published_at: z.string(),
  published_by: z.string(),
  acknowledged_at: z.string().nullable(),
  acknowledged_by: z.string().nullable(),
});
export const listPublications = route({
  method: 'GET',
  path: '/publications',
  permission: 'own-work.see',
  tag,
  summary: 'What was published to each department, the latest first',
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    version: z.coerce.number().int().positive().max(2_147_483_647).optional().describe('Only what was sent of it'),
  }),
  answer: z.object({
    rows: z.array(
      publication.extend({
        superseded_by: z.int().nullable().describe('The version whose list the department was sent since; null: none'),
        operations: z.int(),
        tickets: z.int(),
        barred: barred.describe('Why you do not acknowledge it; null: you may'),
        mail: z.enum(mailWords).describe('How it stands with its e-mails'),
      }),
    ),
  }),
});
export const openAcknowledgements = route({
  method: 'GET',
  path: '/open-acknowledgements',
  permission: 'own-work.see',
  tag,
  summary: 'Lists that their departments work to and have not acknowledged yet',
  query: z.object({
    late: z
      .enum(['true', 'false'])
      .default('false')
      .describe('Only those open for four hours of their department’s work'),
  }),
  answer: z.object({
    rows: z.array(
      publication
        .pick({
          id: true,
          version: true,
          department: true,
          holds: true,
          changed: true,
          published_at: true,
          published_by: true,
        })
        .extend({
          work_centres: z.array(z.string()).describe('Of the department'),
          barred,
          own: z.boolean().describe('You are asked, as one of its people; else you say it for them'),
        }),
    ),
  }),
});
export const publicationOf = route({
  method: 'GET',
  path: '/publications/:id',
  permission: 'own-work.see',
  tag,
  summary: 'A department’s list as it was published, and the orders whose tickets were new or changed',
  params: z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  answer: publication.extend({
    tickets: z.array(z.string()),
    to_print: z.array(z.string()).describe('Those of them of which nobody has the paper yet'),
    at_printers: z.array(z.string()).describe('What became of its list and its tickets at printers'),
    printers: z.array(z.string()).describe('Where they can be printed, the department’s own first'),
    surplus: z
      .array(z.object({ kit: z.string(), order: z.string(), item: z.string(), qty: z.number() }))
      .describe('What lies in kits beyond what orders need that it made smaller; none for who sees no stock'),
    mail: z.object({
      said: z.array(z.string()).describe('What became of each e-mail, or why there is none'),
      barred,
    }),
    list: z.array(
      z.object({
        order: z.string(),
        seq: z.int(),
        step: z.string().nullable(),
        item: z.string(),
        left: z.number(),
        unit: z.string(),
        machine: z.string().nullable(),
        starts: z.string(),
        ends: z.string(),
      }),
    ),
  }),
});
export const printPublication = route({
  method: 'POST',
  path: '/publications/:id/print',
  permission: 'progress.write',
  tag,
  summary:
    'Send its tickets or its dispatch list to a printer; where the department has one, or its site, publishing has done so with what is new or changed',
  params: z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  body: z
    .object({
      printer: z.string().trim().min(1).max(64),
      papers: z.enum(papers).default('ticket').describe('A dispatch list is printed as it stands when its turn comes'),
    })
    .strict(),
  answer: z.object({ done: z.string() }),
});
export const mailPublication = route({
  method: 'POST',
  path: '/publications/:id/mail',
  permission: 'plan.approve',
  tag,
  summary: 'Send it by e-mail to each address of the department that has not got it; what gave up is tried again',
  params: z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  body: z.object({}).strict().default({}),
  answer: z.object({ done: z.string() }),
});
export const acknowledgePublication = route({
  method: 'POST',
  path: '/publications/:id/acknowledge',
  permission: 'progress.write',
  tag,
  summary:
    'Say for a department that its list and tickets have arrived: its own people or, in its name, anybody who plans or approves',
  params: z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  body: z.object({}).strict().default({}),
  answer: z.object({ done: z.string() }),
});
