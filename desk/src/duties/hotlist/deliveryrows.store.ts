/** Late deliveries as rows of the hot list: what is not in its area though the work is about to begin. Read as they stand: no plan makes them. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { isUnderWay } from '../deliveries/deliveries.store.ts';
import { deliveriesOf } from '../deliveries/list.store.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { deliveryWaits } from './hotlist.messages.ts';
import { type ListedRow, unplannedRow } from './listing.ts';

/** Which deliveries of a site are to be brought, and who has each, as one text; null: none. */
export const toBringOf = (site: RawBuilder<unknown>) =>
  sql<string | null>`(select string_agg(concat(number, ' ', taken_by), ',' order by id) from deliveries d
    where site = ${site} and ${isUnderWay})`;

/** Of more than one good the first names it. */
export async function deliveryRows(
  tx: Transaction<Tables>,
  site: Site,
  days: WorkingDays,
): Promise<readonly ListedRow[]> {
  const now = nowAt(site);
  return (await deliveriesOf(tx, site, { done: false })).flatMap((row) => {
    const [first] = row.lines;
    if (row.urgency !== 'late' || row.latest === null || !first) return [];
    return [
      unplannedRow({
        kind: 'delivery',
        ref: row.number,
        item: first.item,
        item_name: first.item_name,
        qty: first.qty,
        unit: first.unit,
        need: row.latest,
        estimated: now,
        late_days: lateDays(days, secondsOf(row.latest), secondsOf(now)),
        partner: null,
        partner_name: null,
        phone: null,
        work_centre: row.work_centre,
        money: 0,
        owner: row.taken_by ?? 'Storekeepers',
        blocked_by: deliveryWaits(row),
      }),
    ];
  });
}
