/** What may be released next, what it lacks, and its release. Quantities in the item's unit, instants ISO 8601 UTC. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { mostWindow, reaches, things, wishes } from './cleartobuild.ts';

const tag = 'Work orders';
const wish = z
  .enum(wishes)
  .describe('now: it must be there already; start: it counts when it is there before the work that needs it begins');

const lackShape = z.object({
  kind: z.enum(things),
  what: z.string().describe('Item, tool, crew, item of the drawing, or the input with its line'),
  why: z.string(),
  qty: z.number(),
  unit: z.string().nullable(),
  comes: z.string().nullable().describe('When it is expected; null: nobody knows'),
  by: z.string().nullable().describe('"purchase/PO-1/2", "work/MO-7": what brings it, or who gives it back'),
  held: z.array(z.object({ who: z.string(), qty: z.number() })).describe('Who has it, the largest share first'),
  text: z.string(),
});

const rowShape = z
  .object({
    id: z.string().describe('"work/MO-7", or "planned/3" while it is not firm'),
    number: z.string().nullable(),
    item: z.string(),
    item_name: z.string().nullable(),
    qty: z.number(),
    unit: z.string(),
    starts: z.string(),
    ends: z.string(),
    serves: z.string().nullable().describe('"SO-1042/2", the most urgent customer line that it serves'),
    serves_more: z.int(),
    clear: z.boolean(),
    lacks: z.array(lackShape).describe('Empty: it is clear'),
  })
  .meta({ id: 'order_to_release' });

export const clearList = route({
  method: 'GET',
  path: '/clear-to-build',
  permission: 'orders.see',
  tag,
  summary:
    'The orders to be released next, in the order of their starts: clear, or what they lack, and what would clear most',
  query: z.object({
    wish: wish.default('now'),
    reach: z
      .enum(reaches)
      .default('window')
      .describe('window: what starts within the release window; next_day: by the end of the next working day'),
  }),
  answer: z.object({
    version: z.object({ number: z.int(), made_at: z.string() }).nullable().describe('Null: nothing is planned yet'),
    days: z.int().describe('Working days of the release window'),
    until: z.string().describe('The orders start before'),
    rows: z.array(rowShape),
    helps: z
      .array(
        z.object({
          kind: z.enum(things),
          what: z.string(),
          qty: z.number(),
          unit: z.string().nullable(),
          clears: z.array(z.string()).describe('Orders that lack nothing else'),
          lacking: z.int().describe('Orders that lack it, whatever else they lack'),
          text: z.string(),
        }),
      )
      .describe('The one thing that would clear the most orders, then the next best'),
  }),
});

export const releaseList = route({
  method: 'POST',
  path: '/clear-to-build/release',
  permission: 'orders.write',
  tag,
  summary: 'Release those of the orders named that are clear at this moment; planned ones are made firm first',
  body: z.object({ wish: wish.default('now'), orders: z.array(z.string().min(1).max(200)).min(1).max(1000) }),
  answer: z.object({
    released: z.array(z.string()).describe('Numbers of the work orders'),
    left: z.array(z.string()).describe('Not clear any more, or not among the next: nothing happened to them'),
    done: z.string(),
  }),
});

export const setWindow = route({
  method: 'PUT',
  path: '/release-window',
  permission: 'rules.write',
  tag,
  summary: 'How many working days ahead orders are released',
  body: z.object({ days: z.int().min(1).max(mostWindow) }),
  answer: z.object({ days: z.int() }),
});
