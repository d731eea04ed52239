/** Kits: made and staged for a work order, checked, released with a shortage, issued, taken apart. Quantities in the item's unit. */
import { z } from 'zod';
import { reasonText, route } from '../../house/contract.ts';
import { sendAnswer } from '../deliveries/deliveries.contract.ts';
import { signedStepShape } from '../floor/signoffs.contract.ts';
import { pickLineShape } from '../issuing/issuing.contract.ts';
import { kitStates } from './kits.ts';

const tag = 'Kits';
const code = z.string().trim().min(1).max(64);
const params = z.object({ number: code });
const done = z.object({ done: z.string(), number: z.string(), state: z.enum(kitStates) });

const kitShape = z
  .object({
    number: z.string(),
    order: z.string(),
    seq: z.int().nullable().describe('Null: every step'),
    item: z.string(),
    location: z.string(),
    state: z.enum(kitStates),
    made_at: z.string(),
    made_by: z.string(),
    checked_by: z.string().nullable(),
    check_note: z.string().nullable(),
    released_by: z.string().nullable(),
    release_reason: z.string().nullable(),
    issued_by: z.string().nullable(),
    delivery: z.string().nullable().describe('That is to bring it to its work'),
    signs: z.array(signedStepShape).describe('Lines of the instructions of its steps that are to be done and signed'),
    surplus: z
      .array(z.object({ item: z.string(), lot: z.string(), qty: z.number() }))
      .describe('What lies in it beyond what its order needs since that became smaller'),
    lines: z.array(
      pickLineShape.extend({
        staged: z.number(),
        short: z.number(),
        expires: z.string().nullable().describe('Of what is staged: the first last day on which it may be used'),
        expired: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'kit' });

export const listKits = route({
  method: 'GET',
  path: '/kits',
  permission: 'stock.see',
  tag,
  summary: 'Open kits, then the latest of the others, each with what is staged and short',
  answer: z.object({ rows: z.array(kitShape) }),
});

export const makeKit = route({
  method: 'POST',
  path: '/kits',
  permission: 'stock.write',
  tag,
  summary: 'Make a kit for a work order, or one step of it, and stage what is to be had',
  body: z.object({ order: code, seq: z.int().min(1).max(99_999).nullable().default(null), location: code }),
  answer: done,
});

export const stageKit = route({
  method: 'POST',
  path: '/kits/:number/stage',
  permission: 'stock.write',
  tag,
  summary: 'Stage what has come since',
  params,
  body: z.object({}),
  answer: done,
});

export const swapInKit = route({
  method: 'POST',
  path: '/kits/:number/substitute',
  permission: 'stock.write',
  tag,
  summary: 'Take a substitute by the structure for what is short, and stage it',
  params,
  body: z.object({
    item: code,
    instead_of: code,
    seq: z.int().min(0).max(99_999).default(0),
    qty: z.number().positive().max(1e9),
  }),
  answer: done,
});

export const checkKit = route({
  method: 'POST',
  path: '/kits/:number/check',
  permission: 'stock.issue',
  tag,
  summary: 'Count a kit against its list and look at its condition',
  params,
  body: z.object({
    counted: z.array(z.object({ item: code, qty: z.number().min(0).max(1e9), sound: z.boolean() }).strict()).max(500),
    note: z.string().trim().max(500).default(''),
  }),
  answer: done,
});

export const releaseKit = route({
  method: 'POST',
  path: '/kits/:number/release',
  permission: 'orders.write',
  tag,
  summary: 'Release a kit with its shortage: it may be issued as it is',
  params,
  body: z.object({ reason: reasonText(500) }),
  answer: done,
});

export const issueKit = route({
  method: 'POST',
  path: '/kits/:number/issue',
  permission: 'stock.issue',
  tag,
  summary: 'Issue what is in a kit to its work order; what has expired is asked (?confirm=expired&because=…)',
  params,
  body: z.object({}),
  answer: done,
});

export const sendKit = route({
  method: 'POST',
  path: '/kits/:number/deliveries',
  permission: 'stock.write',
  tag,
  summary: 'Have a kit that was checked brought to the area of its work',
  params,
  body: z.object({}),
  answer: sendAnswer,
});

export const returnSurplus = route({
  method: 'POST',
  path: '/kits/:number/surplus',
  permission: 'stock.write',
  tag,
  summary: 'Take out of a kit what its order does not need any more: it goes to a place and is reserved no more',
  params,
  body: z.object({ to: code }),
  answer: done,
});

export const apartKit = route({
  method: 'POST',
  path: '/kits/:number/apart',
  permission: 'stock.write',
  tag,
  summary: 'Take a kit apart: what is in it goes to a place and is reserved no more',
  params,
  body: z.object({ to: code }),
  answer: done,
});
