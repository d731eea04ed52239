/** Customer lines that are to go out, and what went. Quantities in the item's unit. */
import { z } from 'zod';
import { maybeReason, reasonText, route } from '../../house/contract.ts';

const tag = 'Shipping';
const code = z.string().trim().min(1).max(64);
const line = z.object({ order: code, line: z.coerce.number<string>().int().min(1).max(99_999) });

const toShipShape = z
  .object({
    order_no: z.string(),
    line: z.int(),
    customer: z.string(),
    customer_name: z.string().nullable(),
    item: z.string(),
    item_name: z.string().nullable(),
    unit: z.string(),
    qty: z.number(),
    shipped: z.number(),
    open: z.number(),
    due: z.string().describe('As promised, else as asked for'),
    there: z.number().describe('At usable places, not expired, and reserved for nobody else'),
  })
  .meta({ id: 'line_to_ship' });

export const shipmentShape = z
  .object({
    number: z.string(),
    at: z.string(),
    who: z.string(),
    qty: z.number(),
    document: z.string().nullable(),
    reason: z.string().nullable(),
    from: z.array(z.object({ location: z.string(), lot: z.string(), serial: z.string(), qty: z.number() })),
    back_at: z.string().nullable().describe('When it was taken back'),
    back_by: z.string().nullable(),
    back_reason: z.string().nullable(),
  })
  .meta({ id: 'shipment' });

export const linesToShip = route({
  method: 'GET',
  path: '/lines-to-ship',
  permission: 'orders.see',
  tag,
  summary:
    'Open customer lines with what of each is there: first those of which something is, then the first to go, 500 at most',
  answer: z.object({
    rows: z.array(toShipShape),
    total: z.int().describe('All open lines of which something is to go'),
    ready: z.int().describe('Of which something is there'),
  }),
});

export const oneToShip = route({
  method: 'GET',
  path: '/lines-to-ship/:order/:line',
  permission: 'orders.see',
  tag,
  summary: 'A customer line: what is open, where to take it, and what went out for it',
  params: line,
  answer: toShipShape.omit({ there: true }).extend({
    state: z.enum(['open', 'shipped', 'closed', 'cancelled']),
    ship_complete: z.boolean(),
    missing: z.number().describe('Of what is open: free nowhere'),
    take: z
      .array(
        z.object({
          location: z.string(),
          lot: z.string(),
          qty: z.number(),
          expires: z.string().nullable(),
          containers: z.array(z.string()),
        }),
      )
      .describe('Reserved for the line first, then what expires first, then the older lot'),
    pieces: z
      .array(z.object({ location: z.string(), lot: z.string(), serial: z.string() }))
      .describe('What may be taken by its serial, first out first; a hundred of a place and lot at most'),
    unposted: z
      .number()
      .describe('Said of an open line, or of the rest of a part, and no goods were posted: stock still has them'),
    shipments: z.array(shipmentShape),
  }),
});

export const shipLine = route({
  method: 'POST',
  path: '/lines-to-ship/:order/:line/shipments',
  permission: 'stock.write',
  tag,
  summary:
    'Ship a customer line, or a part of it: the goods leave stock. More than is open (?confirm=over-shipment), a part of what goes whole (?confirm=ship-complete) and what has expired (?confirm=expired&because=…) is asked, and needs a reason',
  params: line,
  body: z.object({
    qty: z.number().max(1e9),
    location: code.nullable().default(null).describe('Null: as the line is told to be taken'),
    lot: z.string().trim().max(64).nullable().default(null).describe('Null: any'),
    serials: z
      .array(code)
      .max(100)
      .default([])
      .describe('Which pieces, where they are told by serials; as many as the quantity'),
    document: z.string().trim().max(120).default('').describe('The delivery note that goes with it'),
    reason: maybeReason(500),
  }),
  answer: z.object({ done: z.string(), number: z.string(), state: z.enum(['open', 'shipped', 'closed', 'cancelled']) }),
});

export const takeShipmentBack = route({
  method: 'POST',
  path: '/shipments/:number/take-back',
  permission: 'stock.write',
  tag,
  summary: 'Take a shipment back that was wrong: its goods lie where they lay, and the line is open again',
  params: z.object({ number: code }),
  body: z.object({ reason: reasonText(500) }),
  answer: z.object({ done: z.string(), state: z.enum(['open', 'shipped', 'closed', 'cancelled']) }),
});
