/** Changes of calendars: what they would move, and saving them. */
import { z } from 'zod';
import { day, route } from '../../house/contract.ts';
import { longestDayName, longestWeek } from '../calendars/calendars.ts';
import { comparisonShape } from '../planning/comparison.contract.ts';

const tag = 'Calendars';
const calendar = z.string().min(1).max(64);

/** So many days are tried at once. */
export const mostDays = 200;

const dayShape = z
  .object({
    calendar,
    day,
    hours: z.string().max(200).nullable().describe('"08:00-12:00"; empty: closed; null: as its week again'),
    name: z.string().trim().max(longestDayName).nullable().default(null),
    was: z
      .string()
      .max(200)
      .nullable()
      .default(null)
      .describe('Its hours as they were seen; null: as its week. Where it is otherwise by now nothing is saved'),
  })
  .strict();

export const changesShape = z
  .object({
    days: z.array(dayShape).max(mostDays).default([]),
    weeks: z
      .array(
        z
          .object({
            calendar,
            week: z
              .string()
              .max(longestWeek)
              .describe('"Mon-Fri 06:00-22:00"; several that repeat after "from DAY:", parted by "|"'),
            was: z.string().max(longestWeek).describe('As it was seen'),
          })
          .strict(),
      )
      .max(20)
      .default([]),
  })
  .strict()
  .meta({ id: 'calendar_changes' });

const oneOrMany = <Shape extends z.ZodType>(one: Shape) => z.union([one, z.array(one).min(1).max(mostDays)]);

/** Changes as an address has them (`asked.ts`). */
export const askedShape = changesShape.extend({
  days: z
    .array(dayShape.extend({ calendar: oneOrMany(calendar), day: oneOrMany(day) }))
    .max(mostDays)
    .default([]),
});

export const workingTimes = route({
  method: 'GET',
  path: '/working-times',
  permission: 'site.see',
  tag,
  summary: 'Every calendar with its week and its special days',
  answer: z.object({
    today: z.string().describe('On the plant’s clock'),
    calendars: z.array(
      z.object({
        code: z.string(),
        name: z.string().nullable(),
        week: z.string(),
        used_by: z.array(z.string()).describe('Work centres, machines, crews and vendors that keep to it'),
      }),
    ),
    days: z.array(z.object({ calendar: z.string(), day: z.string(), hours: z.string(), name: z.string().nullable() })),
  }),
});

export const readHolidays = route({
  method: 'POST',
  path: '/calendar-files',
  permission: 'master.write',
  tag,
  summary: 'The holidays of a calendar file (.ics), from today on for two years; nothing is written',
  upload: 'one',
  body: z.object({}),
  answer: z.object({
    days: z.array(z.object({ day: z.string(), name: z.string() })),
    notes: z.array(z.string()).describe('What was left out, in sentences'),
  }),
});

export const calendarEffects = route({
  method: 'GET',
  path: '/calendar-effects',
  asksPlan: true,
  permission: 'site.see',
  tag,
  summary: 'What changes of calendars would move, before they are saved: the standing plan against one made with them',
  query: z.object({
    changes: z
      .string()
      .max(12_000)
      .describe(
        'JSON, as for POST /calendar-changes without its plan; "calendar" and "day" may be lists: each of the days on each of the calendars',
      ),
  }),
  answer: z.object({
    version: z.object({ number: z.int(), made_at: z.string() }).describe('The plan that it is held against'),
    running: z
      .array(
        z.object({
          order: z.string(),
          seq: z.int(),
          machine: z.string(),
          work_centre: z.string(),
          calendar: z.string(),
          pausable: z.boolean().describe('Else it must not pause: a conflict'),
          until: z.string().describe('On the plant’s clock, as are the next four'),
          stops: z.string().nullable().describe('Null: nobody works on it now'),
          down: z.string().nullable().describe('Until when its machine is down, where it is now'),
          awaited: z
            .string()
            .nullable()
            .describe('Where nobody works on it now: when it would go on without the changes'),
          resumes: z.string().nullable().describe('Null: nobody works within two months'),
          days: z.array(z.string()).describe('Days of the changes that stand in its way'),
          text: z.string(),
        }),
      )
      .describe('Work under way that stops for it'),
    comparison: comparisonShape.describe('With what a planning run would make'),
    beside: z
      .string()
      .nullable()
      .describe(
        'Why that is held against what a planning run would make without the changes; null: against the version',
      ),
    least: comparisonShape.describe(
      'With the standing plan mended: what they hit and what waits for it moves, all else is left as it is',
    ),
  }),
});

export const saveCalendarChanges = route({
  method: 'POST',
  path: '/calendar-changes',
  permission: 'master.write',
  tag,
  summary: 'Save changes of calendars, all or none',
  body: changesShape.extend({
    plan: z
      .int()
      .min(1)
      .max(2_147_483_647)
      .nullable()
      .default(null)
      .describe('Number of the version against which their effect was shown'),
  }),
  answer: z.object({ saved: z.int().describe('Records written'), done: z.string() }),
});
