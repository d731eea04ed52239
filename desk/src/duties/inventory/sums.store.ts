/** Sums of movements: kept from time to time, and read as what had moved by a moment. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { holdMovements } from './periods.store.ts';
import { balanceKey } from './posting.tables.ts';
import { summedAfter, toldLate } from './sums.tables.ts';

type Tx = Transaction<Tables>;

/** PostgreSQL's word for a lock that was not to be had in time. */
const lockNotAvailable = '55P03';
/** So many movements lie between two sums. */
const stretch = 100_000;
/** What tells one balance of a site from another. */
export const told = sql.raw(balanceKey.join(', '));

/**
 * In SQL: what movements did to balances, each way added up before its two sides are told apart: every movement is read once, and few
 * are left. `number` is of the balance at one side of the last one: no two share it.
 */
export const legsOf = (site: string, condition: RawBuilder<unknown>) => sql`
  select way.id * 2 + leg.took as number, way.item, leg.location, way.lot, way.serial, leg.container, way.owner, leg.qty
  from (select item, lot, serial, owner, from_location, container, to_location, to_container, sum(qty) as qty, max(id) as id
    from movements m where site = ${site} and ${condition}
    group by item, lot, serial, owner, from_location, container, to_location, to_container) way
  cross join lateral (values (0, way.to_location, way.to_container, way.qty), (1, way.from_location, way.container, -way.qty))
    as leg (took, location, container, qty)
  where leg.location is not null`;

/** In SQL: what had moved by a moment, from the last sum before it on; without a sum, all of it. `last`: the last movement that counts. */
export async function movedBy(
  tx: Tx,
  site: string,
  at: string,
  last: number | null = null,
): Promise<RawBuilder<unknown>> {
  const sum = await tx
    .selectFrom('stock_sums')
    .select(['id', 'at', 'last_movement'])
    .where('site', '=', site)
    .where('at', '<=', at)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const counts = last === null ? sql`true` : sql`m.id <= ${last}::bigint`;
  if (!sum) return legsOf(site, sql`m.moved_at <= ${at}::timestamptz and ${counts}`);
  return sql`select -row_number() over () as number, ${told}, qty from stock_sum_balances where sum = ${sum.id}
    union all ${legsOf(site, sql`m.moved_at > ${sum.at}::timestamptz and m.moved_at <= ${at}::timestamptz and ${counts}`)}
    union all ${legsOf(site, sql`m.moved_at <= ${sum.at}::timestamptz and m.id > ${sum.last_movement}::bigint and ${sql.raw(toldLate)} and ${counts}`)}`;
}

/**
 * The last movement in a moment in which none is on its way: whatever is posted later has a higher number. Undefined where somebody has been
 * posting for seconds: everybody who posts would wait behind this.
 */
async function lastSettled(db: Database): Promise<number | undefined> {
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`set local lock_timeout = '2s'`.execute(tx);
      await holdMovements(tx);
      const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from movements`.execute(tx);
      return rows[0]?.id ?? 0;
    });
  } catch (error) {
    if ((error as { code?: unknown }).code === lockNotAvailable) return undefined;
    throw error;
  }
}

/** Keeps the sums that are missing, one after each stretch of what is old enough; what finds no quiet moment is left to the next time. Answers how many. */
export async function keepSums(db: Database, site: string, every = stretch): Promise<number> {
  let kept = 0;
  for (; ; kept += 1) {
    const at = await db.transaction().execute((tx) => nextAt(tx, site, every));
    if (at === undefined) break;
    const last = await lastSettled(db);
    if (last === undefined) break;
    await db.transaction().execute(async (tx) => {
      const all = await movedBy(tx, site, at, last);
      const { id } = await tx
        .insertInto('stock_sums')
        .values({ site, at, last_movement: last })
        .returning('id')
        .executeTakeFirstOrThrow();
      await sql`insert into stock_sum_balances (sum, site, ${told}, qty)
        select ${id}, ${site}, ${told}, sum(qty) from (${all}) legs group by ${told} having sum(qty) <> 0`.execute(tx);
    });
  }
  // Until the database has counted what a sum holds, it reads one as if it held nothing, fifty times slower.
  if (kept > 0) await sql`analyze stock_sums, stock_sum_balances`.execute(db);
  return kept;
}

/** Where the next sum is made: at the end of the millisecond that ends a stretch after the last one, if that is old enough. */
async function nextAt(tx: Tx, site: string, every: number): Promise<string | undefined> {
  const { rows } = await sql<{ at: string }>`
    select (date_trunc('milliseconds', moved_at) + interval '1 millisecond')::text as at from movements
    where site = ${site} and moved_at <= clock_timestamp() - ${sql.raw(summedAfter)}
      and moved_at > coalesce((select max(at) from stock_sums where site = ${site}), '-infinity')
    order by moved_at offset ${every - 1} limit 1`.execute(tx);
  return rows[0]?.at;
}
