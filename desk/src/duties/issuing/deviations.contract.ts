/** Substitutes allowed for one order, beside those of its structure. Quantities in the units of their items. */
import { z } from 'zod';
import { day, numberInAddress, reasonText, route } from '../../house/contract.ts';
import { deviationStates } from './deviations.ts';

const tag = 'Work orders';
const code = z.string().trim().min(1).max(64);
const params = z.object({ order: code });
const amount = z.number().positive().max(1e9);

export const listDeviations = route({
  method: 'GET',
  path: '/pick-lists/:order/deviations',
  permission: 'stock.see',
  tag,
  summary: 'Substitutes that were allowed for a work order, the latest first',
  params,
  answer: z.object({
    rows: z.array(
      z
        .object({
          id: z.int(),
          item: z.string(),
          unit: z.string(),
          qty: z.number(),
          instead_of: z.string(),
          of_unit: z.string(),
          of_qty: z.number(),
          used: z.number().describe('Of `item`'),
          until: z.string().describe('The last day on which it may be taken'),
          agreed: z.string().describe('Who said yes'),
          reason: z.string(),
          who: z.string().describe('Who wrote it down'),
          at: z.string(),
          ended_by: z.string().nullable(),
          state: z.enum(deviationStates),
        })
        .meta({ id: 'deviation' }),
    ),
  }),
});

export const allowDeviation = route({
  method: 'POST',
  path: '/pick-lists/:order/deviations',
  permission: 'orders.write',
  tag,
  summary: 'Allow a substitute for this order: so much of it for so much, until a day, by whom',
  params,
  body: z.object({
    item: code,
    instead_of: code,
    qty: amount.describe('Of `item`: it stands for `of_qty` of `instead_of`'),
    of_qty: amount,
    until: day,
    agreed: reasonText(120),
    reason: reasonText(500),
  }),
  answer: z.object({ id: z.int(), done: z.string() }),
});

export const endDeviation = route({
  method: 'POST',
  path: '/deviations/:id/end',
  permission: 'orders.write',
  tag,
  summary: 'End the leave to take a substitute; what was taken stays',
  params: z.object({ id: numberInAddress }),
  body: z.object({}),
  answer: z.object({ done: z.string() }),
});
