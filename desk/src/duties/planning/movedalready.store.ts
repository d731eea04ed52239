/** The newest plan of a run between two versions that did not know all downtime which the later knows: who was as late in it already. */
import { sql, type Transaction } from 'kysely';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Compared } from './compared.store.ts';
import { downsSeen } from './downs.store.ts';
import type { DownSpan } from './downs.ts';
import { seenBy } from './orderchanges.store.ts';

export interface MovedAlready {
  readonly downs: readonly DownSpan[];
  /** It shipped no sooner by that plan. */
  readonly had: (demand: string) => boolean;
}

export async function movedAlready(
  tx: Transaction<Tables>,
  site: string,
  before: Pick<Compared, 'number'>,
  after: Pick<Compared, 'number' | 'orders'>,
): Promise<MovedAlready | undefined> {
  if (before.number === undefined || after.number === undefined) return undefined;
  const { rows } = await sql<{ id: number; snapshot: string }>`
    select v.id, v.snapshot from plan_versions v join plan_versions a on a.site = v.site and a.number = ${after.number}
    where v.site = ${site} and v.number > ${before.number} and v.number < ${after.number} and v.by_hand is null
      and exists (select from changes c where c.site = v.site and c.kind = 'downtimes'
        and ${unseenBy(sql`v.snapshot::pg_snapshot`, sql`c.tx`)} and not (${unseenBy(sql`a.snapshot::pg_snapshot`, sql`c.tx`)}))
    order by v.number desc limit 1`.execute(tx);
  const [between] = rows;
  if (!between) return undefined;
  const shipped = new Map((await seenBy(tx, site, between.id)).map(({ demand, delivered }) => [demand, delivered]));
  const ships = new Map(after.orders.map(({ demand, delivered }) => [demand, delivered]));
  return {
    downs: await downsSeen(tx, site, between),
    had: (demand) => {
      const [was, is] = [shipped.get(demand), ships.get(demand)];
      return (
        was !== undefined && is !== undefined && (was === null || (is !== null && Date.parse(was) >= Date.parse(is)))
      );
    },
  };
}
