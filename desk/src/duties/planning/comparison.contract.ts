/** Two versions of the plan side by side. */
import { z } from 'zod';
import { moment, numberInAddress, route } from '../../house/contract.ts';
import { orderChangeShape } from './orderchanges.contract.ts';

const number = numberInAddress;
const version = z.object({
  number: z.int(),
  made_at: z.string(),
  made_by: z.string(),
  reason: z.string(),
  now: z.string().describe('The moment it was planned from'),
});
const side = z.object({ before: z.number(), after: z.number() });
const stand = z.object({ machine: z.string().nullable(), starts: z.string(), ends: z.string() });
const group = {
  earlier: z.int().describe('Orders of customers; of a work centre or department those of which work runs there'),
  later: z.int(),
  newly_late: z.int(),
  saved: z.int(),
  promises_broken: z.int(),
  late_days: side.describe('Working days that its orders ship late, together; of those that have a date'),
  never: side.describe('Its orders that nothing delivers'),
  moved: z.int().describe('Operations that stand elsewhere; one that goes to another group counts in both'),
  frozen: z
    .int()
    .describe('Operations that change what the frozen zone works to: moved there, or come in before its work'),
  overtime: side.describe('Seconds of windows of overtime and of hours by hand in which its work runs'),
  setups: side.describe('Operations that are set up'),
  setup: side.describe('Seconds of set-up'),
  work: side.describe('Seconds of set-up and run'),
};
const drawn = z.object({
  order: z.string(),
  item: z.string(),
  seq: z.int(),
  from: z.number().describe('Seconds from the beginning of the drawing'),
  to: z.number(),
  lane: z.int().describe('Of a machine that does several at once'),
  moved: z.boolean(),
});

export const hoursShape = z.object({
  kind: z.enum(['overtime', 'downtime']),
  machine: z.string().nullable(),
  work_centre: z.string().describe('"": of crews alone'),
  crews: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  cost: z.int().nullable().describe('Minor units, as overtime of it was priced last; null: no price is known'),
});

export const sizeShape = z.object({
  order: z.string().describe('Its number'),
  item: z.string(),
  from: z.number(),
  to: z.number(),
  split: z.array(z.number()).describe('How many of it become orders of their own'),
  by: z.string(),
});

export const comparisonShape = z
  .object({
    verdict: z.string().describe('What changes, in one sentence'),
    counts: z.object({
      newly_late: z.int(),
      later: z.int(),
      new: z.int(),
      saved: z.int(),
      earlier: z.int(),
      gone: z.int(),
      promises_broken: z.int(),
      moved: z.int().describe('Operations that stand elsewhere'),
      moved_frozen: z
        .int()
        .describe(
          'Operations on another machine, out of sequence or come in before its work in the frozen zone; times that slide do not count',
        ),
      added: z.int().describe('Operations that the older plan does not have'),
      dropped: z.int().describe('Operations that the newer plan does not have'),
      same: z.int(),
    }),
    frozen_until: z.string().describe('End of the frozen zone of the newer plan'),
    orders: z.array(orderChangeShape).describe('Orders that change, the worst first'),
    listed: z
      .object({
        orders: z.int(),
        operations: z.int(),
        moved: z.int().describe('Operations that stand elsewhere; the others are new or no more'),
      })
      .describe('How many orders and operations change in what it is narrowed to; all, where nothing narrows it'),
    customers: z
      .array(z.object({ customer: z.string().describe('Its code'), name: z.string().nullable(), ...group }))
      .describe('"": work for no customer. What serves several counts with each'),
    work_centres: z.array(
      z.object({
        work_centre: z.string().describe('"": steps outside'),
        name: z.string().nullable(),
        department: z.string().nullable(),
        ...group,
      }),
    ),
    departments: z.array(z.object({ department: z.string(), ...group })).describe('"": no department'),
    setup: side.describe('Seconds of set-up of the whole plan'),
    overtime: side.describe('Seconds of windows of overtime that are opened, and of hours added by hand'),
    hours: z.array(hoursShape).describe('Hours that a person added to the newer plan, or took'),
    sizes: z.array(sizeShape).describe('Work orders that a person made for another quantity in the newer plan'),
    costs: z
      .array(
        z.object({
          term: z.string(),
          label: z.string(),
          unit: z.string(),
          weight: z.number(),
          amount: side,
          points: side,
        }),
      )
      .describe('What each choice costs by the weights of the newer plan; empty: one of them did not keep it'),
    operations: z.array(
      z.object({
        order: z.string().describe('As the newer plan names it'),
        item: z.string(),
        seq: z.int(),
        before: stand.nullable().describe('Null: it is new'),
        after: stand.nullable().describe('Null: it is no more'),
        moved_days: z.number().nullable().describe('Working days later (above 0) or earlier; null: new or no more'),
        frozen: z.boolean(),
        enters: z.boolean().describe('It changes the frozen zone by coming into it: it is new, or stood outside'),
      }),
    ),
    board: z
      .object({
        from: z.string(),
        to: z.string(),
        earlier: z.string().nullable().describe('Where the drawing before this one begins; null: nothing moves there'),
        later: z.string().nullable(),
        machines: z
          .array(z.object({ machine: z.string(), lanes: z.int(), before: z.array(drawn), after: z.array(drawn) }))
          .describe('Those that change within these days, the one on which most changes first'),
        others: z.int().describe('Machines that change within these days and are not drawn'),
      })
      .nullable()
      .describe('Null: no operation moves'),
  })
  .meta({ id: 'plan_comparison' });

export const compareVersions = route({
  method: 'GET',
  path: '/plan-versions/:from/compare/:to',
  permission: 'site.see',
  tag: 'Planning',
  summary:
    'What changes from one version of the plan to another: orders, operations, set-ups, costs, a drawing of machines',
  params: z.object({ from: number, to: number }),
  query: z.object({
    operations: z.coerce
      .number()
      .int()
      .min(0)
      .max(100_000)
      .default(200)
      .describe('How many of those that move are listed: order by order, each order whole'),
    machines: z.coerce
      .number()
      .int()
      .min(0)
      .max(100_000)
      .default(20)
      .describe('How many machines are drawn: those on which most changes'),
    customer: z
      .string()
      .max(200)
      .optional()
      .describe(
        'Lists only the orders of this customer, by code, or by a name that no other has, and the operations that serve them; "": those that serve none',
      ),
    work_centre: z
      .string()
      .max(64)
      .optional()
      .describe('Lists only the operations of this work centre, and the orders whose work runs there; "": outside'),
    department: z.string().max(64).optional().describe('Likewise of a department; "": of none'),
    board: moment.optional().describe('Where the drawing begins; absent: at the first that moves'),
  }),
  answer: z.object({ from: version, to: version, comparison: comparisonShape }),
});

/** The few orders that a version hurts most and saves, where all of it is said in a few lines. */
export const foremostShape = z.object({
  first: z.array(
    z.object({
      demand: z.string(),
      customer: z.string().nullable(),
      became: z.enum(['newly late', 'later', 'saved']),
      ships: z.string().nullable().describe('Null: nothing delivers it'),
      moved_days: z.number().nullable().describe('Working days later, below 0 earlier; null: one side has no date'),
    }),
  ),
  more: z.int().describe('Others that ship at another date, are new or gone'),
});
