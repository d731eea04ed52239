/** Goods that are sought: where they may lie, where somebody looked, and what came of it. Quantities in the item's unit. */
import { z } from 'zod';
import { maybeReason, route } from '../../house/contract.ts';
import { outcomes, seekRules, wantedKinds } from './seeking.ts';

const tag = 'Seeking';
const code = z.string().trim().min(1).max(64);
const told = z.string().trim().max(64).default('');
const sought = {
  item: code.nullable().default(null).describe('Absent: a container with all that is in it'),
  lot: told,
  serial: told,
  container: told,
};
const done = z.object({ done: z.string() });

const lookShape = z.object({
  location: z.string(),
  at: z.string(),
  who: z.string(),
  outcome: z.enum(outcomes),
  note: z.string().nullable(),
  stale: z.boolean().describe('Goods of it came there since'),
});

export const whereabouts = route({
  method: 'GET',
  path: '/whereabouts',
  permission: 'stock.see',
  tag,
  summary:
    'Where an item, a lot, a piece or a container is by the books, what it is wanted for, and where else it may lie, with why',
  query: z.object({ item: code.optional(), lot: told, serial: told, container: told }),
  answer: z.object({
    booked: z.array(
      z.object({
        item: z.string(),
        item_name: z.string().nullable(),
        location: z.string(),
        kind: z.string(),
        lot: z.string(),
        serial: z.string(),
        container: z.string(),
        owner: z.string(),
        qty: z.number(),
        unit: z.string(),
        looked: lookShape.nullable().describe('Who looked there in vain'),
      }),
    ),
    movements: z.array(
      z.object({
        id: z.int(),
        moved_at: z.string(),
        item: z.string(),
        unit: z.string(),
        lot: z.string(),
        qty: z.number(),
        from: z.string(),
        to: z.string(),
        reason: z.string().nullable(),
        by: z.string(),
      }),
    ),
    wanted: z.array(
      z.object({
        kind: z.enum(wantedKinds),
        ref: z.string(),
        qty: z.number().nullable(),
        location: z.string().nullable(),
        need: z.string().nullable(),
      }),
    ),
    likely: z
      .array(
        z.object({
          location: z.string(),
          reasons: z.array(
            z.object({
              rule: z.enum(seekRules),
              text: z.string(),
              at: z.string().nullable(),
              who: z.string().nullable(),
            }),
          ),
          looked: lookShape.nullable(),
        }),
      )
      .describe('The most telling first; where somebody looked in vain comes last'),
    looks: z.array(lookShape).describe('The latest first'),
    sought: z.boolean().describe('Somebody looked in vain, and nobody found it or gave it up since'),
  }),
});

export const listSought = route({
  method: 'GET',
  path: '/looks',
  permission: 'stock.see',
  tag,
  summary: 'What is sought still, with the last look',
  answer: z.object({
    rows: z.array(
      z.object({
        item: z.string().nullable(),
        lot: z.string(),
        serial: z.string(),
        container: z.string(),
        called: z.string(),
        item_name: z.string().nullable(),
        location: z.string(),
        at: z.string(),
        who: z.string(),
        note: z.string().nullable(),
        looks: z.int().describe('In vain'),
      }),
    ),
  }),
});

export const lookInVain = route({
  method: 'POST',
  path: '/looks',
  permission: 'problems.write',
  tag,
  summary: 'Keep that it is not there, so that the next one does not look there again',
  body: z.object({ ...sought, location: code, note: maybeReason(500) }),
  answer: done,
});

export const giveUp = route({
  method: 'POST',
  path: '/looks/given-up',
  permission: 'problems.write',
  tag,
  summary: 'Seek it no more, with the reason',
  body: z.object({ ...sought, note: z.string().trim().min(1).max(500) }),
  answer: done,
});

export const foundHere = route({
  method: 'POST',
  path: '/looks/found',
  permission: 'stock.write',
  tag,
  takesReserved: true,
  summary:
    'Found: moved from where the books have it, or taken on the books where they have it nowhere; where they have it nothing moves; a container as a whole',
  body: z.object({
    ...sought,
    location: code,
    from: z
      .object({ location: code, lot: told, serial: told, container: told, owner: told })
      .strict()
      .nullable()
      .default(null)
      .describe('The balance that has it by the books; absent: they have it nowhere'),
    qty: z.number().max(1e9).nullable().default(null).describe('Absent: of a container all that is in it'),
    reason: maybeReason(500),
  }),
  answer: done,
});

export const countSought = route({
  method: 'POST',
  path: '/looks/count',
  permission: 'stock.write',
  tag,
  summary: 'Have an item counted at a place, where the books know nothing of it too',
  body: z.object({ item: code, location: code }),
  answer: done.extend({ sheet: z.string(), id: z.int() }),
});
