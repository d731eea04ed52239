/** Loads what a customer's return is decided from, its row held, and keeps what was decided. */
import type { Qty } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { steps } from '../../house/amounts.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { nextNumber } from '../../server/numbering.ts';
import { takesGoods } from '../inventory/closed.tables.ts';
import { post } from '../inventory/movements.store.ts';
import { type Standing, wentOf } from '../orders/went.ts';
import { movedOn } from './receiving.messages.ts';
import {
  type LineShipped,
  type Outcome,
  type ReturnStanding,
  type ReturnState,
  stateAfterTakingBack,
  type Undecided,
} from './returns.ts';

type Tx = Transaction<Tables>;

export interface LineSold extends LineShipped {
  readonly id: number;
}

/** The customer line of that name, its row held: who announce and receive at once go one after the other. */
export async function lineSold(
  tx: Tx,
  site: string,
  by: { readonly ref: string } | { readonly id: number },
): Promise<LineSold | undefined> {
  const called = 'ref' in by ? lineCalled(by.ref) : undefined;
  if ('ref' in by && !called) return undefined;
  const named = called
    ? sql`lower(l.order_no) = ${called.order.toLowerCase()} and l.line = ${called.line}`
    : sql`l.id = ${'id' in by ? by.id : 0}`;
  const { rows } = await sql<{
    id: number;
    ref: string;
    customer: string;
    item: string;
    qty: number;
    shipped: number;
    state: Standing['state'];
    decimals: number;
  }>`
    select l.id, l.order_no || '/' || l.line as ref, l.customer, l.item, l.qty, l.shipped, l.state, u.decimals
    from customer_lines l join items i on i.site = l.site and i.code = l.item join units u on u.site = i.site and u.code = i.unit
    where l.site = ${site} and ${named} order by l.order_no = ${called?.order ?? ''} desc limit 1 for update of l`.execute(
    tx,
  );
  const [row] = rows;
  if (!row) return undefined;
  const { rows: back } = await sql<{ qty: number | null; came: number | null }>`
    select sum(came.qty) as came, sum(case when c.state = 'open' then greatest(c.qty, came.qty) else came.qty end) as qty
    from customer_returns c cross join lateral (select coalesce(sum(r.qty), 0) as qty from receipts r where r.customer_return = c.id) came
    where c.customer_line = ${row.id}`.execute(tx);
  return {
    ...row,
    shipped: steps(wentOf(row), row.decimals, 'nearest'),
    back: steps(back[0]?.qty ?? 0, row.decimals, 'nearest'),
    came: steps(back[0]?.came ?? 0, row.decimals, 'nearest'),
  };
}

/** Returns by which goods of a customer line came back, by lot and piece, in the item's unit. */
export async function cameBackOf(tx: Tx, line: number) {
  const { rows } = await sql<{ number: string; lot: string; serial: string; qty: number }>`
    select c.number, m.lot, m.serial, sum(r.qty) as qty from customer_returns c join receipts r on r.customer_return = c.id
    join movements m on m.id = r.movement
    where c.customer_line = ${line} group by c.id, c.number, m.lot, m.serial having sum(r.qty) > 0 order by c.id, m.lot, m.serial`.execute(
    tx,
  );
  return rows;
}

export const knownCustomer = async (tx: Tx, site: string, code: string): Promise<boolean> =>
  (await tx
    .selectFrom('customers')
    .select('code')
    .where('site', '=', site)
    .where('code', '=', code)
    .executeTakeFirst()) !== undefined;

export interface ReturnHeld extends ReturnStanding {
  readonly id: number;
  readonly line: number | null;
  readonly lot: string;
  readonly serial: string;
}

export async function returnHeld(tx: Tx, site: string, number: string): Promise<ReturnHeld> {
  const { rows } = await sql<{
    id: number;
    number: string;
    state: ReturnState;
    item: string;
    qty: number;
    customer_line: number | null;
    lot: string;
    serial: string;
    more_said: boolean;
    decimals: number;
  }>`
    select c.id, c.number, c.state, c.item, c.qty, c.customer_line, c.lot, c.serial, c.confirmed is not distinct from 'more-than-shipped' as more_said, u.decimals
    from customer_returns c join items i on i.site = c.site and i.code = c.item join units u on u.site = i.site and u.code = i.unit
    where c.site = ${site} and lower(c.number) = ${number.toLowerCase()} for update of c`.execute(tx);
  const [row] = rows;
  if (!row) throw notFound('customer’s return', number);
  const came = await cameOf(tx, row.id);
  const { customer_line: line, more_said: moreSaid, decimals, ...rest } = row;
  return {
    ...rest,
    line,
    moreSaid,
    qty: steps(row.qty, decimals, 'nearest'),
    received: steps(came, decimals, 'nearest'),
  };
}

async function cameOf(tx: Tx, id: number): Promise<number> {
  const { rows } = await sql<{ qty: number }>`
    select coalesce(sum(qty), 0) as qty from receipts where customer_return = ${id}`.execute(tx);
  return rows[0]?.qty ?? 0;
}

export interface NewReturn {
  readonly customer: string;
  readonly line: number | null;
  readonly item: string;
  readonly qty: number;
  readonly reason: string;
  readonly lot: string;
  readonly serial: string;
  readonly expected: string | null;
  readonly announced: boolean;
  readonly confirmed: string | null;
  readonly said: string | null;
}

export async function keepReturn(tx: Tx, site: string, { line, ...one }: NewReturn) {
  const number = await nextNumber(tx, site, 'RMA', async (candidate) =>
    Boolean(
      await tx
        .selectFrom('customer_returns')
        .select('id')
        .where('site', '=', site)
        .where('number', '=', candidate)
        .executeTakeFirst(),
    ),
  );
  return tx
    .insertInto('customer_returns')
    .values({ ...one, site, number, customer_line: line, state: one.announced ? 'open' : 'closed', ended: null })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
}

export const turnReturn = (tx: Tx, id: number, state: ReturnState, ended: string | null = null) =>
  tx.updateTable('customer_returns').set({ state, ended }).where('id', '=', id).execute();

/** A receipt of it was taken back: it waits again; one that was not announced never came. */
export async function keepReturnTakenBack(tx: Tx, { id }: { readonly id: number }): Promise<void> {
  const { announced, qty } = await tx
    .selectFrom('customer_returns')
    .select(['announced', 'qty'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const left = await cameOf(tx, id);
  await turnReturn(tx, id, stateAfterTakingBack(announced, qty as Qty, left));
}

/** The first place of inspection whose goods nobody plans with; `said`: that one, if it is one. */
export async function quarantine(tx: Tx, site: string, said: string | null): Promise<string | undefined> {
  const found = await tx
    .selectFrom('locations')
    .select('code')
    .where('site', '=', site)
    .where('kind', '=', 'inspection')
    .where('usable', '=', false)
    .where(takesGoods('locations'))
    .$if(said !== null, (query) => query.where('code', '=', said ?? ''))
    .orderBy('code')
    .executeTakeFirst();
  return found?.code;
}

export async function usableStore(tx: Tx, site: string, code: string): Promise<boolean> {
  const found = await tx
    .selectFrom('locations')
    .select('code')
    .where('site', '=', site)
    .where('code', '=', code)
    .where('kind', '=', 'store')
    .where('usable', '=', true)
    .where(takesGoods('locations'))
    .executeTakeFirst();
  return found !== undefined;
}

/** In SQL: what of receipt `r` is not decided; a decision stands while its movement does. */
export const leftToDecide = sql<number>`(case when exists (select from receipts b where b.reverses = r.id) then 0
  else r.qty - coalesce((select sum(d.qty) from return_decisions d where d.receipt = r.id and d.movement is not null
    and not exists (select from movements b where b.reverses = d.movement)), 0) end)`;

export interface Lying extends Undecided {
  readonly place: string;
  readonly serial: string;
}

/** Goods of one receipt of a return that the caller holds. */
export async function lyingIn(tx: Tx, held: ReturnHeld, receipt: number): Promise<Lying> {
  const { rows } = await sql<{
    item: string;
    asks_lot: boolean;
    lot: string;
    serial: string;
    place: string;
    left: number;
    decimals: number;
  }>`
    select r.item, i.asks_lot, m.lot, m.serial, m.to_location as place, ${leftToDecide} as left, u.decimals
    from receipts r join movements m on m.id = r.movement join items i on i.site = r.site and i.code = r.item
    join units u on u.site = i.site and u.code = i.unit
    where r.id = ${receipt} and r.customer_return = ${held.id} and r.reverses is null`.execute(tx);
  const [row] = rows;
  if (!row) throw notFound(`receipt of ${held.number}`, String(receipt));
  const { asks_lot: asksLot, left, decimals, ...rest } = row;
  return { ...rest, receipt, asksLot, left: steps(left, decimals, 'nearest') };
}

export interface NewDecision {
  readonly outcome: Outcome;
  readonly qty: number;
  readonly to: string | null;
  readonly leaves: boolean;
  readonly note: string | null;
  readonly movedAt: string;
  readonly overfull: string | undefined;
  readonly person: { readonly id: string; readonly name: string };
}

/** Moves the goods where they are to go, unless they stay, and keeps who decided it. */
export async function keepDecision(
  tx: Tx,
  site: string,
  number: string,
  lying: Lying,
  { outcome, qty, to, leaves, note, movedAt, overfull, person }: NewDecision,
): Promise<void> {
  const { item, lot, serial, place } = lying;
  const movement = !leaves
    ? null
    : await post(tx, site, {
        movedAt,
        item,
        lot,
        serial,
        qty,
        from: place,
        to,
        toKind: outcome === 'customer' ? 'customer' : 'scrap',
        reason: note,
        overfull,
        reference: { kind: 'return decision', key: number, part: outcome },
      }).catch((error: unknown) => {
        if (error instanceof Refusal && (error.code === 'negative' || error.code === 'no-piece'))
          throw new Refusal(422, 'moved-on', movedOn(item, place));
        throw error;
      });
  await tx
    .insertInto('return_decisions')
    .values({
      site,
      called: number,
      receipt: lying.receipt,
      outcome,
      qty,
      movement,
      note,
      person: person.id,
      who: person.name,
    })
    .execute();
}
