/** Which customers' orders are late by a version that nothing can be held against. */
import type { Transaction } from 'kysely';
import { secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lateVerdict, noCause } from './lateorders.messages.ts';
import { linesCalled } from './linescalled.store.ts';
import { seenBy } from './orderchanges.store.ts';
import { shipsLate } from './orderchanges.ts';
import { plantDaysOf } from './plantdays.store.ts';
import { lateDays } from './workingdays.ts';

type Tx = Transaction<Tables>;

/** The worst first, `most` of them told. */
export async function lateIn(tx: Tx, site: Site, version: number, most: number) {
  const all = await seenBy(tx, site.code, version);
  const days = await plantDaysOf(tx, site);
  const late = all.filter(shipsLate);
  const lines = await linesCalled(
    tx,
    site.code,
    late.map(({ demand }) => demand),
  );
  const rows = late
    .map(({ demand, item, due, delivered, reasons }) => ({
      demand,
      order_no: lines.get(demand)?.order_no ?? null,
      line: lines.get(demand)?.line ?? null,
      customer: lines.get(demand)?.customer ?? null,
      item,
      item_name: lines.get(demand)?.item_name ?? null,
      due,
      ships: delivered,
      late_days: lateDays(days, secondsOf(due), delivered === null ? null : secondsOf(delivered)),
      why: reasons[0]?.text ?? noCause,
    }))
    .sort((a, b) => b.late_days - a.late_days || (a.demand < b.demand ? -1 : 1));
  return { verdict: lateVerdict(rows, all.length), late: rows.length, late_orders: rows.slice(0, most) };
}
