/** Where goods belong: where the item lies already, else where it is to be put away, else the site's first store. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { takesGoods } from '../inventory/closed.tables.ts';

type Tx = Transaction<Tables>;

export const putAwayRules = ['lies', 'set', 'first'] as const;

export interface Suggestion {
  readonly item: string;
  readonly place: string;
  readonly rule: (typeof putAwayRules)[number];
}

/** For each item that has a place at all. */
export async function placesFor(tx: Tx, site: string, items: readonly string[]): Promise<readonly Suggestion[]> {
  const { rows } = await sql<Suggestion>`
    select distinct on (item) item, place, rule from (
      select s.item, s.location as place, 'lies' as rule, 1 as rank, sum(s.qty) as there
      from stock s join locations l on l.site = s.site and l.code = s.location and l.kind = 'store' and l.usable and ${takesGoods('l')}
      where s.site = ${site} and s.item = any(${[...items]}::text[]) and s.qty > 0 group by s.item, s.location
      union all
      select i.code, i.put_away, 'set', 2, 0 from items i join locations l on l.site = i.site and l.code = i.put_away and ${takesGoods('l')}
      where i.site = ${site} and i.code = any(${[...items]}::text[])
      union all
      select item, (select min(l.code) from locations l where l.site = ${site} and l.kind = 'store' and l.usable and ${takesGoods('l')}), 'first', 3, 0
      from unnest(${[...items]}::text[]) as item
    ) places where place is not null order by item, rank, there desc, place`.execute(tx);
  return rows;
}
