/**
 * The hot list of a site, kept in memory: a version's rows never change, so they are read once; what was added since
 * is asked of the audit log each time (nothing new is the usual answer) and merged. Whatever process wrote it, the
 * next question sees it.
 */
import { sql, type Transaction } from 'kysely';
import { nowAt, offsetsOf, secondsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { settingOf } from '../../server/settings.ts';
import { standingVersion } from '../planning/planning.store.ts';
import {
  keyOf,
  type LatestContact,
  type ListedRow,
  type Moment,
  type Move,
  type Seen,
  type Standing,
  seenRows,
} from './listing.ts';
import { type HotRule, hotterBy, ruleFrom } from './ranking.ts';
import { nowOf, type Written, writtenSince } from './since.store.ts';
import { asItStands, type Now } from './since.ts';
import { plantDays, type WorkingDays } from './workingdays.ts';

type Tx = Transaction<Tables>;
type Version = NonNullable<Awaited<ReturnType<typeof standingVersion>>>;

export interface HotList {
  readonly version: Version;
  readonly rule: HotRule;
  readonly standing: Standing;
  /** Every row in its order at a moment. */
  readonly seen: (moment: Moment) => readonly Seen[];
  /** Value of a customer line in minor units. */
  readonly valueOf: (line: string) => number;
  readonly row: (kind: ListedRow['kind'], ref: string) => ListedRow | undefined;
}

interface Kept {
  readonly planned: readonly ListedRow[];
  readonly byKey: ReadonlyMap<string, ListedRow>;
  readonly days: WorkingDays;
  readonly snapshot: string;
  readonly written: readonly Written[];
  readonly now: ReadonlyMap<string, Now>;
  readonly moves: ReadonlyMap<string, Move>;
  readonly contacts: ReadonlyMap<string, LatestContact>;
  ordered: { readonly rule: string; readonly rows: readonly ListedRow[] } | undefined;
  /** What is seen is the same until the day ends, a move expires or something is written. */
  seen: { readonly by: readonly unknown[]; readonly rows: readonly Seen[] } | undefined;
}

const mostVersions = 8;

export class HotLists {
  readonly #kept = new Map<number, Kept>();
  readonly #fresh = new Map<string, ReadonlySet<string>>();

  /** Undefined before the first plan. */
  async of(tx: Tx, site: Site): Promise<HotList | undefined> {
    const version = await standingVersion(tx, site.code);
    if (!version) return undefined;
    const known = this.#kept.get(version.id);
    const kept = known ? await refreshed(tx, site, known) : await loaded(tx, site, version);
    this.#kept.delete(version.id);
    this.#kept.set(version.id, kept);
    forgetOldest(this.#kept, mostVersions);
    const rule = await ruleOf(tx, site.code);
    const standing = { rows: orderedBy(kept, rule), moves: kept.moves, contacts: kept.contacts };
    return {
      version,
      rule,
      standing,
      seen: (moment) => seenAt(kept, standing, moment),
      valueOf: (line) => kept.byKey.get(keyOf({ kind: 'customer_line', ref: line }))?.money ?? 0,
      row: (kind, ref) => kept.byKey.get(keyOf({ kind, ref })),
    };
  }

  /** Keys of rows that are late in `version` and were not in `looked`; none when that is not a version of the site. */
  async fresh(tx: Tx, site: string, version: number, looked: number | undefined): Promise<ReadonlySet<string>> {
    if (looked === undefined || looked === version) return nobody;
    const key = `${version} ${looked}`;
    const known = this.#fresh.get(key);
    if (known) return known;
    const { rows } = await sql<{ key: string }>`
      select concat(n.kind, ' ', n.ref) as key from hot_rows n
      where n.version = ${version} and n.late_days > 0
        and exists (select 1 from plan_versions v where v.id = ${looked} and v.site = ${site})
        and not exists (select 1 from hot_rows o where o.version = ${looked} and o.kind = n.kind and o.ref = n.ref and o.late_days > 0)`.execute(
      tx,
    );
    const found = new Set(rows.map((row) => row.key));
    this.#fresh.set(key, found);
    forgetOldest(this.#fresh, 64);
    return found;
  }
}

const nobody: ReadonlySet<string> = new Set();

function forgetOldest<K>(map: Map<K, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

async function ruleOf(tx: Tx, site: string): Promise<HotRule> {
  return ruleFrom(await settingOf(tx, site, 'hot_list_rule'));
}

async function loaded(tx: Tx, site: Site, version: Version): Promise<Kept> {
  const rows = await tx
    .selectFrom('hot_rows')
    .select(['kind', 'ref', 'item', 'item_name', 'qty', 'unit', 'need', 'promised', 'estimated', 'late_days'])
    .select(['past_promise', 'priority', 'partner', 'partner_name', 'phone', 'work_centre', 'machine', 'money'])
    .select(['hurts', 'hurting', 'owner', 'root', 'blocked_by'])
    .where('version', '=', version.id)
    .orderBy('rank')
    .execute();
  const planned = rows.map((row): ListedRow => ({ ...row, needAt: secondsOf(row.need), changed: null }));
  const { snapshot, written } = await writtenSince(tx, site.code, version.snapshot);
  return {
    planned,
    byKey: new Map(planned.map((row) => [keyOf(row), row])),
    days: await daysOf(tx, site),
    snapshot,
    written,
    now: await nowOf(tx, site, written),
    moves: await movesOf(tx, site.code),
    contacts: await contactsOf(tx, site.code),
    ordered: undefined,
    seen: undefined,
  };
}

async function refreshed(tx: Tx, site: Site, kept: Kept): Promise<Kept> {
  const { snapshot, written } = await writtenSince(tx, site.code, kept.snapshot);
  if (written.length === 0) return { ...kept, snapshot };
  const called = written.filter((one) => one.kind === 'contacts').map((one) => one.record);
  const records = written.filter((one) => one.kind !== 'contacts' && one.kind !== 'hot_moves');
  // A record written twice since the plan shows the fields of both.
  const all = [...kept.written, ...records];
  const again = new Set(records.map((one) => `${one.kind} ${one.called}`));
  return {
    ...kept,
    snapshot,
    written: all,
    now:
      records.length === 0
        ? kept.now
        : new Map([
            ...kept.now,
            ...(await nowOf(
              tx,
              site,
              all.filter((one) => again.has(`${one.kind} ${one.called}`)),
            )),
          ]),
    moves: written.some((one) => one.kind === 'hot_moves') ? await movesOf(tx, site.code) : kept.moves,
    contacts: called.length === 0 ? kept.contacts : merged(kept.contacts, await contactsOf(tx, site.code, called)),
    ordered: records.length === 0 ? kept.ordered : undefined,
  };
}

/** The rows as they stand now, by the rule; worked out when something changed, then kept. */
function orderedBy(kept: Kept, rule: HotRule): readonly ListedRow[] {
  const name = rule.join(' ');
  if (kept.ordered?.rule === name) return kept.ordered.rows;
  const rows = kept.planned.flatMap((row) => {
    const order = row.kind === 'operation' ? `operation ${row.ref.slice(0, row.ref.lastIndexOf('/'))}/` : undefined;
    const now = kept.now.get(keyOf(row)) ?? (order === undefined ? undefined : kept.now.get(order));
    return asItStands(row, now, kept.days) ?? [];
  });
  rows.sort(hotterBy(rule));
  kept.ordered = { rule: name, rows };
  return rows;
}

function seenAt(kept: Kept, standing: Standing, moment: Moment): readonly Seen[] {
  const held = [...standing.moves.values()].filter((move) => move.expires > moment.now).map(keyOf);
  const by = [standing.rows, standing.moves, standing.contacts, moment.today, held.join('\n')];
  if (kept.seen?.by.every((one, at) => one === by[at])) return kept.seen.rows;
  const rows = seenRows(standing, moment);
  kept.seen = { by, rows };
  return rows;
}

async function movesOf(tx: Tx, site: string): Promise<ReadonlyMap<string, Move>> {
  const rows = await tx
    .selectFrom('hot_moves')
    .select(['kind', 'ref', 'work_centre', 'reason', 'effect', 'expires', 'moved_at', 'changed_by'])
    .where('site', '=', site)
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** The latest contact of each row, of those named or of all. */
async function contactsOf(tx: Tx, site: string, ids?: readonly number[]): Promise<ReadonlyMap<string, LatestContact>> {
  const { rows } = await sql<LatestContact>`
    select distinct on (about_kind, ref) id, about_kind, ref, with_whom, said, new_date, next_action, next_at, changed_at, changed_by
    from contacts where site = ${site} ${ids ? sql`and id = any(${[...ids]}::bigint[])` : sql``}
    order by about_kind, ref, id desc`.execute(tx);
  return new Map(rows.map((row) => [keyOf({ kind: row.about_kind, ref: row.ref }), row]));
}

function merged(
  known: ReadonlyMap<string, LatestContact>,
  more: ReadonlyMap<string, LatestContact>,
): ReadonlyMap<string, LatestContact> {
  const all = new Map(known);
  for (const [key, contact] of more) if (contact.id > (all.get(key)?.id ?? 0)) all.set(key, contact);
  return all;
}

async function daysOf(tx: Tx, site: Site): Promise<WorkingDays> {
  const of = async (table: 'work_centres' | 'calendars' | 'calendar_days', columns: readonly string[]) =>
    (
      await sql<Row>`select ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(table)} where site = ${site.code}`.execute(
        tx,
      )
    ).rows;
  const now = secondsOf(nowAt(site));
  const days = plantDays(
    {
      workCentres: await of('work_centres', ['calendar']),
      calendars: await of('calendars', ['code', 'week']),
      calendarDays: await of('calendar_days', ['calendar', 'day', 'hours']),
    },
    offsetsOf(site.zone),
    now,
    4 * 366 * 86_400,
  );
  return (second) => days(second - now);
}
