/** Requisitions: asked for, decided, ordered or transferred, received. */
import { z } from 'zod';
import { day, route } from '../../house/contract.ts';
import { listQuery } from '../../house/kind.contract.ts';
import { acts, purposes, sorts, states } from './requisitions.ts';

const tag = 'Requisitions';
const code = z.string().trim().min(1).max(64);
const text = (most: number) => z.string().trim().max(most);
const done = z.object({ number: z.string(), done: z.string() });

const wanted = z
  .object({
    sort: z.enum(sorts).describe('An item of the records, other goods, or a service'),
    item: code.nullish(),
    what: text(300).nullish().describe('In words, of what is no item'),
    qty: z.number().max(1e9),
    unit: text(12).nullish().describe('Absent: the item’s'),
    price: z
      .number()
      .min(0)
      .max(1e9)
      .nullish()
      .describe('Estimated, for one unit as it was typed, in the site’s currency; absent: as the records say'),
    purpose: z.enum(purposes),
    of: text(80).nullish().describe('The work order, customer line or work centre that it is for'),
    needed: day,
    vendor: code.nullish().describe('Suggested'),
    reason: text(300).min(1),
    draft: z.boolean().default(false),
  })
  .strict();

const requisition = z
  .object({
    id: z.int(),
    version: z.int(),
    number: z.string(),
    who: z.string(),
    mine: z.boolean(),
    asked_at: z.string(),
    sort: z.enum(sorts),
    item: z.string().nullable(),
    item_name: z.string().nullable(),
    what: z.string().nullable(),
    qty: z.number(),
    unit: z.string(),
    entered_qty: z.number().nullable(),
    entered_unit: z.string().nullable(),
    unit_price: z.number().nullable().describe('For one of `unit`'),
    value: z.int().nullable().describe('Minor units; null: nobody knows, so it is over any limit'),
    purpose: z.enum(purposes),
    of: z.string().nullable(),
    departments: z.array(z.string()),
    needed: z.string(),
    needed_words: z.string(),
    late: z.boolean().describe('It waits, and the day on which it was needed is over'),
    vendor: z.string().nullable(),
    vendor_name: z.string().nullable(),
    reason: z.string(),
    state: z.enum(states),
    planned: z.string().nullable(),
    order: z.string().nullable().describe('"PO-1/2"'),
    acts: z.array(z.object({ act: z.enum(acts), at: z.string(), who: z.string(), reason: z.string().nullable() })),
    barred: z.string().nullable().describe('Why who reads this cannot approve it; null: it can be approved'),
  })
  .meta({ id: 'requisition' });

export const listRequisitions = route({
  method: 'GET',
  path: '/requisitions',
  permission: 'signed-in',
  tag,
  summary: 'Requisitions: all of the site for who sees its orders, else one’s own',
  query: listQuery,
  answer: z.object({ rows: z.array(requisition), total: z.int(), next: z.string().nullable() }),
});

export const decidedRequisitions = route({
  method: 'GET',
  path: '/requisitions/decided',
  permission: 'signed-in',
  tag,
  summary: 'What one asked for and somebody decided or did within the last seven days',
  answer: z.object({
    rows: z.array(
      z.object({
        number: z.string(),
        what: z.string(),
        act: z.enum(acts),
        at: z.string(),
        who: z.string(),
        reason: z.string().nullable(),
        order: z.string().nullable(),
      }),
    ),
  }),
});

export const aboutItem = route({
  method: 'GET',
  path: '/requisitions/about',
  permission: 'purchasing.request',
  tag,
  summary: 'What stands beside the question for an item: stock, open purchases, price, units',
  query: z.object({ item: code, needed: day.optional() }),
  answer: z.object({
    item: z.string(),
    name: z.string().nullable(),
    unit: z.string(),
    units: z.array(z.object({ unit: z.string(), factor: z.string() })).describe('Others that it has a factor for'),
    on_hand: z.number().describe('Usable'),
    reserved: z.number(),
    open: z.array(z.object({ line: z.string(), vendor: z.string(), qty: z.number(), expected: z.string().nullable() })),
    asked: z
      .array(z.object({ number: z.string(), qty: z.number(), state: z.enum(states) }))
      .describe('Others that wait'),
    vendor: z.string().nullable(),
    price: z.number().nullable(),
    needed_words: z.string().nullable(),
  }),
});

export const askRequisition = route({
  method: 'POST',
  path: '/requisitions',
  permission: 'purchasing.request',
  tag,
  summary: 'Ask for something; far more than ever is asked (?confirm=far-more)',
  body: wanted,
  answer: done.extend({ id: z.int() }),
});

const params = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });
const reason = z.object({ reason: text(300).min(1) }).strict();

export const changeRequisition = route({
  method: 'PUT',
  path: '/requisitions/:id',
  permission: 'purchasing.request',
  tag,
  summary: 'Change a draft of one’s own, and submit it',
  params,
  versioned: true,
  body: wanted,
  answer: done,
});

const act = <Name extends string>(name: Name, summary: string, permission: 'signed-in' | 'purchasing.request') =>
  ({ method: 'POST', path: `/requisitions/:id/${name}`, permission, tag, summary, params }) as const;
const nothing = z.object({}).strict().default({});

export const approveRequisition = route({
  ...act('approve', 'Approve it, within one’s limit', 'signed-in'),
  body: nothing,
  answer: done,
});
export const rejectRequisition = route({
  ...act('reject', 'Reject it, with the reason', 'signed-in'),
  body: reason,
  answer: done,
});
export const cancelRequisition = route({
  ...act('cancel', 'Cancel what is not ordered yet, with the reason', 'purchasing.request'),
  body: reason,
  answer: done,
});
export const receiveRequisition = route({
  ...act('receive', 'Say that it is here, of what is no item of the records', 'purchasing.request'),
  body: nothing,
  answer: done,
});

export const orderRequisitions = route({
  method: 'POST',
  path: '/requisitions/order',
  permission: 'purchasing.write',
  tag,
  summary: 'Order approved requisitions, all in one order of one vendor, new or open',
  body: z.object({
    requisitions: z.array(z.int().positive()).min(1).max(50),
    vendor: code.nullish().describe('Absent: whom they suggest'),
    order: code.nullish().describe('An open order that they are added to; absent: a new one'),
  }),
  answer: z.object({ order: z.string(), done: z.string() }),
});

export const transferRequisition = route({
  method: 'POST',
  path: '/requisitions/:id/transfer',
  permission: 'stock.write',
  tag,
  summary: 'Serve it from stock that is free: a movement between two places',
  params,
  body: z.object({ from: code, to: code, lot: text(64).default('') }),
  answer: done,
});

export const listSuggestions = route({
  method: 'GET',
  path: '/requisitions/suggestions',
  permission: 'site.see',
  tag,
  summary: 'Planned purchases that are to be ordered soon, each with the requisition that asks for it',
  query: z.object({
    days: z.coerce.number().int().min(0).max(366).default(7).describe('To be ordered within so many'),
  }),
  answer: z.object({
    version: z.int().nullable().describe('Null: nothing is planned yet'),
    rows: z.array(
      z.object({
        id: z.string(),
        item: z.string(),
        item_name: z.string().nullable(),
        unit: z.string(),
        vendor: z.string(),
        qty: z.number(),
        order_at: z.string(),
        overdue: z.boolean(),
        need: z.string(),
        asked: z.string().nullable(),
      }),
    ),
  }),
});

export const askFromPlan = route({
  method: 'POST',
  path: '/requisitions/from-plan',
  permission: 'purchasing.request',
  tag,
  summary: 'Make requisitions of planned purchases, none twice',
  body: z.object({ version: z.int().positive(), planned: z.array(z.string().max(80)).min(1).max(200) }),
  answer: z.object({ numbers: z.array(z.string()), done: z.string() }),
});
