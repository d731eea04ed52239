/** Questions about the standing plan, answered by trying it: when something can ship, what would save a late line. */
import { z } from 'zod';
import { moment, route } from '../../house/contract.ts';

const tag = 'Planning';

const version = z.object({ number: z.int(), made_at: z.string() }).describe('The plan that was asked');
const delayed = z.array(
  z.object({
    line: z.string(),
    priority: z.int(),
    before: z.string(),
    after: z.string(),
    seconds: z.int().describe('How much later it ships, by the clock'),
    days: z.number().describe('The same in working days; 0.01 over closed hours alone'),
  }),
);

const offer = z
  .object({
    date: z.string(),
    delayed: delayed.describe('Who ships later because of it; empty: nobody does'),
    sets: z
      .array(z.object({ kind: z.string(), what: z.string(), seconds: z.number(), text: z.string() }))
      .describe('What sets the date, the largest first; empty: it is there'),
    until: z.string().describe('When the first thing must be ordered or begun: so long the answer holds'),
    text: z.string(),
  })
  .meta({ id: 'ship_date' });

export const readyPlan = route({
  method: 'GET',
  path: '/ready-plan',
  asksPlan: true,
  permission: 'orders.see',
  tag,
  summary: 'The standing plan, read and made ready, so that the first question of it is answered as soon as any other',
  query: z.object({}),
  answer: version,
});

export const shipDate = route({
  method: 'GET',
  path: '/ship-dates',
  asksPlan: true,
  permission: 'orders.see',
  tag,
  summary: 'When a customer line can ship: if it waits its turn, and if it goes first',
  query: z.object({
    line: z.string().min(3).max(200).describe('ORDER/LINE'),
  }),
  answer: z.object({
    version,
    kept: offer.nullable().describe('Null: it cannot be had'),
    first: offer.nullable().describe('Null: going first is not sooner'),
    why: z.string().nullable().describe('Why there is no date'),
    soonest: z
      .string()
      .nullable()
      .describe(
        'Of a line that no plan ships in time: none ships it before, not even alone in the factory; null: else, or not known',
      ),
  }),
});

const lineNamed = z.string().min(3).max(200).describe('ORDER/LINE');

export const promiseLine = route({
  method: 'POST',
  path: '/promises',
  permission: 'orders.dates',
  tag,
  summary: 'Promise a customer line for the date by which it waits its turn; the reasons are kept',
  body: z.object({
    line: lineNamed,
    date: moment.describe('As it was answered: a plan that says another is refused'),
  }),
  answer: z.object({ line: z.string(), promised: z.string() }),
});

export const promisesMade = route({
  method: 'GET',
  path: '/promises',
  permission: 'orders.see',
  tag,
  summary: 'What was promised of a customer line and why, the newest first, against what the plan says now',
  query: z.object({ line: lineNamed }),
  answer: z.object({
    rows: z.array(
      z
        .object({
          at: z.string(),
          by: z.string(),
          date: z.string(),
          sets: z.array(z.string()).describe('What set the date; none: it was there'),
          until: z.string(),
          plan: z.int().describe('Number of the version that answered'),
          ships: z.string().nullable().describe('By the standing plan'),
          off: z.number().nullable().describe('Seconds from the promise to that; below 0 it is early'),
          off_days: z.number().nullable().describe('The same in working days'),
        })
        .meta({ id: 'promise' }),
    ),
  }),
});

export const rescues = route({
  method: 'GET',
  path: '/rescues',
  asksPlan: true,
  permission: 'orders.see',
  tag,
  summary: 'What would save a late customer line, the best first; nothing that does not help',
  query: z.object({ line: z.string().min(3).max(200).describe('ORDER/LINE') }),
  answer: z.object({
    version,
    rows: z.array(
      z
        .object({
          kind: z.string(),
          what: z.string(),
          date: z.string(),
          before: z.string(),
          gained: z.int().describe('Seconds by the clock'),
          gained_days: z.number().describe('Working days; 0.01 over closed hours alone'),
          late_days: z.number().describe('Working days that it is still late; 0: in time'),
          cost: z.int().nullable().describe('Minor units; null: not known, which is not nothing'),
          delayed,
          agree: z.array(z.string()).describe('Who must agree'),
          text: z.string(),
        })
        .meta({ id: 'rescue' }),
    ),
  }),
});
