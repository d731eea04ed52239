/** What open work orders still bring, by what was reported of them. */
import type { Qty } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { shareOf } from '../../house/amounts.ts';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type Reported, stillComing } from './coming.ts';
import { openStates } from './states.ts';

export interface Bringing {
  readonly item: string;
  readonly decimals: number;
  /** Steps of the item, more than 0. */
  readonly open: Qty;
}

/** By number, the open work orders for these items of which something is still to come. */
export async function stillComingOf(
  db: Transaction<Tables> | Database,
  site: string,
  items: readonly string[],
): Promise<ReadonlyMap<string, Bringing>> {
  const { rows } = await sql<Reported & { number: string; item: string; yield_percent: number; decimals: number }>`
    select w.number, w.item, w.qty, w.good, w.scrap, i.yield_percent, u.decimals,
      coalesce((select json_agg(s.scrap) from work_steps s where s.site = w.site and s.work_order = w.number), '[]') as scraps
    from work_orders w join items i on i.site = w.site and i.code = w.item
    join units u on u.site = i.site and u.code = i.unit
    where w.site = ${site} and w.item = any(${[...items]}::text[]) and w.state = any(${[...openStates]}::text[])`.execute(
    db,
  );
  return new Map(
    rows.flatMap(({ number, item, yield_percent, decimals, ...figures }): [string, Bringing][] => {
      const { open } = stillComing(figures, decimals, shareOf(yield_percent));
      return open > 0 ? [[number, { item, decimals, open }]] : [];
    }),
  );
}
