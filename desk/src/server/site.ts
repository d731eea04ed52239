/** A site as the routes know it, for work that nobody asked for over HTTP. */
import type { Kysely } from 'kysely';
import { notFound } from '../house/errors.ts';
import type { Tables } from './database/tables.ts';
import type { Site } from './http.ts';

export async function siteCalled(tx: Kysely<Tables>, code: string): Promise<Site> {
  const found = await tx
    .selectFrom('sites')
    .select(['code', 'name', 'zone', 'currency', 'due_time', 'pinned_now'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (!found) throw notFound('site', code);
  const { due_time, pinned_now, ...site } = found;
  return { ...site, dueTime: due_time, pinnedNow: pinned_now };
}
