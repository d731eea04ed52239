/** Requisitions that wait for their approval or their order, as rows of the hot list. Read as they stand: no plan makes them. */
import { sql, type Transaction } from 'kysely';
import { instantOf, nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { expectedOf } from '../purchasing/purchasing.store.ts';
import { decidersAt } from '../requisitions/approving.store.ts';
import { approversOf } from '../requisitions/limits.ts';
import { emptyUntilThen, requisitionOwner, requisitionWaits } from './hotlist.messages.ts';
import { type ListedRow, unplannedRow } from './listing.ts';

interface Waiting {
  readonly number: string;
  readonly person: string;
  readonly item: string;
  readonly item_name: string | null;
  readonly qty: number;
  readonly unit: string;
  readonly value: number | null;
  readonly needed: string;
  readonly departments: readonly string[];
  readonly work_centre: string | null;
  readonly vendor: string | null;
  readonly vendor_name: string | null;
  readonly phone: string | null;
  readonly state: 'submitted' | 'approved';
  /** When it would be there if it were ordered now; null: nobody knows how long that takes. */
  readonly estimated: string | null;
  /** The empty bin that it is to fill, and its area. */
  readonly card: string | null;
  readonly area: string | null;
}

/** Late by what it would be if it were ordered now, against the day on which it is needed. */
export async function requisitionRows(
  tx: Transaction<Tables>,
  site: Site,
  days: WorkingDays,
): Promise<readonly ListedRow[]> {
  const now = nowAt(site);
  const { rows } = await sql<Waiting>`
    select w.number, w.person, coalesce(w.item, w.what) as item, i.name as item_name, w.qty, w.unit, w.value, w.needed, w.departments,
      case when w.purpose = 'work centre' then w.of end as work_centre, w.vendor, v.name as vendor_name, v.phone, w.now as state,
      ${expectedOf('w', now)} as estimated, k.card, k.area
    from (select n.*, null::timestamptz as estimated, null::timestamptz as promised, null::timestamptz as required,
        null::text as promise_means, null::timestamptz as shipped_at
      from requisitions_now n where n.site = ${site.code} and n.now in ('submitted', 'approved')) w
    left join items i on i.site = w.site and i.code = w.item
    left join vendors v on v.site = w.site and v.code = w.vendor
    left join lateral (select a.card, l.area from kanban_acts a join kanban_loops l on l.site = a.site and l.code = a.loop
      where a.requisition = w.id limit 1) k on true
    order by w.number`.execute(tx);
  if (rows.length === 0) return [];
  const { people, limits } = await decidersAt(tx, site);
  return rows.map((row) => {
    const need = instantOf(site.zone, row.needed, site.dueTime);
    const estimated = row.estimated ?? now;
    const who = row.state === 'submitted' ? approversOf(row, people, limits).map((one) => one.name) : [];
    return unplannedRow({
      kind: 'requisition',
      ref: row.number,
      item: row.item,
      item_name: row.item_name,
      qty: row.qty,
      unit: row.unit,
      need,
      estimated,
      late_days: lateDays(days, secondsOf(need), secondsOf(estimated)),
      partner: row.vendor,
      partner_name: row.vendor_name,
      phone: row.phone,
      work_centre: row.work_centre,
      money: row.value ?? 0,
      owner: requisitionOwner(row.state, who),
      blocked_by: `${requisitionWaits(row.state, who)}${emptyUntilThen(row)}`,
    });
  });
}
