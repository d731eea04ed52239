/** Pick lists of released work orders; material issued by them and brought back. Quantities in the item's unit. */
import { z } from 'zod';
import { maybeReason, route } from '../../house/contract.ts';
import { sendAnswer } from '../deliveries/deliveries.contract.ts';
import { ordersIn } from './walk.ts';

const tag = 'Work orders';
const code = z.string().trim().min(1).max(64);
const lot = z.string().trim().max(64).default('');
const serial = z
  .string()
  .trim()
  .max(64)
  .default('')
  .describe('Which piece, where it is told by its serial; of one piece');
const order = z.object({ order: code });

const fromShape = z.object({
  location: z.string(),
  lot: z.string(),
  qty: z.number(),
  expires: z.string().nullable().describe('The last day on which it may be used'),
  containers: z.array(z.string()).describe('Out of which it is taken, what stands loose first'),
  walk: z.int().nullable().describe('The turn of the place on the way through the store'),
});

export const pickLineShape = z
  .object({
    item: z.string(),
    item_name: z.string().nullable(),
    seq: z.int().describe('0: the first step'),
    step: z.string().nullable(),
    unit: z.string(),
    qty: z.number().describe('What the order needs'),
    issued: z.number(),
    open: z.number(),
    missing: z.number().describe('Of what is open: free nowhere'),
    brought: z
      .object({ qty: z.number(), by: z.array(z.string()) })
      .describe('Of what is open: somebody is to bring it, by which deliveries'),
    from: z
      .array(fromShape)
      .describe('Where to take it: reserved for the order first, then what expires first, then the older lot'),
    spots: z.array(
      z.object({
        location: z.string(),
        lot: z.string(),
        free: z.number(),
        expires: z.string().nullable(),
        expired: z.boolean().describe('That day is over: nothing of it is offered'),
      }),
    ),
    pieces: z
      .array(z.object({ location: z.string(), lot: z.string(), serial: z.string() }))
      .describe(
        'What stands there by serials, first out first: each is issued by naming it; a hundred of a place and lot at most',
      ),
    held: z
      .array(z.object({ for_order: z.string(), for_line: z.int(), qty: z.number() }))
      .describe('Who has what is missing'),
    coming: z.object({ by: z.string(), at: z.string().nullable(), qty: z.number() }).nullable(),
    out: z
      .array(z.object({ lot: z.string(), serial: z.string(), qty: z.number() }))
      .describe('What was issued and did not come back, by lot and serial: nothing else is brought back'),
    vain: z
      .array(z.object({ location: z.string(), lot: z.string(), who: z.string(), note: z.string().nullable() }))
      .describe('Where the books have it and somebody looked in vain: nothing is offered there'),
    instead: z
      .array(
        z.object({
          item: z.string(),
          item_name: z.string().nullable(),
          unit: z.string(),
          qty: z.number().describe('So much stands for what is missing'),
          from: z.array(fromShape),
        }),
      )
      .describe('What lies there and may stand in for what is missing, by the structure'),
    substitutes: z.array(z.string()).describe('Items that may stand in for it by the structure'),
  })
  .meta({ id: 'pick_line' });

const pickListShape = z
  .object({
    order: z.string(),
    item: z.string(),
    qty: z.number(),
    state: z.string(),
    due: z.string().nullable(),
    lines: z.array(pickLineShape),
  })
  .meta({ id: 'pick_list' });

/** As many orders as one person picks in one walk. */
export const mostInWave = 20;

export const listPicks = route({
  method: 'GET',
  path: '/pick-lists',
  permission: 'stock.see',
  tag,
  summary: 'Released and started orders with material to be issued, the first to start first',
  answer: z.object({
    rows: z.array(
      z.object({
        order: z.string(),
        item: z.string(),
        item_name: z.string().nullable(),
        qty: z.number(),
        unit: z.string(),
        state: z.string(),
        starts: z.string().nullable(),
        due: z.string().nullable(),
        lines: z.int(),
        open: z.int(),
        begun: z.boolean(),
      }),
    ),
  }),
});

export const onePick = route({
  method: 'GET',
  path: '/pick-lists/:order',
  permission: 'stock.see',
  tag,
  summary: 'What a work order draws, what was issued, and where the rest lies',
  params: order,
  answer: pickListShape,
});

export const pickWave = route({
  method: 'GET',
  path: '/pick-waves/:orders',
  permission: 'stock.see',
  tag,
  summary:
    'The pick lists of several orders, to be picked in one walk: no piece is offered to two of them, none to what is neither released nor started',
  params: z.object({
    orders: z
      .string()
      .max(1300)
      .transform((text) => [...new Set(ordersIn(text))])
      .pipe(z.array(code).min(1).max(mostInWave))
      .describe(
        'Work orders with commas between, at most 20; a comma in a number is %2C. Who stands first has the goods first',
      ),
  }),
  answer: z.object({ lists: z.array(pickListShape) }),
});

export const issueMaterial = route({
  method: 'POST',
  path: '/pick-lists/:order/issue',
  permission: 'stock.issue',
  tag,
  summary:
    'Issue material to a work order, all lines in one act; more than it needs is asked (?confirm=over-issue) and needs a reason, as a short pick does; so is what has expired (?confirm=expired&because=…)',
  params: order,
  body: z.object({
    lines: z
      .array(
        z
          .object({
            item: code,
            seq: z.int().min(0).max(99_999).default(0),
            location: code,
            lot,
            qty: z.number().max(1e9),
            serial,
            short: z
              .boolean()
              .default(false)
              .describe(
                'No more lies there, whatever the books have: it is sought from now on, and offered elsewhere; the quantity may be 0',
              ),
            instead_of: code.nullable().default(null).describe('The item of the list that it stands in for'),
          })
          .strict(),
      )
      .min(1)
      .max(200),
    reason: maybeReason(500),
  }),
  answer: z.object({ done: z.string(), movements: z.array(z.int()) }),
});

export const sendMaterial = route({
  method: 'POST',
  path: '/pick-lists/:order/deliveries',
  permission: 'stock.write',
  tag,
  summary: 'Have what the list still draws brought to the area of each step: reserved where it lies until then',
  params: order,
  body: z.object({}),
  answer: sendAnswer,
});

export const returnMaterial = route({
  method: 'POST',
  path: '/pick-lists/:order/return',
  permission: 'stock.issue',
  tag,
  summary: 'Bring what is left of issued material back to a place: of the lot, or the piece, that was issued',
  params: order,
  body: z.object({
    item: code,
    seq: z.int().min(0).max(99_999).default(0),
    location: code,
    lot,
    serial,
    qty: z.number().max(1e9),
    reason: maybeReason(500),
  }),
  answer: z.object({ done: z.string(), movement: z.int() }),
});
