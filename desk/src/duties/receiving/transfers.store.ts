/** Transfers in the database: the head is kept, its goods are movements that refer to it. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { toMillionth } from '../../house/amounts.ts';
import { nowAt, wallClock } from '../../house/clock.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { nextNumber } from '../../server/numbering.ts';
import { takesGoods } from '../inventory/closed.tables.ts';
import { post } from '../inventory/movements.store.ts';
import { byBalance } from '../inventory/movements.ts';
import { availableHere, availableOnArrival } from '../inventory/transit.store.ts';
import { goneOn } from './transfers.messages.ts';
import { openOf, type SentLine, type TransferHead, transferState } from './transfers.ts';

type Tx = Transaction<Tables>;

interface Line extends SentLine {
  /** Where it stands until it comes, whatever that place is by now. */
  readonly way: string;
  readonly received: number;
  readonly lost: number;
}

/** Transfers `t` of which this holds, the latest first, with what moved by them and was not taken back. */
export async function transfersOf(tx: Tx, site: Site, where: RawBuilder<unknown> = sql`true`) {
  const { rows: heads } = await sql<TransferHead & { readonly id: number }>`
    select t.id, t.number, t.to_location as to, l.name as to_name, t.expected, t.note, t.at, t.who
    from transfers t join locations l on l.site = t.site and l.code = t.to_location
    where t.site = ${site.code} and ${where} order by t.id desc limit 1000`.execute(tx);
  const { rows: lines } = await sql<Line & { readonly number: string }>`
    with moved as (
      select m.* from movements m
      where m.site = ${site.code} and m.reference_kind = 'transfer' and m.reference_key = any(${heads.map((head) => head.number)}::text[])
        and m.reverses is null and not exists (select from movements b where b.reverses = m.id)
    ), sent as (
      select reference_key, reference_part, item, lot, serial, from_location, to_location as way, qty from moved where to_kind = 'transit'
    ) select s.reference_key as number, s.reference_part::int as line, s.item, i.name as item_name, i.unit, s.lot, s.serial,
      s.from_location as from, s.way, s.qty as sent,
      coalesce((select sum(m.qty) from moved m where (m.reference_key, m.reference_part) = (s.reference_key, s.reference_part)
        and m.from_location = s.way and m.to_location is not null), 0) as received,
      coalesce((select sum(m.qty) from moved m where (m.reference_key, m.reference_part) = (s.reference_key, s.reference_part)
        and m.from_location = s.way and m.to_location is null), 0) as lost
    from sent s join items i on i.site = ${site.code} and i.code = s.item order by line`.execute(tx);
  const now = nowAt(site);
  return heads.map((head) => {
    const own = lines
      .filter(({ number }) => number === head.number)
      .map(({ number: _, ...line }) => ({ ...line, open: toMillionth(openOf(line)) }));
    const state = transferState(own);
    const late = own.some(({ open }) => open > 0) && Date.parse(head.expected) < Date.parse(now);
    return { ...head, day: wallClock(site.zone, head.expected).slice(0, 10), state, late, lines: own };
  });
}
export type Transfer = Awaited<ReturnType<typeof transfersOf>>[number];

/** Held until the transaction ends: whoever receives of the same goes one after the other. */
export async function transferHeld(tx: Tx, site: Site, number: string): Promise<Transfer> {
  const found = await sql<{ number: string }>`
    select number from transfers where site = ${site.code} and lower(number) = ${number.toLowerCase()} for update`.execute(
    tx,
  );
  const [held] = await transfersOf(tx, site, sql`t.number = ${found.rows[0]?.number ?? ''}`);
  if (!held) throw notFound('transfer', number);
  return held;
}

export async function placeNamed(tx: Tx, site: string, code: string) {
  return tx
    .selectFrom('locations')
    .select(['code', 'kind'])
    .where('site', '=', site)
    .where('code', '=', code)
    .executeTakeFirst();
}

/** Where goods on the way stand. */
export async function transitPlace(tx: Tx, site: string): Promise<string | undefined> {
  const found = await tx
    .selectFrom('locations')
    .select('code')
    .where('site', '=', site)
    .where('kind', '=', 'transit')
    .where(takesGoods('locations'))
    .orderBy('code')
    .executeTakeFirst();
  return found?.code;
}

interface Goods {
  readonly item: string;
  readonly lot: string;
  readonly serial: string;
}

const balance = (tx: Tx, site: string, { item, lot, serial }: Goods, location: string) =>
  sql<{ qty: number; available_from: string | null }>`
    select qty, available_from from stock where site = ${site} and item = ${item} and location = ${location}
      and lot = ${lot} and serial = ${serial} and container = '' and owner = '' for update`.execute(tx);

/** The balance of ours outside of containers; absent: none was ever there. */
export const balanceAt = async (tx: Tx, site: string, goods: Goods, location: string) =>
  (await balance(tx, site, goods, location)).rows[0];

export interface NewTransfer {
  readonly to: string;
  readonly transit: string;
  readonly expected: string;
  readonly note: string | null;
  readonly who: string;
  readonly overfull: string | undefined;
  readonly lines: readonly (Goods & {
    readonly from: string;
    /** In the item's unit. */
    readonly qty: number;
    readonly entered: { readonly qty: number; readonly unit: string } | null;
  })[];
}

/** Answers its number. */
export async function keepTransfer(tx: Tx, site: Site, one: NewTransfer): Promise<string> {
  const { to, transit, expected, note, who, overfull } = one;
  const number = await nextNumber(tx, site.code, 'TRF', async (wanted) => {
    const taken = tx.selectFrom('transfers').select('id').where('site', '=', site.code).where('number', '=', wanted);
    return (await taken.executeTakeFirst()) !== undefined;
  });
  await tx
    .insertInto('transfers')
    .values({ site: site.code, number, to_location: to, expected, note, at: nowAt(site), who })
    .execute();
  const numbered = one.lines.map((line, at) => ({ ...line, part: String(at + 1) }));
  for (const { part, from, ...goods } of numbered.toSorted(byFrom)) {
    await post(tx, site.code, {
      ...goods,
      movedAt: nowAt(site),
      from,
      to: transit,
      reason: note,
      overfull,
      reference: { kind: 'transfer', key: number, part },
    });
    await availableOnArrival(tx, site.code, goods, transit, expected);
  }
  return number;
}

type Standing = Goods & { readonly from: string };
export const byFrom = (a: Standing, b: Standing): number =>
  byBalance({ ...a, location: a.from }, { ...b, location: b.from });

interface Leaving {
  readonly number: string;
  readonly line: Line;
  /** Null: it never comes. */
  readonly to: string | null;
  readonly qty: number;
  readonly entered: { readonly qty: number; readonly unit: string } | null;
  readonly reason: string | null;
  readonly overfull: string | undefined;
}

/** Goods of a line leave the way, to a place or off the books. */
export async function leaveTransit(tx: Tx, site: Site, one: Leaving): Promise<void> {
  const { number, line, to, qty, entered, reason, overfull } = one;
  const { item, lot, serial, way } = line;
  await post(tx, site.code, {
    movedAt: nowAt(site),
    item,
    lot,
    serial,
    qty,
    entered,
    from: way,
    to,
    toKind: 'adjustment',
    reason,
    overfull,
    reference: { kind: 'transfer', key: number, part: String(line.line) },
  }).catch((error: unknown) => {
    if (error instanceof Refusal && (error.code === 'negative' || error.code === 'no-piece'))
      throw new Refusal(422, 'moved-on', goneOn(item, number, way));
    throw error;
  });
  if (to !== null) await availableHere(tx, site.code, line, way, to);
}
