/** What the floor reports, what is corrected, what waits for a countersign. */
import { z } from 'zod';
import { reasonText, route } from '../../house/contract.ts';

const amount = z.number().min(0).max(1e9).default(0);
const words = (most: number) => z.string().trim().max(most).nullable().default(null);
const numbered = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

export const reportShape = z.object({
  ticket: z.string().trim().min(1).max(120).describe('The barcode of the ticket, or the number of the work order'),
  seq: z.int().min(1).max(99999),
  started: z.boolean().default(false),
  good: amount,
  scrap: amount,
  scrap_reason: words(200),
  finished: z.boolean().default(false),
  hours: z.number().min(0).max(1000).default(0),
  lot: z.string().trim().max(64).default('').describe('Of what the last operation finishes; empty: told by none'),
  badge: words(64).describe('Whose work it was; without one it was the person’s own'),
  machine: words(64),
  worked_at: z.string().max(40).nullable().default(null).describe('When it was done; without one, now'),
});

export const postedShape = z
  .object({
    id: z.int(),
    order: z.string(),
    seq: z.int(),
    step: z.string().nullable(),
    item: z.string(),
    unit: z.string(),
    kind: z.enum(['report', 'reversal', 'adopted']),
    started: z.boolean(),
    good: z.number(),
    scrap: z.number(),
    scrap_reason: z.string().nullable(),
    finished: z.boolean(),
    hours: z.number(),
    badge: z.string().nullable(),
    machine: z.string().nullable(),
    worked_at: z.string(),
    posted_at: z.string(),
    posted_by: z.string(),
    confirmed: z.string().nullable(),
    location: z.string().nullable(),
    lot: z.string(),
    reverses: z.int().nullable(),
    reversed_by: z.int().nullable(),
    instead_of: z.int().nullable(),
    reason: z.string().nullable(),
    state: z.enum(['counts', 'waits', 'declined', 'taken back']),
    countersigned_by: z.string().nullable(),
    mine: z.boolean(),
  })
  .meta({ id: 'progress_report' });

const standing = z.object({
  done: z.string().describe('What it did, in one sentence'),
  posted: postedShape,
  order_state: z.string(),
  step_state: z.enum(['waiting', 'started', 'done']),
});

export const postReport = route({
  method: 'POST',
  path: '/progress',
  permission: 'progress.write',
  tag: 'Floor',
  summary: 'Report an operation: started, good, scrap, finished',
  body: reportShape,
  answer: standing,
});
export const listReports = route({
  method: 'GET',
  path: '/progress',
  permission: 'own-work.see',
  tag: 'Floor',
  summary: 'What was reported, latest first; an operator sees only what is his own',
  query: z.object({
    order: z.string().max(64).optional(),
    mine: z.enum(['yes', 'no']).default('no'),
    waiting: z.enum(['yes', 'no']).default('no').describe('yes: only what waits for a countersign'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({ rows: z.array(postedShape) }),
});
export const takeBackReport = route({
  method: 'POST',
  path: '/progress/:id/reversal',
  permission: 'progress.write',
  tag: 'Floor',
  summary: 'Take a report back with a reason, and post another in its place if one is given',
  params: numbered,
  body: z.object({
    reason: reasonText(200, 3),
    instead: reportShape.omit({ ticket: true }).nullable().default(null),
  }),
  answer: standing,
});
export const countersign = route({
  method: 'POST',
  path: '/progress/:id/countersign',
  permission: 'orders.write',
  tag: 'Floor',
  summary: 'Let a trainee’s report count, or decline it',
  params: numbered,
  body: z.object({ verdict: z.enum(['countersigned', 'declined']) }),
  answer: standing,
});
export const finishedPlace = route({
  method: 'GET',
  path: '/finished-location',
  permission: 'own-work.see',
  tag: 'Floor',
  summary: 'Where finished work goes whose item stands nowhere yet',
  answer: z.object({ location: z.string().nullable() }),
});
export const setFinishedPlace = route({
  method: 'PUT',
  path: '/finished-location',
  permission: 'rules.write',
  tag: 'Floor',
  summary: 'Set where finished work goes whose item stands nowhere yet; none: it is counted in by hand',
  body: z.object({ location: z.string().trim().min(1).max(64).nullable() }),
  answer: z.object({ location: z.string().nullable() }),
});
