/** Reads from the audit log what was written since a snapshot, and the records behind hot rows as they stand now. */
import { sql, type Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { published, standing } from '../planning/planning.store.ts';
import { expectedOf, promisedOf } from '../purchasing/purchasing.store.ts';
import { returnsAwaited } from '../receiving/returnslist.store.ts';
import { standingWaited } from '../receiving/standing.store.ts';
import { belowZeroOf } from './belowzerorows.store.ts';
import { emptyBinsOf } from './cardrows.store.ts';
import { toBringOf } from './deliveryrows.store.ts';
import { keyOf } from './listing.ts';
import type { HotKind } from './ranking.ts';
import { soughtAs } from './searchrows.store.ts';
import type { Now } from './since.ts';

type Tx = Transaction<Tables>;

const watched = [
  'customer_lines',
  'purchase_lines',
  'work_orders',
  'work_steps',
  'hot_moves',
  'contacts',
  'requisitions',
] as const;
type Watched = (typeof watched)[number];

export interface Written {
  readonly kind: Watched;
  readonly record: number;
  /** "SO-1042/2": the record's key. */
  readonly called: string;
  /** Names of the fields that it changed; all of them empty for a new record. */
  readonly fields: readonly string[];
}

/** The standing version as the list needs it, and what the site says of the list's order. */
export interface StandsNow {
  readonly version: {
    readonly id: number;
    readonly number: number;
    readonly made_at: string;
    readonly now: string;
  };
  readonly published: { readonly id: number; readonly number: number } | undefined;
  /** As it is kept in the site's settings. */
  readonly rule: unknown;
  /** Of this question: the next one asks from here. */
  readonly snapshot: string;
  /** Asked by who may write: its snapshot takes what that transaction is still to write for seen. */
  readonly writing: boolean;
  readonly written: readonly Written[];
  /** Which balances are below zero; null: none. */
  readonly below: string | null;
  /** Which deliveries are to be brought; null: none. */
  readonly toBring: string | null;
  /** Which bins are called for and nothing was sent; null: none. */
  readonly emptyBins: string | null;
  /** What is sought, and who waits for it; null: nothing. */
  readonly sought: string | null;
  /** What stands at docks and in inspection and an order draws; null: nothing. */
  readonly notPutAway: string | null;
}

const compared = [
  'due',
  'promised',
  'estimated',
  'required',
  'promise_means',
  'shipped_at',
  'priority',
  'qty',
  'received',
  'state',
  'good',
  'scrap',
  'machine',
];

/**
 * Which version stands, by what rule, and what was written that its rows, or those of `known`, do not have: one question,
 * as it is asked with every page. Undefined before the first plan.
 */
export async function standsNow(
  tx: Tx,
  site: string,
  known: { readonly version: number; readonly snapshot: string } | undefined,
): Promise<StandsNow | undefined> {
  const differs = sql.join(
    compared.map(
      (field) => sql`case when before ->> ${field} is distinct from after ->> ${field} then ${field}::text end`,
    ),
  );
  const { rows } = await sql<
    StandsNow['version'] & {
      published: { id: number; number: number } | null;
      rule: unknown;
      since: string;
      writing: boolean;
      written: Written[] | null;
      below: string | null;
      to_bring: string | null;
      empty_bins: string | null;
      sought: string | null;
      not_put_away: string | null;
    }
  >`
    select v.id, v.number, v.made_at, v.now, (
      select json_build_object('id', id, 'number', number) from ${published(tx, site)} as published
    ) as published, s.settings -> 'hot_list_rule' as rule, pg_current_snapshot()::text as since,
      pg_current_xact_id_if_assigned() is not null as writing, (
      select json_agg(json_build_object('kind', kind, 'record', record, 'called', called,
        'fields', case when action = 'update' then array_remove(array[${differs}], null) else array[]::text[] end))
      from audit where site = s.code and kind = any(${[...watched]}::text[])
        and ${unseenBy(sql`v.seen`)}
    ) as written, ${belowZeroOf(sql`s.code`)} as below, ${toBringOf(sql`s.code`)} as to_bring, ${emptyBinsOf(sql`s.code`)} as empty_bins, ${soughtAs(sql`s.code`)} as sought,
      nullif(concat_ws('|', ${standingWaited(sql`s.code`)}, ${returnsAwaited(sql`s.code`)}), '') as not_put_away
    from sites s cross join (
      select id, number, made_at, now,
        case when id = ${known?.version ?? 0} then ${known?.snapshot ?? null}::pg_snapshot else snapshot::pg_snapshot end as seen
      from ${standing(tx, site)} as standing
    ) v
    where s.code = ${site}`.execute(tx);
  const found = rows[0];
  if (!found) return undefined;
  const {
    id,
    number,
    made_at,
    now,
    published: atWork,
    rule,
    since,
    writing,
    written,
    below,
    to_bring: toBring,
    empty_bins: emptyBins,
    sought,
    not_put_away,
  } = found;
  return {
    version: { id, number, made_at, now },
    published: atWork ?? undefined,
    rule,
    snapshot: since,
    writing,
    written: written ?? [],
    below,
    toBring,
    emptyBins,
    sought,
    notPutAway: not_put_away,
  };
}

/** The records behind hot rows that were written, by the row's key; a work order answers for `operation NUMBER/`. */
export async function nowOf(tx: Tx, site: Site, written: readonly Written[]): Promise<ReadonlyMap<string, Now>> {
  const now = new Map<string, Now>();
  await linesNow(tx, site, 'customer_lines', written, now);
  await linesNow(tx, site, 'purchase_lines', written, now);
  await workNow(tx, site.code, written, now);
  return now;
}

interface LineNow {
  id: number;
  due: string | null;
  promised: string | null;
  estimated: string | null;
  priority: number | null;
  state: string;
}

const lineColumns = {
  customer_lines: () => sql`due, promised, null::timestamptz as estimated, priority`,
  purchase_lines: (now: string) =>
    sql`null::timestamptz as due, ${promisedOf('l')} as promised, ${expectedOf('l', now)} as estimated, null::integer as priority`,
} as const;
const rowKind: Readonly<Record<'customer_lines' | 'purchase_lines', HotKind>> = {
  customer_lines: 'customer_line',
  purchase_lines: 'purchase_line',
};

async function linesNow(
  tx: Tx,
  site: Site,
  kind: 'customer_lines' | 'purchase_lines',
  written: readonly Written[],
  now: Map<string, Now>,
): Promise<void> {
  const of = written.filter((one) => one.kind === kind);
  if (of.length === 0) return;
  const { rows } =
    await sql<LineNow>`select id, state, ${lineColumns[kind](nowAt(site))} from ${sql.table(kind)} l where site = ${site.code} and id = any(${[...new Set(of.map((one) => one.record))]}::bigint[])`.execute(
      tx,
    );
  const found = new Map(rows.map((row) => [row.id, row]));
  for (const [called, some] of byName(of)) {
    const line = found.get(some[0]?.record ?? 0);
    const key = keyOf({ kind: rowKind[kind], ref: called });
    if (line?.state !== 'open') now.set(key, { over: true });
    else
      now.set(key, {
        over: false,
        fields: fieldsOf(some),
        need: line.due,
        promised: line.promised,
        estimated: line.estimated,
        priority: line.priority,
      });
  }
}

async function workNow(tx: Tx, site: string, written: readonly Written[], now: Map<string, Now>): Promise<void> {
  const orders = byName(written.filter((one) => one.kind === 'work_orders'));
  const steps = byName(written.filter((one) => one.kind === 'work_steps'));
  if (orders.size === 0 && steps.size === 0) return;
  const open = await tx
    .selectFrom('work_orders')
    .select('number')
    .where('site', '=', site)
    .where(sql<boolean>`number = any(${[...orders.keys()]}::text[])`)
    .where('state', 'in', ['firm', 'released', 'started'])
    .execute();
  const standing = new Set(open.map((row) => row.number));
  for (const [number] of orders)
    if (!standing.has(number)) now.set(keyOf({ kind: 'operation', ref: `${number}/` }), { over: true });
  const ids = [...steps.values()].flatMap((some) => some.map((one) => one.record));
  const found = await tx
    .selectFrom('work_steps')
    .select(['id', 'state'])
    .where('site', '=', site)
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .execute();
  const state = new Map(found.map((row) => [row.id, row.state]));
  for (const [called, some] of steps) {
    const at = state.get(some[0]?.record ?? 0);
    const over = at === undefined || at === 'done';
    now.set(
      keyOf({ kind: 'operation', ref: called }),
      over ? { over } : { over, fields: fieldsOf(some), need: null, promised: null, estimated: null, priority: null },
    );
  }
}

function byName(written: readonly Written[]): ReadonlyMap<string, readonly Written[]> {
  const named = new Map<string, Written[]>();
  for (const one of written) {
    const list = named.get(one.called);
    if (list) list.push(one);
    else named.set(one.called, [one]);
  }
  return named;
}

const fieldsOf = (written: readonly Written[]): readonly string[] => [...new Set(written.flatMap((one) => one.fields))];
