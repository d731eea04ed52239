/** Kits in the database: the kit's row is locked first, then its order, then balances by the ledger. */

import { sql, type Transaction } from 'kysely';
import { toMillionth } from '../../house/amounts.ts';
import { nowAt, todayAt } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { nextNumber } from '../../server/numbering.ts';
import { holdersOf, keepAllocation, lockBalances, unreserve } from '../allocations/allocations.store.ts';
import { deliveryOfKit } from '../deliveries/deliveries.store.ts';
import { signedSteps } from '../floor/signoffs.store.ts';
import type { BrokenOut } from '../inventory/breakout.messages.ts';
import { breakOut, holdContainers } from '../inventory/breakout.store.ts';
import { datedOf } from '../inventory/expired.store.ts';
import { hasExpired } from '../inventory/expired.ts';
import { post } from '../inventory/movements.store.ts';
import { pickListOf } from '../issuing/picklists.store.ts';
import { type KitFacts, shortOf, stagedOn, stateOf } from './kits.ts';
import { surplusOf } from './surplus.ts';

type Tx = Transaction<Tables>;

const rowOf = async (tx: Tx, site: string, number: string, lock: boolean) => {
  const query = tx.selectFrom('kits').selectAll().where('site', '=', site).where('number', '=', number);
  const found = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!found) throw notFound('kit', number);
  return found;
};
type KitRow = Awaited<ReturnType<typeof rowOf>>;

export const factsOf = (kit: KitRow): KitFacts => ({
  checked: kit.checked_at !== null,
  released: kit.released_at !== null,
  issued: kit.issued_at !== null,
  apart: kit.apart_at !== null,
});

/** A kit with its list: needed, staged, short, and who has what is missing. It stands where it was staged, until it was delivered. */
export async function kitOf(tx: Tx, site: Site, number: string, lock = false) {
  const row = await rowOf(tx, site.code, number, lock);
  const { underWay, stands } = await deliveryOfKit(tx, site.code, number);
  const kit = { ...row, location: stands ?? row.location };
  const list = await pickListOf(tx, site, kit.work_order, kit.seq ?? undefined);
  const over = kit.issued_at !== null || kit.apart_at !== null;
  const there = over ? [] : await contentOf(tx, site, kit, [...new Set(list.lines.map((line) => line.item))]);
  const sums = new Map<string, number>();
  for (const one of there) sums.set(one.item, (sums.get(one.item) ?? 0) + one.qty);
  const dated = await datedOf(
    tx,
    site.code,
    there.map((one) => ({ ...one, location: kit.location })),
  );
  const firstDay = (item: string): string | null =>
    dated.flatMap((one) => (one.item === item && one.expires !== null ? [one.expires] : [])).toSorted()[0] ?? null;
  const lines = stagedOn(list.lines, sums).map((line) => {
    const expires = line.staged > 0 ? firstDay(line.item) : null;
    return { ...line, short: over ? 0 : shortOf(line), expires, expired: hasExpired(expires, todayAt(site)) };
  });
  const surplus = surplusOf(lines, there, await besideIt(tx, site, kit, surplusOf(lines, there)));
  const state = stateOf(factsOf(kit), lines);
  const signs = await signedSteps(tx, site.code, kit.work_order, kit.seq ?? undefined);
  return { kit, underWay, signs, item: list.item, orderState: list.state, lines, there, surplus, state };
}
export type KitSeen = Awaited<ReturnType<typeof kitOf>>;

/** What other open kits of the order want of what lies too much at the same place. */
async function besideIt(tx: Tx, site: Site, kit: KitRow, surplus: readonly { readonly item: string }[]) {
  if (surplus.length === 0 || kit.seq === null) return [];
  const others = await tx
    .selectFrom('kits')
    .select('seq')
    .where('site', '=', site.code)
    .where('work_order', '=', kit.work_order)
    .where('location', '=', kit.location)
    .where('number', '<>', kit.number)
    .where('issued_at', 'is', null)
    .where('apart_at', 'is', null)
    .execute();
  const wanted = [];
  for (const { seq } of others) wanted.push(...(await pickListOf(tx, site, kit.work_order, seq ?? undefined)).lines);
  return wanted;
}

/** What lies in a kit: what is reserved at its place for its order. */
async function contentOf(tx: Tx, site: Site, kit: KitRow, items: readonly string[]) {
  const found: { item: string; lot: string; qty: number }[] = [];
  for (const item of items.toSorted()) {
    const held = await holdersOf(tx, site.code, { item, location: kit.location }, todayAt(site));
    for (const one of held)
      if (one.for_order === kit.work_order && one.for_line === 0) found.push({ item, lot: one.lot, qty: one.qty });
  }
  return found;
}

export async function makeKit(
  tx: Tx,
  site: string,
  made: {
    readonly work_order: string;
    readonly seq: number | null;
    readonly location: string;
    readonly made_by: string;
  },
): Promise<string> {
  const number = await nextNumber(tx, site, 'KIT', async (one) =>
    Boolean(
      await tx.selectFrom('kits').select('id').where('site', '=', site).where('number', '=', one).executeTakeFirst(),
    ),
  );
  await tx
    .insertInto('kits')
    .values({ site, number, ...made })
    .execute();
  return number;
}

/** True when the step of the order has a kit that is neither issued nor taken apart. */
export const hasKit = async (tx: Tx, site: string, order: string, seq: number | null): Promise<boolean> =>
  (
    await sql`select from kits where site = ${site} and work_order = ${order} and coalesce(seq, 0) = ${seq ?? 0}
    and issued_at is null and apart_at is null`.execute(tx)
  ).rows.length > 0;

/** Brings what is to be had to the staging place and reserves it there for the order; answers how many things came, and out of which containers. */
export async function stage(
  tx: Tx,
  site: Site,
  { kit, lines }: KitSeen,
  overfull: string | undefined,
): Promise<{ readonly moved: number; readonly out: readonly BrokenOut[] }> {
  const wanted = lines.flatMap((line) => {
    let need = line.short;
    return line.from.flatMap((from) => {
      if (from.location === kit.location) return [];
      const qty = Math.min(need, from.qty);
      need = toMillionth(need - qty);
      return qty > 0 ? [{ item: line.item, location: from.location, lot: from.lot, qty }] : [];
    });
  });
  const name = (one: (typeof wanted)[number]): string => `${one.item}\n${one.location}\n${one.lot}`;
  await holdContainers(tx, site.code, wanted);
  for (const item of [...new Set(wanted.map((one) => one.item))].sort()) await lockBalances(tx, site.code, { item });
  const out: BrokenOut[] = [];
  const reference = { kind: 'kit', key: kit.number, part: null };
  for (const one of wanted.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))) {
    out.push(...(await breakOut(tx, site.code, one, { movedAt: nowAt(site), reference })));
    // What was reserved for the order where it lay is reserved where it goes.
    await unreserve(tx, site.code, one, kit.work_order, one.qty, kit.number);
    await post(tx, site.code, {
      item: one.item,
      lot: one.lot,
      qty: one.qty,
      movedAt: nowAt(site),
      from: one.location,
      to: kit.location,
      reason: null,
      overfull,
      reference,
    });
    await keepAllocation(tx, site.code, {
      item: one.item,
      location: kit.location,
      lot: one.lot,
      qty: one.qty,
      for_order: kit.work_order,
      for_line: 0,
      until: null,
      reason: kit.number,
    });
  }
  return { moved: wanted.length, out };
}

/** What is in it goes to a place and is reserved for nobody any more. */
export async function takeApart(
  tx: Tx,
  site: Site,
  { kit, there }: KitSeen,
  to: string,
  overfull: string | undefined,
): Promise<void> {
  for (const one of there) {
    await lockBalances(tx, site.code, { item: one.item });
    await unreserve(
      tx,
      site.code,
      { ...one, location: kit.location },
      kit.work_order,
      one.qty,
      `${kit.number} taken apart`,
    );
    if (to !== kit.location)
      await post(tx, site.code, {
        ...one,
        movedAt: nowAt(site),
        from: kit.location,
        to,
        reason: null,
        overfull,
        reference: { kind: 'kit', key: kit.number, part: null },
      });
  }
}

type Change = Partial<
  Pick<
    KitRow,
    | 'checked_at'
    | 'checked_by'
    | 'check_note'
    | 'released_at'
    | 'released_by'
    | 'release_reason'
    | 'issued_at'
    | 'issued_by'
    | 'apart_at'
  >
>;

export async function keepKit(tx: Tx, site: string, number: string, change: Change): Promise<void> {
  await tx.updateTable('kits').set(change).where('site', '=', site).where('number', '=', number).execute();
}

export async function isUsable(tx: Tx, site: string, location: string): Promise<boolean> {
  const found = await tx
    .selectFrom('locations')
    .select('usable')
    .where('site', '=', site)
    .where('code', '=', location)
    .executeTakeFirst();
  return found?.usable === true;
}

/** Open kits, then the latest of the others. */
export async function kitNumbers(tx: Tx, site: string, most: number): Promise<readonly string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from kits where site = ${site}
    order by (issued_at is null and apart_at is null) desc, id desc limit ${most}`.execute(tx);
  return rows.map((row) => row.number);
}
