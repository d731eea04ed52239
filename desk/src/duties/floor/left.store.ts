/** What is still to be made at steps of which a part was reported. */
import { sql, type Transaction } from 'kysely';
import { decimalOf } from '../../house/amounts.ts';
import type { Tables } from '../../server/database/tables.ts';
import { groupedBy } from '../planning/rows.ts';
import { leftAt, type StepState } from './progress.ts';
import { standingIn } from './standing.ts';

/** By "MO-12/20", in the item's unit; of steps at which nothing was reported there is none. */
export async function leftAfterParts(
  tx: Transaction<Tables>,
  site: string,
  steps: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (steps.length === 0) return new Map();
  const orders = [...new Set(steps.map((one) => one.slice(0, one.lastIndexOf('/'))))];
  const { rows } = await sql<{
    order: string;
    ordered: number;
    decimals: number;
    yield_percent: number;
    seq: number;
    state: StepState;
    good: number;
    scrap: number;
  }>`
    select w.number as "order", w.qty as ordered, u.decimals, i.yield_percent, s.seq, s.state, s.good, s.scrap
    from work_steps s
    join work_orders w on w.site = s.site and w.number = s.work_order
    join items i on i.site = w.site and i.code = w.item
    join units u on u.site = i.site and u.code = i.unit
    where s.site = ${site} and s.work_order = any(${orders}::text[])
    order by s.work_order, s.seq`.execute(tx);
  const wished = new Set(steps);
  const left = new Map<string, number>();
  for (const [order, own] of groupedBy(rows, (row) => row.order)) {
    const standing = standingIn(own[0]!, own);
    for (const { seq, good, scrap } of standing.steps)
      if (good + scrap > 0 && wished.has(`${order}/${seq}`))
        left.set(`${order}/${seq}`, decimalOf(leftAt(standing, seq), own[0]!.decimals));
  }
  return left;
}
