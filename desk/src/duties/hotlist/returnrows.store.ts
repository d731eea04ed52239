/** Announced returns that did not come on their day, as rows of the hot list. Read as they stand: no plan makes them. */
import { sql, type Transaction } from 'kysely';
import { instantOf, nowAt, secondsOf, todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { returnsOf } from '../receiving/returnslist.store.ts';
import { returnWaits } from './hotlist.messages.ts';
import { type ListedRow, unplannedRow } from './listing.ts';

export async function lateReturnRows(
  tx: Transaction<Tables>,
  site: Site,
  days: WorkingDays,
): Promise<readonly ListedRow[]> {
  const now = nowAt(site);
  const rows = await returnsOf(tx, site, sql`c.state = 'open' and c.expected < ${todayAt(site)}::date`);
  return rows.map((row) => {
    const need = instantOf(site.zone, row.expected ?? todayAt(site), site.dueTime);
    return unplannedRow({
      kind: 'customer_return',
      ref: row.number,
      item: row.item,
      item_name: row.item_name,
      qty: row.open,
      unit: row.unit,
      need,
      estimated: now,
      late_days: lateDays(days, secondsOf(need), secondsOf(now)),
      partner: row.customer,
      partner_name: row.customer_name,
      phone: row.phone,
      work_centre: null,
      money: 0,
      owner: 'Planners',
      blocked_by: returnWaits({ customer: row.customer_name ?? row.customer, open: String(row.open), unit: row.unit }),
    });
  });
}
