/** Balances below zero as rows of the hot list, until they are cleared: somebody said yes to each. Read as they stand: no plan makes them. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { belowZeroWaits } from './hotlist.messages.ts';
import { type ListedRow, unplannedRow } from './listing.ts';

interface BelowZero {
  readonly ref: string;
  readonly item: string;
  readonly item_name: string | null;
  readonly location: string;
  readonly work_centre: string | null;
  readonly qty: number;
  readonly unit: string;
  readonly since: string;
  readonly by: string;
  readonly reason: string | null;
}

/** Names a balance: item and location, and what tells it from others there. */
export const balanceRef = sql<string>`concat_ws('/', s.item, s.location, nullif(s.lot, ''), nullif(s.serial, ''), nullif(s.container, ''), nullif(s.owner, ''))`;

/** Which balances of a site are below zero, and by how much, as one text: another one means that the rows are others. */
export const belowZeroOf = (site: RawBuilder<unknown>) =>
  sql<
    string | null
  >`(select string_agg(concat(id, ' ', qty), ',' order by id) from stock where site = ${site} and qty < 0)`;

/** Due when the last was taken, and late by what has passed since. */
export async function belowZeroRows(
  tx: Transaction<Tables>,
  site: Site,
  days: WorkingDays,
): Promise<readonly ListedRow[]> {
  const { rows } = await sql<BelowZero>`
    select ${balanceRef} as ref, s.item, i.name as item_name, s.location, p.work_centre, s.qty, i.unit,
      coalesce(m.moved_at, s.changed_at) as since, ${writerNamed(sql`coalesce(m.by, s.changed_by)`)} as by, m.reason
    from stock s join items i on i.site = s.site and i.code = s.item
    join locations p on p.site = s.site and p.code = s.location
    left join lateral (
      select moved_at, "by", reason from movements m
      where (m.site, m.item, m.from_location, m.lot, m.serial, m.container, m.owner)
        = (s.site, s.item, s.location, s.lot, s.serial, s.container, s.owner)
      order by m.id desc limit 1
    ) m on true
    where s.site = ${site.code} and s.qty < 0 order by ref`.execute(tx);
  const now = nowAt(site);
  return rows.map((row) =>
    unplannedRow({
      kind: 'balance',
      ref: row.ref,
      item: row.item,
      item_name: row.item_name,
      qty: row.qty,
      unit: row.unit,
      need: row.since,
      estimated: now,
      late_days: lateDays(days, secondsOf(row.since), secondsOf(now)),
      partner: null,
      partner_name: null,
      phone: null,
      work_centre: row.work_centre,
      money: 0,
      owner: 'Storekeepers',
      blocked_by: belowZeroWaits(row),
    }),
  );
}
