/** What reality made of the published version, and what might be done about it. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { handEdit } from '../board/board.contract.ts';
import { troubles } from './exceptions.ts';

const tag = 'Exceptions';
const step = z.object({ order: z.string(), seq: z.int(), item: z.string(), name: z.string().nullable() });

export const listExceptions = route({
  method: 'GET',
  path: '/exceptions',
  permission: 'site.see',
  tag,
  summary:
    'What came between the published version and the floor: one row a root, with the operations and orders that hang on it',
  answer: z.object({
    published: z.int().nullable().describe('Number of the version that the floor works to; null: none was published'),
    planned: z
      .int()
      .nullable()
      .describe('Number of the plan made since, which says what ships later; null: none was made'),
    rows: z.array(
      z
        .object({
          key: z.string(),
          kind: z.enum(troubles),
          text: z.string(),
          ...step.shape,
          machine: z.string().nullable(),
          starts: z.string().describe('When it was published to begin'),
          seconds: z
            .number()
            .nullable()
            .describe(
              'By how much: in seconds that its machine works; of a machine that is down by the clock; null: nobody knows',
            ),
          holds: z.array(step).describe('Operations that it holds up, the first published first'),
          lines: z
            .array(
              z.object({
                line: z.string(),
                days: z.number().nullable().describe('Working days later by the plan made since; null: not known'),
                beyond: z
                  .boolean()
                  .describe('Later by more than this explains: by all that the plan made since has changed'),
              }),
            )
            .describe('Customers’ lines that hang on it, the one that is put off most first'),
          instead: z
            .array(
              z.object({
                text: z.string(),
                item: z.string().nullable().describe('Of which stock is available'),
                line: z.string().nullable().describe('Whose customer is to be told'),
                version: z.int().nullable().describe('The plan that makes the rest'),
              }),
            )
            .describe('Of an order that delivers less: where the rest may come from, and who is to be told'),
          closed: z
            .object({
              calendar: z.string(),
              from: z.string().nullable().describe('The first closed day; null: its week has fewer hours'),
              to: z.string().nullable().describe('The last one'),
              work_centres: z.array(z.string()).describe('Where operations stand in it, most of them first'),
              stands: z.int().describe('Operations that stand in it; the others that are held up wait for these'),
              late: z
                .array(z.string())
                .describe('Customers’ lines that were to be on time and are not, as far as what is closed forces'),
            })
            .nullable()
            .describe('Of hours that are closed'),
          days: z.number().nullable().describe('Of the line that is put off most'),
          beyond: z.boolean().describe('Of that line'),
          known: z.boolean().describe('The plan made since was made with it; false: none says what ships later by it'),
        })
        .meta({ id: 'exception' }),
    ),
  }),
});

export const exceptionProposals = route({
  method: 'GET',
  path: '/exceptions/proposals',
  asksPlan: true,
  permission: 'site.see',
  tag,
  summary:
    'What might be done about an exception by hand: each tried on the plan that stands; nothing that helps nobody or breaks a rule',
  query: z.object({ key: z.string().min(1).max(300) }),
  answer: z.object({
    version: z.int().describe('Number of the plan that they were tried on'),
    tried: z.string().describe('What was tried, and why the rest of it is no proposal'),
    rows: z.array(
      z
        .object({ text: z.string(), consequence: z.string(), edits: z.array(handEdit).readonly() })
        .meta({ id: 'exception_proposal' }),
    ),
  }),
});
