/** Goods brought to areas: what is to be brought when, taken by a person, delivered by a scan, or returned. Quantities in the item's unit. */
import { z } from 'zod';
import { reasonText, route } from '../../house/contract.ts';
import { deliverySources, deliveryStates, urgencies } from './deliveries.ts';

const tag = 'Deliveries';
const params = z.object({ number: z.string().trim().min(1).max(64) });
const done = z.object({ done: z.string(), number: z.string() });

/** What makes deliveries answers. */
export const sendAnswer = z.object({ done: z.string(), numbers: z.array(z.string()) });

const deliveryShape = z
  .object({
    number: z.string(),
    state: z.enum(deliveryStates),
    urgency: z.enum(urgencies).describe('Against the plan; of what was delivered, as it was then'),
    earliest: z.string().nullable().describe('Sooner there is no room for it in the area'),
    latest: z.string().nullable().describe('Before the work begins, by the lead of the area'),
    source: z.enum(deliverySources),
    source_key: z.string(),
    order: z.string().nullable().describe('Null: it fills the bin of a kanban card, `source_key`'),
    makes: z.string().nullable(),
    seq: z.int(),
    work_centre: z.string().nullable(),
    machine: z.string().nullable(),
    starts: z.string().nullable(),
    area: z.string(),
    lines: z.array(
      z.object({
        item: z.string(),
        item_name: z.string().nullable(),
        lot: z.string(),
        location: z.string(),
        qty: z.number(),
        unit: z.string(),
        expires: z.string().nullable().describe('The last day on which it may be used'),
      }),
    ),
    made_at: z.string(),
    made_by: z.string(),
    taken_at: z.string().nullable(),
    taken_by: z.string().nullable(),
    taken_by_id: z.string().nullable().describe('Whose it is: two may bear one name'),
    delivered_at: z.string().nullable(),
    delivered_by: z.string().nullable(),
    returned_at: z.string().nullable(),
    returned_by: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'delivery' });

export const listDeliveries = route({
  method: 'GET',
  path: '/deliveries',
  permission: 'stock.see',
  tag,
  summary: 'What is to be brought to areas, what is to be there first on top; then the latest of what is done',
  answer: z.object({ rows: z.array(deliveryShape) }),
});

export const takeDelivery = route({
  method: 'POST',
  path: '/deliveries/:number/take',
  permission: 'stock.write',
  tag,
  summary: 'Take a delivery on the way; what another has is asked (?confirm=another-has-it)',
  params,
  body: z.object({}),
  answer: done,
});

export const deliver = route({
  method: 'POST',
  path: '/deliveries/:number/deliver',
  permission: 'stock.write',
  tag,
  summary:
    'Deliver what one took: confirmed by a scan of the area’s label, or of a ticket of the order; what has expired is asked (?confirm=expired&because=…)',
  params,
  body: z.object({ scanned: z.string().trim().max(200) }),
  answer: done,
});

export const returnDelivery = route({
  method: 'POST',
  path: '/deliveries/:number/return',
  permission: 'stock.write',
  tag,
  summary: 'Return a delivery: its goods stand where they were fetched, and are reserved by it no more',
  params,
  body: z.object({ reason: reasonText(500) }),
  answer: done,
});
