/** Reads what goes out: all records of a kind, and what changed here since the last list that went back to an ERP. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Kind, Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { ListOptions } from '../../server/lists.ts';
import { listRecords } from '../records/records.store.ts';

type Tx = Transaction<Tables>;

const chunk = 5000;

type Chosen = Pick<ListOptions, 'search' | 'sort' | 'filter' | 'filtering'>;

/** What a list shows, in its order; everything where nothing was chosen. */
export async function* partsOf(tx: Tx, site: string, kind: Kind, chosen: Chosen): AsyncGenerator<readonly Row[]> {
  if (!chosen.search && !chosen.sort && !chosen.filter) {
    yield* allInParts(tx, site, kind);
    return;
  }
  let cursor: string | undefined;
  do {
    const { rows, next } = await listRecords(tx, site, kind, { ...chosen, limit: 1000, cursor });
    yield rows;
    cursor = next ?? undefined;
  } while (cursor);
}

/** In the order in which they came, some thousand at a time. */
export async function* allInParts(tx: Tx, site: string, kind: Kind): AsyncGenerator<readonly Row[]> {
  const columns = sql.join(['id', ...kind.fields.map((field) => field.name)].map((name) => sql.ref(name)));
  for (let after = 0; ; ) {
    const { rows } = await sql<
      Row & { id: number }
    >`select ${columns} from ${sql.table(kind.name)} where site = ${site} and id > ${after} order by id limit ${chunk}`.execute(
      tx,
    );
    if (rows.length > 0) yield rows;
    const last = rows[rows.length - 1];
    if (!last || rows.length < chunk) return;
    after = last.id;
  }
}

/** What the ERP itself brought is no news to it. */
const changedHere = (site: string, kind: string, since: string | null, until: string) => sql`
  site = ${site} and kind = ${kind} and via <> 'erp' and pg_visible_in_snapshot(tx, ${until}::pg_snapshot)
  and (${since}::text is null or not pg_visible_in_snapshot(tx, ${since}::pg_snapshot))`;

const lastUntil = async (tx: Tx, site: string, kind: string): Promise<string | null> =>
  (
    await tx
      .selectFrom('write_backs')
      .select('until')
      .where('site', '=', site)
      .where('kind', '=', kind)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.until ?? null;

const now = async (tx: Tx): Promise<string> =>
  (await sql<{ now: string }>`select pg_current_snapshot()::text as now`.execute(tx)).rows[0]?.now ?? '';

const countChanged = async (tx: Tx, site: string, kind: string, since: string | null, until: string): Promise<number> =>
  (
    await sql<{
      n: number;
    }>`select count(distinct record) as n from changes where ${changedHere(site, kind, since, until)}`.execute(tx)
  ).rows[0]?.n ?? 0;

const listColumns = [
  'id',
  'kind',
  'rows',
  'made_at',
  writerNamed('made_by').as('made_by'),
  'taken_over_at',
  sql<string | null>`${writerNamed('taken_over_by')}`.as('taken_over_by'),
] as const;

export async function pendingWriteBack(tx: Tx, site: string, kind: string) {
  return {
    pending: await countChanged(tx, site, kind, await lastUntil(tx, site, kind), await now(tx)),
    lists: await tx
      .selectFrom('write_backs')
      .select(listColumns)
      .where('site', '=', site)
      .where('kind', '=', kind)
      .orderBy('id', 'desc')
      .limit(50)
      .execute(),
  };
}

/** A list is two moments of the database and nothing else, so that it says the same whenever it is fetched. */
export async function makeWriteBack(tx: Tx, site: string, kind: string) {
  await sql`select pg_advisory_xact_lock(hashtext(${`write-back/${site}/${kind}`}))`.execute(tx);
  const since = await lastUntil(tx, site, kind);
  const until = await now(tx);
  const rows = await countChanged(tx, site, kind, since, until);
  return tx
    .insertInto('write_backs')
    .values({ site, kind, since, until, rows })
    .returning(listColumns)
    .executeTakeFirstOrThrow();
}

/** Said once: a second time it stands as it was said first. */
export async function takenOver(tx: Tx, site: string, kind: Kind, id: number) {
  await tx
    .updateTable('write_backs')
    .set({ taken_over_at: sql<string>`now()`, taken_over_by: sql<string>`writer()` })
    .where('site', '=', site)
    .where('kind', '=', kind.name)
    .where('id', '=', id)
    .where('taken_over_at', 'is', null)
    .execute();
  const list = await tx
    .selectFrom('write_backs')
    .select(listColumns)
    .where('site', '=', site)
    .where('kind', '=', kind.name)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!list) throw notFound('write-back list', String(id));
  return list;
}

export interface WrittenBack {
  readonly row: Row;
  readonly change: 'new' | 'changed' | 'deleted';
  /** Names of the fields that differ from what they were at the last list. */
  readonly fields: readonly string[];
}

interface Edges {
  readonly first: Row | null;
  readonly last: Row | null;
}

const edges = (here: RawBuilder<unknown>) => sql<Edges>`
  select (array_agg(before order by id))[1] as first, (array_agg(after order by id desc))[1] as last
  from audit where ${here} group by record order by min(id)`;

/** Of a balance the log has what was edited, and its movements how much it was at either end. */
const balances = (here: RawBuilder<unknown>, since: string | null, until: string) => {
  // What the log kept before pieces were told apart says nothing of serial, container and owner.
  const ofRow = sql`l.site = row_ ->> 'site' and l.item = row_ ->> 'item' and l.location = row_ ->> 'location' and l.lot = row_ ->> 'lot'
    and (l.serial, l.container, l.owner)
      = (coalesce(row_ ->> 'serial', ''), coalesce(row_ ->> 'container', ''), coalesce(row_ ->> 'owner', ''))`;
  const at = (snapshot: string | null) => sql`(
    select coalesce(sum(qty), 0) from movement_legs l where ${ofRow} and pg_visible_in_snapshot(l.tx, ${snapshot}::pg_snapshot))`;
  return sql<Edges>`
    with told as (
      select record, min(at) as at, bool_or(id > 0) as edited, (array_agg(before order by id) filter (where id > 0))[1] as first,
        (array_agg(after order by id desc) filter (where id > 0))[1] as last
      from changes where ${here} group by record
    ), whole as (
      select record, at, edited, first, case when edited then last else to_jsonb(s) end as last, coalesce(last, first, to_jsonb(s)) as row_
      from told left join stock s on s.id = told.record where edited or s.id is not null
    )
    select case when edited and first is null or ${since}::text is null then first
        when edited or exists (select from movement_legs l where ${ofRow} and pg_visible_in_snapshot(l.tx, ${since}::pg_snapshot))
        then coalesce(first, last) || jsonb_build_object('qty', ${at(since)}) end as first,
      last || jsonb_build_object('qty', ${at(until)}) as last
    from whole order by at, record`;
};

/** One row a record: as it was at the end of the list's span, compared with its beginning. */
export async function writtenBack(tx: Tx, site: string, kind: Kind, id: number): Promise<readonly WrittenBack[]> {
  const list = await tx
    .selectFrom('write_backs')
    .select(['since', 'until'])
    .where('site', '=', site)
    .where('kind', '=', kind.name)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!list) throw notFound('write-back list', String(id));
  const here = changedHere(site, kind.name, list.since, list.until);
  const { rows } = await (kind.name === 'stock' ? balances(here, list.since, list.until) : edges(here)).execute(tx);
  return rows.flatMap(({ first, last }): WrittenBack[] => {
    const row = last ?? first;
    if (!row) return [];
    const fields = kind.fields
      .map((field) => field.name)
      .filter((name) => (first?.[name] ?? null) !== (last?.[name] ?? null));
    return first && last && fields.length === 0
      ? []
      : [{ row, change: !first ? 'new' : !last ? 'deleted' : 'changed', fields }];
  });
}
