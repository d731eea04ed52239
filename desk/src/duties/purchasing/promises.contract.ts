/** What a vendor promised of a purchase line. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { promiseMeanings } from '../../house/promisemeans.ts';
import { keptStates, promiseWays } from './promises.ts';

const means = z.enum(promiseMeanings);

export const purchasePromises = route({
  method: 'GET',
  path: '/purchase-promises',
  permission: 'site.see',
  tag: 'Purchasing',
  summary:
    'Every promise of a purchase line in its order, those of the line that it was a part of before, what each means, and whether they were kept',
  query: z.object({ line: z.string().min(1).max(400).describe('"PO-1/2"') }),
  answer: z.object({
    ref: z.string(),
    vendor: z.string(),
    vendor_name: z.string().nullable(),
    required: z.string().nullable(),
    ship_by: z.string().nullable().describe('By when it must leave the vendor to be usable as required'),
    promised: z.string().nullable().describe('The promise in force'),
    means: means.describe('What that date means'),
    means_said: z.boolean().describe('False: as the vendor’s promises mean'),
    usable: z.string().nullable().describe('When it is usable by that promise; from its shipping, where it means that'),
    estimated: z.string().nullable(),
    expected: z.string().nullable().describe('When it counts as there'),
    shipped_at: z.string().nullable(),
    shipped_note: z.string().nullable().describe('What proves it'),
    vendor_means: means.describe('What his promises mean where nothing is said'),
    transit_days: z.number().nullable().describe('Calendar days, by his offer; null: he has none of the item'),
    dock_days: z.number().nullable().describe('Working days from dock to stock'),
    parts: z
      .array(
        z.object({
          of: z.string().nullable().describe('The line that this one is a part of'),
          part: z.string().nullable().describe('The line that a part of this one became'),
          qty: z.number(),
          at: z.string(),
          who: z.string(),
          reason: z.string().nullable(),
        }),
      )
      .describe('Where it was split, in its order: one of the two is set'),
    promises: z.array(
      z.object({
        id: z.int(),
        date: z.string().nullable().describe('Null: it was taken back'),
        means,
        means_said: z.boolean(),
        usable: z.string().nullable(),
        later_days: z.int().nullable().describe('Working days after the one before; below 0 earlier'),
        of: z.string().nullable().describe('Another vendor, who had the line then'),
        given_by: z.string().nullable().describe('The vendor’s person'),
        how: z.enum(promiseWays).nullable().describe('Null: it stood on the line before promises were kept'),
        contact: z.int().nullable().describe('The logged contact that brought it'),
        asked_by_us: z.boolean().describe('We asked for another date'),
        at: z.string(),
        by: z.string().describe('Who wrote it down'),
      }),
    ),
    on_time: z.array(
      z.object({
        measure: z.enum(['requested', 'acknowledged', 'agreed']),
        at_dock: z.string().describe('When it was to stand at our dock'),
        state: z.enum(keptStates),
        days: z.int().describe('Working days after that day; below 0 before it'),
        asked_by_us: z.boolean().describe('We asked for one of the moves'),
      }),
    ),
  }),
});
