/** Reads a site's inputs in one snapshot, keeps versions whole, and tells whether the standing one is stale. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { present } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Row } from '../../house/kind.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { siteCalled } from '../../server/site.ts';
import { lockSite } from '../../server/site-lock.ts';
import { kinds } from '../records/records.ts';
import type { AllBut } from './allbut.ts';
import type { KeptByHand } from './byhand.ts';
import { frozenDaysOf } from './frozenzone.store.ts';
import { inputCalled } from './inputs.messages.ts';
import { noSuchVersion } from './planning.messages.ts';
import { pledgesOf } from './pledges.store.ts';
import type { VersionState } from './states.ts';
import { locksOf } from './steplocks.store.ts';
import { countsAsBefore } from './stockmoved.store.ts';
import type { VersionRows } from './versions.store.ts';
import type { WorkedDays } from './workingdays.ts';

type Db = Kysely<Tables> | Transaction<Tables>;

export interface SiteInputs {
  readonly site: { readonly code: string; readonly zone: string; readonly currency: string; readonly dueTime: string };
  readonly pinnedNow: string | null;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly snapshot: string;
  /** Working days of the frozen zone. */
  readonly frozenDays: number;
}

/** Orders that are over are no input, however many years of them there are. */
const openOnly: Readonly<Record<string, string>> = {
  customer_lines: "state = 'open'",
  purchase_lines: "state = 'open'",
  work_orders: "state in ('firm', 'released', 'started')",
  work_steps:
    "work_order in (select number from work_orders w where w.site = work_steps.site and w.state in ('firm', 'released', 'started'))",
  work_materials:
    "work_order in (select number from work_orders w where w.site = work_materials.site and w.state in ('firm', 'released', 'started'))",
};

/** Of a row of a kind: a plan reads it. */
export const openOf = (kind: string) => sql<boolean>`${sql.raw(openOnly[kind] ?? 'true')}`;

/** Of one moment: refuses a transaction that would see what others write between one kind and the next. */
export async function readInputs(tx: Transaction<Tables>, code: string): Promise<SiteInputs> {
  const { zone, currency, dueTime, pinnedNow } = await siteCalled(tx, code);
  const { rows: moments } = await sql<{ snapshot: string; isolation: string }>`
    select pg_current_snapshot()::text as snapshot, current_setting('transaction_isolation') as isolation`.execute(tx);
  const { snapshot, isolation } = moments[0]!;
  if (isolation !== 'repeatable read')
    throw new Error(`the inputs of ${code} would be read ${isolation}, of several moments`);
  const rows = new Map<string, readonly Row[]>();
  for (const kind of kinds) {
    if (!kind.planned) continue;
    const names = sql.join(kind.fields.map((field) => sql.ref(field.name)));
    const found =
      await sql<Row>`select ${names} from ${sql.table(kind.name)} where site = ${code} and ${openOf(kind.name)} order by id`.execute(
        tx,
      );
    rows.set(kind.name, found.rows);
  }
  rows.set('pledges', await pledgesOf(tx, code));
  rows.set('step_locks', await locksOf(tx, code, pinnedNow ?? present()));
  return {
    site: { code, zone, currency, dueTime },
    pinnedNow,
    rows,
    snapshot,
    frozenDays: await frozenDaysOf(tx, code),
  };
}

export const plannedKinds: readonly string[] = kinds.filter((kind) => kind.planned).map((kind) => kind.name);

/** Not an input: an update of what no plan reads alone, beside what the database writes with every update. */
const readByNoPlan = sql.join(
  kinds.flatMap((kind) => {
    const fields = kind.fields.filter((one) => one.unplanned).map(({ name }) => name);
    if (fields.length === 0) return [];
    const unread = sql`${['version', 'changed_at', 'changed_by', ...fields]}::text[]`;
    return [sql`(kind = ${kind.name} and before - ${unread} = after - ${unread})`];
  }),
  sql` or `,
);

/** What the log has no name for, as a special day, by its key: "DAY/2026-12-24". */
const calledByKey = sql<string>`case kind ${sql.join(
  kinds.map(({ name, key }) => {
    const values = key.map((field) => sql`coalesce(after, before) ->> ${sql.lit(field)}`);
    return sql`when ${sql.lit(name)} then concat_ws('/', ${sql.join(values)})`;
  }),
  sql` `,
)} end`;

/** What publishing a version wrote itself, orders made firm and released: no person changed it, and a plan is on its way. */
export const writtenByPublishing = sql<boolean>`exists (
  select from plan_versions p where p.site = changes.site and p.published_in = changes.tx)`;

/** Not an input: what is corrected of a special day whose last shift, begun the evening before, was over when the version was made. */
const ofDaysGoneBy = (site: string, now: string) => sql<boolean>`(
  kind = 'calendar_days' and greatest(before ->> 'day', after ->> 'day')
    < (select ((${now}::timestamptz at time zone zone)::date - 1)::text from sites where code = ${site}))`;

/** Planning inputs that were written outside the version's snapshot, newest first, up to `most`; without those of publishing they are told. */
export async function changesSince(
  tx: Db,
  site: string,
  { snapshot, now }: { readonly snapshot: string; readonly now: string },
  most: number,
  of: 'all' | 'told' = 'all',
): Promise<{ kind: string; called: string; who: string; at: string; action: string }[]> {
  const found = await sql<{ kind: string; called: string; who: string; at: string; action: string; zone: string }>`
    select kind, coalesce(nullif(called, ''), ${calledByKey}) as called, ${writerNamed('who')} as who, at, action,
      (select zone from sites where code = ${site}) as zone from changes
    where ${inputSince(site, { snapshot, now })}${of === 'told' ? sql` and not ${writtenByPublishing}` : sql``}
    order by at desc, id desc limit ${most}`.execute(tx);
  return found.rows.map(({ zone, ...row }) => ({ ...row, called: inputCalled(row.called, zone) }));
}

/** Of a row of `changes`: a planning input that was written outside the version's snapshot. */
const inputSince = (site: string, { snapshot, now }: { readonly snapshot: string; readonly now: string }) => sql`
  site = ${site} and kind = any(${plannedKinds}::text[]) and ${unseenBy(sql`${snapshot}::pg_snapshot`)}
  and not (action = 'update' and (${readByNoPlan})) and not ${countsAsBefore(site, snapshot)} and not ${ofDaysGoneBy(site, now)}`;

/** Which inputs were, as "downtimes S1/2026-11-03T…", by kind and key; undefined: more than `most`. */
export async function inputsSince(
  tx: Db,
  site: string,
  version: { readonly snapshot: string; readonly now: string },
  most: number,
): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ input: string }>`
    select distinct concat(kind, ' ', ${calledByKey}) as input from changes where ${inputSince(site, version)} limit ${most + 1}`.execute(
    tx,
  );
  return rows.length > most ? undefined : rows.map(({ input }) => input);
}

/**
 * What will happen, as far as is known: the newest whole plan. The hot list, the messages, the material plan and the answers
 * stand on it; the floor stands on `versionAtWork`.
 */
export async function standingVersion(tx: Db, site: string) {
  return standing(tx, site).executeTakeFirst();
}

/** The same as a question that may be part of a larger one. */
export const standing = (tx: Db, site: string) =>
  versions(tx, site)
    .where('status', '<>', 'cancelled')
    // What a person moved is a thought until it is published.
    .where((version) =>
      version.or([version('by_hand', 'is', null), version('state', 'in', ['published', 'superseded'])]),
    )
    .orderBy('number', 'desc')
    .limit(1);

/** What was approved and published; undefined at a site that never published. */
export const publishedVersion = (tx: Db, site: string) => published(tx, site).executeTakeFirst();

/** The same as a question that may be part of a larger one. */
export const published = (tx: Db, site: string) => versions(tx, site).where('state', '=', 'published');

/** What people work to: dispatch, tickets and reports. The published version; the standing one until a site has published. */
export const versionAtWork = async (tx: Db, site: string) =>
  (await publishedVersion(tx, site)) ?? (await standingVersion(tx, site));

const versions = (tx: Db, site: string) =>
  tx
    .selectFrom('plan_versions')
    .select([
      'id',
      'number',
      'parent',
      'made_at',
      'made_by',
      'reason',
      'status',
      'snapshot',
      'now',
      'figures',
      'pinned',
      'state',
      'by_hand',
    ])
    .where('site', '=', site);

export const oneVersion = (tx: Db, site: string, number: number) =>
  versions(tx, site).where('number', '=', number).executeTakeFirst();

/** By number, the oldest first. */
export const versionsNumbered = (tx: Db, site: string, numbers: readonly number[]) =>
  numbers.length === 0 ? [] : versions(tx, site).where('number', 'in', numbers).orderBy('number').execute();

export const versionsWithIds = (tx: Db, site: string, ids: readonly number[]) =>
  ids.length === 0 ? [] : versions(tx, site).where('id', 'in', ids).execute();

/** A number that no version has, any more or yet. */
export async function noVersion(tx: Db, site: string, number: number): Promise<Refusal> {
  const newest = tx.selectFrom('plan_versions').select('number').where('site', '=', site).orderBy('number', 'desc');
  const found = await newest.limit(1).executeTakeFirst();
  return new Refusal(404, 'not-found', noSuchVersion(number, found?.number ?? 0));
}

/** Refuses a number that no version has. */
export async function versionCalled(tx: Db, site: string, number: number) {
  const found = await oneVersion(tx, site, number);
  if (!found) throw await noVersion(tx, site, number);
  return found;
}

export const oneVersionById = (tx: Db, id: number) =>
  tx.selectFrom('plan_versions').select('number').where('id', '=', id).executeTakeFirstOrThrow();

/** The version with its row locked; the caller holds the site, which is always locked first. */
export const lockedVersion = (tx: Transaction<Tables>, site: string, number: number) =>
  versions(tx, site).where('number', '=', number).forUpdate().executeTakeFirst();

/** Where a version stands from now on; the caller writes the decision in the same transaction. */
export async function moveVersion(tx: Transaction<Tables>, id: number, state: VersionState): Promise<void> {
  await tx
    .updateTable('plan_versions')
    .set(state === 'published' ? { state, published_in: sql`pg_current_xact_id()` } : { state })
    .where('id', '=', id)
    .execute();
}

export interface NewVersion {
  readonly site: string;
  readonly madeBy: string;
  readonly reason: string;
  readonly status: 'complete' | 'partial' | 'cancelled';
  readonly snapshot: string;
  readonly now: string;
  readonly workedDays: WorkedDays;
  readonly frozenDays: number;
  readonly figures: object;
  /** By id, of one by hand. */
  readonly maker?: string | undefined;
  /** Absent: a run made it. */
  readonly byHand?: KeptByHand | undefined;
  /** The id of the version that its base was made against, where it has a base; absent: what is published now. */
  readonly parent?: number | null | undefined;
}

/** Writes a version and all its rows, a draft against what is published; the site is locked so that numbers have no gap and no twin. */
export async function keepVersion(tx: Transaction<Tables>, version: NewVersion, rows: VersionRows): Promise<number> {
  await lockSite(tx, version.site);
  const parent =
    version.parent === undefined ? ((await publishedVersion(tx, version.site))?.id ?? null) : version.parent;
  const last = await tx
    .selectFrom('plan_versions')
    .select((q) => q.fn.max('number').as('n'))
    .where('site', '=', version.site)
    .executeTakeFirst();
  const { id } = await tx
    .insertInto('plan_versions')
    .values({
      site: version.site,
      number: (last?.n ?? 0) + 1,
      parent,
      made_by: version.madeBy,
      maker: version.maker ?? null,
      reason: version.reason,
      status: version.status,
      snapshot: version.snapshot,
      now: version.now,
      worked_days: JSON.stringify(version.workedDays),
      frozen_days: version.frozenDays,
      figures: JSON.stringify(version.figures),
      by_hand: version.byHand ? JSON.stringify(version.byHand) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [table, lines] of Object.entries(rows) as [keyof VersionRows, readonly object[]][]) {
    for (let at = 0; at < lines.length; at += 20_000)
      await sql`insert into ${sql.table(table)} select (jsonb_populate_record(null::${sql.table(table)}, one || ${JSON.stringify({ version: id })}::jsonb)).* from jsonb_array_elements(${JSON.stringify(lines.slice(at, at + 20_000))}::jsonb) as one`.execute(
        tx,
      );
    // Until it is counted a large version is taken for one row, and who joins it reads it again for every row of the other side.
    if (lines.length >= large) await sql`analyze ${sql.table(table)}`.execute(tx);
  }
  return id;
}

/** Rows of one table from which the database's own counting would come too late for the first readers. */
const large = 1000;

export const runColumns = [
  'id',
  'asked_at',
  'asked_by',
  'reason',
  'state',
  'step',
  'share',
  'version',
  'error',
  'started_at',
  'ended_at',
] as const;

export interface NewRun {
  readonly site: string;
  readonly by: string;
  readonly reason: string;
  /** Such a run is one of its own: no other is answered in its place, nor it in another's. */
  readonly allBut?: AllBut;
  /** Neither is one from nothing answered by one that would mend what is published, nor it by that. */
  readonly fromNothing?: boolean;
}

/** The run that waits or works, the first of them. */
export const runOnItsWay = (tx: Transaction<Tables>, site: string) =>
  tx
    .selectFrom('plan_runs')
    .select('asked_by')
    .where('site', '=', site)
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('id')
    .executeTakeFirst();

/** The run that waits at the site, or a new one; `send` queues its job in the same transaction. */
export async function askForRun(
  tx: Transaction<Tables>,
  { site, by, reason, allBut, fromNothing = false }: NewRun,
  send: (run: number) => Promise<void>,
) {
  // One at a time: a run that waits will see what changed meanwhile, so it is answered instead of a second.
  await lockSite(tx, site);
  const waiting = await tx
    .selectFrom('plan_runs')
    .select(runColumns)
    .where('site', '=', site)
    .where('state', '=', 'waiting')
    .where('all_but', 'is', null)
    .where('from_nothing', '=', fromNothing)
    .executeTakeFirst();
  if (waiting && !allBut) return waiting;
  const run = await tx
    .insertInto('plan_runs')
    .values({
      site,
      asked_by: by,
      reason,
      state: 'waiting',
      version: null,
      error: null,
      started_at: null,
      ended_at: null,
      from_nothing: fromNothing,
      ...(allBut ? { all_but: JSON.stringify(allBut) } : {}),
    })
    .returning(runColumns)
    .executeTakeFirstOrThrow();
  await send(run.id);
  return run;
}
