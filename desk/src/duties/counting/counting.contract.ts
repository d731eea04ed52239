/** Counting over HTTP. What the book says is in no answer to who counts, as long as a line of the sheet is to be counted. */
import { z } from 'zod';
import { day, moment, reasonText, route } from '../../house/contract.ts';
import { classes } from './abc.ts';
import { lineStates } from './counting.ts';
import { numberRules, yesRules } from './countrules.ts';

const tag = 'Counting';
const code = z.string().trim().min(1).max(64);
const lot = z.string().trim().max(64).default('');
const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const reason = z.string().trim().max(500).default('');
const done = z.object({ done: z.string() });

export const countProgramme = route({
  method: 'GET',
  path: '/count-programme',
  permission: 'stock.see',
  tag,
  summary: 'Which bins are counted today and in the coming weeks, by class and by rules, and why',
  query: z.object({ days: z.coerce.number().int().min(1).max(60).default(20).describe('Working days ahead') }),
  answer: z.object({
    rows: z.array(
      z.object({
        item: z.string(),
        item_name: z.string().nullable(),
        location: z.string(),
        class: z.enum(classes),
        day,
        why: z.string(),
        counted: z.string().nullable().describe('When it was counted last'),
        due: z.boolean().describe('Today by the plant’s clock'),
        sheet: z.string().nullable().describe('The open sheet that it stands on'),
      }),
    ),
    today: z.int().describe('Due today and on no sheet yet'),
    bins: z.int(),
    by_class: z.record(z.enum(classes), z.int()),
  }),
});

const sheetRow = z.object({
  id: z.int(),
  sheet: z.string(),
  made_at: z.string(),
  who: z.string(),
  origin: z.string(),
  note: z.string().nullable(),
  state: z.enum(['open', 'counted', 'done']),
  lines: z.int(),
  left: z.int().describe('To be counted, or counted again, or looked at'),
  waiting: z.int().describe('Counted, waiting for approval'),
  frozen: z
    .object({ at: z.string(), who: z.string() })
    .nullable()
    .describe('Since when, and by whom, nothing moves at the places of it that are not approved'),
});

export const listSheets = route({
  method: 'GET',
  path: '/count-sheets',
  permission: 'stock.see',
  tag,
  summary: 'Count sheets, the newest first',
  query: z.object({ open: z.enum(['yes', 'no']).optional() }),
  answer: z.object({ rows: z.array(sheetRow) }),
});

export const makeSheet = route({
  method: 'POST',
  path: '/count-sheets',
  permission: 'stock.write',
  tag,
  summary: 'A sheet of what is due until a day, or of bins that are chosen; bins on open sheets are left out',
  body: z.object({
    due_until: z
      .union([day, z.literal('today')])
      .nullable()
      .default(null)
      .describe('From the programme; else by the choice below'),
    locations: z.array(code).max(500).default([]).describe('"A-01", or "A-*" for all that begin so'),
    items: z.array(code).max(500).default([]),
    classes: z.array(z.enum(classes)).max(3).default([]),
    inventory: z.boolean().default(false).describe('Annual inventory: all bins of the locations, empty ones too'),
    most: z.int().min(1).max(5000).default(5000),
    note: z.string().trim().max(200).default(''),
  }),
  answer: done.extend({
    id: z.int(),
    sheet: z.string(),
    lines: z.int(),
    places: z.int().describe('Where the book has nothing, of an inventory of whole locations'),
  }),
});

const without = z
  .string()
  .nullable()
  .describe(
    'What of the item stands there and is not of this line: in containers, by serial, of partners; no quantities',
  );

export const toCount = route({
  method: 'GET',
  path: '/count-sheets/:id/to-count',
  permission: 'stock.write',
  tag,
  summary:
    'A sheet as who counts sees it: where to look for what, in the order of the walk, and nothing of what should be there',
  params: z.object({ id }),
  answer: z.object({
    id: z.int(),
    sheet: z.string(),
    note: z.string().nullable(),
    lines: z.array(
      z.object({
        line: z.int(),
        location: z.string(),
        item: z.string(),
        item_name: z.string().nullable(),
        lot: z.string(),
        unit: z.string(),
        units: z.array(z.string()).describe('Others that an exact factor leads to'),
        without,
        state: z.enum(lineStates),
        another: z.boolean().describe('Counted by you: the second count is another person’s'),
      }),
    ),
    places: z
      .array(z.object({ location: z.string(), looked: z.boolean() }))
      .describe('Of an inventory: where no line is, to be looked at all the same'),
  }),
});

const counted = {
  qty: z.number().max(1e9),
  unit: code.nullable().default(null).describe('Absent: the item’s unit'),
  at: moment.nullable().default(null).describe('When it was counted; absent: now'),
  via: z.enum(['phone', 'paper']).default('phone'),
};

export const postCount = route({
  method: 'POST',
  path: '/count-lines/:line/counts',
  permission: 'stock.write',
  tag,
  summary: 'What was counted of a line, of which moment',
  params: z.object({ line: id }),
  body: z.object(counted).strict(),
  answer: done,
});

export const postFound = route({
  method: 'POST',
  path: '/count-sheets/:id/found',
  permission: 'stock.write',
  tag,
  summary: 'Something that lies there and is not on the sheet: a line more, counted',
  params: z.object({ id }),
  body: z.object({ location: code, item: code, lot, ...counted }),
  answer: done,
});

const reviewed = z.object({
  line: z.int(),
  location: z.string(),
  item: z.string(),
  item_name: z.string().nullable(),
  lot: z.string(),
  unit: z.string(),
  class: z.enum(classes),
  why: z.string(),
  state: z.enum(lineStates),
  count: z.int().nullable(),
  counted: z.number().nullable(),
  counted_at: z.string().nullable(),
  without,
  counters: z.string().describe('Who counted what, the last first'),
  book: z.number().nullable().describe('Of the moment of the count'),
  difference: z.number().nullable(),
  value: z.number().nullable(),
  within: z.boolean().nullable(),
  moved_since: z.number().nullable().describe('What the ledger moved after the count'),
  told_late: z.int().nullable().describe('Movements for before the count that were posted after it'),
  open_issues: z
    .number()
    .nullable()
    .describe('What released work orders still ask of the item: picks that may be open'),
  losing: z.string().nullable().describe('Allocations that lose by the shortage'),
  barred: z.string().nullable().describe('Why you do not approve it'),
  decided: z.string().nullable(),
});

export const reviewSheet = route({
  method: 'GET',
  path: '/count-sheets/:id',
  permission: 'stock.see',
  tag,
  summary:
    'A sheet with what was counted and how it differs; only a supervisor sees that while a line is to be counted',
  params: z.object({ id }),
  answer: sheetRow.extend({
    blind: z.boolean(),
    rows: z.array(reviewed),
    places: z.array(z.object({ location: z.string(), looked_at: z.string().nullable(), who: z.string().nullable() })),
  }),
});

const some = z.array(z.int().positive()).min(1).max(5000);
export const approveCounts = route({
  method: 'POST',
  path: '/counts/approve',
  permission: 'counts.approve',
  tag,
  takesReserved: true,
  summary:
    'Let counts stand: what differs is posted at the moment of each; ?confirm=negative where a balance falls below zero by it, ?confirm=stands-apart where more than the book was counted beside what stands there in containers, by serial or of partners',
  body: z.object({ counts: some, reason }),
  answer: done.extend({
    approved: z.int(),
    left: z.array(z.object({ count: z.int(), text: z.string() })).describe('Not approved, each with why'),
  }),
});
export const countAgain = route({
  method: 'POST',
  path: '/counts/again',
  permission: 'counts.approve',
  tag,
  summary: 'Refuse counts: they are counted again',
  body: z.object({ counts: some, reason: reasonText(500) }),
  answer: done,
});
export const postLook = route({
  method: 'POST',
  path: '/count-sheets/:id/looks',
  permission: 'stock.write',
  tag,
  summary: 'A place without a line was looked at, and is empty; what lies there is told as found',
  params: z.object({ id }),
  body: z.object({ location: code }),
  answer: done,
});

export const endSheet = route({
  method: 'POST',
  path: '/count-sheets/:id/end',
  permission: 'stock.write',
  tag,
  summary: 'End a sheet: what is not approved changes nothing',
  params: z.object({ id }),
  body: z.object({ reason: reasonText(500) }),
  answer: done,
});

export const freezeSheet = route({
  method: 'POST',
  path: '/count-sheets/:id/freeze',
  permission: 'stock.approve',
  tag,
  summary: 'Freeze the places of a sheet: until its lines there are approved, what moves to or from there is refused',
  params: z.object({ id }),
  body: z.object({}),
  answer: done,
});
export const liftFreeze = route({
  method: 'POST',
  path: '/count-sheets/:id/lift',
  permission: 'stock.approve',
  tag,
  summary: 'Lift the freeze of a sheet: goods move there again, and what is counted stays right',
  params: z.object({ id }),
  body: z.object({ reason: reasonText(500) }),
  answer: done,
});

export const sheetPaper = route({
  method: 'GET',
  path: '/count-sheets/:id/paper',
  permission: 'stock.write',
  tag,
  summary: 'A sheet to count on paper, as a PDF',
  params: z.object({ id }),
  download: ['application/pdf'],
  answer: z.unknown(),
});

const accurate = z.object({
  name: z.string(),
  counted: z.int(),
  right: z.int().describe('Within the tolerance of their class'),
  share: z.number().describe('In percent, rounded down'),
  more: z.number().describe('Found more, in money, above zero'),
  missing: z.number().describe('Missing, in money, above zero; never netted against what was found more'),
});
export const countAccuracy = route({
  method: 'GET',
  path: '/count-accuracy',
  permission: 'stock.see',
  tag,
  summary: 'How right the book was, of approved counts: by class, by location, over time',
  query: z.object({ from: moment.optional(), to: moment.optional() }),
  answer: z.object({
    again: z.int().describe('Lines that are counted again and not approved yet: they are in no share'),
    total: accurate,
    class: z.array(accurate),
    location: z.array(accurate),
    month: z.array(accurate),
  }),
});
/** As many approved counts as are answered at once. */
export const historyMost = 1000;
export const countHistory = route({
  method: 'GET',
  path: '/count-history',
  permission: 'stock.see',
  tag,
  summary: 'The approved counts, the latest first: of a bin (an item at a location), of an item, of a location, of all',
  query: z.object({ item: code.optional(), location: code.optional() }),
  answer: z.object({
    more: z.boolean().describe(`There are older ones than these ${historyMost}`),
    rows: z.array(
      z.object({
        at: z.string(),
        sheet: z.string(),
        item: z.string(),
        item_name: z.string().nullable(),
        location: z.string(),
        lot: z.string(),
        unit: z.string(),
        counted: z.number(),
        book: z.number(),
        difference: z.number(),
        within: z.boolean(),
        counter: z.string(),
        approver: z.string(),
      }),
    ),
  }),
});

const rules = Object.fromEntries([
  ...numberRules.map((rule) => {
    const value = z.number().min(rule.min).max(rule.max);
    return [rule.name, 'open' in rule ? value.nullable() : value];
  }),
  ...yesRules.map((rule) => [rule.name, z.boolean()]),
]) as { [Name in (typeof numberRules)[number]['name']]: z.ZodNullable<z.ZodNumber> } & {
  [Name in (typeof yesRules)[number]['name']]: z.ZodBoolean;
};
export const countRules = route({
  method: 'GET',
  path: '/count-rules',
  permission: 'stock.see',
  tag,
  summary: 'Classes, counts a year, tolerances, limits and rules of counting',
  answer: z.object(rules),
});
export const setCountRules = route({
  method: 'PATCH',
  path: '/count-rules',
  permission: 'rules.write',
  tag,
  summary: 'Set rules of counting; what is not named stays',
  body: z.object(rules).partial().strict(),
  answer: done,
});
