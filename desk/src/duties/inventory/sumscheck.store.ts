/** Holds what is kept of movements, balances and sums, against the movements themselves, which are what is true; and makes it anew. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { BalanceKey } from './movements.ts';
import { holdMovements } from './periods.store.ts';
import { legsOf, told } from './sums.store.ts';

type Tx = Transaction<Tables>;

export interface Astray extends BalanceKey {
  readonly kept: number;
  readonly moved: number;
}

export interface Sum {
  readonly id: number;
  readonly at: string;
  readonly last_movement: number;
}

/** As the nearest number: what went astray may have more digits than can be counted. */
const astray = async (tx: Tx, kept: RawBuilder<unknown>, legs: RawBuilder<unknown>): Promise<readonly Astray[]> => {
  const { rows } = await sql<Astray>`
    select ${told}, coalesce(k.qty, 0)::float8 as kept, coalesce(m.qty, 0)::float8 as moved
    from (${kept}) k full join (select ${told}, sum(qty) as qty from (${legs}) legs group by ${told} having sum(qty) <> 0) m using (${told})
    where k.qty is distinct from m.qty order by ${told}`.execute(tx);
  return rows;
};

const allLegs = (site: string) => legsOf(site, sql`true`);
const inSum = (site: string, { at, last_movement }: Sum) =>
  legsOf(site, sql`m.moved_at <= ${at}::timestamptz and m.id <= ${last_movement}::bigint`);

export const balancesAstray = (tx: Tx, site: string): Promise<readonly Astray[]> =>
  astray(tx, sql`select ${told}, qty from stock where site = ${site} and qty <> 0`, allLegs(site));

export const sumAstray = (tx: Tx, site: string, sum: Sum): Promise<readonly Astray[]> =>
  astray(tx, sql`select ${told}, qty from stock_sum_balances where sum = ${sum.id}`, inSum(site, sum));

export const sumsOf = (tx: Tx, site: string): Promise<readonly Sum[]> =>
  tx.selectFrom('stock_sums').select(['id', 'at', 'last_movement']).where('site', '=', site).orderBy('at').execute();

export async function balancesKept(tx: Tx, site: string): Promise<number> {
  const { rows } = await sql<{ balances: number }>`
    select count(*)::int as balances from stock where site = ${site}`.execute(tx);
  return rows[0]?.balances ?? 0;
}

/** Sets balances to what moved, while nobody posts. The log has each; no movement is made of it, for there is none missing. */
export async function mendBalances(tx: Tx, site: string): Promise<readonly Astray[]> {
  await holdMovements(tx);
  const found = await balancesAstray(tx, site);
  if (found.length === 0) return found;
  const written = (word: string) =>
    sql`alter table stock ${sql.raw(word)} trigger written_insert, ${sql.raw(word)} trigger written_update`.execute(tx);
  await written('disable');
  await sql`
    insert into stock (site, ${told}, qty)
    select ${site}, ${told}, moved from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      as one (item text, location text, lot text, serial text, container text, owner text, moved numeric)
    on conflict (site, ${told}) do update set qty = excluded.qty`.execute(tx);
  await written('enable');
  return found;
}

/** Makes a sum anew, and logs what it said. */
export async function mendSum(tx: Tx, site: string, sum: Sum, said: readonly Astray[]): Promise<void> {
  await sql`delete from stock_sum_balances where sum = ${sum.id}`.execute(tx);
  await sql`insert into stock_sum_balances (sum, site, ${told}, qty)
    select ${sum.id}, ${site}, ${told}, sum(qty) from (${inSum(site, sum)}) legs group by ${told} having sum(qty) <> 0`.execute(
    tx,
  );
  const side = (of: 'kept' | 'moved') =>
    JSON.stringify(Object.fromEntries(said.map((one) => [balanceNamed(one), one[of]])));
  await sql`
    insert into audit (site, who, via, kind, record, called, action, before, after)
    values (${site}, writer(), 'cli', 'stock_sums', ${sum.id}, ${sum.at}, 'update', ${side('kept')}::jsonb, ${side('moved')}::jsonb)`.execute(
    tx,
  );
}

/** "NUT at A, lot L1". */
export const balanceNamed = ({ item, location, lot, serial, container, owner }: BalanceKey): string =>
  [
    `${item} at ${location}`,
    lot && `lot ${lot}`,
    serial && `serial ${serial}`,
    container && `container ${container}`,
    owner && `of ${owner}`,
  ]
    .filter(Boolean)
    .join(', ');
