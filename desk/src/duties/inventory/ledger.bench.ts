/** A ledger of a million movements, made in the database: ten thousand items at two hundred places, and lots through six levels of work. */
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import { manyItems } from '../items/items.bench.ts';
import { keepSums } from './sums.store.ts';

export const site = 'BIKE';
export const items = 10_000;
const places = 200;
export const levels = 6;

/** Of a place and an item by their numbers. */
export const placeOf = (n: number): string => `BP-${(n % places) + 1}`;
export const itemOf = (n: number): string => `BI-${(n % items) + 1}`;

export async function fillLedger(db: Database, movements: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'bench', email: '', via: 'cli' }, site);
    const say = (text: string) => sql.raw(text).execute(tx);
    await manyItems(tx, site, 'BI-', items);
    await say(`
      insert into locations (site, code) select '${site}', 'BP-' || n from generate_series(1, ${places}) n;
      alter table movements disable trigger user;
      alter table stock disable trigger user;`);
    // What is put in first stays above what is taken: each item comes to one place and goes on to the next.
    await say(`
      insert into movements (site, moved_at, posted_at, item, qty, from_kind, from_location, to_kind, to_location, container, to_container, "by", via)
      select '${site}', now() - make_interval(secs => (${movements} - n) * 30.0), now() - make_interval(secs => (${movements} - n) * 30.0), 'BI-' || (n % ${items} + 1),
        case when n <= ${items * 2} then 1000 else 1 + n % 5 end,
        case when n <= ${items * 2} then 'vendor' else 'store' end,
        case when n > ${items * 2} then 'BP-' || (n % 2 + (n % ${items}) * 7 % (${places} - 1) + 1) end,
        'store', 'BP-' || ((n + 1) % 2 + (n % ${items}) * 7 % (${places} - 1) + 1), '', '', 'bench', 'cli'
      from generate_series(1, ${movements}) n;`);
    await lotsThroughWork(tx);
    await say(`
      insert into stock (site, item, location, lot, serial, container, owner, qty)
      select site, item, location, lot, serial, container, owner, sum(qty) from movement_legs where item like 'BI-%'
      group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4;
      alter table movements enable trigger user;
      alter table stock enable trigger user;`);
  });
  await sql`analyze movements`.execute(db);
  // As the worker does once an hour.
  await keepSums(db, site);
  await sql`analyze stock`.execute(db);
}

/** Each lot of a level is used by three orders, each of which makes a lot of the next. */
async function lotsThroughWork(tx: Transaction<Tables>): Promise<void> {
  for (let level = 0, lots = 1; level < levels; level += 1, lots *= 3) {
    const order = `'BW-${level}-' || n || '-' || k`;
    await sql
      .raw(`
      insert into movements (site, moved_at, item, lot, qty, from_kind, from_location, to_kind, to_location, to_container, reference_kind, reference_key, "by", via)
      select '${site}', now(), 'BI-${level + 1}', 'BL-${level}-' || n, 1, 'store', 'BP-1', 'work order', null, '', 'work order', ${order}, 'bench', 'cli'
        from generate_series(1, ${lots}) n, generate_series(1, 3) k
      union all
      select '${site}', now(), 'BI-${level + 2}', 'BL-${level + 1}-' || ((n - 1) * 3 + k), 1, 'work order', null, 'store', 'BP-1', '', 'work order', ${order}, 'bench', 'cli'
        from generate_series(1, ${lots}) n, generate_series(1, 3) k`)
      .execute(tx);
  }
}

/** How many balances are not the sum of their movements. */
export async function wrongBalances(db: Database): Promise<number> {
  const key = sql`item, location, lot, serial, container, owner`;
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select ${key}, qty from stock where site = ${site} and qty <> 0) s
    full join (select ${key}, sum(qty) as qty from movement_legs where site = ${site} group by ${key} having sum(qty) <> 0) l using (${key})
    where s.qty is distinct from l.qty`.execute(db);
  return rows[0]?.n ?? Number.NaN;
}
