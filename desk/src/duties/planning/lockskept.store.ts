/** What a publication locks where it stands, and lets go. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { unfreezeSteps } from '../work/work.store.ts';
import type { KeptByHand } from './byhand.ts';
import { calledBy } from './called.ts';
import { firmedOf } from './firm.store.ts';
import { groupedBy } from './rows.ts';
import { stepKey } from './stepkey.ts';
import { locksIn } from './steplocks.ts';

/** The version was published in this transaction, and its planned orders that had to be are firm. A step without a machine is not held. */
export async function recordLocks(
  tx: Transaction<Tables>,
  site: string,
  version: { readonly id: number; readonly number: number; readonly by_hand: KeptByHand | null },
): Promise<void> {
  const locks = locksIn(version.by_hand?.acts.flat() ?? []);
  if (locks.length === 0) return;
  const called = calledBy(await firmedOf(tx, site, version.number));
  const placed = groupedBy(
    (
      await tx
        .selectFrom('plan_steps')
        .select(['order_id', 'seq', 'machine', 'starts', 'ends'])
        .where('version', '=', version.id)
        .where('order_id', 'in', [...new Set(locks.map(({ order }) => order))])
        .where('machine', 'is not', null)
        .orderBy('part')
        .execute()
    ).map(({ order_id: order, ...row }) => ({ order, ...row })),
    stepKey,
  );
  const facts = locks.flatMap(({ order, seq, locked }) => {
    const places = placed
      .get(stepKey({ order, seq }))
      ?.map(({ machine, starts: from, ends: to }) => ({ machine, from, to }));
    const name = called(order);
    if (!name.startsWith('work/') || (locked && !places)) return [];
    return [{ work_order: name.slice('work/'.length), seq, places: locked ? JSON.stringify(places) : null }];
  });
  if (facts.length === 0) return;
  await tx
    .insertInto('step_locks')
    .values(facts.map((fact) => ({ ...fact, site, version: version.number })))
    .execute();
  const letGo = facts.filter(({ places }) => places === null);
  await unfreezeSteps(tx, site, letGo);
}
