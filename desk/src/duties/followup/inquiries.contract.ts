/** Mails to a vendor about his open lines: drafted, sent, and what became of them. */
import { z } from 'zod';
import { numberInAddress, reasonText, route } from '../../house/contract.ts';
import { languages } from '../../house/languages.ts';
import { inquiryAsks } from '../partners/inquirytexts.ts';
import { longestText, mostLines } from './inquiries.ts';

const tag = 'Follow-up';
const ref = z.string().min(1).max(400);
const language = z.enum(languages);

export const draftInquiry = route({
  method: 'GET',
  path: '/follow-up/draft',
  permission: 'calls.write',
  tag,
  summary:
    'A mail to a vendor in his language, about lines that are followed up: those named, else all that are due today',
  query: z.object({
    vendor: z.string().min(1).max(64),
    refs: z
      .string()
      .max(4000)
      .optional()
      .describe('"PO-1/2", parted by line breaks; absent: all of his that are due today'),
    language: language.optional().describe('Absent: the vendor’s'),
  }),
  answer: z.object({
    vendor: z.string(),
    vendor_name: z.string().nullable(),
    recipient: z.string().nullable().describe('The vendor’s address'),
    with_whom: z.string(),
    language,
    subject: z.string(),
    text: z.string(),
    lines: z.array(z.object({ ref: z.string(), ask: z.enum(inquiryAsks), said: z.string() })),
    may_link: z.boolean().describe('Where links lead is set up'),
    barred: z.string().nullable().describe('Why no mail can be sent'),
    bounced: z.string().nullable().describe('That the latest mail to this address did not arrive'),
  }),
});

export const sendInquiry = route({
  method: 'POST',
  path: '/follow-up/mails',
  permission: 'calls.write',
  tag,
  summary:
    'Send a vendor a mail about open lines; it is a contact of each, and puts it off to the next step of its cadence',
  body: z.object({
    vendor: z.string().min(1).max(64),
    refs: z.array(ref).min(1).max(mostLines),
    recipient: z.string().trim().max(200),
    with_whom: z.string().trim().min(1).max(120),
    language,
    subject: reasonText(200, 1, 'a mail has a subject'),
    text: reasonText(longestText, 1, 'an empty mail asks nothing'),
    link: z.boolean().default(false).describe('With a link to the vendor’s page of all his open lines'),
  }),
  answer: z.object({ id: z.int(), done: z.string() }),
});

export const inquiryShape = z.object({
  id: z.int(),
  vendor: z.string(),
  recipient: z.string(),
  with_whom: z.string(),
  subject: z.string(),
  text: z.string().describe('As it was sent'),
  link: z.boolean().describe('It brought a link to the vendor’s page'),
  refs: z.array(z.string()),
  at: z.string(),
  by: z.string(),
  message_id: z.string(),
  state: z.enum(['waiting', 'sent', 'failed', 'overtaken']),
  said: z.string().describe('What became of it'),
  bounced: z.string().nullable().describe('That it did not arrive, as a server wrote back since'),
});

export const inquiriesAbout = route({
  method: 'GET',
  path: '/follow-up/mails',
  permission: 'site.see',
  tag,
  summary: 'Mails to vendors, latest first: about a line, or to a vendor',
  query: z.object({
    ref: ref.optional(),
    vendor: z.string().min(1).max(64).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ rows: z.array(inquiryShape) }),
});

export const sendInquiryAgain = route({
  method: 'POST',
  path: '/follow-up/mails/:id/again',
  permission: 'calls.write',
  tag,
  summary: 'Try a mail again that could not be sent',
  params: z.object({ id: numberInAddress }),
  answer: z.object({ done: z.string() }),
});
