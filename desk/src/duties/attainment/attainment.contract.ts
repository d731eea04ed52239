/** The published schedule against what was done. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { departures } from './attainment.ts';

export const attainment = route({
  method: 'GET',
  path: '/attainment',
  permission: 'site.see',
  tag: 'Attainment',
  summary: 'Of the published schedule: what each day kept, what runs otherwise now, and what every publication moved',
  query: z.object({ days: z.coerce.number().int().min(1).max(60).default(14) }),
  answer: z.object({
    published: z.int().nullable().describe('Number of the version that the floor works to; null: none was published'),
    days: z.array(
      z
        .object({
          day: z.string(),
          due: z.int().describe('Operations that were to end on it'),
          kept: z.int().describe('Finished by its end'),
          early: z.int().describe('Of these, finished on a day before'),
          late: z.int(),
          open: z.int(),
        })
        .meta({ id: 'day_attained' }),
    ),
    share: z.number().nullable().describe('Kept of what was due on the days that are over, 0 to 1'),
    departed: z
      .array(
        z
          .object({
            kind: z.enum(departures),
            order: z.string(),
            seq: z.int(),
            item: z.string(),
            name: z.string().nullable(),
            machine: z.string().nullable(),
            starts: z.string(),
            ends: z.string(),
            seconds: z.number().describe('By how much, in seconds that its machine works'),
            proposal: z.string(),
          })
          .meta({ id: 'departed_operation' }),
      )
      .describe('What runs otherwise than published now, the most hours first'),
    publications: z
      .array(
        z
          .object({
            number: z.int(),
            before: z.int().describe('Number of the version it superseded'),
            now: z.string(),
            bands: z
              .array(
                z.object({
                  from: z.int(),
                  to: z.int().nullable().describe('Null: and all after'),
                  zone: z.boolean().describe('The frozen zone, by the days set when it was planned'),
                  operations: z.int(),
                  moved: z.int(),
                }),
              )
              .describe(
                'By how near they stood: working days `from` to `to`, counted from its publication; none stands in two',
              ),
          })
          .meta({ id: 'publication_moves' }),
      )
      .describe('The latest first'),
  }),
});
