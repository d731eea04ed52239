/** What the standing plan wants bought soon, beside what was asked for since it was made. */
import { sql, type Transaction } from 'kysely';
import { instantOf, later, nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { originOf } from '../planning/firm.store.ts';
import { standingVersion } from '../planning/planning.store.ts';
import { type PlannedPurchase, type Suggested, suggested } from './fromplan.ts';

type Tx = Transaction<Tables>;
const day = 86_400;

/** Undefined before the first plan. */
export async function suggestionsAt(
  tx: Tx,
  site: Site,
  ahead: number,
): Promise<
  | { readonly version: { readonly id: number; readonly number: number }; readonly rows: readonly Suggested[] }
  | undefined
> {
  const version = await standingVersion(tx, site.code);
  if (!version) return undefined;
  const { rows: purchases } = await sql<PlannedPurchase>`
    select id, item, vendor, qty, order_at, need from plan_purchases where version = ${version.id}`.execute(tx);
  const { rows: asked } = await sql<{
    number: string;
    item: string;
    qty: number;
    needed: string;
    planned: string | null;
  }>`
    select n.number, n.item, n.qty, n.needed, n.planned from requisitions_now n
    where n.site = ${site.code} and n.sort = 'item' and n.now not in ('draft', 'rejected', 'cancelled')
      and (n.now in ('submitted', 'approved') or exists (
        select 1 from requisition_acts a where a.requisition = n.id and a.act in ('ordered', 'transferred') and a.at > ${version.made_at}::timestamptz))`.execute(
    tx,
  );
  const known = asked.map((one) => ({ ...one, due: instantOf(site.zone, one.needed, site.dueTime) }));
  const until = later(nowAt(site), ahead * day);
  return { version, rows: suggested(purchases, known, (id) => originOf(id, version.number), until) };
}
