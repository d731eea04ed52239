/** Movements of stock: posted, taken back, listed. */
import { z } from 'zod';
import { maybeReason, moment, reasonText, route } from '../../house/contract.ts';
import { listQuery } from '../../house/kind.contract.ts';
import { acts } from './movements.ts';

const tag = 'Stock';
const code = z.string().trim().min(1).max(64);
const lot = z.string().trim().max(64).default('').describe('Empty: stock that is told by no lot');
const serial = z
  .string()
  .trim()
  .max(64)
  .default('')
  .describe('One piece by its number; empty: pieces are not told apart');
const container = z.string().trim().max(64).default('').describe('The license plate it is in; empty: in none');
const owner = z.string().trim().max(64).default('').describe('The partner whose goods these are; empty: ours');
/** What tells one balance of an item at a place from another. */
const told = { lot, serial, container, owner };

export const movementShape = z.object({
  id: z.int(),
  moved_at: z.string(),
  posted_at: z.string(),
  item: z.string(),
  unit: z.string(),
  lot: z.string(),
  serial: z.string(),
  container: z.string(),
  to_container: z.string().describe('What it was in afterwards'),
  owner: z.string(),
  qty: z.number().describe('Above zero, in the item’s unit'),
  entered_qty: z.number().nullable().describe('As it was typed, where that was in another unit'),
  entered_unit: z.string().nullable(),
  from_kind: z.string(),
  from_location: z.string().nullable(),
  to_kind: z.string(),
  to_location: z.string().nullable(),
  reason: z.string().nullable(),
  reference_kind: z
    .string()
    .nullable()
    .describe('"balance": somebody wrote the balance itself; "opening": it stood before the ledger'),
  reference_key: z.string().nullable(),
  by: z.string(),
  via: z.string(),
  confirmed: z
    .string()
    .nullable()
    .describe(
      'The questions that were answered with yes, by commas as `?confirm=` says them; `along`: went below zero with its container, which nobody was asked',
    ),
  reverses: z.int().nullable(),
  reversed_by: z.int().nullable(),
  opened_by: z.string().nullable().describe('Told into a closed period, which this person had opened'),
});

const done = z.object({ done: z.string(), movement: movementShape });
const doneOrTold = z.object({
  done: z.string(),
  movement: movementShape.nullable().describe('Null: a trainee’s waits for a countersign, under `/told-movements`'),
});

export const postMovement = route({
  method: 'POST',
  path: '/movements',
  permission: 'stock.write',
  tag,
  takesReserved: true,
  summary:
    'Move, scrap or adjust stock; what would fall below zero is asked (?confirm=negative) and needs a reason, as what is reserved for another does (?confirm=allocated, by a supervisor); so is more than a place holds (?confirm=overfull, with &because= where no other reason is said)',
  body: z.object({
    act: z.enum(acts),
    item: code,
    ...told,
    to_container: z
      .string()
      .trim()
      .max(64)
      .nullable()
      .default(null)
      .describe('What it is put into; absent: it stays in what it is in, empty: it is taken out'),
    from: code.nullable().default(null).describe('A location; of an adjustment: where something is missing'),
    to: code.nullable().default(null).describe('A location; of an adjustment: where something was found'),
    qty: z.number().max(1e9),
    unit: code.nullable().default(null).describe('Absent: the item’s unit'),
    moved_at: moment.nullable().default(null).describe('When the goods moved; absent: now'),
    reason: maybeReason(500),
  }),
  answer: doneOrTold,
});

export const moveContainer = route({
  method: 'POST',
  path: '/containers/:container/move',
  permission: 'stock.write',
  tag,
  summary: 'Move a container with all that is in it',
  params: z.object({ container: code }),
  body: z.object({
    to: code.describe('A location'),
    moved_at: moment.nullable().default(null).describe('When it moved; absent: now'),
    reason: maybeReason(500),
  }),
  answer: z.object({ done: z.string(), movements: z.array(z.int()) }),
});

export const reverseMovement = route({
  method: 'POST',
  path: '/movements/:id/reverse',
  permission: 'stock.write',
  tag,
  takesReserved: true,
  summary: 'Take a movement back by its mirror; it stands beside it',
  params: z.object({ id: z.coerce.number().int() }),
  body: z.object({ reason: reasonText(500) }),
  answer: done,
});

export const listMovements = route({
  method: 'GET',
  path: '/movements',
  permission: 'stock.see',
  tag,
  summary: 'Movements, the latest first, of an item, at a place, of a lot, for something',
  query: z.object({
    item: code.optional(),
    location: code.optional(),
    lot: z.string().max(64).optional(),
    serial: z.string().max(64).optional(),
    container: z.string().max(64).optional(),
    owner: z.string().max(64).optional(),
    reference_kind: z.string().max(40).optional(),
    reference_key: z.string().max(80).optional(),
    before: z.coerce.number().int().optional().describe('The last id of the page before'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({ rows: z.array(movementShape) }),
});

const traced = { item: z.string(), lot: z.string(), serial: z.string() };

export const traceLot = route({
  method: 'GET',
  path: '/lot-trace',
  permission: 'stock.see',
  tag,
  summary: 'Where a lot or a piece went through work orders, or what it was made from, level by level',
  query: z.object({ item: code, lot, serial, direction: z.enum(['used', 'from']).default('used') }),
  answer: z.object({
    steps: z.array(
      z.object({
        ...traced,
        level: z.int(),
        order: z.string().describe('The work order that used the one and made the other'),
        of: z.object(traced).describe('The lot of the level before'),
        qty: z.number().describe('Of what this step found, made or used by the order'),
        untold: z.boolean().describe('Told by no lot: it cannot be followed any further'),
        again: z.boolean().describe('It stands further up, and is followed there'),
      }),
    ),
    whereabouts: z.array(z.object({ ...traced, at: z.string(), gone: z.boolean(), qty: z.number() })),
  }),
});

export const listBalances = route({
  method: 'GET',
  path: '/stock-balances',
  permission: 'stock.see',
  tag,
  summary: 'Stock by item, location, lot, serial, container and owner, as it stands or as of a moment',
  query: listQuery.extend({
    asof: moment.optional().describe('What had moved by then, whenever it was posted; absent: now'),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        item: z.string(),
        item_name: z.string().nullable(),
        location: z.string(),
        kind: z.string(),
        lot: z.string(),
        serial: z.string(),
        container: z.string(),
        owner: z.string(),
        qty: z.number(),
        allocated: z.number().nullable().describe('Reserved by hand; null as of a moment gone by'),
        free: z.number().nullable().describe('On hand at a usable location less what is reserved'),
        unit: z.string(),
        usable: z.boolean(),
        available_from: z.string().nullable(),
        expires: z.string().nullable(),
      }),
    ),
    total: z.int(),
    next: z.string().nullable(),
  }),
});

export const listBehind = route({
  method: 'GET',
  path: '/stock-balances/movements',
  permission: 'stock.see',
  tag,
  summary: 'The movements behind one balance, the latest first, each with what was on hand after it',
  query: z.object({
    item: code,
    location: code,
    ...told,
    before: z.coerce.number().int().optional().describe('The last id of the page before'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({ rows: z.array(movementShape.extend({ after: z.number() })) }),
});
