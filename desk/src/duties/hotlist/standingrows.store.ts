/** Goods that stand at the dock or in inspection for too long while an order waits, as rows of the hot list. Read as they stand: no plan makes them. */
import type { Transaction } from 'kysely';
import { later, nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { standingGoods } from '../receiving/standing.store.ts';
import { standingWaits } from './hotlist.messages.ts';
import { type ListedRow, unplannedRow } from './listing.ts';

/** Due when they had stood as long as the company allows. */
export async function notPutAwayRows(
  tx: Transaction<Tables>,
  site: Site,
  days: WorkingDays,
): Promise<readonly ListedRow[]> {
  const now = nowAt(site);
  const { hours, rows } = await standingGoods(tx, site);
  return rows.flatMap((row) => {
    if (!row.late || row.orders.length === 0) return [];
    const need = later(row.since, hours * 3600);
    return [
      unplannedRow({
        kind: 'standing',
        ref: [row.item, row.location, row.lot, row.serial, row.container, row.owner].filter(Boolean).join('/'),
        item: row.item,
        item_name: row.item_name,
        qty: row.qty,
        unit: row.unit,
        need,
        estimated: now,
        late_days: lateDays(days, secondsOf(need), secondsOf(now)),
        partner: row.vendor,
        partner_name: null,
        phone: null,
        work_centre: null,
        money: 0,
        owner: row.kind === 'dock' ? 'Storekeepers' : 'Inspectors',
        blocked_by: standingWaits(row),
      }),
    ];
  });
}
