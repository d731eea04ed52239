/** The zod shapes of a kind: what a record looks like on the wire, read and written, and its routes. */
import { z } from 'zod';
import { filterQuery, route } from './contract.ts';
import { type Field, type Kind, withArticle } from './kind.ts';

function shapeOf(field: Field): z.ZodType {
  switch (field.type) {
    case 'boolean':
      return z.boolean();
    case 'integer':
      return z.int().min(field.min).max(field.max);
    case 'decimal':
      return z.number().min(field.min).max(field.max);
    case 'quantity':
      return z.number();
    case 'choice':
      return z.enum(field.choices as [string, ...string[]]);
    case 'date':
      return z.string().describe('YYYY-MM-DD');
    case 'instant':
      return z.string().describe('ISO 8601, UTC; a date alone means the site’s shipping hour');
    default:
      return z.string();
  }
}

const described = (field: Field): z.ZodType => {
  const shape = shapeOf(field);
  const always = field.required || field.default !== undefined;
  const valued = always ? shape : shape.nullable();
  const whole = field.read === undefined ? valued : valued.optional();
  return whole.describe(field.help ? `${field.label}. ${field.help}` : field.label);
};

export const recordShape = (kind: Kind) =>
  z
    .object({
      id: z.int(),
      version: z.int(),
      changed_at: z.string(),
      changed_by: z.string(),
      ...Object.fromEntries(kind.fields.map((field) => [field.name, described(field)])),
    })
    .meta({ id: kind.name });

/** Values may also be typed text ("1,5", "3 Nov 2026", "=12*144"): they are read as a cell is. */
const typed = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const writeShape = (kind: Kind) =>
  z
    .object(
      Object.fromEntries(
        kind.fields
          .filter((f) => !f.readonly)
          .map((field) => [field.name, typed.optional().describe(field.help ?? field.label)]),
      ),
    )
    .strict();

export const listQuery = z.object({
  /** Searched in the key and the name. */
  search: z.string().max(100).optional(),
  /** `field` or `-field`. */
  sort: z.string().max(60).optional(),
  filter: filterQuery,
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  cursor: z.string().max(600).optional(),
  /** Instead of a cursor: how many rows to skip (for scroll bars; slower far down). */
  offset: z.coerce.number().int().min(0).max(10_000_000).optional(),
});

const idParams = z.object({ id: z.coerce.number().int().positive() });
const paths = (kind: Kind): string => `/${kind.name.replaceAll('_', '-')}`;

export const recordRoutes = (kind: Kind) => ({
  list: route({
    method: 'GET',
    path: paths(kind),
    permission: kind.read,
    tag: kind.many,
    summary: `List ${kind.many.toLowerCase()}`,
    query: listQuery,
    answer: z.object({ rows: z.array(recordShape(kind)), total: z.int(), next: z.string().nullable() }),
  }),
  one: route({
    method: 'GET',
    path: `${paths(kind)}/:id`,
    permission: kind.read,
    tag: kind.many,
    summary: `Read one ${kind.one}`,
    params: idParams,
    answer: recordShape(kind),
  }),
  create: route({
    method: 'POST',
    path: paths(kind),
    permission: kind.write,
    tag: kind.many,
    summary: `Add ${withArticle(kind.one)}`,
    body: writeShape(kind),
    answer: recordShape(kind),
  }),
  change: route({
    method: 'PATCH',
    path: `${paths(kind)}/:id`,
    // Where single fields have a permission of their own, the handler looks at each field that was sent.
    permission: kind.fields.some((field) => field.write) ? kind.read : kind.write,
    tag: kind.many,
    summary: `Change ${withArticle(kind.one)}`,
    params: idParams,
    body: writeShape(kind),
    answer: recordShape(kind),
    versioned: true,
  }),
  remove: route({
    method: 'DELETE',
    path: `${paths(kind)}/:id`,
    permission: kind.write,
    tag: kind.many,
    summary: `Delete ${withArticle(kind.one)}`,
    params: idParams,
    answer: z.object({ deleted: recordShape(kind) }),
    versioned: true,
  }),
});
export type RecordRoutes = ReturnType<typeof recordRoutes>;
