/** Periods of stock: what is closed, the checklist of the open one, closed and opened. */
import { z } from 'zod';
import { day, maybeReason, reasonText, route } from '../../house/contract.ts';
import { methods } from './valuation.ts';

const tag = 'Stock';
const checklist = z.object({ 'below-zero': z.int(), late: z.int(), work: z.int(), dock: z.int() });

export const listPeriods = route({
  method: 'GET',
  path: '/periods',
  permission: 'stock.see',
  tag,
  summary: 'Closed periods of stock, the latest first, and what stands against closing up to a day',
  query: z.object({ last_day: day.optional().describe('Up to which day; absent: yesterday') }),
  answer: z.object({
    last_day: day,
    checklist,
    opened_until: z.string().nullable().describe('Until then closed periods take movements'),
    rows: z.array(
      z.object({
        id: z.int(),
        last_day: z.string(),
        closed_at: z.string(),
        by: z.string(),
        reason: z.string().nullable(),
        method: z.enum(methods).describe('By which it was valued'),
        balances: z.int(),
        value: z
          .number()
          .nullable()
          .describe('By its method, when it was closed; null: of those who may not see costs'),
        uncosted: z.int().describe('Balances of items without a cost'),
        late: z.int().describe('Movements told into it since'),
      }),
    ),
  }),
});

export const closePeriod = route({
  method: 'POST',
  path: '/periods',
  permission: 'stock.approve',
  tag,
  summary: 'Close stock up to a day; open points are asked (?confirm=open-points) and need a reason',
  body: z.object({ last_day: day, reason: maybeReason(500) }),
  answer: z.object({ done: z.string() }),
});

export const openPeriods = route({
  method: 'POST',
  path: '/periods/open',
  permission: 'stock.approve',
  tag,
  summary: 'Let closed periods take movements for some hours',
  body: z.object({ hours: z.int().min(1).max(72), reason: reasonText(500) }),
  answer: z.object({ done: z.string() }),
});
