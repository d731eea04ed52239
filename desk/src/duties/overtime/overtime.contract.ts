/** Overtime of a work centre or a machine: what it would move, asked for, approved, refused, revoked. */
import { z } from 'zod';
import { day, plainNumber, reasonText, route } from '../../house/contract.ts';
import { comparisonShape } from '../planning/comparison.contract.ts';
import { states } from './overtime.ts';

const tag = 'Overtime';
const code = z.string().trim().min(1).max(64);

const wanted = {
  work_centre: code,
  machine: code.nullish().describe('Absent: all machines of the work centre'),
  day: day.describe('On the plant’s clock'),
  hours: z.string().max(40).describe('"14:00-18:00"; past midnight "22:00-02:00"'),
  hour_price: plainNumber('A price').pipe(z.number().min(0).max(1e6)).describe('For an hour of the whole window'),
};
const crews = z.array(code).max(20);

const told = z.object({
  demand: z.string(),
  customer: z.string().nullable(),
  due: z.string(),
  promised: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  became: z.string(),
  breaks_promise: z.boolean(),
});
const effect = { verdict: z.string(), saves: z.array(told), hurts: z.array(told) };

export const overtimeEffects = route({
  method: 'GET',
  path: '/overtime-effects',
  asksPlan: true,
  permission: 'site.see',
  tag,
  summary: 'What overtime would move, before it is asked for: the standing plan against one made with it',
  query: z.object({
    ...wanted,
    crews: z
      .string()
      .max(400)
      .optional()
      .describe('Codes, parted by ","; absent: those who attend steps of the work centre'),
  }),
  answer: z.object({
    version: z.object({ number: z.int(), made_at: z.string() }).describe('The plan that it is held against'),
    from: z.string(),
    to: z.string(),
    crews: z.array(z.string()).describe('Who comes'),
    cost: z.int().describe('Minor units, for the whole window'),
    ...effect,
    comparison: comparisonShape,
    beside: z
      .string()
      .nullable()
      .describe('What is held against what, and why, where it is not the next plan against the version; null: it is'),
  }),
});

const request = z
  .object({
    id: z.int(),
    at: z.string(),
    who: z.string(),
    inactive: z.boolean().describe('Who asked was made inactive since'),
    mine: z.boolean().describe('Asked for by who reads this: somebody else must approve it'),
    work_centre: z.string().describe('"": of crews alone'),
    machine: z.string().nullable(),
    crews: z.array(z.string()),
    from: z.string(),
    to: z.string(),
    hour_price: z.number(),
    cost: z.int().describe('Minor units, for the whole window'),
    reason: z.string(),
    plan: z.int(),
    ...effect,
    state: z.enum(states),
    begun: z.boolean(),
    decided_by: z.string().nullable(),
    decided_at: z.string().nullable(),
    decision_reason: z.string().nullable(),
    code: z.string().nullable().describe('The overtime window that plans read, as it was called when it was approved'),
    revoked_by: z.string().nullable(),
    revoked_at: z.string().nullable(),
    revoke_reason: z.string().nullable(),
  })
  .meta({ id: 'overtime_request' });

export const listOvertime = route({
  method: 'GET',
  path: '/overtime-requests',
  permission: 'site.see',
  tag,
  summary: 'Overtime that was asked for, the newest first',
  query: z.object({
    waiting: z.stringbool().default(false).describe('Only what waits for a decision'),
    ahead: z.stringbool().default(false).describe('Only what is approved and not over yet'),
  }),
  answer: z.object({ rows: z.array(request) }),
});

export const askOvertime = route({
  method: 'POST',
  path: '/overtime-requests',
  permission: 'orders.dates',
  tag,
  summary: 'Ask a supervisor for overtime',
  body: z.object({ ...wanted, crews: crews.nullish(), reason: reasonText(300) }),
  answer: z.object({ id: z.int(), done: z.string() }),
});

const params = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });
const why = z.object({ reason: reasonText(300) }).strict();

export const approveOvertime = route({
  method: 'POST',
  path: '/overtime-requests/:id/approve',
  permission: 'plan.approve',
  tag,
  summary: 'Approve overtime: it is worked, and the next plan uses it',
  params,
  body: z.object({}).strict().default({}),
  answer: z.object({ code: z.string(), done: z.string() }),
});

export const refuseOvertime = route({
  method: 'POST',
  path: '/overtime-requests/:id/refuse',
  permission: 'plan.approve',
  tag,
  summary: 'Refuse overtime, with the reason',
  params,
  body: why,
  answer: z.object({ done: z.string() }),
});

export const revokeOvertime = route({
  method: 'POST',
  path: '/overtime-requests/:id/revoke',
  permission: 'plan.approve',
  tag,
  summary: 'Revoke approved overtime that has not begun, with the reason',
  params,
  body: why,
  answer: z.object({ done: z.string() }),
});
