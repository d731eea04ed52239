/** What stock is worth: by item, as of a day, by three methods, one of which is the site's. */
import { z } from 'zod';
import { day, route } from '../../house/contract.ts';
import { methods } from './valuation.ts';

const tag = 'Stock';
const method = z.enum(methods);
const money = z.number().nullable();

export const stockValues = route({
  method: 'GET',
  path: '/stock-values',
  permission: 'site.see',
  tag,
  summary: 'What our stock is worth at the end of a day, by item and method',
  query: z.object({ asof: day.optional().describe('Absent: now') }),
  answer: z.object({
    method: method.describe('By which the site values its stock, and closes its periods'),
    uncosted: z.int().describe('Items on hand of which nobody has said what one costs'),
    totals: z.object({ standard: z.number(), average: z.number(), fifo: z.number() }),
    rows: z.array(
      z.object({
        item: z.string(),
        name: z.string().nullable(),
        unit: z.string(),
        qty: z.number(),
        cost: money.describe('Of one, by the item'),
        standard: money,
        average: money,
        fifo: money,
      }),
    ),
  }),
});

export const setMethod = route({
  method: 'PUT',
  path: '/stock-values/method',
  permission: 'rules.write',
  tag,
  summary: 'Value stock by another method from now on; periods that are closed stay as they are',
  body: z.object({ method }),
  answer: z.object({ done: z.string() }),
});
