/** Links that our people make for a vendor, and what the vendor's page asks with one, in the header `Vendor-Link`. */
import { z } from 'zod';
import { day, lineText, numberInAddress, route } from '../../house/contract.ts';
import { promiseMeanings } from '../../house/promisemeans.ts';
import { inOneLine, isSeen } from '../../house/texts.ts';
import { noticeNumber } from '../receiving/notices.contract.ts';
import { answerActs, linkDays, mostLines } from './vendorpage.ts';

const tag = 'Vendor page';
const means = z.enum(promiseMeanings);

const link = z
  .object({
    id: z.int(),
    vendor: z.string(),
    order_no: z.string().nullable().describe('Null: all open lines of the vendor'),
    made_at: z.string(),
    made_by: z.string(),
    expires_at: z.string(),
    state: z.enum(['open', 'expired', 'revoked']),
    ended_at: z.string().nullable(),
    ended_by: z.string().nullable(),
    opened: z.int().describe('How often it was opened; again within a minute counts once'),
    opened_at: z.string().nullable().describe('Last'),
    opened_from: z.string().nullable().describe('From which network address, last'),
    answered_at: z.string().nullable().describe('Last'),
    answered_by: z.string().nullable().describe('As he called himself, last'),
  })
  .meta({ id: 'vendor-link' });

export const vendorLinks = route({
  method: 'GET',
  path: '/vendor-links',
  permission: 'site.see',
  tag,
  summary:
    'The links of a vendor, or those that show one of his purchase orders, with who opened them last and how often',
  query: z.object({
    vendor: z.string().min(1).max(64),
    order: z.string().min(1).max(64).optional().describe('Those of this order and of all lines alone'),
  }),
  answer: z.object({ rows: z.array(link) }),
});

export const makeVendorLink = route({
  method: 'POST',
  path: '/vendor-links',
  permission: 'purchasing.write',
  tag,
  summary: 'Make a link by which a vendor answers his open lines without signing in; its token is shown once',
  secret: true,
  body: z.object({
    vendor: z.string().trim().min(1).max(64),
    order_no: z.string().trim().min(1).max(64).nullable().default(null),
    days: z.int().min(1).max(linkDays.most).default(linkDays.usual),
  }),
  answer: z.object({ token: z.string(), link }),
});

export const endVendorLink = route({
  method: 'POST',
  path: '/vendor-links/:id/end',
  permission: 'purchasing.write',
  tag,
  summary: 'Revoke a link: it opens nothing from now on',
  params: z.object({ id: numberInAddress }),
  answer: z.object({ link }),
});

const seen = z.object({
  open: z.number(),
  required: day.nullable(),
  promised: day.nullable(),
  means,
});

const line = seen.extend({
  ref: z.string(),
  order_no: z.string(),
  line: z.int(),
  item: z.string(),
  item_name: z.string().nullable(),
  vendor_item: z.string().nullable().describe('What the vendor calls the item'),
  unit: z.string(),
  ship_by: z
    .string()
    .nullable()
    .describe('By when it must leave him to be usable as required; null: his transit is not known apart'),
  on_the_way: z
    .array(z.object({ number: z.string(), qty: z.number(), arrives: day }))
    .describe('What ship notices announce of it and did not come yet'),
  asks_lot: z.boolean().describe('Goods of it are told by lots'),
  asks_expiry: z.boolean(),
  confirmed_at: z.string().nullable().describe('The vendor himself gave or confirmed the date that stands'),
  confirmed_by: z.string().nullable(),
});

const whole = z.object({
  company: z.string(),
  vendor: z.string(),
  today: z.string(),
  until: z.string().describe('The last day on which the link opens'),
  all: z.int().describe('How many lines are open'),
  lines: z.array(line).describe(`The first ${mostLines}, by what is needed first`),
});

const notice = z.strictObject({
  number: noticeNumber.describe('Of the vendor’s delivery note'),
  carrier: lineText(120).default(''),
  carrier_ref: lineText(120).default('').describe('The carrier’s own number of it'),
  arrives: day.describe('When it is to arrive at the dock'),
  lines: z
    .array(
      z.strictObject({
        ref: z.string().min(1).max(80),
        qty: z.number().positive().max(1e9),
        lot: lineText(64).default(''),
        expires: day.nullable().default(null),
        container: lineText(64).default('').describe('SSCC of the package'),
      }),
    )
    .min(1)
    .max(mostLines),
});

/** Of a line one date, and one question. */
const eachOnce = (answers: readonly { readonly ref: string; readonly act: string }[]): boolean =>
  new Set(answers.map(({ ref, act }) => `${act === 'ask'} ${ref}`)).size === answers.length;

/** On the plant's clock, all of them. */
export const vendorPage = route({
  method: 'GET',
  path: '/vendor-page',
  permission: 'vendor-link',
  tag,
  summary: 'The open lines that a vendor’s link shows him',
  answer: whole,
});

export const answerLines = route({
  method: 'POST',
  path: '/vendor-page/answers',
  permission: 'vendor-link',
  tag,
  summary:
    'A vendor confirms dates, gives others of a line or of a part of it, asks, or tells of goods that he sends, all of it or nothing; each date is a promise, a part a line of its own, the goods a ship notice',
  body: z.object({
    name: z.string().trim().max(120).refine(isSeen, 'A name is needed. Maybe give your own').overwrite(inOneLine),
    answers: z
      .array(
        z.strictObject({
          ref: z.string().min(1).max(80),
          seen: seen.strict(),
          act: z.enum(answerActs),
          qty: z.number().positive().max(1e9).nullable().default(null).describe('Of the part that comes on that day'),
          day: day.nullable().default(null),
          means: means.nullable().default(null),
          note: z.string().trim().max(500).default(''),
        }),
      )
      .max(mostLines)
      .refine(eachOnce, 'a line has one answer, and one question beside it'),
    notice: notice.nullable().default(null),
  }),
  answer: whole.extend({ done: z.string() }),
});
