/** Reservations by hand: what is free, who has what, reserved, released, given on. Quantities in the item's unit. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { allocationActs } from './allocations.ts';

const tag = 'Stock';
const code = z.string().trim().min(1).max(64);
const consumer = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .describe('"SO-1042/2", a customer line; "MO-7", a work order (its kit takes what is reserved for it)');
const reason = z.string().trim().max(200);

export const freeStock = route({
  method: 'GET',
  path: '/free-stock',
  permission: 'stock.see',
  tag,
  summary:
    'On hand, reserved and free of an item by place and lot; who has it, what became of reservations, when more comes',
  query: z.object({ item: code, location: code.optional(), lot: z.string().max(64).optional() }),
  answer: z.object({
    item: z.string(),
    unit: z.string(),
    spots: z.array(
      z.object({
        location: z.string(),
        lot: z.string(),
        there: z.number(),
        allocated: z.number(),
        free: z.number(),
        usable: z.boolean(),
        expires: z.string().nullable(),
      }),
    ),
    holders: z.array(
      z.object({
        id: z.int(),
        for_order: z.string(),
        for_line: z.int().describe('0: a work order'),
        qty: z.number(),
        location: z.string(),
        lot: z.string(),
        until: z.string().nullable(),
        reason: z.string().nullable(),
        by: z.string(),
      }),
    ),
    coming: z.array(z.object({ by: z.string(), at: z.string().nullable(), qty: z.number() })),
    acts: z.array(
      z.object({
        id: z.int(),
        at: z.string(),
        by: z.string(),
        act: z.enum(allocationActs),
        location: z.string().nullable(),
        lot: z.string().nullable(),
        qty: z.number().describe('Below zero: so much less is reserved'),
        for_order: z.string(),
        for_line: z.int(),
        reason: z.string().nullable(),
      }),
    ),
  }),
});

export const reserveStock = route({
  method: 'POST',
  path: '/allocations/reserve',
  permission: 'orders.write',
  tag,
  summary: 'Reserve so much of an item, at a place or wherever it is free, for a customer line or a work order',
  body: z.object({
    item: code,
    location: code.nullable().default(null).describe('Null: any, what expires first'),
    lot: z.string().trim().max(64).nullable().default(null),
    qty: z.number().max(1e9),
    for: consumer,
    until: z.iso.date().nullable().default(null).describe('The last day on which it binds; null: until it is released'),
    reason: reason.default(''),
  }),
  answer: z.object({
    done: z.string(),
    taken: z.array(z.object({ location: z.string(), lot: z.string(), qty: z.number() })),
  }),
});

const params = z.object({ id: z.coerce.number().int() });
const part = z.number().max(1e9).nullable().default(null).describe('Null: all of it');

export const releaseAllocation = route({
  method: 'POST',
  path: '/allocations/:id/release',
  permission: 'orders.write',
  tag,
  summary: 'Release a reservation or a part of it',
  params,
  body: z.object({ qty: part, reason: reason.min(1) }),
  answer: z.object({ done: z.string() }),
});

export const transferAllocation = route({
  method: 'POST',
  path: '/allocations/:id/transfer',
  permission: 'orders.write',
  tag,
  summary: 'Give a reservation or a part of it to another order',
  params,
  body: z.object({ qty: part, for: consumer, reason: reason.min(1) }),
  answer: z.object({ done: z.string() }),
});
