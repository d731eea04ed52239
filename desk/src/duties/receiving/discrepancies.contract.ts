/** What was not as the order or the delivery note says. Quantities in the item's unit. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { tag } from './receiving.contract.ts';
import { discrepancyKinds, discrepancyStates } from './receiving.ts';

const params = z.object({ id: z.coerce.number().int() });
const done = z.object({ done: z.string() });

export const listDiscrepancies = route({
  method: 'GET',
  path: '/discrepancies',
  permission: 'stock.see',
  tag,
  summary: 'What was short, over, damaged or not ordered as it came, the newest first, and what became of it',
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(discrepancyKinds),
        state: z.enum(discrepancyStates),
        qty: z.number(),
        unit: z.string(),
        item: z.string(),
        item_name: z.string().nullable(),
        note: z.string().nullable(),
        settled: z.string().nullable().describe('How'),
        receipt: z.int().nullable().describe('None: it was announced and did not come'),
        came_at: z.string(),
        received: z.number(),
        paper_qty: z.number().nullable().describe('What the delivery note says has come'),
        lot: z.string(),
        line: z.string().nullable(),
        vendor: z.string().nullable(),
        vendor_name: z.string().nullable(),
        document: z.string().nullable(),
        changed_at: z.string(),
        changed_by: z.string().describe('Of one that was told or settled: who did'),
      }),
    ),
  }),
});

export const tellVendor = route({
  method: 'POST',
  path: '/discrepancies/:id/tell',
  permission: 'purchasing.write',
  tag,
  summary: 'Keep that the vendor was told',
  params,
  body: z.object({}),
  answer: done,
});

export const settleDiscrepancy = route({
  method: 'POST',
  path: '/discrepancies/:id/settle',
  permission: 'purchasing.write',
  tag,
  summary: 'Settle it, with how: credited, sent later, taken as it is',
  params,
  body: z.object({ how: z.string().trim().min(1).max(500) }),
  answer: done,
});

export const discrepancyPaper = route({
  method: 'GET',
  path: '/receipts/:id/discrepancy-report',
  permission: 'stock.see',
  tag,
  summary: 'The report for the vendor of what was not as it should be with a receipt, as a PDF',
  params,
  download: ['application/pdf'],
  answer: z.unknown(),
});
