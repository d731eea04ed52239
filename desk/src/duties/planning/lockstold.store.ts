/** Which steps a version locks and lets go, for who decides about it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { openStates } from '../work/states.ts';
import type { KeptByHand } from './byhand.ts';
import { namesIn } from './called.store.ts';
import { spoken } from './planning.messages.ts';
import { groupedBy } from './rows.ts';
import { stepKey } from './stepkey.ts';
import { lockedBefore } from './steplocks.store.ts';
import { locksIn } from './steplocks.ts';

type Tx = Transaction<Tables>;

export interface ToldLock {
  /** As it is called: "MO-7", "planned order 12". */
  readonly order: string;
  readonly item: string;
  readonly seq: number;
  readonly machine: string | null;
  /** When it begins; an instant. */
  readonly starts: string;
  readonly now: 'locked' | 'let-go';
}

/** Those that it locks first, as they begin. What stays as it was is not told: what was locked and is not moved, what was not and is let go; nor a step that nothing locks: without a machine, or of a work order that is over. */
export async function locksTold(
  tx: Tx,
  site: string,
  version: {
    readonly id: number;
    readonly number: number;
    readonly by_hand: KeptByHand | null;
  },
): Promise<readonly ToldLock[]> {
  const locks = locksIn(version.by_hand?.acts.flat() ?? []);
  if (locks.length === 0) return [];
  const { called } = await namesIn(tx, version.id);
  const orders = [...new Set(locks.map(({ order }) => order))];
  const { rows } = await sql<{
    order: string;
    seq: number;
    item: string;
    machine: string | null;
    starts: string;
    frozen: boolean;
  }>`
    select s.order_id as order, s.seq, s.item, s.machine, s.starts, coalesce(b.frozen, false) as frozen
    from plan_steps s
    left join plan_versions v on v.site = ${site} and v.number = ${version.by_hand!.base}
    left join lateral (
      select bool_or(o.frozen) as frozen from plan_steps o where o.version = v.id and o.order_id = s.order_id and o.seq = s.seq) b on true
    where s.version = ${version.id} and s.order_id = any(${orders}::text[])
    order by s.part`.execute(tx);
  const before = await lockedBefore(tx, site, version.number);
  const isOver = await over(tx, site, orders.map(called));
  const steps = groupedBy(rows, (row) => stepKey({ order: row.order, seq: row.seq }));
  const told = locks.flatMap(({ order, seq, now, moved }): ToldLock[] => {
    const [step] = steps.get(stepKey({ order, seq })) ?? [];
    const name = called(order);
    if (!step || isOver(name)) return [];
    const was = before.has(stepKey({ order: name.replace(/^work\//, ''), seq }));
    const isTold = now === 'locked' ? step.machine && (!was || moved) : was || step.frozen;
    if (!isTold) return [];
    const { item, machine, starts } = step;
    return [{ order: spoken(name), item, seq, machine, starts, now: now === 'locked' ? 'locked' : 'let-go' }];
  });
  const of = ({ now }: ToldLock): number => (now === 'locked' ? 0 : 1);
  return told.sort((a, b) => of(a) - of(b) || (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : a.seq - b.seq));
}

/** Of orders as they are called: a work order that is not open, or there is none of that number any more. */
async function over(tx: Tx, site: string, orders: readonly string[]): Promise<(order: string) => boolean> {
  const numbers = orders.flatMap((name) => (name.startsWith('work/') ? [name.slice(5)] : []));
  const open = await tx
    .selectFrom('work_orders')
    .select('number')
    .where('site', '=', site)
    .where('number', 'in', [...numbers, ''])
    .where('state', 'in', openStates)
    .execute();
  const known = new Set(open.map(({ number }) => `work/${number}`));
  return (order) => order.startsWith('work/') && !known.has(order);
}
