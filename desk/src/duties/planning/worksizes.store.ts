/** Quantities that a version gives work orders by hand: told, held against the records, and written with the publication. */
import { type Transaction } from 'kysely';
import { todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { resize } from '../work/changes.ts';
import { followOrder, ordersSized, resizeWorkOrder } from '../work/sizes.store.ts';
import type { KeptByHand } from './byhand.ts';
import { namesIn } from './called.store.ts';
import { numberIn } from './called.ts';
import { firm } from './firm.store.ts';
import { whoMoved } from './whomoved.store.ts';
import { notWritten, type SizeHeld, type ToldSize, type WrittenSize } from './worksizes.messages.ts';
import { splitOff, type WorkSize } from './worksizes.ts';

type Tx = Transaction<Tables>;

interface Moved {
  readonly id: number;
  readonly number: number;
  readonly by_hand: Pick<KeptByHand, 'sizes'> | null;
}

const sizesOf = ({ by_hand }: Pick<Moved, 'by_hand'>): readonly WorkSize[] => by_hand?.sizes ?? [];

export async function toldSizes(
  tx: Tx,
  site: string,
  version: Moved & { readonly made_by: string },
): Promise<ToldSize[]> {
  const sizes = sizesOf(version);
  if (sizes.length === 0) return [];
  const { called } = await namesIn(tx, version.id);
  const by = await whoMoved(tx, site, version);
  const rests = await restsOf(tx, version.id, sizes);
  return sizes.map(({ order, item, from, to, rest }) => ({
    order: numberIn(called(order)) ?? order,
    item,
    from,
    to,
    split: rest.flatMap((id) => rests.get(id)?.qty ?? []),
    by,
  }));
}

/** What was split off and is still in the plan: who draws on it no more leaves it out. */
async function restsOf(tx: Tx, version: number, sizes: readonly WorkSize[]) {
  const wanted = splitOff(sizes);
  if (wanted.length === 0) return new Map<string, never>();
  const rows = await tx
    .selectFrom('plan_orders')
    .select(['id', 'item', 'qty', 'need'])
    .where('version', '=', version)
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** By the version's id: orders that have begun, are over or are for another quantity by now than those versions were made from. */
export async function sizesHeld(
  tx: Tx,
  site: string,
  versions: readonly Moved[],
): Promise<ReadonlyMap<number, readonly SizeHeld[]>> {
  const held = new Map<number, readonly SizeHeld[]>();
  for (const version of versions) {
    const sizes = sizesOf(version);
    if (sizes.length > 0) held.set(version.id, await heldNow(tx, site, (await namesIn(tx, version.id)).called, sizes));
  }
  return held;
}

/** `called`: what orders are called now. */
export async function heldNow(
  tx: Tx,
  site: string,
  called: (order: string) => string,
  sizes: readonly WorkSize[],
): Promise<readonly SizeHeld[]> {
  const numbers = sizes.map(({ order }) => numberIn(called(order)) ?? '');
  const stand = new Map((await ordersSized(tx, site, numbers)).map((one) => [one.number, one]));
  return sizes.flatMap(({ item, from, to }, n): SizeHeld[] => {
    const order = numbers[n]!;
    const now = stand.get(order);
    if (!now) return [{ order, from, to, why: 'order-over', now: 'no more there' }];
    const decision = resize(now, { item, from, to });
    if (decision.kind !== 'refuse') return [];
    const said = {
      'order-begun': '',
      'order-over': now.state,
      'order-another': now.item,
      'order-resized': `${now.qty}`,
    };
    return [{ order, from, to, why: decision.code, now: said[decision.code] }];
  });
}

/**
 * Each order gets its quantity with its material, and what was split off becomes a firm order with the next number. The version is
 * published in this transaction, and the caller holds the site's row.
 */
export async function recordSizes(tx: Tx, site: Site, version: Moved): Promise<readonly WrittenSize[]> {
  const sizes = sizesOf(version);
  if (sizes.length === 0) return [];
  const { called } = await namesIn(tx, version.id);
  const rests = await restsOf(tx, version.id, sizes);
  const written: WrittenSize[] = [];
  for (const { order, item, from, to, rest } of sizes) {
    const number = numberIn(called(order)) ?? order;
    try {
      await resizeWorkOrder(tx, site.code, number, { item, from, to }, todayAt(site));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(409, error.code, notWritten(version.number, number, error.message));
    }
    const planned = rest.flatMap((id) => rests.get(id) ?? []);
    const numbers = await firm(tx, site.code, version.number, planned);
    for (const one of numbers) await followOrder(tx, site.code, one, number);
    written.push({ order: number, from, to, rest: numbers.map((one, n) => ({ number: one, qty: planned[n]!.qty })) });
  }
  return written;
}
