/** Goods that nobody found and an order waits for, as rows of the hot list. Read as they stand: no plan makes them. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { soughtAndWaited } from '../seeking/seeking.store.ts';
import { searchWaits } from './hotlist.messages.ts';
import { type ListedRow, unplannedRow } from './listing.ts';

interface Row {
  readonly ref: string;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly qty: number;
  readonly need: string | null;
  readonly orders: readonly string[];
  readonly location: string;
  readonly who: string;
}

/** What is sought at a site, who looked last and who waits, as one text; null: nothing. */
export const soughtAs = (site: RawBuilder<unknown>) =>
  sql<
    string | null
  >`(select string_agg(concat_ws(' ', look, qty, need, orders), ',' order by look) from ${soughtAndWaited(site)})`;

/** Due when the first order that waits is. */
export async function searchRows(
  tx: Transaction<Tables>,
  site: Site,
  days: WorkingDays,
): Promise<readonly ListedRow[]> {
  const now = nowAt(site);
  const { rows } = await sql<Row>`
    select s.called as ref, s.item, i.name as item_name, i.unit, s.qty, s.need, s.orders, s.location, s.who
    from ${soughtAndWaited(sql`${site.code}`)} join items i on i.site = ${site.code} and i.code = s.item order by s.look`.execute(
    tx,
  );
  return rows.map((row) => {
    const need = row.need ?? now;
    return unplannedRow({
      kind: 'search',
      ref: row.ref,
      item: row.item,
      item_name: row.item_name,
      qty: row.qty,
      unit: row.unit,
      need,
      estimated: now,
      late_days: lateDays(days, secondsOf(need), secondsOf(now)),
      partner: null,
      partner_name: null,
      phone: null,
      work_centre: null,
      money: 0,
      owner: 'Storekeepers',
      blocked_by: searchWaits(row),
    });
  });
}
