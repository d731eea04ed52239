/** What a publication locks where it stands, and lets go. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { openStates } from '../work/states.ts';
import { unfreezeSteps } from '../work/work.store.ts';
import type { KeptByHand } from './byhand.ts';
import { namesIn } from './called.store.ts';
import { numberIn } from './called.ts';
import { groupedBy } from './rows.ts';
import { stepKey } from './stepkey.ts';
import { lockedBefore } from './steplocks.store.ts';
import { locksIn } from './steplocks.ts';

type Tx = Transaction<Tables>;
type Order = { readonly id: number; readonly number: string; readonly qty: number };

/**
 * The version was published in this transaction, and its planned orders that had to be are firm; answers how many steps it locked
 * that were not, or stood elsewhere. A lock goes with its order, whatever that is called since it was drafted. A step without a machine,
 * or of an order that is over, is not held; one that is put elsewhere is no longer.
 */
export async function recordLocks(
  tx: Tx,
  site: string,
  version: {
    readonly id: number;
    readonly number: number;
    readonly by_hand: KeptByHand | null;
  },
): Promise<number> {
  const locks = locksIn(version.by_hand?.acts.flat() ?? []);
  if (locks.length === 0) return 0;
  const { called } = await namesIn(tx, version.id);
  const placed = await placesOf(tx, site, version.id, [...new Set(locks.map(({ order }) => order))]);
  const numbers = locks.map(({ order }) => numberIn(called(order)));
  const firm = numbers.flatMap((number) => number ?? []);
  const open = firm.length > 0 ? await ordersOf(tx, site, firm) : [];
  const orders = new Map(open.map((order) => [order.number, order]));
  const before = await lockedBefore(tx, site, version.number);
  const facts = [];
  const thawed: { order: string; seq: number }[] = [];
  let anew = 0;
  for (const [n, { order, seq, now, moved }] of locks.entries()) {
    const of = orders.get(numbers[n] ?? '');
    const places = placed.get(stepKey({ order, seq })) ?? [];
    const locked = now === 'locked';
    if (!of || (locked && places.length === 0)) continue;
    const was = before.has(stepKey({ order: of.number, seq }));
    if (locked && (moved || !was)) anew += 1;
    if (!locked && !was) {
      thawed.push({ order: of.number, seq });
      continue;
    }
    const { id, number, qty } = of;
    facts.push({ order_id: id, work_order: number, seq, locked, qty, places: JSON.stringify(locked ? places : []) });
  }
  await unfreezeSteps(tx, site, thawed);
  if (facts.length > 0)
    await tx
      .insertInto('step_locks')
      .values(facts.map((fact) => ({ ...fact, site, version: version.number })))
      .execute();
  return anew;
}

async function placesOf(tx: Tx, site: string, version: number, orders: readonly string[]) {
  const rows = await tx
    .selectFrom('plan_steps')
    .innerJoin('machines', (on) => on.onRef('machines.code', '=', 'plan_steps.machine').on('machines.site', '=', site))
    .select(['order_id', 'seq', 'machines.id as machine', 'starts', 'ends'])
    .where('plan_steps.version', '=', version)
    .where('order_id', 'in', orders)
    .orderBy('part')
    .execute();
  return new Map(
    [...groupedBy(rows, ({ order_id: order, seq }) => stepKey({ order, seq }))].map(([key, parts]) => [
      key,
      parts.map(({ machine, starts: from, ends: to }) => ({ machine, from, to })),
    ]),
  );
}

const ordersOf = (tx: Tx, site: string, numbers: readonly string[]): Promise<readonly Order[]> =>
  tx
    .selectFrom('work_orders')
    .select(['id', 'number', 'qty'])
    .where('site', '=', site)
    .where('number', 'in', numbers)
    .where('state', 'in', openStates)
    .execute();
