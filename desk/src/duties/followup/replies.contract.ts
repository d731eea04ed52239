/** Mails that came: beside the lines that they answer, with the days found in them. */
import { z } from 'zod';
import { day, numberInAddress, route } from '../../house/contract.ts';
import { promiseMeanings } from '../../house/promisemeans.ts';
import { mostLines } from './inquiries.ts';
import { replyKinds, replyMatches } from './replies.ts';

const tag = 'Follow-up';
const ref = z.string().min(1).max(400);

/** Still to come, of an order that stands. */
const openLine = z.object({
  ref: z.string(),
  item: z.string(),
  item_name: z.string().nullable(),
  open: z.number().describe('What is still to come'),
  unit: z.string(),
  required: z.string().nullable(),
  ordered: z.string().nullable(),
});

export const listReplies = route({
  method: 'GET',
  path: '/replies',
  permission: 'calls.write',
  tag,
  summary: 'Mails that came, latest first: all, those about a line, or those that nobody put away',
  query: z.object({
    ref: ref.optional(),
    open: z.enum(['yes', 'no']).default('no').describe('yes: only what nobody put away'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(replyKinds),
        matched: z.enum(replyMatches).nullable().describe('By what it is known whom it is of; null: nobody knows'),
        vendor: z.string().nullable(),
        vendor_name: z.string().nullable(),
        inquiry: z.int().nullable().describe('The mail of ours that it answers'),
        from_vendor: z.boolean().describe('It comes from the address in the vendor’s record'),
        from_address: z.string(),
        from_name: z.string(),
        subject: z.string(),
        text: z.string().describe('Plain text, without what it quotes'),
        whole: z.string().describe('With what it quotes'),
        quotes: z.boolean(),
        files: z
          .array(z.object({ name: z.string(), type: z.string(), bytes: z.number() }))
          .describe('Attachments: named, kept in the mailbox alone'),
        said: z.string().nullable().describe('What a server says of a mail of ours that did not arrive'),
        size: z.number(),
        came_on: z.string(),
        arrived: z.string(),
        done_by: z.string().nullable().describe('Who put it away'),
        giving: z.int().nullable().describe('The latest giving of it to a vendor by hand; null: there is none'),
        given: z
          .object({
            vendor: z.string().nullable(),
            by: z.string(),
            at: z.string(),
            remembered: z.string().nullable().describe('The address whose mails are his from then on'),
            refs: z.array(z.string()),
          })
          .nullable()
          .describe('Who gave it to its vendor, and about which lines; null: nobody, or it was taken back'),
        lines: z.array(openLine).describe('The open lines that it may answer'),
        taken: z
          .array(z.object({ ref: z.string(), day: z.string(), by: z.string() }))
          .describe('Days of it that are promises now'),
        dates: z
          .array(z.object({ day: z.string(), words: z.string(), notes: z.array(z.string()) }))
          .describe('Days that it names itself: suggestions, of which nothing is taken by itself'),
      }),
    ),
  }),
});

export const takeReplyDate = route({
  method: 'POST',
  path: '/replies/:id/dates',
  permission: 'calls.write',
  tag,
  summary: 'Take a day that a mail names for the vendor’s promise of one or more lines',
  params: z.object({ id: numberInAddress }),
  body: z.object({
    day,
    refs: z.array(ref).min(1).max(mostLines),
    means: z.enum(promiseMeanings).nullable().default(null).describe('Null: as the vendor’s promises mean'),
  }),
  answer: z.object({ done: z.string() }),
});

export const putReplyAway = route({
  method: 'POST',
  path: '/replies/:id/done',
  permission: 'calls.write',
  tag,
  summary: 'Put a mail away that was read',
  params: z.object({ id: numberInAddress }),
  answer: z.object({ done: z.string() }),
});

export const giveReply = route({
  method: 'POST',
  path: '/replies/:id/vendor',
  permission: 'calls.write',
  tag,
  summary: 'Give a mail that answers none of ours to a vendor, with the lines that it is about, or take it back',
  params: z.object({ id: numberInAddress }),
  body: z.object({
    vendor: z.string().min(1).max(64).nullable().describe('Null: it is taken back'),
    refs: z.array(ref).max(mostLines).default([]).describe('Each gets it in its log of contacts'),
    remember: z.boolean().default(false).describe('Mails of its sender are his from now on, until it is taken back'),
    instead_of: z.int().nullable().describe('The latest giving that was seen (`giving`)'),
  }),
  answer: z.object({ done: z.string() }),
});

export const listOpenLines = route({
  method: 'GET',
  path: '/replies/open-lines',
  permission: 'calls.write',
  tag,
  summary: 'The open lines of a vendor, with which a mail may be given to him',
  query: z.object({ vendor: z.string().min(1).max(64) }),
  answer: z.object({ rows: z.array(openLine) }),
});
