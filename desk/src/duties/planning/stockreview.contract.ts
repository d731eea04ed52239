/** Planning's view of materials: what waits for what by day and area, stock that is too much, safety stock reviewed. */
import { z } from 'zod';
import { reasonText, route } from '../../house/contract.ts';
import { troubles } from './stockreview.ts';

const tag = 'Planning';
const version = z.object({ number: z.int(), made_at: z.string() }).nullable().describe('Null: nothing is planned yet');

/** So many days from today on. */
const ahead = z.object({ days: z.coerce.number().int().min(1).max(90).default(14) });

export const shortageDays = route({
  method: 'GET',
  path: '/shortage-days',
  permission: 'stock.see',
  tag,
  summary:
    'What the work of the coming days is short of (not there, and not ordered or too late), by day and area, with the order that it stops',
  query: ahead,
  answer: z.object({
    version,
    rows: z.array(
      z.object({
        day: z.string(),
        area: z.string().describe('The department, else the work centre'),
        work_centre: z.string().nullable(),
        item: z.string(),
        item_name: z.string().nullable(),
        unit: z.string(),
        qty: z.number(),
        supply: z.string().describe('What it is to come from'),
        expected: z.string().nullable(),
        order: z.string().describe('"work/MO-1", "planned/17"'),
        makes: z.string(),
        late_days: z.number().describe('Working days that the order is late to need; below 0 is slack'),
      }),
    ),
  }),
});

export const shortagePaper = route({
  method: 'GET',
  path: '/shortage-paper',
  permission: 'stock.see',
  tag,
  summary: 'The same as a PDF, a page for each area',
  query: ahead,
  download: ['application/pdf'],
  answer: z.unknown(),
});

export const stockReview = route({
  method: 'GET',
  path: '/stock-review',
  permission: 'site.see',
  tag,
  summary: 'Stock that is more than the plan needs, that did not move for long, or that expires before it is used',
  query: z.object({ dead_days: z.coerce.number().int().min(1).max(3660).default(180) }),
  answer: z.object({
    version,
    rows: z.array(
      z.object({
        item: z.string(),
        item_name: z.string().nullable(),
        unit: z.string(),
        on_hand: z.number(),
        needed: z.number().describe('By the plan, in all'),
        trouble: z.enum(troubles),
        qty: z.number(),
        value: z.int().nullable().describe('Minor units; null: no cost is known'),
        day: z.string().nullable(),
      }),
    ),
  }),
});

const waitingShape = z.object({
  id: z.int(),
  item: z.string(),
  was: z.number(),
  safety: z.number(),
  reorder: z.number(),
  words: z.string(),
  who: z.string(),
  mine: z.boolean(),
  at: z.string(),
});

export const listMinMax = route({
  method: 'GET',
  path: '/safety-stock-review',
  permission: 'site.see',
  tag,
  summary:
    'What safety stock, least and most would be by use, lead time and lot rules, how many days the stock lasts, and what waits for approval',
  query: z.object({ service: z.enum(['80', '90', '95', '98', '99']).default('95') }),
  answer: z.object({
    days: z.int().describe('Of use that were looked at'),
    rows: z.array(
      z.object({
        item: z.string(),
        item_name: z.string().nullable(),
        unit: z.string(),
        set: z.number().describe('The safety stock of the record'),
        mean: z.number(),
        deviation: z.number(),
        lead_days: z.number(),
        safety: z.number(),
        reorder: z.number().describe('The least: where it is ordered anew'),
        most: z.number().nullable().describe('With a lot more; null: no lot rule says how much an order brings'),
        on_hand: z.number().describe('Of ours, usable now: without the three that follow'),
        expired: z.number(),
        held: z.number().describe('In quarantine or inspection, or only available from a later moment'),
        under_way: z.number().describe('Between two places'),
        days_of_stock: z.number().describe('So many days what is on hand lasts at the mean use'),
        stands: z.enum(['below', 'above']).nullable().describe('On hand, to the least and the most'),
        differs: z.boolean(),
      }),
    ),
    waiting: z.array(waitingShape),
  }),
});

export const waitingMinMax = route({
  method: 'GET',
  path: '/safety-stock-review/proposals',
  permission: 'site.see',
  tag,
  summary: 'Safety stocks that were proposed and wait for a supervisor, the first proposed first',
  answer: z.object({ rows: z.array(waitingShape) }),
});

export const proposeMinMax = route({
  method: 'POST',
  path: '/safety-stock-review/proposals',
  permission: 'plan.run',
  tag,
  summary: 'Propose safety stocks to a supervisor, as they are reckoned now',
  body: z.object({
    items: z.array(z.string().trim().min(1).max(64)).min(1).max(200),
    service: z.enum(['80', '90', '95', '98', '99']).default('95'),
  }),
  answer: z.object({ proposed: z.int(), done: z.string() }),
});

const params = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

export const approveMinMax = route({
  method: 'POST',
  path: '/safety-stock-review/proposals/:id/approve',
  permission: 'plan.approve',
  tag,
  summary: 'Approve a proposal: the safety stock of the item is set to it',
  params,
  body: z.object({}).strict().default({}),
  answer: z.object({ done: z.string() }),
});

export const refuseMinMax = route({
  method: 'POST',
  path: '/safety-stock-review/proposals/:id/refuse',
  permission: 'plan.approve',
  tag,
  summary: 'Refuse a proposal, with the reason',
  params,
  body: z.object({ reason: reasonText(300) }),
  answer: z.object({ done: z.string() }),
});
