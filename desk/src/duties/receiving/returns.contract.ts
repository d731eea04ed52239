/** Customers' returns: announced, received, decided. */
import { z } from 'zod';
import { isDay } from '../../house/clock.ts';
import { reasonText, route } from '../../house/contract.ts';
import { tag } from './receiving.contract.ts';
import { outcomes, returnStates } from './returns.ts';

const code = z.string().trim().min(1).max(64);
const none = <S extends z.ZodType>(shape: S) => shape.nullable().default(null);
const text = z.string().trim().max(500).default('');
const told = z.string().trim().max(64).default('');
const reason = reasonText(500);
const number = z.object({ number: z.string().trim().min(1).max(64) });

export const returnShape = z.object({
  id: z.int(),
  number: z.string(),
  customer: z.string(),
  customer_name: z.string().nullable(),
  phone: z.string().nullable(),
  line: z.string().nullable().describe('"SO-1/2", where it is of one'),
  item: z.string(),
  item_name: z.string().nullable(),
  unit: z.string(),
  qty: z.number().describe('As announced, in the item’s unit; of one that was not: what came'),
  received: z.number(),
  open: z.number().describe('What is still to come'),
  reason: z.string(),
  lot: z.string(),
  serial: z.string(),
  expected: z.string().nullable(),
  announced: z.boolean(),
  state: z.enum(returnStates),
  said: z.string().nullable().describe('Why more comes back than was shipped'),
  ended: z.string().nullable().describe('Why nothing more comes'),
  late: z.boolean().describe('Expected before today, and not all here'),
  left: z.number().describe('Came and is not decided'),
  came: z.array(
    z.object({
      receipt: z.int(),
      at: z.string(),
      by: z.string(),
      qty: z.number(),
      place: z.string(),
      lot: z.string(),
      serial: z.string(),
      left: z.number().describe('Not decided; none once it was taken back'),
      taken_back: z.boolean(),
    }),
  ),
  decided: z.array(
    z.object({
      id: z.int(),
      receipt: z.int(),
      outcome: z.enum(outcomes),
      qty: z.number(),
      to: z.string().nullable(),
      note: z.string().nullable(),
      at: z.string(),
      who: z.string(),
      taken_back: z.boolean(),
    }),
  ),
});
const done = z.object({ done: z.string(), return: returnShape });

export const listReturns = route({
  method: 'GET',
  path: '/customer-returns',
  permission: 'stock.see',
  tag,
  summary: 'What customers send back, the newest first, with what came and what was decided',
  answer: z.object({ rows: z.array(returnShape) }),
});

const sentBack = {
  customer: none(code).describe('Absent: the customer of the line'),
  line: none(z.string().trim().min(1).max(80)).describe('"SO-1/2": the customer line that it was shipped by'),
  item: none(code).describe('Absent: the item of the line'),
  qty: z.number().max(1e9),
  unit: none(code).describe('Absent: the item’s unit'),
  reason: reason.describe('Why the customer sends it back'),
  lot: told,
  serial: told,
  said: text.describe('Why more comes back than was shipped'),
};
const day = none(z.string().refine(isDay, 'a day as 2027-11-30'));
const to = none(code).describe('A place of inspection that is not usable; absent: the first');

export const announceReturn = route({
  method: 'POST',
  path: '/customer-returns',
  permission: 'orders.write',
  tag,
  summary: 'Announce what a customer sends back; more than was shipped of the line it asks (?confirm=)',
  body: z.object({ ...sentBack, expected: day }),
  answer: done,
});

export const receiveUnannounced = route({
  method: 'POST',
  path: '/customer-returns/unannounced',
  permission: 'stock.receive',
  tag,
  summary: 'Receive what a customer sent back unannounced, into inspection',
  body: z.object({ ...sentBack, to }),
  answer: done.extend({ receipt: z.int() }),
});

export const receiveAnnounced = route({
  method: 'POST',
  path: '/customer-returns/:number/receipts',
  permission: 'stock.receive',
  tag,
  summary:
    'Receive a return in whole or in part, into inspection; more than was announced, or than is shipped of its line by now, it asks (?confirm=)',
  params: number,
  body: z.object({
    item: none(code).describe('What was scanned off the goods; it must be the return’s'),
    qty: z.number().max(1e9),
    unit: none(code),
    lot: none(z.string().trim().max(64)).describe('Absent: as announced'),
    serial: none(z.string().trim().max(64)).describe('Absent: as announced'),
    document: z.string().trim().max(80).default('').describe('The number of the customer’s delivery note'),
    to,
    reason: text,
  }),
  answer: done.extend({ receipt: z.int() }),
});

export const endReturn = route({
  method: 'POST',
  path: '/customer-returns/:number/end',
  permission: 'orders.write',
  tag,
  summary: 'Say that nothing more of a return comes: closed where some came, else cancelled',
  params: number,
  body: z.object({ reason }),
  answer: done,
});

export const decideReturn = route({
  method: 'POST',
  path: '/customer-returns/:number/decisions',
  permission: 'stock.release',
  tag,
  summary:
    'Decide what becomes of what came back and lies in inspection: to stock, to rework, scrap, back to the customer',
  params: number,
  body: z.object({
    receipt: z.int(),
    outcome: z.enum(outcomes),
    qty: z.number().max(1e9),
    to: none(code).describe('Of what goes to stock: a usable store; absent: where it belongs'),
    note: text,
  }),
  answer: done,
});
