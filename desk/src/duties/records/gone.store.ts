/**
 * Records that a version names one by one: cancelled, taken away or called otherwise they are gone for it, and it goes no
 * further. Who does that takes the site first, as who decides about versions does, and the second of two is told of the first.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Kind, Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { lockSite } from '../../server/site-lock.ts';
import { publishedMeanwhile } from './records.messages.ts';

type Tx = Transaction<Tables>;

/** Where versions keep the names of a kind. */
const named: Readonly<Record<string, RawBuilder<unknown>>> = {
  customer_lines: sql`select version, demand as name from plan_deliveries`,
  work_orders: sql`select version, work_order as name from plan_orders`,
};

export const isNamed = (kind: Kind): boolean => Object.hasOwn(named, kind.name);

/** Whether a change may make records of a kind gone; none: they are deleted. */
export const mayBeGone = (kind: Kind, change?: Row): boolean =>
  isNamed(kind) && (change === undefined || ['state', ...kind.key].some((name) => Object.hasOwn(change, name)));

/** Whether a record is gone by what it becomes. */
export const isGone = (kind: Kind, before: Row, after: Row): boolean =>
  isNamed(kind) &&
  ((after.state === 'cancelled' && before.state !== 'cancelled') ||
    kind.key.some((name) => after[name] !== before[name]));

/** What was published while one waited for the site. */
export type Meanwhile = Awaited<ReturnType<typeof lockBesideVersions>>;

/** Before any record is locked. */
export async function lockBesideVersions(tx: Tx, site: string) {
  const before = await publishedAt(tx, site);
  await lockSite(tx, site);
  const now = await publishedAt(tx, site);
  return now?.id === before?.id ? undefined : now;
}

const publishedAt = (tx: Tx, site: string) =>
  tx
    .selectFrom('plan_versions as v')
    .innerJoin('version_decisions as d', (join) =>
      join.onRef('d.version', '=', 'v.id').on('decision', '=', 'published'),
    )
    .select(['v.id', 'v.number', 'd.who'])
    .where('v.site', '=', site)
    .where('v.state', '=', 'published')
    .executeTakeFirst();

/** Refuses what would be gone for a version that was published meanwhile: who does it knows nothing of that. */
export async function refuseGone(tx: Tx, meanwhile: Meanwhile, kind: string, names: readonly string[]): Promise<void> {
  const of = named[kind];
  if (!meanwhile || !of || names.length === 0) return;
  const { rows } = await sql<{ name: string }>`
    select distinct name from (${of}) as n where version = ${meanwhile.id} and name = any(${names}::text[]) order by name`.execute(
    tx,
  );
  if (rows.length === 0) return;
  const orders = rows.map(({ name }) => name);
  throw new Refusal(409, 'published-meanwhile', publishedMeanwhile(meanwhile, orders), { values: { orders } });
}
