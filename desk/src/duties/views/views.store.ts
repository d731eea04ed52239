/** Keeps saved views, and reads those that a person may see. */
import { sql, type Transaction } from 'kysely';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { nameTaken, viewChanged } from './views.messages.ts';
import { type SavedView, seenBy, type ViewState } from './views.ts';

type Tx = Transaction<Tables>;

export type StoredView = SavedView & { readonly changed_by: string; readonly deleted: boolean };

const views = (tx: Tx, site: string) =>
  tx
    .selectFrom('saved_views as v')
    .innerJoin('user as u', 'u.id', 'v.user_id')
    .select(['v.id', 'v.version', 'v.page', 'v.name', 'v.shared', 'v.user_id as owner', 'u.name as owner_name'])
    .select(writerNamed('v.changed_by').as('changed_by'))
    .select(['v.sort', 'v.filter', 'v.grouping as group', 'v.columns'])
    .select(sql<boolean>`v.deleted_at is not null`.as('deleted'))
    .where('v.site', '=', site);

/** One's own first, then what others shared, each by name. */
export function viewsFor(tx: Tx, site: string, person: string, page: string | undefined): Promise<StoredView[]> {
  return views(tx, site)
    .where('v.deleted_at', 'is', null)
    .where((either) => either.or([either('v.user_id', '=', person), either('v.shared', '=', true)]))
    .$if(page !== undefined, (query) => query.where('v.page', '=', page ?? ''))
    .orderBy(sql`v.user_id <> ${person}`)
    .orderBy(sql`lower(v.name)`)
    .orderBy('v.id')
    .execute();
}

/** The view for a change, locked; what the person may not see is not there, and what was deleted only to be taken back. */
export async function viewToChange(
  tx: Tx,
  site: string,
  person: string,
  id: number,
  version: number,
  deleted = false,
): Promise<StoredView> {
  const view = await views(tx, site).where('v.id', '=', id).forUpdate('v').executeTakeFirst();
  if (!view || view.deleted !== deleted || !seenBy(view, { id: person })) throw notFound('saved view', String(id));
  if (view.version !== version)
    throw new Refusal(409, 'changed', viewChanged(view.name, view.changed_by), {
      current: { id, version: view.version, name: view.name },
    });
  return view;
}

export async function countViews(tx: Tx, site: string, owner: string, page: string): Promise<number> {
  const { n } = await tx
    .selectFrom('saved_views')
    .select((count) => count.fn.countAll<number>().as('n'))
    .where('site', '=', site)
    .where('user_id', '=', owner)
    .where('page', '=', page)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

export interface NewView extends ViewState {
  readonly page: string;
  readonly name: string;
  readonly shared: boolean;
}

export async function insertView(tx: Tx, site: string, owner: string, { group, ...view }: NewView): Promise<number> {
  return unlessTaken(view.name, async () => {
    const { id } = await tx
      .insertInto('saved_views')
      .values({ site, user_id: owner, ...view, grouping: group, deleted_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

type Patch = { readonly [Name in keyof NewView]?: NewView[Name] | undefined } & { readonly deleted?: boolean };

/** Changes what is given, and says the version that the view has now. */
export async function updateView(tx: Tx, view: StoredView, { group, deleted, ...patch }: Patch): Promise<number> {
  const set = {
    ...patch,
    ...(group === undefined ? {} : { grouping: group }),
    ...(deleted === undefined ? {} : { deleted_at: deleted ? sql<string>`clock_timestamp()` : null }),
  };
  if (Object.values(set).every((value) => value === undefined)) return view.version;
  return unlessTaken(patch.name ?? view.name, async () => {
    const query = tx.updateTable('saved_views').set(set).where('id', '=', view.id).returning('version');
    return (await query.executeTakeFirstOrThrow()).version;
  });
}

async function unlessTaken<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    throw new Refusal(409, 'exists', nameTaken(name), {
      faults: [{ field: 'name', value: name, text: nameTaken(name) }],
    });
  }
}

/** Ids of the views with which the person's pages open. */
export async function openingsOf(tx: Tx, site: string, person: string): Promise<ReadonlySet<number>> {
  const rows = await tx
    .selectFrom('opening_views')
    .select('view')
    .where('site', '=', site)
    .where('user_id', '=', person)
    .execute();
  return new Set(rows.map((row) => row.view));
}

export async function keepOpening(
  tx: Tx,
  site: string,
  person: string,
  page: string,
  view: number | null,
): Promise<void> {
  if (view === null) {
    await tx
      .deleteFrom('opening_views')
      .where('site', '=', site)
      .where('user_id', '=', person)
      .where('page', '=', page)
      .execute();
    return;
  }
  await tx
    .insertInto('opening_views')
    .values({ site, user_id: person, page, view })
    .onConflict((conflict) => conflict.columns(['site', 'user_id', 'page']).doUpdateSet({ view }))
    .execute();
}
