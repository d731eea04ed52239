/** Transfers between our places: sent, received, ended. */
import { z } from 'zod';
import { maybeReason, reasonText, route } from '../../house/contract.ts';
import { tag } from './receiving.contract.ts';
import { transferStates } from './transfers.ts';

const code = z.string().trim().min(1).max(64);
const told = z.string().trim().max(64).default('');
const number = z.object({ number: code });

const lineShape = z.object({
  line: z.int(),
  item: z.string(),
  item_name: z.string().nullable(),
  unit: z.string(),
  lot: z.string(),
  serial: z.string(),
  from: z.string(),
  sent: z.number(),
  received: z.number(),
  lost: z.number().describe('What was said never to come'),
  open: z.number().describe('What is on the way'),
});

export const transferShape = z
  .object({
    id: z.int(),
    number: z.string(),
    to: z.string(),
    to_name: z.string().nullable(),
    expected: z.string().describe('When it is to arrive'),
    day: z.string().describe('That, as a day of the site'),
    note: z.string().nullable(),
    at: z.string(),
    who: z.string(),
    state: z.enum(transferStates),
    late: z.boolean(),
    lines: z.array(lineShape),
  })
  .meta({ id: 'transfer' });

const done = z.object({ done: z.string(), transfer: transferShape });

export const listTransfers = route({
  method: 'GET',
  path: '/transfers',
  permission: 'stock.see',
  tag,
  summary: 'Goods between our places, the latest sent first, 1,000 at most',
  answer: z.object({ rows: z.array(transferShape) }),
});

export const sendTransfer = route({
  method: 'POST',
  path: '/transfers',
  permission: 'stock.write',
  tag,
  summary:
    'Send goods from where they lie to another of our places: they stand on the way until they are received there',
  body: z.object({
    to: code,
    expected: z.string().trim().min(1).max(40).describe('When they are to arrive: a day or an instant'),
    note: maybeReason(500),
    lines: z
      .array(
        z
          .object({
            item: code,
            from: code,
            lot: told,
            serial: told,
            qty: z.number().max(1e9),
            unit: code.nullable().default(null),
          })
          .strict(),
      )
      .min(1)
      .max(100),
  }),
  answer: done,
});

export const receiveTransfer = route({
  method: 'POST',
  path: '/transfers/:number/receive',
  permission: 'stock.receive',
  tag,
  summary: 'Receive what came of a line of a transfer; the rest stays on the way',
  params: number,
  body: z.object({
    line: z.int().min(1).max(999),
    item: code.nullable().default(null).describe('What was scanned off the goods: it must be the line’s'),
    qty: z.number().max(1e9),
    unit: code.nullable().default(null),
    to: code.nullable().default(null).describe('Absent: where the transfer goes'),
    reason: maybeReason(500),
  }),
  answer: done,
});

export const endTransfer = route({
  method: 'POST',
  path: '/transfers/:number/end',
  permission: 'stock.write',
  tag,
  summary: 'Say that what is still on the way never comes: it goes off the books, with the reason',
  params: number,
  body: z.object({ reason: reasonText(500) }),
  answer: done,
});

export const transferNote = route({
  method: 'GET',
  path: '/transfers/:number/note',
  permission: 'stock.see',
  tag,
  summary: 'The paper that goes with the goods, with the bars by which they are received, as a PDF',
  params: number,
  answer: z.unknown(),
  download: ['application/pdf'],
});
