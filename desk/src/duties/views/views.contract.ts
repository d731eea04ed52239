/** Saved views of the lists: one's own, and those that are shared with the site. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';

// Whoever may open a page may keep views of it for himself; what they show is asked of the lists, by their own permissions.
const views = { permission: 'signed-in', tag: 'Saved views' } as const;

const page = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,59}$/, 'must be the name of a list, such as hot-list or customer_lines')
  .describe('The list: "hot-list", "orders", or a kind of record such as "customer_lines"');
const name = z.string().trim().min(1).max(40);
const state = {
  sort: z.string().max(80).nullable().describe('A field, or -field'),
  filter: z.string().max(2000).nullable().describe('As in the `filter` of the list'),
  group: z.string().max(80).nullable(),
  columns: z.string().max(2000).nullable().describe('`id` or `id:width`, in their order, joined by commas'),
};

export const viewShape = z
  .object({
    id: z.int(),
    version: z.int(),
    page,
    name: z.string(),
    ...state,
    shared: z.boolean(),
    owner: z.string().describe('Whose it is'),
    mine: z.boolean(),
    changeable: z.boolean().describe('You may change and delete it'),
    opens: z.boolean().describe('Your page opens with it'),
  })
  .meta({ id: 'saved_view' });

const byId = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

export const listViews = route({
  ...views,
  method: 'GET',
  path: '/views',
  summary: 'Your views and those shared with the site, in the order of their names',
  query: z.object({ page: page.optional() }),
  answer: z.object({ rows: z.array(viewShape) }),
});

const [none, written] = [
  (shape: z.ZodNullable<z.ZodString>) => shape.default(null),
  (shape: z.ZodNullable<z.ZodString>) => shape.optional(),
];
const eachOf = <T>(of: (shape: z.ZodNullable<z.ZodString>) => T) => ({
  sort: of(state.sort),
  filter: of(state.filter),
  group: of(state.group),
  columns: of(state.columns),
});

export const saveView = route({
  ...views,
  method: 'POST',
  path: '/views',
  summary: 'Save a view; shared needs "views.share"',
  body: z.strictObject({ page, name, ...eachOf(none), shared: z.boolean().default(false) }),
  answer: viewShape,
});

export const changeView = route({
  ...views,
  method: 'PATCH',
  path: '/views/:id',
  summary: 'Change a view: name, state or sharing',
  versioned: true,
  params: byId,
  body: z.strictObject({ name: name.optional(), ...eachOf(written), shared: z.boolean().optional() }),
  answer: viewShape,
});

export const deleteView = route({
  ...views,
  method: 'DELETE',
  path: '/views/:id',
  summary: 'Delete a view',
  versioned: true,
  params: byId,
  answer: z.object({ deleted: viewShape }),
});

export const restoreView = route({
  ...views,
  method: 'POST',
  path: '/views/:id/restore',
  summary: 'Take the deletion of a view back',
  versioned: true,
  params: byId,
  answer: viewShape,
});

export const setOpening = route({
  ...views,
  method: 'PUT',
  path: '/opening-view',
  summary: 'The view with which a page opens for you; null: as the page has it',
  body: z.strictObject({ page, view: z.int().positive().nullable() }),
  answer: z.object({ page, view: z.int().nullable() }),
});
