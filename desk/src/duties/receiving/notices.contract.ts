/** Vendors' ship notices: announced, received, ended. */
import { z } from 'zod';
import { isDay } from '../../house/clock.ts';
import { lineText, maybeReason, reasonText, route } from '../../house/contract.ts';
import { isSeen } from '../../house/texts.ts';
import { noticeEnds, noticeStates } from './notices.ts';

const tag = 'Receiving';
const code = z.string().trim().min(1).max(64);
const none = <S extends z.ZodType>(shape: S) => shape.nullable().default(null);
const day = none(z.string().refine(isDay, 'a day as 2027-11-30'));
const reason = reasonText(500);
const params = z.object({ id: z.coerce.number().int() });

/** The vendor's own number of it, typed by him or by our people. */
export const noticeNumber = lineText(64).refine(isSeen, 'a number is needed');

export const noticeShape = z.object({
  id: z.int(),
  number: z.string().describe('The vendor’s'),
  vendor: z.string(),
  vendor_name: z.string().nullable(),
  carrier: z.string().nullable(),
  carrier_ref: z.string().nullable(),
  expected: z.string().describe('When it is to arrive'),
  day: z.string().describe('That day, in the site’s zone'),
  late: z.boolean().describe('That is past, and not all came'),
  at: z.string(),
  who: z.string(),
  state: z.enum(noticeStates),
  ended: z.string().nullable().describe('Why it was taken back or closed'),
  lines: z.array(
    z.object({
      id: z.int(),
      line: z.int(),
      ref: z.string().describe('"PO-1/2"'),
      order_state: z.string().describe('Of the purchase line'),
      item: z.string(),
      item_name: z.string().nullable(),
      unit: z.string(),
      qty: z.number().describe('Announced, in the item’s unit'),
      entered_qty: z.number().nullable(),
      entered_unit: z.string().nullable(),
      received: z.number(),
      open: z.number().describe('Still to come'),
      lot: z.string(),
      expires: z.string().nullable(),
      container: z.string().describe('SSCC'),
      warned: z.string().nullable().describe('What was doubted when it was announced'),
      inspected: z.boolean(),
      asks_lot: z.boolean(),
      asks_expiry: z.boolean(),
    }),
  ),
});
const done = z.object({ done: z.string(), warnings: z.array(z.string()), notice: noticeShape });

export const listNotices = route({
  method: 'GET',
  path: '/ship-notices',
  permission: 'stock.see',
  tag,
  summary: 'Vendors’ notices of what they have sent, the newest first, with what came of each line',
  answer: z.object({ rows: z.array(noticeShape) }),
});

export const announceNotice = route({
  method: 'POST',
  path: '/ship-notices',
  permission: 'purchasing.write',
  tag,
  summary:
    'Keep a vendor’s notice of what he has sent, of his open purchase lines; more than is open and a wrong SSCC are warned of',
  body: z.object({
    number: noticeNumber,
    vendor: code,
    carrier: lineText(120).default(''),
    carrier_ref: lineText(120).default('').describe('The carrier’s own number of it'),
    expected: z.string().trim().min(1).max(40).describe('When it is to arrive: a day or an instant'),
    lines: z
      .array(
        z
          .object({
            line: z.string().trim().min(1).max(80).describe('"PO-1/2"'),
            qty: z.number().max(1e9),
            unit: none(code).describe('Absent: the item’s unit'),
            lot: z.string().trim().max(64).default(''),
            expires: day,
            container: lineText(64).default('').describe('SSCC'),
          })
          .strict(),
      )
      .min(1)
      .max(500),
  }),
  answer: done,
});

export const receiveNotice = route({
  method: 'POST',
  path: '/ship-notices/:id/receipts',
  permission: 'stock.receive',
  tag,
  summary:
    'Receive a notice, or one of its containers: as announced, or the lines that were counted; above the tolerance of a line it asks (?confirm=)',
  params,
  body: z.object({
    container: none(code).describe('Absent: all of the notice'),
    lines: none(
      z
        .array(
          z
            .object({
              line: z.int(),
              qty: z.number().max(1e9),
              lot: none(z.string().trim().max(64)).describe('Absent: as announced'),
              expires: day.describe('Absent: as announced'),
              damage: maybeReason(500),
            })
            .strict(),
        )
        .min(1)
        .max(500),
    ).describe('Absent: all that is still to come, as announced; in the items’ units'),
    document: z.string().trim().max(80).default('').describe('Absent: the number of the notice'),
    to: none(code).describe('Absent: each goes where its item goes'),
    reason: maybeReason(500),
  }),
  answer: done.extend({ receipts: z.array(z.int()) }),
});

export const endNotice = route({
  method: 'POST',
  path: '/ship-notices/:id/end',
  permission: 'purchasing.write',
  tag,
  summary: 'Take a notice back of which nothing came, or close it: what is missing does not come, and is a discrepancy',
  params,
  body: z.object({ as: z.enum(noticeEnds), reason }),
  answer: done,
});
