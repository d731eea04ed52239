/** The material plan by weeks: shortages of all items, and what would help most orders. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';

export const shortages = route({
  method: 'GET',
  path: '/shortages',
  permission: 'site.see',
  tag: 'Planning',
  summary:
    'What would be there of each item, week by week, if nothing more were ordered: items that are short, the first to be short first; and what would help most orders',
  query: z.object({
    supply: z.enum(['buy', 'make', 'all']).default('buy'),
    weeks: z.coerce.number().int().min(1).max(52).default(12),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  answer: z.object({
    version: z.object({ number: z.int(), made_at: z.string() }).nullable().describe('Null: nothing is planned yet'),
    weeks: z.array(z.string()).describe('Mondays; what was needed before counts in the first'),
    rows: z.array(
      z
        .object({
          item: z.string(),
          name: z.string().nullable(),
          unit: z.string(),
          onHand: z.number(),
          safetyStock: z.number(),
          weeks: z.array(z.number()).describe('Projected at the end of each week; below 0 is missing'),
          first: z.int().describe('Index of the first week in which something is missing'),
          missing: z.number().describe('The most that is missing'),
        })
        .meta({ id: 'short_item' }),
    ),
    total: z.int(),
    helps: z
      .array(
        z.object({
          item: z.string(),
          name: z.string().nullable(),
          lines: z.int().describe('Late customer lines that wait for it'),
          late_days: z.number().describe('Working days of their lateness that it explains, added up'),
          text: z.string(),
        }),
      )
      .describe('The one item that would help most late lines if it came sooner, then the next best'),
  }),
});
