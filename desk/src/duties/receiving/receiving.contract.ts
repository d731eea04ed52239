/** Receipts: posted, taken back, listed. */
import { z } from 'zod';
import { isDay } from '../../house/clock.ts';
import { reasonText, route } from '../../house/contract.ts';
import { listQuery } from '../../house/kind.contract.ts';
import { noticeShape } from './notices.contract.ts';
import { dueKinds, whens } from './waiting.ts';

export const tag = 'Receiving';
const code = z.string().trim().min(1).max(64);
const none = <S extends z.ZodType>(shape: S) => shape.nullable().default(null);
const text = z.string().trim().max(500).default('');

export const receiptShape = z.object({
  id: z.int(),
  posted_at: z.string(),
  line: z.string().nullable().describe('"PO-1/2"; none: it came without an order'),
  vendor: z.string().nullable(),
  item: z.string(),
  item_name: z.string().nullable(),
  unit: z.string(),
  qty: z.number().describe('In the item’s unit; below zero where it takes another back'),
  lot: z.string(),
  place: z.string().nullable().describe('Where it went; none: it was written on the line itself'),
  place_kind: z.string().nullable(),
  document: z.string().nullable(),
  paper_qty: z.number().nullable(),
  damage: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string(),
  confirmed: z.string().nullable(),
  movement: z.int().nullable(),
  reverses: z.int().nullable(),
  reversed_by: z.int().nullable(),
});

export const waitingShape = z.object({
  order: z.string().nullable().describe('Of a work order or a customer line; none: planned, without a number yet'),
  kind: z.enum(['work order', 'planned order', 'customer line']),
  makes: z.string().nullable().describe('The item that the order makes; none: a customer line'),
  qty: z.number().describe('What it still waits for'),
  at: z.string().describe('When it takes it, by the plan that people work to'),
  late: z.boolean().describe('By that plan the order is late'),
  need: z.string().nullable().describe('When the order itself is needed'),
  line: z.string().describe('The purchase line that the plan takes for it'),
  work_centre: z.string().nullable(),
  machine: z.string().nullable(),
  starts: z.string().nullable(),
  area: z.string().nullable().describe('The place to which goods for that work centre are brought'),
});

export const dueShape = z.object({
  kind: z.enum(dueKinds),
  ref: z.string().describe('"PO-1/2", a line of a ship notice as "ASN-7/1", or the number of a return'),
  partner: z.string().describe('The vendor; of a return the customer'),
  partner_name: z.string().nullable(),
  item: z.string(),
  item_name: z.string().nullable(),
  unit: z.string(),
  ordered: z.number().describe('Of a notice and a return: announced'),
  received: z.number(),
  open: z.number().describe('Of a purchase line on the dock schedule: without what is announced of it'),
  announced: z.number().describe('On the way by notices that stand'),
  notice: z.int().nullable().describe('Of a line of a ship notice: the notice'),
  day: z
    .string()
    .nullable()
    .describe(
      'When it is due at the dock, in the site’s zone: as estimated, else promised, else required, less dock days where that is of being usable',
    ),
  when: z.enum(whens),
  inspected: z.boolean(),
  asks_lot: z.boolean(),
  asks_expiry: z.boolean(),
  hot: z.boolean().describe('A late order waits for it'),
  waiting: z.array(waitingShape).describe('The most urgent first, five at most'),
});

export const dockSchedule = route({
  method: 'GET',
  path: '/dock-schedule',
  permission: 'stock.see',
  tag,
  summary:
    'Open purchase lines, ship notices of vendors and announced returns of customers that are late, due today or in the next days, with what waits for them',
  query: z.object({ days: z.coerce.number().int().min(0).max(60).default(7).describe('Beyond today') }),
  answer: z.object({ today: z.string(), days: z.int(), rows: z.array(dueShape) }),
});

export const findDue = route({
  method: 'GET',
  path: '/dock-schedule/:text',
  permission: 'stock.see',
  tag,
  summary:
    'What of all that is to come a scanned or typed text names: a ship notice or a container of it, an order, a line, a return, an item; none: what to do then',
  params: z.object({ text: z.string().trim().min(1).max(200) }),
  answer: z.object({
    rows: z.array(dueShape),
    item: z.string().nullable().describe('The item that was named, where one was'),
    says: z.string().nullable(),
    notices: z.array(noticeShape).describe('Ship notices of that number, or with that container'),
    container: z.string().nullable().describe('The container that was named'),
  }),
});

const done = z.object({ done: z.string(), receipt: receiptShape });

export const postReceipt = route({
  method: 'POST',
  path: '/receipts',
  permission: 'stock.receive',
  tag,
  summary:
    'Receive goods against a purchase line, or without one; above the tolerance, and without a line for far more than ever came, it asks (?confirm=) and needs a reason',
  body: z.object({
    line: none(z.string().trim().min(1).max(80)).describe('"PO-1/2"; absent: without an order, into inspection'),
    item: none(code).describe(
      'What was scanned off the goods, our code or the vendor’s; with a line it must be the line’s',
    ),
    vendor: none(code).describe('Without a line: whose delivery it is'),
    qty: z.number().max(1e9),
    unit: none(code).describe('Absent: the item’s unit'),
    lot: z.string().trim().max(64).default(''),
    expires: none(z.string().refine(isDay, 'a day as 2027-11-30')),
    document: z.string().trim().max(80).default('').describe('The number of the delivery note'),
    paper_qty: none(z.number().min(0).max(1e9)).describe('What the delivery note says has come, in the same unit'),
    damage: text.describe('What is damaged; it goes to inspection then'),
    to: none(code).describe('Absent: inspection where the item asks for it, else the dock, else where it belongs'),
    reason: text,
  }),
  answer: done,
});

export const takeReceiptBack = route({
  method: 'POST',
  path: '/receipts/:id/take-back',
  permission: 'stock.receive',
  tag,
  summary: 'Take a receipt back by its mirror, off its line too, where its goods still lie as they came',
  params: z.object({ id: z.coerce.number().int() }),
  body: z.object({ reason: reasonText(500) }),
  answer: done,
});

export const listReceipts = route({
  method: 'GET',
  path: '/receipts',
  permission: 'stock.see',
  tag,
  summary: 'Receipts by pages',
  query: listQuery,
  answer: z.object({ rows: z.array(receiptShape), total: z.int(), next: z.string().nullable() }),
});
