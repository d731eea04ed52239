/** Makes many items for measuring. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

/** Named by a prefix and a number from 1 on, in the first unit that is counted in whole ones. */
export const manyItems = (tx: Transaction<Tables>, site: string, prefix: string, count: number): Promise<unknown> =>
  sql`
    insert into items (site, code, unit)
    select ${site}, concat(${prefix}::text, n), (select code from units where site = ${site} and decimals = 0 order by code limit 1)
    from generate_series(1, ${count}::int) n`.execute(tx);
