/** The board: a plan version as columns of numbers, so that ten thousand operations are there at once. */
import type { Qty, Second } from '@hotlist/engine';
import { z } from 'zod';
import { numberInAddress, reasonText, route } from '../../house/contract.ts';
import { tooManyChanges } from './hand.messages.ts';
import { mostChanges } from './hand.ts';

const tag = 'Planning';
/** One of each for all columns: the browser makes them before it draws the first bar. */
const [whole, number, textOrNull] = [z.int(), z.number(), z.string().nullable()];
const [wholes, numbers] = [z.array(whole), z.array(number)];
const seconds = numbers.describe('Seconds from `epoch`');
const places = (of: string) => wholes.describe(`Places in \`${of}\`; -1: none`);
const windows = numbers.describe('Opens and closes in turn, seconds from `epoch`');

/** The brand is the engine's, which knows no zod. */
const second: z.ZodType<Second> = z.int().min(-4_000_000_000).max(4_000_000_000) as z.ZodType as z.ZodType<Second>;
/** In the smallest steps of the item's unit. */
const steps = z.int().positive() as z.ZodType as z.ZodType<Qty>;
const step = { order: z.string().min(1).max(200), seq: z.int(), part: z.int().min(1).max(100).optional() };
const code = z.string().min(1).max(100);
export const handEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('move'), ...step, start: second, machine: code.optional() }),
  z.strictObject({ kind: z.literal('swap'), one: z.strictObject(step), other: z.strictObject(step) }),
  z.strictObject({ kind: z.literal('pull-forward'), ...step }),
  z.strictObject({ kind: z.literal('lock'), ...step }),
  z.strictObject({ kind: z.literal('unlock'), ...step, free: z.literal(true).optional() }),
  z.strictObject({ kind: z.literal('stand') }),
  z.strictObject({ kind: z.literal('resize'), order: step.order, qty: steps }),
  z.strictObject({ kind: z.literal('split'), order: step.order, qty: steps }),
  z.strictObject({ kind: z.literal('downtime'), machine: code, from: second, to: second }),
  z.strictObject({ kind: z.literal('overtime'), of: code, from: second, to: second }),
]);
/** One list an act, as they are undone; seconds from the base version's `epoch`. */
const acts = z
  .array(z.array(handEdit).min(1).max(500).readonly())
  .min(1)
  .max(500)
  .refine((all) => all.flat().length <= mostChanges, tooManyChanges(mostChanges))
  .readonly();
const baseNumber = z
  .int()
  .min(0)
  .max(2_147_483_647)
  .describe('0: none, as long as nothing is planned: open work is typed alone');
const byHand = z.object({
  base: z.int().describe('Number of the version that was moved; 0: none, open work was typed without a plan'),
  acts,
  conflicts: z
    .array(
      z.object({
        rule: z.string(),
        order: z.string(),
        seq: z.int(),
        part: z.int().optional(),
        at: second.optional(),
        with: z.object({ order: z.string(), seq: z.int(), part: z.int().optional() }).optional(),
        text: z.string(),
      }),
    )
    .readonly(),
});

const boardShape = z
  .object({
    version: z
      .object({
        number: whole,
        made_at: z.string(),
        made_by: z.string(),
        reason: z.string(),
        standing: z.boolean().describe('It is what will happen, as far as is known'),
        by_hand: byHand.nullable().describe('How another version was moved to make it; null: a run made it'),
        movable: z.boolean().describe('It is moved itself; a draft by hand is moved on from what it was made of'),
      })
      .nullable()
      .describe('Null: nothing was planned yet'),
    epoch: whole.describe('Seconds since 1970'),
    now: whole.describe('What the plant takes for now, seconds from `epoch`'),
    offsets: z
      .object({ zone: z.string(), at: numbers, offset: numbers })
      .describe('Every change of the plant’s clock, however far from the plan: `at` in seconds since 1970'),
    calendars: z.array(z.object({ code: z.string(), windows })),
    centres: z.array(z.object({ code: z.string(), name: textOrNull, department: textOrNull })),
    machines: z.array(
      z.object({
        code: z.string(),
        name: textOrNull,
        centre: whole.describe('Place in `centres`'),
        calendar: whole.describe('Place in `calendars`; -1: none'),
        capacity: whole,
        down: z.array(z.object({ from: number, to: number, reason: textOrNull })),
      }),
    ),
    crews: z.array(z.object({ code: z.string(), name: textOrNull, size: whole, calendar: whole })),
    workers: z
      .array(
        z.object({
          code: z.string(),
          name: z.string(),
          crew: whole.describe('Place in `crews`'),
          shift: textOrNull,
        }),
      )
      .describe('Who belongs to a crew; the plan gives work to the crew, to no person'),
    items: z.array(
      z.object({ code: z.string(), name: textOrNull, unit: textOrNull, decimals: whole.describe('Of its unit') }),
    ),
    days: z
      .object({
        week: z.string().describe('The week of the calendar that most work centres keep; empty: Monday to Friday'),
        special: z
          .array(z.tuple([whole, z.boolean()]).readonly())
          .readonly()
          .describe('Days since 1970 that differ, and whether they are worked'),
      })
      .describe('On which days the plant works, by which lateness is counted'),
    demands: z
      .object({
        ref: z.array(z.string()).describe('"SO-1042/2", or "forecast/ITEM/DAY"'),
        customer: z.array(textOrNull),
        due: seconds,
        promised: z.array(number.nullable()).describe('Seconds; null: nothing was promised'),
        late: z.array(number.nullable()).describe('Seconds; null: never delivered'),
      })
      .describe('Columns; one entry each a customer line or forecast'),
    orders: z
      .object({
        id: z.array(z.string()).describe('"work/WO-12"; "planned/17" until it is made firm'),
        item: places('items'),
        qty: numbers.describe('In the item’s unit'),
        state: z.array(z.enum(['planned', 'firm', 'released', 'started'])),
        need: seconds,
      })
      .describe('Columns; one entry each an order'),
    feeds: z
      .object({ from: places('orders'), to: places('orders') })
      .describe('Columns; which order draws on which other'),
    serves: z.object({ order: places('orders'), demand: places('demands') }).describe('Columns; what ships from which'),
    names: z.array(z.string()).describe('What steps and set-up families are called'),
    steps: z
      .object({
        order: places('orders'),
        seq: wholes,
        name: places('names'),
        family: places('names'),
        machine: places('machines'),
        centre: places('centres'),
        crew: places('crews'),
        crew_size: wholes,
        setup_crew: places('crews'),
        starts: seconds,
        lasts: numbers.describe('Seconds from start to end, pauses included'),
        setup: numbers.describe('Seconds of set-up at its beginning'),
        run: numbers.describe('Seconds of work after the set-up'),
        setup_lasts: numbers.describe('Seconds from start to the end of an attended set-up'),
        late: z.array(number.nullable()).describe('Working days its order is late to need; below 0 is slack'),
        frozen: wholes,
        done: wholes.describe('Hundredths of the order that came good here'),
        part: wholes.describe('Which part of a step that is split over machines; 0: it is whole'),
      })
      .describe('Columns; one entry each an operation, by order and step'),
  })
  .meta({ id: 'board' });

export const board = route({
  method: 'GET',
  path: '/board',
  permission: 'site.see',
  tag,
  summary: 'A plan version as the board draws it: operations, machines, people, shifts, orders and what feeds what',
  query: z.object({
    version: numberInAddress.optional(),
    open: z
      .stringbool()
      .default(false)
      .describe('Open work alone, as version 0: steps of firm, released and started orders, none of them placed'),
  }),
  answer: boardShape,
  compressed: true,
});

export const boardActual = route({
  method: 'GET',
  path: '/board/actual',
  permission: 'site.see',
  tag,
  summary: 'What the floor did of the published version, operation by operation, to be drawn beside what was published',
  query: z.object({ version: numberInAddress }),
  answer: z.object({
    published: z
      .int()
      .nullable()
      .describe('Number of the version that the floor works to; of any other nothing is told'),
    frozen_until: z
      .number()
      .nullable()
      .describe('End of the frozen zone of a plan made now; null: nothing is published'),
    now: z.number().describe('Seconds since 1970, as all moments here'),
    rows: z.array(
      z
        .object({
          order: z.string().describe('As the board names it: "work/WO-12"'),
          seq: z.int(),
          state: z.enum(['waiting', 'started', 'done']),
          begun: z.number().nullable(),
          finished: z.number().nullable(),
          done: z.int().describe('Hundredths of the order that came good here'),
        })
        .meta({ id: 'operation_stood' }),
    ),
    worked: z.array(
      z
        .object({
          order: z.string(),
          seq: z.int(),
          worker: textOrNull.describe('Badge of a worker of the site; null: of none'),
          who: z.string().describe('Name of the worker, or of who signed in; where neither is known the badge'),
          from: z.number().describe('The first that he reported of it, hours that he reported counted back'),
          to: z.number().nullable().describe('His last report of it; null: he is at it still, as far as is known'),
        })
        .meta({ id: 'operation_worked' }),
    ),
  }),
  compressed: true,
});

export const boardProblem = route({
  method: 'GET',
  path: '/board/problem',
  asksPlan: true,
  permission: 'plan.run',
  tag,
  summary: 'The problem and plan of a version as the engine takes them, to be edited by hand in the browser',
  query: z.object({
    version: numberInAddress
      .optional()
      .describe('Absent: nothing was planned; open work alone, of which a schedule is typed from nothing'),
    typed: z
      .stringbool()
      .default(false)
      .describe(
        'A schedule of it is typed, in which nothing slides: with the inputs as they are now where they changed',
      ),
  }),
  answer: z.object({
    problem: z.record(z.string(), z.unknown()).describe('`Problem` of @hotlist/engine'),
    plan: z.record(z.string(), z.unknown()).describe('`Plan` of @hotlist/engine'),
  }),
  compressed: true,
});

export const keepDraft = route({
  method: 'POST',
  path: '/board/drafts',
  permission: 'plan.run',
  tag,
  summary: 'Keep a version moved by hand as a draft of its own: the edits are done again by the server, and checked',
  body: z.object({
    version: baseNumber,
    epoch: z
      .int()
      .optional()
      .describe('Of open work alone: from when the seconds count, since 1970, as the board that was typed on says it'),
    acts,
    reason: reasonText(200),
    newest: z
      .int()
      .min(0)
      .max(2_147_483_647)
      .optional()
      .describe(
        'The newest version that was there when the changes were begun: of later ones the person is told first',
      ),
  }),
  answer: z.object({
    number: z.int(),
    conflicts: z.int(),
    done: z.string(),
    before: z
      .object({ reason: z.string() })
      .nullable()
      .describe('The draft had been kept already, for that reason, and is left as it is; null: it was made now'),
    overtaken: z
      .int()
      .nullable()
      .describe(
        'The version that was published since the one that was moved was made: the draft goes no further; null: none',
      ),
  }),
});

export const draftOfSame = route({
  method: 'POST',
  path: '/board/drafts/same',
  permission: 'plan.run',
  tag,
  summary:
    'The draft that the same changes of the same version are kept as, and that is not decided against; nothing is written',
  body: z.object({ version: baseNumber, acts }),
  answer: z.object({
    kept: z.object({ number: z.int(), done: z.string() }).nullable().describe('null: they are no draft'),
  }),
});

export const boardAgain = route({
  method: 'POST',
  path: '/board/again',
  permission: 'plan.run',
  tag,
  summary: 'Changes by hand of a version as they are done on the published one; nothing is written',
  body: z.object({
    version: z.int().positive().max(2_147_483_647),
    acts: acts
      .optional()
      .describe('Changes of a version that are kept nowhere yet; absent: those by which it was made'),
  }),
  answer: z.object({
    reason: z.string().nullable().describe('Why the version was made; null: these changes are no version'),
    onto: z.int().describe('Number of the version on which they are done'),
    told: z.string().nullable().describe('Why they are not done on the published one; null: they are'),
    acts: z.array(z.array(handEdit)).describe('Seconds from the `epoch` of that version'),
    next: z.int().describe('The number of the first planned order that a split would make there'),
    left: z.array(z.object({ what: z.string(), why: z.string() })).describe('What cannot be done there any more'),
  }),
});
