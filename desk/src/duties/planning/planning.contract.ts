/** Planning runs, the versions they make, and what a version says: messages, staleness, an item's time-phased record. */
import { z } from 'zod';
import { numberInAddress, reasonText, route } from '../../house/contract.ts';
import { listQuery } from '../../house/kind.contract.ts';
import { countDescribed } from './inputscounted.messages.ts';
import { mostKeepDays } from './keeping.ts';
import { versionStates } from './states.ts';

const tag = 'Planning';

export const runShape = z
  .object({
    id: z.int(),
    asked_at: z.string(),
    asked_by: z.string(),
    reason: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
    step: z.string().describe('What it is doing, in words'),
    share: z.number().describe('How far, 0 to 1'),
    version: z.int().nullable(),
    error: z.string().nullable(),
    started_at: z.string().nullable(),
    ended_at: z.string().nullable(),
  })
  .meta({ id: 'planning_run' });

export const versionShape = z
  .object({
    id: z.int(),
    number: z.int(),
    parent: z.int().nullable(),
    made_at: z.string(),
    made_by: z.string(),
    reason: z.string(),
    status: z.enum(['complete', 'partial', 'cancelled']),
    now: z.string(),
    figures: z.record(z.string(), z.unknown()),
    state: z.enum(versionStates).describe('Its way to the floor'),
    pinned: z.boolean().describe('Somebody keeps it: it is never cleared'),
  })
  .meta({ id: 'plan_version' });

const idParams = z.object({ id: z.coerce.number().int().positive() });

export const askPlan = route({
  method: 'POST',
  path: '/planning-runs',
  permission: 'plan.run',
  tag,
  summary: 'Plan now: a job is queued, its run answered',
  body: z.object({
    reason: reasonText(200).default('asked for'),
    from_nothing: z
      .boolean()
      .default(false)
      .describe('Plans from nothing, however much moves, where else the published version is mended'),
  }),
  answer: runShape,
});
export const listRuns = route({
  method: 'GET',
  path: '/planning-runs',
  permission: 'site.see',
  tag,
  summary: 'The latest planning runs',
  answer: z.object({ rows: z.array(runShape) }),
});
export const oneRun = route({
  method: 'GET',
  path: '/planning-runs/:id',
  permission: 'site.see',
  tag,
  summary: 'One planning run: its state, step and share',
  params: idParams,
  answer: runShape,
});
export const cancelRun = route({
  method: 'POST',
  path: '/planning-runs/:id/cancel',
  permission: 'plan.run',
  tag,
  summary: 'Cancel a planning run',
  params: idParams,
  body: z.object({}).strict().default({}),
  answer: runShape,
});

export const planState = route({
  method: 'GET',
  path: '/plan-state',
  permission: 'stock.see',
  tag,
  summary: 'Which version stands, and whether its inputs have changed since',
  answer: z.object({
    version: versionShape.nullable(),
    published: z.int().nullable().describe('Number of the version that the floor works to; null: none was published'),
    stale: z.boolean(),
    changes: z
      .array(z.object({ kind: z.string(), called: z.string(), who: z.string(), at: z.string(), action: z.string() }))
      .describe('The latest of them'),
    changed: z
      .int()
      .describe(countDescribed('How many inputs changed, without what publishing a version wrote itself')),
    run: runShape.nullable().describe('The run that waits or works now'),
    automatic: z.boolean(),
  }),
});
export const setAutomatic = route({
  method: 'PUT',
  path: '/plan-state/automatic',
  permission: 'rules.write',
  tag,
  summary: 'Whether a change of the inputs plans anew by itself',
  body: z.object({ automatic: z.boolean() }),
  answer: z.object({ automatic: z.boolean() }),
});
/** Served by approval, which knows what goes no further. */
export const listVersions = route({
  method: 'GET',
  path: '/plan-versions',
  permission: 'site.see',
  tag,
  summary: 'Plan versions, newest first',
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  answer: z.object({
    rows: z.array(
      versionShape.extend({
        broken: z.int().describe('Rules that it breaks: only a version made by hand breaks any'),
        published_by: z.string().nullable().describe('Who brought it to the floor; who planned it is `made_by`'),
        overtaken: z.boolean().describe('Another was published since it was made: it goes no further'),
        standing: z
          .string()
          .describe('Where it stands in words; of one approved without some orders, as which version'),
        no_further: z.string().nullable().describe('Why it goes no further, whoever decides about it, and the way out'),
      }),
    ),
    keep_days: z
      .int()
      .describe('After so many days a version is cleared, unless it stands, is kept or among the newest'),
  }),
});
export const versionStands = route({
  method: 'GET',
  path: '/plan-versions/:number/standing',
  permission: 'site.see',
  tag,
  summary: 'Where a version stands on its way to the floor, and nothing else of it',
  params: z.object({ number: z.coerce.number().int().positive().max(2_147_483_647) }),
  answer: z.object({
    state: versionShape.shape.state,
    overtaken: z.boolean().describe('Another was published since it was made: it goes no further'),
    changed: z
      .int()
      .describe(
        countDescribed('Of the published one: inputs written since it was made, but by publishing it; of others 0'),
      ),
  }),
});
export const keepVersion = route({
  method: 'PUT',
  path: '/plan-versions/:number/kept',
  permission: 'plan.run',
  tag,
  summary: 'Keep a version however old it gets, or let it go',
  params: z.object({ number: numberInAddress }),
  body: z.object({ kept: z.boolean() }),
  answer: z.object({ kept: z.boolean() }),
});
export const setKeepDays = route({
  method: 'PUT',
  path: '/plan-versions/keep-days',
  permission: 'rules.write',
  tag,
  summary: 'For how many days versions are kept',
  body: z.object({ days: z.int().min(1).max(mostKeepDays) }),
  answer: z.object({ days: z.int() }),
});

export const messageShape = z
  .object({
    n: z.int(),
    version: z.int().describe('Number of the plan it is of'),
    kind: z.string(),
    message: z.string().describe('Its kind in words'),
    supply: z.string(),
    item: z.string(),
    qty: z.number(),
    from_at: z.string().nullable(),
    to_at: z.string().nullable(),
    hurts: z.number().describe('Working days of lateness of customers’ orders that hang on it'),
    text: z.string(),
    owner: z.string().nullable(),
    decision: z.enum(['applied', 'dismissed', 'snoozed']).nullable(),
    until: z.string().nullable(),
    /** What "apply" would do, in one sentence; null where a person must act himself. */
    effect: z.string().nullable(),
  })
  .meta({ id: 'action_message' });

export const listMessages = route({
  method: 'GET',
  path: '/action-messages',
  permission: 'site.see',
  tag,
  summary: 'Action messages of the standing plan, those that hurt most first',
  query: listQuery.extend({
    item: z.string().max(64).optional(),
    all: z.enum(['yes', 'no']).default('no').describe('yes: dismissed and snoozed ones too'),
  }),
  answer: z.object({ rows: z.array(messageShape), total: z.int(), next: z.string().nullable() }),
});
export const decideMessage = route({
  method: 'POST',
  path: '/action-messages/decide',
  // The handler looks at the message: applying one needs what typing its field needs.
  permission: 'site.see',
  tag,
  summary: 'Apply, dismiss or snooze an action message',
  body: z.object({
    kind: z.string().max(40),
    supply: z.string().max(200),
    version: z.int().describe('Number of the plan that the message was read in'),
    decision: z.enum(['applied', 'dismissed', 'snoozed', 'open']),
    until: z.string().max(40).nullable().default(null),
    reason: z.string().trim().max(200).nullable().default(null),
  }),
  answer: z.object({ done: z.string().describe('What was done, in words') }),
});

export const timePhased = route({
  method: 'GET',
  path: '/items/by-code/:code/time-phased',
  permission: 'stock.see',
  tag,
  summary: 'The time-phased record of an item: the six classic rows by bucket, each figure with the records behind it',
  params: z.object({ code: z.string().max(64) }),
  query: z.object({ bucket: z.enum(['day', 'week', 'month']).default('week') }),
  answer: z.object({
    item: z.string(),
    unit: z.string(),
    onHand: z.number(),
    reserved: z.number().describe('What the standing plan takes of the stock, by pegs'),
    available: z.number().describe('On hand less reserved'),
    safetyStock: z.number(),
    buckets: z.array(
      z.object({
        from: z.string().describe('First plant day, YYYY-MM-DD'),
        to: z.string().describe('Day after the last'),
        gross: z.number(),
        scheduled: z.number(),
        available: z.number().describe('Projected at the end of the bucket'),
        net: z.number(),
        receipts: z.number().describe('Planned order receipts'),
        releases: z.number().describe('Planned order releases'),
      }),
    ),
    movements: z.array(
      z.object({
        at: z.string(),
        row: z.enum(['gross', 'scheduled', 'receipts', 'releases']),
        qty: z.number(),
        name: z.string().describe('The supply or consumer'),
        counterpart: z.array(z.object({ name: z.string(), qty: z.number() })).describe('What it is pegged to'),
      }),
    ),
  }),
});

export const firmOrder = route({
  method: 'POST',
  path: '/planned-orders/firm',
  permission: 'orders.write',
  tag,
  summary: 'Make a planned order of the standing plan a firm work order',
  body: z.object({
    planned: z.string().min(1).max(64).describe('As in the plan: planned/7'),
    version: z.int().describe('The number of the version in which it was seen: names change with each plan'),
  }),
  answer: z.object({ number: z.string(), done: z.string() }),
});
