/** What came and was not put away. Quantities in the item's unit. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { tag } from './receiving.contract.ts';

export const listStanding = route({
  method: 'GET',
  path: '/standing-goods',
  permission: 'stock.see',
  tag,
  summary:
    'What still stands at docks and in inspection, the oldest first: since when, of which receipt, who waits for it',
  answer: z.object({
    hours: z.int().describe('So long it may stand there; longer is late'),
    rows: z.array(
      z.object({
        id: z.int(),
        item: z.string(),
        item_name: z.string().nullable(),
        unit: z.string(),
        location: z.string(),
        kind: z.enum(['dock', 'inspection']),
        lot: z.string(),
        serial: z.string(),
        container: z.string(),
        owner: z.string(),
        qty: z.number(),
        since: z.string().describe('When the oldest of it came'),
        late: z.boolean(),
        receipt: z.int().nullable().describe('That brought the oldest of it'),
        line: z.string().nullable(),
        vendor: z.string().nullable(),
        document: z.string().nullable(),
        orders: z.array(z.string()).describe('Released work orders that draw it still, the first needed first'),
        need: z.string().nullable(),
      }),
    ),
  }),
});

export const setStandingHours = route({
  method: 'PATCH',
  path: '/standing-goods/hours',
  permission: 'rules.write',
  tag,
  summary: 'Set how many hours goods may stand at the dock or in inspection',
  body: z.object({ hours: z.int().min(1).max(720) }),
  answer: z.object({ done: z.string() }),
});
