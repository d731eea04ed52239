/** The master schedule: commitments by item and week, load by work centre, crew and week, and the work behind a load. */
import { z } from 'zod';
import { moment, route } from '../../house/contract.ts';

const tag = 'Planning';
const weekly = z.array(z.number());
const version = z.object({ number: z.int(), made_at: z.string() }).describe('The plan that it is of');

const resource = z
  .object({
    resource: z.string(),
    name: z.string().nullable(),
    kind: z.enum(['work-centre', 'crew']),
    machines: z
      .array(z.object({ machine: z.string(), speed_percent: z.number(), at_once: z.int() }))
      .describe(
        'Those at another speed than 100 %, or that take more than one at once: an hour of them counts otherwise',
      ),
    weeks: z.array(
      z.object({
        capacity: z.number().describe('Working seconds of its machines at their speed, or of its people'),
        load: z.number().describe('Seconds'),
        families: z.record(z.string(), z.number()).describe('Seconds by product family; "": only fills stock'),
      }),
    ),
  })
  .meta({ id: 'loaded_resource' });

export const masterSchedule = route({
  method: 'GET',
  path: '/master-schedule',
  permission: 'site.see',
  tag,
  summary:
    'What is ordered, forecast and shipped of each item, and what every work centre and crew is asked for, by week',
  answer: z.object({
    version: version.nullable().describe('Null: nothing was planned yet, or before master schedules were kept'),
    weeks: z.array(z.object({ from: z.string(), to: z.string() })),
    items: z.array(
      z
        .object({
          item: z.string(),
          name: z.string().nullable(),
          unit: z.string(),
          family: z.string(),
          ordered: weekly.describe('One entry a week, in the item’s unit, by the date asked for'),
          forecast: weekly.describe('What of the forecast no order has consumed'),
          ships: weekly.describe('By the plan'),
        })
        .meta({ id: 'committed_item' }),
    ),
    resources: z.array(resource),
    days: z.array(z.object({ from: z.string(), to: z.string() })).describe('The next four weeks, day by day'),
    by_day: z
      .array(resource)
      .describe('The same resources, one entry a day; empty of a version made before days were kept'),
    overloads: z.array(z.string()).describe('In sentences, the worst first'),
  }),
});

export const loadedSteps = route({
  method: 'GET',
  path: '/loaded-steps',
  permission: 'site.see',
  tag,
  summary:
    'The operations that load a work centre, or a crew that sets them up or runs them, within a span, in time order',
  query: z.object({
    resource: z.string().min(1).max(100),
    kind: z.enum(['work-centre', 'crew']),
    from: moment,
    to: moment,
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  answer: z.object({
    rows: z.array(
      z
        .object({
          order: z.string().describe('As the plan names it: "work/WO-12", "planned/17"'),
          item: z.string(),
          name: z.string().nullable(),
          seq: z.int(),
          machine: z.string().nullable(),
          starts: z.string(),
          ends: z.string(),
          seconds: z.number().describe('Set-up and run of the whole operation'),
          within: z
            .number()
            .describe('Seconds by which it loads the span, where that is a week or a day of the master schedule'),
          late_days: z.number().nullable().describe('Working days its order is late to need; below 0 is slack'),
          serves: z.array(z.string()).describe('Customers’ lines it is for, the most important first: "SO-1042/2"'),
        })
        .meta({ id: 'loaded_step' }),
    ),
    total: z.int(),
  }),
});
