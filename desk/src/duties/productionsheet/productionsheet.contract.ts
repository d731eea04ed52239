/** The order page: an order with its verdict, the production sheet of a line, what people say about a record. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';

const tag = 'Orders';
const tone = z.enum(['late', 'risk', 'fine', 'unknown', 'over']);
const code = z.string().min(1).max(64);

const reason = z.object({
  kind: z.string(),
  what: z.string(),
  order: z.string().optional(),
  seq: z.int().optional(),
  until: z.string().optional(),
  seconds: z.number(),
  text: z.string(),
});

export const orderLineShape = z
  .object({
    id: z.int(),
    version: z.int(),
    order_no: z.string(),
    line: z.int(),
    customer: z.string(),
    customer_name: z.string().nullable(),
    item: z.string(),
    item_name: z.string().nullable(),
    unit: z.string(),
    qty: z.number(),
    shipped: z.number().describe('What of it went out'),
    due: z.string(),
    promised: z.string().nullable(),
    estimated: z.string().nullable().describe('Null: nothing serves it, or no plan has seen it'),
    state: z.enum(['open', 'shipped', 'closed', 'cancelled']),
    priority: z.int(),
    late_days: z.number().nullable().describe('Working days late to the date asked for; below 0 is slack'),
    past_promise: z.boolean(),
    tone,
    verdict: z.string().describe('In words'),
    money: z.int().nullable().describe('Minor units; null without a price'),
    currency: z.string(),
    reference: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'order_line' });

export const listOrders = route({
  method: 'GET',
  path: '/orders',
  permission: 'orders.see',
  tag,
  summary: 'Customer lines, each with its verdict; those that are late first',
  query: z.object({
    state: z.enum(['open', 'all']).default('open'),
    limit: z.coerce.number().int().min(1).max(20_000).default(5000),
  }),
  answer: z.object({ rows: z.array(orderLineShape), total: z.int() }),
});

export const oneOrder = route({
  method: 'GET',
  path: '/orders/:order',
  permission: 'orders.see',
  tag,
  summary: 'A customer’s order with all its lines and what they come to, in words',
  params: z.object({ order: code }),
  answer: z.object({
    order_no: z.string(),
    customer: z.object({ code: z.string(), name: z.string().nullable(), phone: z.string().nullable() }),
    verdict: z.string(),
    tone,
    money: z.int().nullable(),
    currency: z.string(),
    lines: z.array(orderLineShape),
  }),
});

const place = { id: z.string(), parent: z.string().nullable(), depth: z.int() };
export const sheetRowShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('item'),
    ...place,
    item: z.string(),
    name: z.string().nullable(),
    unit: z.string(),
    revision: z.string().nullable(),
    need: z.number(),
    wanted: z.string().nullable().describe('When it would have to be there for the line to be in time'),
    onHand: z.number(),
    available: z.number(),
    short: z.number().describe('How much of the need has no supply in time'),
  }),
  z.object({
    type: z.literal('supply'),
    ...place,
    kind: z.enum(['stock', 'purchase', 'work', 'planned', 'buy', 'move', 'nothing']),
    supply: z.string(),
    called: z.string(),
    unit: z.string(),
    qty: z.number(),
    of: z.number().describe('What the whole supply brings; the rest serves others'),
    starts: z.string().nullable(),
    ready: z.string().nullable().describe('Null: it is there'),
    inTime: z.boolean(),
    partner: z.string().nullable(),
    partnerName: z.string().nullable(),
    required: z.string().nullable(),
    promised: z.string().nullable(),
    place: z.string().nullable(),
    state: z.string().nullable(),
    critical: z.boolean().describe('On the chain that sets the date of the line'),
    again: z.boolean().describe('Its material and steps stand further up already'),
  }),
  z.object({
    type: z.literal('step'),
    ...place,
    order: z.string(),
    seq: z.int(),
    name: z.string().nullable(),
    workCentre: z.string().nullable(),
    machine: z.string().nullable(),
    starts: z.string().nullable(),
    ends: z.string().nullable(),
    setupSeconds: z.number(),
    runSeconds: z.number(),
    crew: z.string().nullable(),
    crewSize: z.int(),
    outsideDays: z.number().nullable(),
    instructions: z.string().nullable(),
    state: z.enum(['planned', 'waiting', 'started', 'done']),
    good: z.number().nullable(),
    scrap: z.number().nullable(),
    frozen: z.boolean(),
    critical: z.boolean(),
  }),
]);

export const productionSheet = route({
  method: 'GET',
  path: '/production-sheets/:order/:line',
  permission: 'orders.see',
  tag,
  summary: 'The production sheet of a customer line: material and routing exploded, with supply, shortage and dates',
  params: z.object({ order: code, line: z.coerce.number().int().min(1).max(99_999) }),
  answer: z.object({
    line: orderLineShape,
    revision: z.string().nullable(),
    plan: z
      .object({ number: z.int(), made_at: z.string() })
      .nullable()
      .describe('The version it was read from; null: exploded from the structures'),
    rows: z.array(sheetRowShape),
    inputs: z.array(
      z.object({
        name: z.string(),
        at_step: z.int(),
        due: z.string(),
        expected: z.string().nullable(),
        received: z.string().nullable(),
        owner: z.string().nullable(),
        late: z.boolean(),
      }),
    ),
    causes: z.array(reason).describe('What holds it up, the largest amount first'),
  }),
});

const comment = z.object({ id: z.int(), at: z.string(), by: z.string(), text: z.string() }).meta({ id: 'comment' });

export const listComments = route({
  method: 'GET',
  path: '/comments',
  permission: 'signed-in',
  tag: 'Comments',
  summary: 'What people said about a record: the latest, oldest of them first; `next` goes on with earlier ones',
  query: z.object({
    kind: z.string().max(60),
    ref: z.string().max(200),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  }),
  answer: z.object({ rows: z.array(comment), total: z.int(), next: z.int().nullable() }),
});
export const addComment = route({
  method: 'POST',
  path: '/comments',
  permission: 'comments.write',
  tag: 'Comments',
  summary: 'Say something about a record; it stays as it was said',
  body: z.object({
    kind: z.string().max(60),
    ref: z.string().min(1).max(200),
    text: z.string().trim().min(1).max(4000),
  }),
  answer: comment,
});
