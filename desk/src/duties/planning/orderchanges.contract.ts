/** What became of a customer's order from one plan to another, as it is told. */
import { z } from 'zod';

export const orderChangeShape = z
  .object({
    demand: z.string().describe('ORDER/LINE'),
    order_no: z.string().nullable().describe('Null: the order line is not here any more'),
    line: z.int().nullable(),
    customer: z.string().nullable(),
    item: z.string(),
    item_name: z.string().nullable(),
    money: z.int().nullable(),
    due: z.string(),
    promised: z.string().nullable(),
    became: z.enum(['newly late', 'later', 'saved', 'earlier', 'new', 'gone']),
    late: z.boolean().describe('It ships late, or never, by the newer plan'),
    before: z.string().nullable().describe('When its last part ships by the older plan; null: it does not'),
    after: z.string().nullable(),
    moved_days: z.number().nullable().describe('Working days later (above 0) or earlier; null: one side has no date'),
    breaks_promise: z.boolean().describe('The older plan kept what was promised; the newer one does not'),
    why: z.string(),
  })
  .meta({ id: 'order_change' });
