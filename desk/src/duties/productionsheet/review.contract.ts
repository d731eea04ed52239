/** What a planner reviews in the morning: inputs that are hard to believe, and what changed since yesterday. */
import { z } from 'zod';
import { isInstant } from '../../house/clock.ts';
import { route } from '../../house/contract.ts';
import { orderChangeShape } from '../planning/orderchanges.contract.ts';

const tag = 'Morning review';

export const disbelievedInputs = route({
  method: 'GET',
  path: '/disbelieved-inputs',
  permission: 'site.see',
  tag,
  summary: 'Inputs that are hard to believe, those first that hurt most open orders',
  answer: z.object({
    rows: z.array(
      z.object({
        rule: z.string(),
        words: z.string().describe('What the rule looks for'),
        kind: z.string().describe('The kind of record to mend'),
        ref: z.string(),
        code: z.string().describe('What finds it in its list'),
        text: z.string(),
        items: z.array(z.string()),
        hurts: z.int().describe('Open customer lines that hang on it'),
        lines: z.array(z.string()).describe('The first of those'),
      }),
    ),
    rules: z.array(z.object({ name: z.string(), words: z.string(), found: z.int() })).describe('Every rule looked at'),
    records: z.int().describe('Looked through'),
  }),
});

const versionSeen = z.object({ number: z.int(), made_at: z.string(), now: z.string() });
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const sinceYesterday = route({
  method: 'GET',
  path: '/since',
  permission: 'site.see',
  tag,
  summary: 'What changed since a moment: orders earlier, later, newly late and saved, and the inputs that did it',
  query: z.object({
    from: z.iso
      .datetime({ offset: true })
      .refine(isInstant, 'must be an instant such as 2026-11-03T07:00:00Z')
      .optional()
      .describe('Absent: yesterday at the site’s hour'),
  }),
  answer: z.object({
    from: z.string(),
    hour: z.string().describe('HH:MM on the plant’s clock'),
    before: versionSeen.nullable().describe('The last version before that moment, else the first after it'),
    after: versionSeen.nullable(),
    verdict: z.string(),
    orders: z.array(orderChangeShape),
    inputs: z.array(
      z.object({
        id: z.int(),
        at: z.string(),
        who: z.string(),
        via: z.string(),
        kind: z.string(),
        one: z.string(),
        called: z.string(),
        action: z.enum(['insert', 'update', 'delete']),
        changes: z.array(
          z.object({
            field: z.string(),
            label: z.string(),
            type: z.string(),
            unit: z.string().nullable(),
            before: value,
            after: value,
          }),
        ),
      }),
    ),
    inputsTotal: z.int(),
  }),
});

export const setSinceHour = route({
  method: 'PUT',
  path: '/since/hour',
  permission: 'rules.write',
  tag,
  summary: 'The hour of the plant’s clock from which "since yesterday" counts',
  body: z.object({ hour: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM') }),
  answer: z.object({ hour: z.string() }),
});
