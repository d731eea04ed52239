/** The hot list, its chains, what people move to the top, and the calls they log. */
import { z } from 'zod';
import { filterQuery, reasonText, route } from '../../house/contract.ts';
import { promiseMeanings } from '../../house/promisemeans.ts';
import { otherNeed } from '../planning/otherneed.contract.ts';
import { contactWays, saidWays } from '../purchasing/promises.ts';
import { groupings } from './listing.ts';
import { criteria, hotKinds } from './ranking.ts';

const tag = 'Hot list';
const kind = z.enum(hotKinds);
const ref = z
  .string()
  .min(1)
  .max(400)
  .describe(
    '"ORDER/LINE", "WORK ORDER/STEP" of an operation, the number of a requisition or a delivery, the card of an empty bin, "ITEM/LOCATION" of a balance or goods not put away, and its lot, piece, container and owner behind, what is sought of a search',
  );
const about = z.object({ kind, ref });

const contactShape = z
  .object({
    id: z.int(),
    about_kind: kind,
    ref: z.string(),
    partner: z.string().nullable(),
    with_whom: z.string(),
    channel: z.enum(saidWays),
    said: z.string(),
    new_date: z.string().nullable(),
    next_action: z.string().nullable(),
    next_at: z.string().nullable(),
    at: z.string().describe('When it was logged'),
    by: z.string().describe('Who logged it'),
  })
  .meta({ id: 'contact' });

export const hotRowShape = z
  .object({
    kind,
    ref: z.string(),
    item: z.string(),
    item_name: z.string().nullable(),
    qty: z.number(),
    left: z
      .number()
      .nullable()
      .describe('Of an operation at which a part was reported: what is still to be made; null: all of it'),
    unit: z.string(),
    need: z.string(),
    published: otherNeed
      .nullable()
      .describe('Of an operation: when the published plan needs it, where that is another moment'),
    promised: z.string().nullable().describe('Of a purchase line: when it is usable by what the vendor promised'),
    estimated: z.string().nullable().describe('Null: nothing serves it'),
    late_days: z
      .number()
      .describe('Working days late to need; below 0 is slack; 0.01: over hours on which nobody works; 9999: never'),
    critical_ratio: z
      .number()
      .nullable()
      .describe(
        'Of an operation: working time until its order is needed ÷ work left; below 1 is behind, above 1 ahead',
      ),
    ratio_time: z.int().nullable().describe('Seconds of working time until its order is needed'),
    ratio_work: z.int().nullable().describe('Seconds of work left of its order'),
    past_promise: z.boolean(),
    priority: z.int(),
    partner: z.string().nullable(),
    partner_name: z.string().nullable(),
    phone: z.string().nullable(),
    work_centre: z.string().nullable(),
    machine: z.string().nullable(),
    money: z
      .int()
      .describe('Minor units of the site’s currency: its value, or that of the late lines that wait for it'),
    hurts: z.int().describe('Late customer lines that wait for it'),
    at_risk_for: z.string().nullable().describe('The customer whose line it is, or of the dearest line that it hurts'),
    owner: z.string().nullable(),
    root: z.string().nullable(),
    root_words: z.string().nullable(),
    root_ref: z.object({ type: z.string(), ref: z.string() }).nullable(),
    blocked_by: z.string().nullable(),
    changed: z.string().nullable().describe('What changed since the plan, in words'),
    fresh: z.boolean().describe('Late now, and was not in the version that you saw last'),
    mine: z.boolean(),
    word_today: z.boolean(),
    call_due: z.boolean(),
    top: z.object({ reason: z.string(), effect: z.string(), expires: z.string(), by: z.string() }).nullable(),
    contact: z
      .object({
        with_whom: z.string(),
        said: z.string(),
        new_date: z.string().nullable(),
        next_action: z.string().nullable(),
        next_at: z.string().nullable(),
        at: z.string(),
        by: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'hot_row' });

const ruleShape = z.object({
  order: z.array(z.enum(criteria)),
  sentence: z.string(),
  choices: z.array(z.object({ criterion: z.enum(criteria), words: z.string() })),
});

export const hotListQuery = z.object({
  kind: kind.optional(),
  late: z.enum(['yes', 'no']).default('no').describe('yes: only what is late to need'),
  customer: z.string().max(64).optional(),
  vendor: z.string().max(64).optional(),
  work_centre: z.string().max(64).optional(),
  owner: z.string().max(64).optional(),
  mine: z.enum(['yes', 'no']).default('no'),
  calls: z.enum(['due', 'word']).optional().describe('due: next action today or before; word: needs a word today'),
  search: z.string().max(120).optional(),
  filter: filterQuery,
  sort: z.string().max(40).optional().describe('A field, or -field; absent: by the rule'),
  group: z.enum(groupings).optional().describe('Answers group heads instead of rows, unless `within` names one'),
  within: z.string().max(200).optional().describe('Key of the group whose rows are asked for'),
  looked: z.coerce.number().int().positive().optional().describe('The version that was seen last'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(600).optional(),
  offset: z.coerce.number().int().min(0).default(0),
});

export const hotList = route({
  method: 'GET',
  path: '/hot-list',
  permission: 'site.see',
  tag,
  summary: 'What is late and why, by the rule that stands above it',
  query: hotListQuery,
  answer: z.object({
    version: z.object({ id: z.int(), number: z.int(), made_at: z.string(), now: z.string() }).nullable(),
    rule: ruleShape,
    totals: z.object({ open: z.int(), late: z.int(), word_today: z.int(), fresh: z.int() }),
    total: z.int().describe('Rows that pass the filters'),
    rows: z.array(hotRowShape),
    groups: z
      .array(
        z.object({
          key: z.string(),
          words: z.string(),
          count: z.int(),
          late: z.int(),
          orders: z.int().describe('Late customer lines that its rows are or hurt'),
          money: z.int(),
          worst: z.number().describe('Working days of the latest row'),
        }),
      )
      .nullable(),
    next: z.string().nullable().describe('Cursor of the next page; by the rule only, a sorted list goes by offset'),
  }),
});

export const setRule = route({
  method: 'PUT',
  path: '/hot-list/rule',
  permission: 'rules.write',
  tag,
  summary: 'By what the hot list is ordered, first things first',
  body: z.object({
    order: z
      .array(z.enum(criteria))
      .min(1)
      .refine((order) => new Set(order).size === order.length, 'each criterion once'),
  }),
  answer: ruleShape,
});

export const chain = route({
  method: 'GET',
  path: '/hot-list/chain',
  permission: 'site.see',
  tag,
  summary: 'From a row to its root, and what hangs on the row',
  query: about,
  answer: z.object({
    links: z.array(
      z.object({
        name: z.string(),
        words: z.string(),
        evidence: z.string().nullable().describe('Where that is known from: the latest call about it'),
        seconds: z.int().describe('How much of the lateness it explains'),
        until: z.string().nullable(),
        to: z.object({ type: z.string(), ref: z.string() }).nullable(),
        vendor: z.object({ code: z.string(), name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
      }),
    ),
    hurts: z.array(
      z.object({
        ref: z.string(),
        item: z.string(),
        item_name: z.string().nullable(),
        customer: z.string().nullable(),
        need: z.string(),
        estimated: z.string().nullable(),
        late_days: z.number(),
        money: z.int(),
      }),
    ),
    money: z.int().describe('Of the late lines among them'),
  }),
});

const topShape = z.object({
  effect: z.string(),
  passes: z.array(z.string()),
  at_top: z.array(z.string()).describe('Rows at the top of the same line already'),
  most: z.int(),
});
export const topEffect = route({
  method: 'GET',
  path: '/hot-list/top',
  permission: 'site.see',
  tag,
  summary: 'Whom a move to the top would delay',
  query: about,
  answer: topShape,
});
export const moveTop = route({
  method: 'POST',
  path: '/hot-list/top',
  permission: 'orders.write',
  tag,
  summary: 'Move a row to the top until it expires; at most three a work centre',
  body: about.extend({
    reason: reasonText(200, 3),
    expires: z.string().max(40).describe('A day (to its end) or an instant'),
  }),
  answer: z.object({ reason: z.string(), effect: z.string(), expires: z.string() }),
});
export const takeBack = route({
  method: 'DELETE',
  path: '/hot-list/top',
  permission: 'orders.write',
  tag,
  summary: 'Take a move to the top back',
  query: about,
  answer: z.object({ taken_back: z.boolean() }),
});

export const listContacts = route({
  method: 'GET',
  path: '/contacts',
  permission: 'site.see',
  tag,
  summary: 'Calls about a row, latest first; without one, the latest of all',
  query: z.object({
    kind: kind.optional(),
    ref: ref.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({
    rows: z.array(contactShape),
    partner: z
      .object({
        code: z.string(),
        name: z.string().nullable(),
        contact: z.string().nullable(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
      })
      .nullable()
      .describe('Whom to call about the row, where one was asked for'),
  }),
});
export const logContact = route({
  method: 'POST',
  path: '/contacts',
  permission: 'calls.write',
  tag,
  summary: 'Log a call; a new date goes into the record in the same breath',
  body: about.extend({
    with_whom: z.string().trim().min(1).max(120),
    channel: z.enum(contactWays).default('call'),
    said: reasonText(2000),
    new_date: z.string().max(40).nullable().default(null).describe('A day or an instant'),
    promised: z.boolean().default(false).describe('They promised the new date, not only expect it'),
    means: z
      .enum(promiseMeanings)
      .nullable()
      .default(null)
      .describe(
        'Of a vendor’s promise: that it leaves him then, is at our dock then, is usable then; null: as his promises mean',
      ),
    asked_by_us: z.boolean().default(false).describe('Of a vendor’s promise: we asked for another date'),
    shipped_at: z
      .string()
      .max(40)
      .nullable()
      .default(null)
      .describe('When a purchase line left the vendor: a day or an instant'),
    shipped_note: z
      .string()
      .trim()
      .max(200)
      .nullable()
      .default(null)
      .describe('What proves it: the carrier’s document'),
    next_action: z.string().trim().max(200).nullable().default(null),
    next_at: z.string().max(40).nullable().default(null).describe('A day or an instant'),
  }),
  answer: z.object({ contact: contactShape, done: z.string().describe('What it changed, in words') }),
});
