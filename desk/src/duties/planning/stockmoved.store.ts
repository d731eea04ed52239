/**
 * Stock that moved since a version saw it. What a plan counts of a lot is the sum over usable places: a movement that leaves it as
 * it was changes no plan, and whoever asks the plan meanwhile sees the lots where the plan saw them. Where a balance is below zero,
 * or one lot has other days at another place, the sum tells.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Row } from '../../house/kind.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';

const key = sql`site, item, location, lot, serial, container, owner`;

/** What movements outside the snapshot did to each balance of ours; goods of partners are in no plan. */
const movedSince = (site: string, snapshot: string) => sql`(
  select ${key}, sum(qty) as moved from movement_legs
  where site = ${site} and owner = ''
    and ${unseenBy(sql`${snapshot}::pg_snapshot`)}
  group by ${key})`;

/** Of a row of `changes`: a movement that leaves what a plan counts as the version of this snapshot saw it. */
export const countsAsBefore = (site: string, snapshot: string): RawBuilder<boolean> => sql<boolean>`(
  kind = 'stock' and id < 0 and -id not in (
    select m.id from (
      select s.item, s.lot from stock s join ${movedSince(site, snapshot)} moved using (${key})
        join locations l on l.site = s.site and l.code = s.location and l.usable
      group by s.item, s.lot, s.available_from, s.expires
      having sum(greatest(s.qty, 0) - greatest(s.qty - moved.moved, 0)) <> 0
    ) counted join movements m on m.site = ${site} and m.item = counted.item and m.lot = counted.lot
    where m.tx >= pg_snapshot_xmin(${snapshot}::pg_snapshot)))`;

/** The balances as the version saw them, where nothing but such movements happened to them since. */
export async function stockAsSeen(
  tx: Transaction<Tables>,
  site: string,
  snapshot: string,
  stock: readonly Row[],
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select * from ${movedSince(site, snapshot)} moved where moved <> 0`.execute(tx);
  if (rows.length === 0) return stock;
  const moved = new Map(rows.map((row) => [balanceOf(row), Number(row.moved)]));
  return stock.map((row) => {
    const since = moved.get(balanceOf(row));
    // Both have six decimals at most.
    return since === undefined ? row : { ...row, qty: Math.round((Number(row.qty) - since) * 1e6) / 1e6 };
  });
}

const balanceOf = ({ item, location, lot, serial, container, owner }: Row): string =>
  [item, location, lot, serial, container, owner].join('\n');
