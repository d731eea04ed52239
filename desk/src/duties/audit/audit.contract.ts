/** Who changed what, when, from what to what. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const day = z.iso.date().refine((text) => text >= '1900', 'must be a day since 1900');
const short = z.string().trim().min(1).max(200);

export const change = z.object({
  id: z.number(),
  at: z.string(),
  who: z.string(),
  /** web, api, cli, import … */
  via: z.string(),
  kind: z.string(),
  /** What the pages call one of the kind. */
  one: z.string(),
  record: z.number().nullable(),
  called: z.string(),
  action: z.enum(['insert', 'update', 'delete']),
  changes: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      type: z.string(),
      unit: z.string().nullable(),
      before: value,
      after: value,
    }),
  ),
});

export const auditLog = route({
  method: 'GET',
  path: '/audit',
  permission: 'site.see',
  tag: 'History of changes',
  summary: 'Changes at this site, newest first; those of people only for administrators',
  query: z.strictObject({
    kind: short.optional(),
    record: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
    /** Part of the person's address. */
    who: short.optional(),
    /** Part of what the record is called. */
    called: short.optional(),
    /** Days on the plant's clock, both included. */
    from: day.optional(),
    to: day.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** As the last answer gave it. */
    cursor: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  }),
  answer: z.object({ rows: z.array(change), next: z.string().nullable() }),
});
