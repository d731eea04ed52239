/**
 * The hot list of a site, kept in memory: a version's rows never change, so they are read once; what was added since
 * is asked of the audit log each time (nothing new is the usual answer) and merged. Whatever process wrote it, the
 * next question sees it.
 */

import { sql, type Transaction } from 'kysely';
import { nowAt, secondsOf, todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import type { OtherNeed } from '../planning/otherneed.ts';
import { needsOtherwise } from '../planning/otherneeds.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import type { WorkingDays } from '../planning/workingdays.ts';
import { belowZeroRows } from './belowzerorows.store.ts';
import { cardRows } from './cardrows.store.ts';
import { deliveryRows } from './deliveryrows.store.ts';
import {
  keyOf,
  type LatestContact,
  type ListedRow,
  type Moment,
  type Move,
  type Seen,
  type Standing,
  seenRows,
  type Totals,
  totalsOf,
} from './listing.ts';
import { type HotRule, hotterBy, ruleFrom, unplannedKinds } from './ranking.ts';
import { requisitionRows } from './requisitionrows.store.ts';
import { lateReturnRows } from './returnrows.store.ts';
import { searchRows } from './searchrows.store.ts';
import { nowOf, type StandsNow, standsNow, type Written } from './since.store.ts';
import { type Now, standingRows } from './since.ts';
import { notPutAwayRows } from './standingrows.store.ts';

type Tx = Transaction<Tables>;

export interface HotList {
  readonly version: StandsNow['version'];
  /** When the published version needs an operation, by its row's `ref`, where that is another moment. */
  readonly published: ReadonlyMap<string, OtherNeed>;
  readonly rule: HotRule;
  readonly standing: Standing;
  /** Every row in its order at a moment, and how many there are of a sort. */
  readonly seen: (moment: Moment) => { readonly all: readonly Seen[]; readonly totals: Totals };
  /** Value of a customer line in minor units. */
  readonly valueOf: (line: string) => number;
  readonly row: (kind: ListedRow['kind'], ref: string) => ListedRow | undefined;
}

interface Kept {
  readonly version: StandsNow['version'];
  /** Those of the version; requisitions and balances below zero as they stood on `day` or when one was written since. */
  readonly planned: readonly ListedRow[];
  readonly day: string;
  /** The balances below zero that are among them. */
  readonly below: string | null;
  /** The deliveries to be brought, and the minute for which they were judged. */
  readonly toBring: string | null;
  /** The empty bins for which nothing was sent, and the minute for which they were judged. */
  readonly emptyBins: string | null;
  /** What is sought, and who waits for it. */
  readonly sought: string | null;
  /** What stands at docks and in inspection and an order draws, and the minute for which it was judged. */
  readonly notPutAway: string | null;
  readonly byKey: ReadonlyMap<string, ListedRow>;
  /** Rows of a work order, by `operation NUMBER/`. */
  readonly ofOrder: ReadonlyMap<string, readonly ListedRow[]>;
  readonly days: WorkingDays;
  readonly snapshot: string;
  readonly written: readonly Written[];
  readonly now: ReadonlyMap<string, Now>;
  readonly moves: ReadonlyMap<string, Move>;
  readonly contacts: ReadonlyMap<string, LatestContact>;
  /** The planned rows by a rule. */
  ranked: { readonly rule: string; readonly rows: readonly ListedRow[] } | undefined;
  /** The same as they stand, until something is written. */
  standing: readonly ListedRow[] | undefined;
  /** What is seen is the same until the day ends, a move expires or something is written. */
  seen: { readonly by: readonly unknown[]; readonly all: readonly Seen[]; readonly totals: Totals } | undefined;
  readonly knownSeen: WeakMap<ListedRow, Seen>;
}

const mostSites = 8;

export class HotLists {
  /** By site. */
  readonly #kept = new Map<string, Kept>();
  readonly #fresh = new Map<string, ReadonlySet<string>>();
  /** By both versions, which never change. */
  readonly #needs = new Map<string, ReadonlyMap<string, OtherNeed>>();

  /** Undefined before the first plan. */
  async of(tx: Tx, site: Site): Promise<HotList | undefined> {
    const known = this.#kept.get(site.code);
    const now = await standsNow(tx, site.code, known && { version: known.version.id, snapshot: known.snapshot });
    if (!now) return undefined;
    const kept =
      known?.version.id === now.version.id ? await refreshed(tx, site, known, now) : await loaded(tx, site, now);
    if (!now.writing) {
      this.#kept.delete(site.code);
      this.#kept.set(site.code, kept);
      forgetOldest(this.#kept, mostSites);
    }
    const rule = ruleFrom(now.rule);
    const standing = { rows: standingBy(kept, rule), moves: kept.moves, contacts: kept.contacts };
    return {
      version: now.version,
      published: await this.#otherNeeds(tx, now),
      rule,
      standing,
      seen: (moment) => seenAt(kept, standing, moment),
      valueOf: (line) => kept.byKey.get(keyOf({ kind: 'customer_line', ref: line }))?.money ?? 0,
      row: (kind, ref) => kept.byKey.get(keyOf({ kind, ref })),
    };
  }

  async #otherNeeds(tx: Tx, { version, published }: StandsNow): Promise<ReadonlyMap<string, OtherNeed>> {
    const key = `${version.id} ${published?.id}`;
    const known = this.#needs.get(key);
    if (known) return known;
    const found = await needsOtherwise(tx, version, published);
    this.#needs.set(key, found);
    forgetOldest(this.#needs, mostSites);
    return found;
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
/** Read by themselves, not as changes of planned rows. */
const apart: ReadonlySet<Written['kind']> = new Set(['contacts', 'hot_moves', 'requisitions']);

function forgetOldest<K>(map: Map<K, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

async function loaded(tx: Tx, site: Site, now: StandsNow): Promise<Kept> {
  const { version, snapshot, written, below, sought } = now;
  const rows = await tx
    .selectFrom('hot_rows')
    .select(['kind', 'ref', 'item', 'item_name', 'qty', 'unit', 'need', 'promised', 'estimated', 'late_days'])
    .select(['past_promise', 'priority', 'partner', 'partner_name', 'phone', 'work_centre', 'machine', 'money'])
    .select(['hurts', 'hurting', 'owner', 'root', 'blocked_by', 'critical_ratio', 'ratio_time', 'ratio_work'])
    .where('version', '=', version.id)
    .orderBy('rank')
    .execute();
  const days = await plantDaysOf(tx, site);
  const planned = [
    ...rows.map((row): ListedRow => ({ ...row, needAt: secondsOf(row.need), changed: null })),
    ...(await unplannedRows(tx, site, days)),
  ];
  return {
    version,
    planned,
    byKey: new Map(planned.map((row) => [keyOf(row), row])),
    ofOrder: byOrder(planned),
    day: todayAt(site),
    below,
    toBring: judgedAt(site, now.toBring),
    emptyBins: judgedAt(site, now.emptyBins),
    sought,
    notPutAway: judgedAt(site, now.notPutAway),
    days,
    snapshot,
    written,
    now: await nowOf(tx, site, written),
    moves: await movesOf(tx, site.code),
    contacts: await contactsOf(tx, site.code),
    ranked: undefined,
    standing: undefined,
    seen: undefined,
    knownSeen: new WeakMap(),
  };
}

const unplannedRows = async (tx: Tx, site: Site, days: WorkingDays): Promise<readonly ListedRow[]> => [
  ...(await requisitionRows(tx, site, days)),
  ...(await belowZeroRows(tx, site, days)),
  ...(await deliveryRows(tx, site, days)),
  ...(await cardRows(tx, site, days)),
  ...(await searchRows(tx, site, days)),
  ...(await notPutAwayRows(tx, site, days)),
  ...(await lateReturnRows(tx, site, days)),
];

/** A delivery, an empty bin and goods at the dock become late by the minute. */
const judgedAt = (site: Site, what: string | null): string | null =>
  what === null ? null : `${what} ${nowAt(site).slice(0, 16)}`;

/** What waits is late by the day that it is, and an order that is cancelled waits again. */
async function withUnplanned(tx: Tx, site: Site, known: Kept, now: StandsNow): Promise<Kept> {
  const { written, below, sought } = now;
  const day = todayAt(site);
  const [toBring, emptyBins, notPutAway] = [now.toBring, now.emptyBins, now.notPutAway].map((what) =>
    judgedAt(site, what),
  ) as [string | null, string | null, string | null];
  const wrote = written.some(
    ({ kind, fields }) => kind === 'requisitions' || (kind === 'purchase_lines' && fields.includes('state')),
  );
  const same =
    known.below === below &&
    known.toBring === toBring &&
    known.emptyBins === emptyBins &&
    known.sought === sought &&
    known.notPutAway === notPutAway;
  if (!wrote && same && known.day === day) return known;
  const planned = [
    ...known.planned.filter((row) => !unplannedKinds.has(row.kind)),
    ...(await unplannedRows(tx, site, known.days)),
  ];
  const byKey = new Map(planned.map((row) => [keyOf(row), row]));
  return {
    ...known,
    day,
    below,
    toBring,
    emptyBins,
    sought,
    notPutAway,
    planned,
    byKey,
    ranked: undefined,
    standing: undefined,
  };
}

async function refreshed(tx: Tx, site: Site, known: Kept, now: StandsNow): Promise<Kept> {
  const { snapshot, written } = now;
  const kept = await withUnplanned(tx, site, known, now);
  if (written.length === 0) return Object.assign(kept, { snapshot: now.writing ? known.snapshot : snapshot });
  const called = written.filter((one) => one.kind === 'contacts').map((one) => one.record);
  const records = written.filter((one) => !apart.has(one.kind));
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
    standing: records.length === 0 ? kept.standing : undefined,
  };
}

function byOrder(rows: readonly ListedRow[]): ReadonlyMap<string, readonly ListedRow[]> {
  const orders = new Map<string, ListedRow[]>();
  for (const row of rows) {
    if (row.kind !== 'operation') continue;
    const order = `operation ${row.ref.slice(0, row.ref.lastIndexOf('/'))}/`;
    const list = orders.get(order);
    if (list) list.push(row);
    else orders.set(order, [row]);
  }
  return orders;
}

/** The rows as they stand now, by the rule. */
function standingBy(kept: Kept, rule: HotRule): readonly ListedRow[] {
  const name = rule.join(' ');
  const hotter = hotterBy(rule);
  if (kept.ranked?.rule !== name) {
    kept.ranked = { rule: name, rows: [...kept.planned].sort(hotter) };
    kept.standing = undefined;
  }
  const about = (key: string): readonly ListedRow[] => {
    const row = kept.byKey.get(key);
    return row ? [row] : (kept.ofOrder.get(key) ?? []);
  };
  kept.standing ??= standingRows(kept.ranked.rows, kept.now, about, kept.days, hotter);
  return kept.standing;
}

function seenAt(kept: Kept, standing: Standing, moment: Moment): NonNullable<Kept['seen']> {
  const held = [...standing.moves.values()].filter((move) => move.expires > moment.now).map(keyOf);
  const by = [standing.rows, standing.moves, standing.contacts, moment.today, held.join('\n')];
  if (kept.seen?.by.every((one, at) => one === by[at])) return kept.seen;
  const all = seenRows(standing, moment, kept.knownSeen);
  kept.seen = { by, all, totals: totalsOf(all) };
  return kept.seen;
}

async function movesOf(tx: Tx, site: string): Promise<ReadonlyMap<string, Move>> {
  const rows = await tx
    .selectFrom('hot_moves')
    .select(['kind', 'ref', 'work_centre', 'reason', 'effect', 'expires', 'moved_at'])
    .select(writerNamed('changed_by').as('changed_by'))
    .where('site', '=', site)
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** The latest contact of each row, of those named or of all. */
async function contactsOf(tx: Tx, site: string, ids?: readonly number[]): Promise<ReadonlyMap<string, LatestContact>> {
  const { rows } = await sql<LatestContact>`
    select id, about_kind, ref, with_whom, said, new_date, next_action, next_at, changed_at, ${writerNamed('changed_by')} as changed_by
    from (
      select distinct on (about_kind, ref) * from contacts
      where site = ${site} ${ids ? sql`and id = any(${[...ids]}::bigint[])` : sql``} order by about_kind, ref, id desc
    ) as latest`.execute(tx);
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
