/** Naming a deputy, ending it, and who stands in for whom. */
import { z } from 'zod';
import { day, route } from '../../house/contract.ts';

const tag = 'Approval';
const id = z.int().positive();
const numbered = z.object({ id: z.coerce.number().pipe(id) });

export const deputyStates = ['now', 'to come', 'over', 'ended'] as const;

export const listDeputies = route({
  method: 'GET',
  path: '/deputies',
  permission: 'site.see',
  tag,
  summary: 'Who stands in for a supervisor, the latest first',
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        supervisor_name: z.string(),
        deputy_name: z.string(),
        from_day: z.string(),
        to_day: z.string(),
        state: z.enum(deputyStates),
        ended_by: z.string().nullable(),
        ended_at: z.string().nullable(),
        mine: z.boolean().describe('Who asks may end it'),
      }),
    ),
    may_be: z
      .array(z.object({ number: z.int(), called: z.string() }))
      .describe('Whom the supervisor who asks may name; none for others'),
  }),
});

export const nameDeputy = route({
  method: 'POST',
  path: '/deputies',
  permission: 'plan.approve',
  tag,
  summary: 'Name who stands in for you, from a day of the plant to a day',
  body: z.strictObject({ deputy: id, from: day, to: day }),
  answer: z.object({ id: z.int(), done: z.string() }),
});

export const endDeputy = route({
  method: 'POST',
  path: '/deputies/:id/end',
  permission: 'site.see',
  tag,
  summary: 'End it early, as the supervisor or as the deputy',
  params: numbered,
  body: z.object({}).strict().default({}),
  answer: z.object({ done: z.string() }),
});
