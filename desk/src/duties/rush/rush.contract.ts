/** A rush order: when it could ship, whom that hurts, who was asked and what was decided. Money in minor units. */
import { z } from 'zod';
import { day, plainNumber, reasonText, route } from '../../house/contract.ts';
import { fates, options } from './rush.ts';

const tag = 'Rush orders';
const wanted = {
  customer: z.string().trim().max(64),
  item: z.string().trim().max(64),
  wish: day.describe('The plant’s day on which it is wished for'),
};

const typedQty = plainNumber('A quantity');

const hurt = z.object({
  line: z.string(),
  customer: z.string().nullable(),
  due: z.string(),
  before: z.string(),
  after: z.string().nullable().describe('Null: it never ships'),
  seconds: z.number().describe('How much later it ships, by the clock'),
  days: z.number().optional().describe('The same in working days; absent: asked for before it was kept'),
  breaks: z
    .string()
    .nullable()
    .optional()
    .describe(
      'The first that was promised or pledged for it, kept without the rush order and broken with it; null: none; absent: asked for before it was kept',
    ),
  value: z.number().nullable().describe('Of the line; null: without a price'),
});

const gain = z.object({
  line: z.string(),
  customer: z.string().nullable(),
  due: z.string(),
  before: z.string().nullable().describe('Null: without it never'),
  after: z.string(),
  days: z.number().describe('How much earlier it ships, in working days; 0: it never shipped'),
  value: z.number().nullable().describe('Of the line; null: without a price'),
});

const offer = z
  .object({
    option: z.enum(options),
    date: z.string(),
    late_days: z.number().describe('Working days later than the wish; 0: in time'),
    sets: z
      .array(z.string())
      .describe('What sets the date, the largest first; empty: it is there, or the wish sets it'),
    until: z.string().describe('When the first of it must be ordered or begun'),
  })
  .meta({ id: 'rush_offer' });

export const rushOffers = route({
  method: 'GET',
  path: '/rush-offers',
  asksPlan: true,
  permission: 'orders.see',
  tag,
  summary: 'When a new order could ship: if it waits its turn, and if it goes first',
  query: z.object({ ...wanted, qty: typedQty }),
  answer: z.object({
    plan: z.int().describe('Number of the version that was asked'),
    kept: offer.nullable(),
    first: offer.nullable().describe('Null: going first is not sooner'),
    why: z.string().nullable().describe('Why there is no date'),
  }),
});

export const rushEffects = route({
  method: 'GET',
  path: '/rush-effects',
  asksPlan: true,
  permission: 'orders.see',
  tag,
  summary: 'What the planning run that follows an approval would make of a rush order as it is offered: whom it hurts',
  query: z.object({
    ...wanted,
    qty: typedQty,
    option: z.enum(options),
    date: z.iso.datetime().optional().describe('As it was offered: a plan that says another is refused'),
  }),
  answer: z
    .object({
      plan: z.int().describe('Number of the version that offers it'),
      date: z.string().describe('As it is offered'),
      ships: z.string().nullable().describe('As that run ships it; null: never'),
      from_nothing: z.boolean().describe('That run mends no plan: there is none, or it costs much less to plan anew'),
      hurts: z.array(hurt).describe('Who ships later than by the same run without it; empty: nobody does'),
      value: z.number().describe('Of all lines that ship later, as far as they have prices'),
      gains: z.array(gain).describe('Who ships earlier than by the same run without it; empty: nobody does'),
    })
    .meta({ id: 'rush_effect' }),
});

const became = z.object({
  version: z.int(),
  published: z.boolean(),
  is: z.enum(fates).describe('gone: cancelled, shipped or deleted since; absent: this plan does not know it'),
  ships: z.string().nullable(),
  late_days: z.number().describe('Working days later than it is due; 0: in time'),
});

const request = z
  .object({
    id: z.int(),
    at: z.string(),
    who: z.string(),
    inactive: z.boolean().describe('Who asked was made inactive since'),
    mine: z.boolean().describe('Asked for by who reads this: somebody else must approve it'),
    customer: z.string(),
    item: z.string(),
    item_name: z.string().nullable(),
    qty: z.number(),
    unit: z.string(),
    wish: z.string(),
    option: z.enum(options),
    date: z.string(),
    run_ships: z
      .string()
      .nullable()
      .describe('As the run that was tried with it ships it; null: never, or none was tried'),
    run_tried: z
      .boolean()
      .describe('Whether a run was tried with it, as all are that were asked for since that is done'),
    hurts: z.array(
      hurt.extend({
        became: z
          .array(became)
          .describe('What the plan that ships the rush order says of it now, then the published one; empty: none does'),
      }),
    ),
    gains: z
      .array(gain)
      .nullable()
      .describe('Who ships earlier by the run that was tried; null: asked for before it was kept'),
    from_nothing: z
      .boolean()
      .nullable()
      .describe('The run that was tried as it was asked for mends no plan; null: asked for before it was kept'),
    plan: z.int(),
    decision: z.enum(['approved', 'refused']).nullable(),
    decided_by: z.string().nullable(),
    decided_at: z.string().nullable(),
    reason: z.string().nullable(),
    taken_back: z.boolean().describe('Refused by who asked for it'),
    line: z.string().nullable().describe('The order line that was made'),
    run: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']).nullable().describe('Of the plan with it'),
    promised: z.string().describe('What its line is promised for: the wish, or the offer where that is later'),
    ships: z.string().nullable().describe('By the standing plan'),
    version: z.int().nullable().describe('The standing plan; null: there is none'),
    at_work: z.boolean().describe('Departments work by it: it is published, or nothing ever was'),
    in_work: z
      .boolean()
      .describe('The version that departments work by ships it; before that nothing is released for it'),
  })
  .meta({ id: 'rush_request' });

export const listRush = route({
  method: 'GET',
  path: '/rush-requests',
  permission: 'orders.see',
  tag,
  summary: 'Rush orders that were asked for, the newest first',
  query: z.object({ waiting: z.stringbool().default(false).describe('Only those that wait for a decision') }),
  answer: z.object({ rows: z.array(request) }),
});

export const askRush = route({
  method: 'POST',
  path: '/rush-requests',
  permission: 'orders.dates',
  tag,
  summary: 'Ask a supervisor for a rush order as it was offered',
  body: z.object({
    ...wanted,
    qty: z.number(),
    option: z.enum(options),
    date: z.iso.datetime().describe('As it was offered: a plan that says another is refused'),
  }),
  answer: z.object({ id: z.int(), done: z.string() }),
});

const params = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

export const approveRush = route({
  method: 'POST',
  path: '/rush-requests/:id/approve',
  permission: 'plan.approve',
  tag,
  summary:
    'Approve a rush order: its line is made and planned with; what is worse by now than was told is asked (?confirm=hurts-more, with &because= and the list that was named)',
  params,
  body: z
    .object({ list: z.string().max(40).optional().describe('Of the question that is answered: its value `list`') })
    .strict()
    .default({}),
  answer: z.object({ line: z.string(), done: z.string() }),
});

export const refuseRush = route({
  method: 'POST',
  path: '/rush-requests/:id/refuse',
  permission: 'plan.approve',
  tag,
  summary: 'Refuse a rush order, with the reason',
  params,
  body: z.object({ reason: reasonText(500) }),
  answer: z.object({ done: z.string() }),
});

export const takeBackRush = route({
  method: 'POST',
  path: '/rush-requests/:id/take-back',
  permission: 'orders.dates',
  tag,
  summary: 'Take back a rush order that one asked for and nobody decided yet, with the reason',
  params,
  body: z.object({ reason: reasonText(500) }),
  answer: z.object({ done: z.string() }),
});

export const printRush = route({
  method: 'POST',
  path: '/rush-requests/:id/tickets',
  permission: 'orders.write',
  tag,
  summary:
    'Release what is clear to build of a rush order, and print the tickets that are new or changed, no others: at the printer of the department where each is worked on next, else that of the site, else as a PDF',
  params,
  body: z.object({}).strict().default({}),
  answer: z.object({
    tickets: z.array(z.string()).describe('The orders, of all of them'),
    sent: z.array(z.object({ printer: z.string(), tickets: z.int(), said: z.string() })),
    pdf: z.string().nullable().describe('Of those that no printer is set for; null: all of them went to printers'),
  }),
});
