/** Kanban cards: which bins are full, empty or on their way, and the call for an empty one. Quantities in the item's unit. */
import { z } from 'zod';
import { reasonText, route } from '../../house/contract.ts';
import { states } from '../requisitions/requisitions.ts';
import { cardStates } from './kanban.ts';

const tag = 'Kanban';
const params = z.object({
  loop: z.string().trim().min(1).max(64),
  bin: z.coerce.number().int().min(1).max(1000),
});

const cardShape = z
  .object({
    card: z.string().describe('LOOP/BIN, as its label says'),
    loop: z.string(),
    bin: z.int(),
    state: z.enum(cardStates),
    item: z.string(),
    item_name: z.string().nullable(),
    unit: z.string(),
    qty: z.number().describe('As it was called for, else of the loop'),
    area: z.string(),
    from_location: z.string().nullable().describe('The location that fills it; null: a vendor does'),
    vendor: z.string().nullable(),
    vendor_name: z.string().nullable(),
    active_from: z.string().nullable(),
    call: z.int().nullable().describe('The call of its life; null: it was never empty'),
    called_at: z.string().nullable(),
    called_by: z.string().nullable(),
    due: z.string().nullable().describe('When it is to be full again'),
    late: z.boolean(),
    delivery: z.string().nullable().describe('The latest that was, or is, to fill it'),
    taken_by: z.string().nullable(),
    returned: z.string().nullable().describe('Why that delivery was returned'),
    asked: z.string().nullable().describe('The requisition that its call made'),
    asked_state: z.enum(states).nullable(),
    order: z.string().nullable().describe('The purchase line which that became, ORDER/LINE'),
    expected: z.string().nullable().describe('When that is to come'),
    filled_at: z.string().nullable(),
    filled_by: z.string().nullable(),
    came_to: z.string().nullable().describe('Where what came for it lies, where that is not its area'),
    short: z
      .string()
      .nullable()
      .describe('Of an empty one: what is missing where it is supplied from, or what it waits for'),
  })
  .meta({ id: 'kanban_card' });

export const listCards = route({
  method: 'GET',
  path: '/kanban-cards',
  permission: 'stock.see',
  tag,
  summary: 'Kanban cards with their states: empty ones first, then what is on its way, each by when it is to be full',
  answer: z.object({ rows: z.array(cardShape) }),
});

export const oneCard = route({
  method: 'GET',
  path: '/kanban-cards/:loop/:bin',
  permission: 'problems.write',
  tag,
  summary: 'One kanban card',
  params,
  answer: cardShape,
});

export const callCard = route({
  method: 'POST',
  path: '/kanban-cards/:loop/:bin/call',
  permission: 'problems.write',
  tag,
  summary:
    'The bin is empty: called for once, and sent by a delivery where enough is free, or asked for by a requisition where a vendor fills it; called for already, it is told by whom',
  params,
  body: z.object({}),
  answer: z.object({ done: z.string(), card: cardShape }),
});

export const fillCard = route({
  method: 'POST',
  path: '/kanban-cards/:loop/:bin/full',
  permission: 'problems.write',
  tag,
  summary:
    'The bin is full after all, though it was called for; what was asked for it and not ordered yet is cancelled',
  params,
  body: z.object({
    call: z.int().describe('The call that was seen'),
    reason: reasonText(500),
  }),
  answer: z.object({ done: z.string(), card: cardShape }),
});
