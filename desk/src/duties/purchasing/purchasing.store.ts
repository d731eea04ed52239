/** Purchase lines in the database: when each is expected, in SQL; who else's duty it is to set their dates does it here. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { lineCalled } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';

type Tx = Transaction<Tables>;

/** What the promise of purchase lines named `alias` means: `meansOf` in SQL. */
const meansOf = (alias: string): RawBuilder<string> => {
  const of = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`coalesce(${of('promise_means')}, (select v.promise_means from vendors v where v.site = ${of('site')} and v.code = ${of('vendor')}), 'usable')`;
};

/** Most promise when goods are usable. Of many lines the vendors who mean otherwise are looked up together. */
const meansUsable = (alias: string): RawBuilder<boolean> => {
  const of = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`(${of('promise_means')} = 'usable' or ${of('promise_means')} is null and not exists (
    select from vendors v where v.site = ${of('site')} and v.code = ${of('vendor')} and v.promise_means <> 'usable'))`;
};

/** `promisedFor` in SQL, of purchase lines named `alias`: when they are usable by their promise. */
export const promisedOf = (alias: string): RawBuilder<string | null> => {
  const of = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`case when ${of('promised')} is null or ${meansUsable(alias)} then ${of('promised')}
    else promise_usable(${of('site')}, ${of('vendor')}, ${of('item')}, ${of('promised')}, ${of('shipped_at')}, ${meansOf(alias)}) end`;
};

/**
 * `expectedAt` in SQL; null where nobody knows, as `greatest` would not have it. `purchasing.store.test.ts` holds them to one answer.
 */
export const expectedOf = (alias: string, now: string): RawBuilder<string | null> => {
  const of = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`timestamptz_larger(${now}::timestamptz, coalesce(${of('estimated')}, ${promisedOf(alias)}, ${of('required')}, (
    select ${now}::timestamptz + make_interval(secs => round(o.transit_days * 86400)
      + ceil((o.approval_days + o.vendor_days + o.dock_days) * 7 / 5.0) * 86400)
    from sources o where o.site = ${of('site')} and o.item = ${of('item')} and o.vendor = ${of('vendor')}
    order by o.rank limit 1)))`;
};

/** Of a source that takes days from dock to stock. Of many lines the sources are looked up together. */
const takesDockDays = (alias: string): RawBuilder<boolean> => {
  const of = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`exists (select from sources o
    where o.site = ${of('site')} and o.item = ${of('item')} and o.vendor = ${of('vendor')} and o.dock_days <> 0)`;
};

/**
 * When they are due at the dock, `dockedAt` in SQL: an estimate and a required day are of being usable, a promise's as it means. One of
 * shipping counts from when it was shipped, once it was.
 */
export const dueAtDockOf = (alias: string): RawBuilder<string | null> => {
  const of = (name: string) => sql.ref(`${alias}.${name}`);
  const byPromise = sql`(${of('estimated')} is null and ${of('promised')} is not null and ${meansUsable(alias)} is not true)`;
  return sql`case when ${byPromise} then promise_docked(${of('site')}, ${of('vendor')}, ${of('item')},
      case when ${meansOf(alias)} = 'ship' then coalesce(${of('shipped_at')}, ${of('promised')}) else ${of('promised')} end, ${meansOf(alias)})
    when ${takesDockDays(alias)} then promise_docked(${of('site')}, ${of('vendor')}, ${of('item')},
      coalesce(${of('estimated')}, ${of('promised')}, ${of('required')}), 'usable')
    else coalesce(${of('estimated')}, ${of('promised')}, ${of('required')}) end`;
};

export const knownVendor = async (tx: Tx, site: string, code: string): Promise<boolean> =>
  (await tx
    .selectFrom('vendors')
    .select('code')
    .where('site', '=', site)
    .where('code', '=', code)
    .executeTakeFirst()) !== undefined;

export interface LockedLine {
  readonly id: number;
  readonly vendor: string;
  readonly order_no: string;
  readonly line: number;
}

/** The open line of that name ("PO-1/2"), with its row locked; undefined when there is none. */
export async function lockOpenPurchaseLine(tx: Tx, site: string, ref: string): Promise<LockedLine | undefined> {
  const called = lineCalled(ref);
  if (!called) return undefined;
  return tx
    .selectFrom('purchase_lines')
    .select(['id', 'vendor', 'order_no', 'line'])
    .where('site', '=', site)
    .where('order_no', '=', called.order)
    .where('line', '=', called.line)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
}

/** Those of these names that are open, locked in one order, whoever asks for whichever of them. */
export async function lockOpenPurchaseLines(
  tx: Tx,
  site: string,
  refs: readonly string[],
): Promise<readonly (LockedLine & { readonly ref: string })[]> {
  const called = refs.flatMap((ref) => lineCalled(ref) ?? []);
  const rows = await tx
    .selectFrom('purchase_lines')
    .select(['id', 'vendor', 'order_no', 'line'])
    .where('site', '=', site)
    .where(
      sql<boolean>`(order_no, line) in (
        select * from unnest(${called.map(({ order }) => order)}::text[], ${called.map(({ line }) => line)}::integer[]))`,
    )
    .where('state', '=', 'open')
    .orderBy('order_no')
    .orderBy('line')
    .forUpdate()
    .execute();
  return rows.map((row) => ({ ...row, ref: `${row.order_no}/${row.line}` }));
}

export interface LineDates {
  readonly required?: string;
  /** Null: as promised, else as required. */
  readonly estimated?: string | null;
  readonly shipped_at?: string;
  readonly shipped_note?: string | null;
}

/** Sets dates of a line that the caller holds locked. A promise is kept by `keepPurchasePromise` (`promises.store.ts`). */
export async function datePurchaseLine(
  tx: Tx,
  site: string,
  { id }: Pick<LockedLine, 'id'>,
  dates: LineDates,
): Promise<void> {
  await tx.updateTable('purchase_lines').set(dates).where('site', '=', site).where('id', '=', id).execute();
}

/** When it is usable by its promise. */
export async function usableBy(tx: Tx, { id }: Pick<LockedLine, 'id'>): Promise<string | null> {
  const { rows } = await sql<{
    at: string | null;
  }>`select ${promisedOf('l')} as at from purchase_lines l where id = ${id}`.execute(tx);
  return rows[0]?.at ?? null;
}

/** What came closes an open line; what goes back opens a closed one. The caller holds it locked. */
export async function turnPurchaseLine(tx: Tx, id: number, state: 'open' | 'closed'): Promise<void> {
  const was = state === 'open' ? 'closed' : 'open';
  await tx.updateTable('purchase_lines').set({ state }).where('id', '=', id).where('state', '=', was).execute();
}
