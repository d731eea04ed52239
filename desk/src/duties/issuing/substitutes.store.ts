/** What may stand in for what of an order: by the structure of its item, and by its deviations. */
import type { Ratio } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { exact } from '../../house/amounts.ts';
import { todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { standingIn } from './deviations.store.ts';
import { coveredBy } from './issuing.ts';

type Tx = Transaction<Tables>;

export interface Alternative {
  readonly item: string;
  readonly of: string;
  readonly covers: Ratio;
  /** By which deviation, and how much more of it by that, in its unit; absent: by the structure. */
  readonly leave?: { readonly id: number; readonly left: number };
}

/** What may stand in for what of an order today: by its item's structure, then by its deviations. */
export async function substitutesOf(
  tx: Tx,
  site: Site,
  { number, item }: { readonly number: string; readonly item: string },
): Promise<readonly Alternative[]> {
  const alternates = await alternatesOf(tx, site, item);
  const leaves = await standingIn(tx, site.code, number, todayAt(site));
  const same = (one: Alternative, other: Alternative) => one.item === other.item && one.of === other.of;
  return [...alternates, ...leaves.filter((one) => !alternates.some((other) => same(one, other)))];
}

/** Lines of one alternate group of a structure. */
async function alternatesOf(tx: Tx, site: Site, item: string): Promise<readonly Alternative[]> {
  const today = todayAt(site);
  const { rows } = await sql<{
    of: string;
    item: string;
    per_of: string;
    per: string;
    decimals_of: number;
    decimals: number;
  }>`
    select a.component as of, b.component as item, a.qty_per as per_of, b.qty_per as per, ua.decimals as decimals_of, ub.decimals
    from components a join components b on b.site = a.site and b.parent = a.parent and b.alternate_group = a.alternate_group
      and b.component <> a.component
    join items ia on ia.site = a.site and ia.code = a.component join units ua on ua.site = a.site and ua.code = ia.unit
    join items ib on ib.site = b.site and ib.code = b.component join units ub on ub.site = b.site and ub.code = ib.unit
    where a.site = ${site.code} and a.parent = ${item} and coalesce(b.valid_from <= ${today}::date, true)
      and coalesce(b.valid_to >= ${today}::date, true)
    order by a.component, b.rank, b.component`.execute(tx);
  return rows.map((row) => ({
    item: row.item,
    of: row.of,
    covers: coveredBy(
      { per: exact(row.per_of), decimals: row.decimals_of },
      { per: exact(row.per), decimals: row.decimals },
    ),
  }));
}
