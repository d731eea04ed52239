/** What a label says, on the wire. */
import { z } from 'zod';

export const labelShape = z.object({
  item: z.string().optional().describe('Our item, where the label says whose number it is'),
  gtin: z.string().optional().describe('Of 14 digits, its check digit right or not'),
  part: z.string().optional().describe('A part number, ours or a partner’s'),
  lot: z.string().optional(),
  serial: z.string().optional(),
  qty: z.string().optional().describe('A decimal number, in whatever the label counts'),
  expires: z.string().optional(),
  made: z.string().optional(),
  container: z.string().optional().describe('An SSCC or another license plate'),
  location: z.string().optional(),
  order: z.string().optional().describe('A purchase order of ours'),
  orderLine: z.string().optional(),
  workOrder: z.string().optional(),
});
