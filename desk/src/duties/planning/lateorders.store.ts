/** Which customers' orders are late by a version that nothing can be held against. */
import type { Transaction } from 'kysely';
import { secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lateVerdict } from './lateorders.messages.ts';
import { drawingOf, seenBy, toldChanges } from './orderchanges.store.ts';
import { changesBetween } from './orderchanges.ts';
import type { versionCalled } from './planning.store.ts';
import { plantDaysOf } from './plantdays.store.ts';
import { lateDays } from './workingdays.ts';

type Tx = Transaction<Tables>;

/** The worst first, `most` of them told. */
export async function lateIn(tx: Tx, site: Site, version: Awaited<ReturnType<typeof versionCalled>>, most: number) {
  const all = await seenBy(tx, site.code, version.id);
  const days = await plantDaysOf(tx, site);
  const late = changesBetween([], all).filter(({ after, lateSeconds }) => after === null || lateSeconds > 0);
  const drawing = () => drawingOf(tx, version);
  const told = await toldChanges(tx, site, late, days, { before: drawing, after: drawing });
  const rows = told
    .map(({ demand, order_no, line, customer, item, item_name, due, after, why }) => {
      const late_days = lateDays(days, secondsOf(due), after === null ? null : secondsOf(after));
      return { demand, order_no, line, customer, item, item_name, due, ships: after, late_days, why };
    })
    .sort((a, b) => b.late_days - a.late_days || (a.demand < b.demand ? -1 : 1));
  return { verdict: lateVerdict(rows, all.length), late: rows.length, late_orders: rows.slice(0, most) };
}
