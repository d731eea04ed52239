/** Set-up → Labels: what is printed, on which printer or sheet, and what became of it. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { papers, printStates } from './printing.ts';
import { sheetNames } from './sheets.ts';
import { subjects } from './templates.ts';

const tag = 'Labels';
const code = z.string().trim().min(1).max(64);
const subject = z.enum(subjects);

const thing = z
  .object({
    item: code.optional(),
    lot: code.optional(),
    serial: code.optional(),
    kit: code.optional(),
    card: code.optional().describe('LOOP/BIN of a kanban loop'),
    location: code.optional(),
    container: z
      .string()
      .regex(/^\d{18}$/, 'a container number has 18 digits')
      .optional()
      .describe('Absent of a container: the next number is given'),
    qty: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,6})?$/, 'a number, as 12 or 0.5')
      .optional(),
  })
  .strict();

export const printLabels = route({
  method: 'POST',
  path: '/labels/prints',
  permission: 'locations.write',
  tag,
  summary: 'Print labels: queued for a printer, or as a PDF sheet; containers without a number are numbered (SSCC)',
  body: z.object({
    subject,
    things: z.array(thing).min(1).max(500),
    template: code
      .optional()
      .describe('Absent: the one of the customer of the order; else the one of the subject that Hotlist has'),
    order: z
      .string()
      .trim()
      .min(1)
      .max(80)
      .optional()
      .describe('"SO-1/2": the customer line that it is printed for, whose customer and numbers the labels say'),
    copies: z.int().min(1).max(100).default(1),
    printer: code.nullable().default(null).describe('Null: a sheet'),
    sheet: z.enum(sheetNames as [string, ...string[]]).default('roll'),
    skip: z.int().min(0).max(60).default(0).describe('Labels that are gone from the first sheet'),
  }),
  answer: z.object({
    print: z.int(),
    said: z.string(),
    pdf: z.string().nullable(),
    containers: z.array(z.string()).describe('The numbers on the labels of containers'),
  }),
});

const printShape = z.object({
  id: z.int(),
  subject: z.enum([...subjects, ...papers]),
  first: z.string().describe('What the first label is of, the first ticket, or whose dispatch list it is'),
  labels: z.int().describe('Labels, tickets or lists'),
  template: z.string().nullable().describe('Null: of tickets and lists, which have none'),
  printer: z.string().nullable(),
  state: z
    .enum(printStates)
    .describe('superseded: of papers that nobody is to work by any more, and nothing was printed'),
  reprint_of: z.int().nullable(),
  said: z.string(),
  asked_by: z.string(),
  asked_at: z.string(),
});

export const listPrints = route({
  method: 'GET',
  path: '/labels/prints',
  permission: 'stock.see',
  tag,
  summary:
    'What was printed lately of labels, and of tickets and dispatch lists at printers, the latest first, and what waits',
  query: z.object({
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ rows: z.array(printShape), waiting: z.int() }),
});

const params = z.object({ id: z.coerce.number().int() });

export const printAgain = route({
  method: 'POST',
  path: '/labels/prints/:id/again',
  permission: 'signed-in',
  tag,
  summary:
    'The same labels again, marked REPRINT, or tickets, which say when they were printed before, or a dispatch list as it stands, marked so; labels need locations.write, tickets and lists progress.write',
  params,
  body: z.object({}).strict().default({}),
  answer: z.object({ print: z.int(), said: z.string(), pdf: z.string().nullable() }),
});

export const cancelPrint = route({
  method: 'POST',
  path: '/labels/prints/:id/cancel',
  permission: 'signed-in',
  tag,
  summary:
    'Cancel what waits for a printer, or was given up; labels need locations.write, tickets and lists progress.write',
  params,
  body: z.object({}).strict().default({}),
  answer: z.object({ said: z.string() }),
});

export const printedSheet = route({
  method: 'GET',
  path: '/labels/prints/:id/sheet',
  permission: 'stock.see',
  tag,
  summary: 'The sheet of a print, the same however often it is opened',
  params,
  download: ['application/pdf'],
  answer: z.unknown(),
});

export const labelChoices = route({
  method: 'GET',
  path: '/labels/choices',
  permission: 'stock.see',
  tag,
  summary: 'Templates (ours and the site’s), printers, sheets, and how containers are numbered',
  answer: z.object({
    templates: z.array(
      z.object({
        code: z.string(),
        name: z.string().nullable(),
        subject,
        customer: z.string().nullable().describe('Whose label it is'),
        width_mm: z.number(),
        height_mm: z.number(),
        own: z.boolean().describe('Of Hotlist; a record of the same code takes its place'),
        drawing: z.string(),
      }),
    ),
    printers: z.array(z.object({ code: z.string(), name: z.string().nullable(), speaks: z.enum(['ZPL', 'PDF']) })),
    ticket_printer: z
      .string()
      .nullable()
      .describe('Where tickets are printed that have no printer of their department; null: nowhere by itself'),
    sheets: z.array(z.object({ name: z.string(), words: z.string() })),
    numbering: z.object({ company_prefix: z.string().nullable(), extension: z.int() }),
  }),
});

export const labelPreview = route({
  method: 'GET',
  path: '/labels/preview',
  permission: 'stock.see',
  tag,
  summary: 'A label of a template as a picture, of a made-up thing; or why it cannot be drawn',
  query: z.object({ subject, template: code.optional() }),
  answer: z.object({ svg: z.string().nullable(), says: z.string().nullable() }),
});

export const changeNumbering = route({
  method: 'PUT',
  path: '/labels/numbering',
  permission: 'master.write',
  tag,
  summary: 'The company prefix of GS1 and the extension digit by which containers are numbered',
  body: z.object({ company_prefix: z.string().trim().max(20), extension: z.int().min(0).max(9).default(0) }),
  answer: z.object({ company_prefix: z.string().nullable(), extension: z.int() }),
});

export const changeTicketPrinter = route({
  method: 'PUT',
  path: '/labels/ticket-printer',
  permission: 'master.write',
  tag,
  summary:
    'The printer of the site’s tickets; a department may have its own. What is published is printed there by itself',
  body: z.object({ printer: code.nullable() }).strict(),
  answer: z.object({ printer: z.string().nullable() }),
});
