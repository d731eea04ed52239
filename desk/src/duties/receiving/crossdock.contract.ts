/** Who waits for what was just received, goods brought to them from the dock, and the label that goes with them. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { sendAnswer } from '../deliveries/deliveries.contract.ts';
import { tag, waitingShape } from './receiving.contract.ts';

const params = z.object({ id: z.coerce.number().int() });

const body = z
  .object({
    order: z.string().trim().min(1).max(64),
    qty: z.number().positive().max(1e9).nullable().default(null).describe('Absent: what it waits for and is there'),
  })
  .strict();

export const receiptWaits = route({
  method: 'GET',
  path: '/receipts/:id/waiting',
  permission: 'stock.see',
  tag,
  summary: 'Orders that wait for exactly what a receipt brought, the most urgent first, and where the rest belongs',
  params,
  answer: z.object({
    left: z.number().describe('Of the receipt, neither taken back nor brought on'),
    unit: z.string(),
    place: z.string().nullable(),
    inspected: z.boolean(),
    waiting: z.array(waitingShape),
    put_away: z
      .object({ place: z.string(), rule: z.string().describe('Why there') })
      .nullable()
      .describe('Where what nobody waits for is put away'),
  }),
});

export const postCrossDock = route({
  method: 'POST',
  path: '/receipts/:id/cross-dock',
  permission: 'stock.receive',
  tag,
  summary: 'Bring goods of a receipt straight to the work order that waits for them',
  params,
  body,
  answer: z.object({ done: z.string(), movement: z.int(), to: z.string(), qty: z.number(), label: z.string() }),
});

export const sendCrossDock = route({
  method: 'POST',
  path: '/receipts/:id/deliveries',
  permission: 'stock.receive',
  tag,
  summary:
    'Have goods of a receipt brought to the area of the work order that waits for them: reserved for it at the dock until then',
  params,
  body,
  answer: sendAnswer.extend({ label: z.string() }),
});

export const crossDockLabel = route({
  method: 'GET',
  path: '/cross-docks/:id/label',
  permission: 'stock.see',
  tag,
  summary: 'The label of goods brought from the dock: for which order, where and when',
  params,
  download: ['application/pdf'],
  answer: z.unknown(),
});

export const deliveryLabel = route({
  method: 'GET',
  path: '/deliveries/:number/label',
  permission: 'stock.see',
  tag,
  summary: 'The same label of goods from the dock that somebody is to bring',
  params: z.object({ number: z.string().trim().min(1).max(64) }),
  download: ['application/pdf'],
  answer: z.unknown(),
});
