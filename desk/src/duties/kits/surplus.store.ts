/** What a work order that became smaller does not need any more: its reservations released, its kits told. */
import type { Transaction } from 'kysely';
import { todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lessen, lockAllocationsFor } from '../allocations/allocations.store.ts';
import { needsOf } from '../work/sizes.store.ts';
import { kitOf } from './kits.store.ts';
import { noMoreNeeded, surplusWords } from './surplus.messages.ts';
import { toRelease } from './surplus.ts';

type Tx = Transaction<Tables>;

export interface InKit {
  readonly kit: string;
  readonly order: string;
  readonly item: string;
  readonly qty: number;
}

/** Answers in words what was released and which kits have more than is needed; the order's new quantity is written already. */
export async function releaseSurplus(tx: Tx, site: Site, order: string): Promise<string> {
  const needs = await needsOf(tx, site.code, order, todayAt(site));
  const kits = await openKitsOf(tx, site, [order]);
  const reserved = await lockAllocationsFor(tx, site.code, order);
  const places = new Set(kits.map(({ kit }) => kit.location));
  const byId = new Map(reserved.map((one) => [one.id, one]));
  const rows = reserved.map(({ id, item, qty, location }) => ({ id, item, qty, location: location ?? undefined }));
  const released = new Map<string, number>();
  for (const { id, item, qty } of toRelease(rows, needs, places)) {
    await lessen(tx, byId.get(id)!, qty, 'released', noMoreNeeded(order));
    released.set(item, (released.get(item) ?? 0) + qty);
  }
  return surplusWords(
    order,
    [...released].map(([item, qty]) => ({ item, qty })),
    inKits(kits),
  );
}

/** What lies in the open kits of orders beyond what they need. */
export const surplusIn = async (tx: Tx, site: Site, orders: readonly string[]): Promise<readonly InKit[]> =>
  inKits(await openKitsOf(tx, site, orders));

const inKits = (kits: readonly Awaited<ReturnType<typeof kitOf>>[]): readonly InKit[] =>
  kits.flatMap(({ kit, surplus }) =>
    surplus.map(({ item, qty }) => ({ kit: kit.number, order: kit.work_order, item, qty })),
  );

async function openKitsOf(tx: Tx, site: Site, orders: readonly string[]) {
  if (orders.length === 0) return [];
  const rows = await tx
    .selectFrom('kits')
    .select('number')
    .where('site', '=', site.code)
    .where('work_order', 'in', orders)
    .where('issued_at', 'is', null)
    .where('apart_at', 'is', null)
    .orderBy('number')
    .execute();
  const kits = [];
  for (const { number } of rows) kits.push(await kitOf(tx, site, number));
  return kits;
}
