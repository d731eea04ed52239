/** Loads what a receipt is decided from, with the purchase line held, and keeps what was decided. */
import { sql, type Transaction } from 'kysely';
import { decimalOf, steps } from '../../house/amounts.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { receiptsUnderWay } from '../deliveries/deliveries.store.ts';
import { takesGoods } from '../inventory/closed.tables.ts';
import { postDated } from '../inventory/expiries.store.ts';
import { movementOf, post } from '../inventory/movements.store.ts';
import { turnPurchaseLine } from '../purchasing/purchasing.store.ts';
import { movedOn } from './receiving.messages.ts';
import type { ItemReceived, Line, Received, Standing } from './receiving.ts';

type Tx = Transaction<Tables>;

export interface LineHeld extends Line {
  readonly id: number;
  readonly vendor: string;
}

/** The line of that name, its row held; undefined when there is none. */
export async function lineHeld(tx: Tx, site: string, ref: string): Promise<LineHeld | undefined> {
  const called = lineCalled(ref);
  if (!called) return undefined;
  const { rows } = await sql<{
    id: number;
    order_no: string;
    line: number;
    vendor: string;
    item: string;
    state: Line['state'];
    qty: number;
    received: number;
    over_percent: number;
    under_percent: number;
    decimals: number;
  }>`
    select l.id, l.order_no, l.line, l.vendor, l.item, l.state, l.qty, l.received, u.decimals,
      coalesce(l.over_percent, i.over_percent, 0) as over_percent, coalesce(l.under_percent, i.under_percent, 0) as under_percent
    from purchase_lines l join items i on i.site = l.site and i.code = l.item join units u on u.site = i.site and u.code = i.unit
    where l.site = ${site} and lower(l.order_no) = ${called.order.toLowerCase()} and l.line = ${called.line}
    order by l.order_no = ${called.order} desc limit 1 for update of l`.execute(tx);
  const [row] = rows;
  return (
    row && {
      id: row.id,
      ref: `${row.order_no}/${row.line}`,
      vendor: row.vendor,
      item: row.item,
      state: row.state,
      ordered: steps(row.qty, row.decimals, 'nearest'),
      received: steps(row.received, row.decimals, 'nearest'),
      overPercent: row.over_percent,
      underPercent: row.under_percent,
    }
  );
}

export async function itemReceived(tx: Tx, site: string, item: string): Promise<ItemReceived> {
  const { inspected, asks_lot, asks_expiry } = await tx
    .selectFrom('items')
    .select(['inspected', 'asks_lot', 'asks_expiry'])
    .where('site', '=', site)
    .where('code', '=', item)
    .executeTakeFirstOrThrow();
  return { item, inspected, asksLot: asks_lot, asksExpiry: asks_expiry };
}

/** The first place of a kind, by its code. */
export async function placeOfKind(tx: Tx, site: string, kind: 'dock' | 'inspection'): Promise<string | undefined> {
  const found = await tx
    .selectFrom('locations')
    .select('code')
    .where('site', '=', site)
    .where('kind', '=', kind)
    .where(takesGoods('locations'))
    .orderBy('code')
    .executeTakeFirst();
  return found?.code;
}

export async function kindOfPlace(tx: Tx, site: string, code: string) {
  const found = await tx
    .selectFrom('locations')
    .select('kind')
    .where('site', '=', site)
    .where('code', '=', code)
    .executeTakeFirst();
  return found?.kind;
}

export interface NewReceipt {
  readonly line: LineHeld | null;
  readonly vendor: string | null;
  /** The customer's return that it is of. */
  readonly back: { readonly id: number; readonly number: string } | null;
  /** The line of a vendor's notice that it is of. */
  readonly noticeLine?: number;
  readonly item: string;
  readonly decimals: number;
  readonly qty: number;
  readonly entered: { readonly qty: number; readonly unit: string } | null;
  readonly movedAt: string;
  readonly lot: string;
  readonly serial?: string;
  readonly expires: string | null;
  readonly place: string;
  readonly document: string | null;
  readonly paperQty: number | null;
  readonly damage: string | null;
  readonly reason: string | null;
  readonly confirmed: string | null;
  /** Of its movement. */
  readonly overfull: string | undefined;
}

/** Brings the goods in, adds them to their line, and keeps what was not as it should be. Answers the receipt's number. */
export async function keepReceipt(tx: Tx, site: string, one: NewReceipt, decided: Received): Promise<number> {
  const come = () =>
    post(tx, site, {
      movedAt: one.movedAt,
      item: one.item,
      lot: one.lot,
      serial: one.serial ?? '',
      qty: one.qty,
      entered: one.entered,
      from: null,
      fromKind: one.back ? 'customer' : 'vendor',
      to: one.place,
      reason: one.reason ?? one.damage,
      overfull: one.overfull,
      reference: one.line
        ? { kind: 'purchase line', key: one.line.ref, part: null }
        : one.back
          ? { kind: 'customer return', key: one.back.number, part: null }
          : { kind: 'delivery note', key: one.document ?? '', part: null },
    });
  const { expires } = one;
  const movement =
    expires === null ? await come() : await postDated(tx, site, { ...one, location: one.place, expires }, come);
  const { id } = await tx
    .insertInto('receipts')
    .values({
      site,
      purchase_line: one.line?.id ?? null,
      vendor: one.line?.vendor ?? one.vendor,
      item: one.item,
      qty: one.qty,
      movement,
      document: one.document,
      paper_qty: one.paperQty,
      damage: one.damage,
      reason: one.reason,
      confirmed: one.confirmed,
      reverses: null,
      customer_return: one.back?.id ?? null,
      notice_line: one.noticeLine ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (one.line && decided.closes) await turnPurchaseLine(tx, one.line.id, 'closed');
  if (decided.discrepancies.length > 0)
    await tx
      .insertInto('discrepancies')
      .values(
        decided.discrepancies.map(({ kind, qty, note }) => ({
          site,
          receipt: id,
          notice_line: one.noticeLine ?? null,
          kind,
          qty: decimalOf(qty, one.decimals),
          note: note ?? (kind === 'damaged' ? one.damage : one.reason),
          settled: null,
        })),
      )
      .execute();
  return id;
}

export interface ReceiptHeld extends Standing {
  readonly line: string | null;
  readonly purchaseLine: number | null;
  readonly vendor: string | null;
  readonly item: string;
  readonly qty: number;
  readonly movement: number | null;
  readonly back: { readonly id: number; readonly number: string } | null;
  readonly noticeLine: number | null;
}

/** A receipt, with its line held: who receives and who takes back go one after the other. */
export async function receiptHeld(tx: Tx, site: string, id: number): Promise<ReceiptHeld> {
  await sql`select 1 from purchase_lines where id = (select purchase_line from receipts where site = ${site} and id = ${id}) for update`.execute(
    tx,
  );
  await sql`select 1 from customer_returns where id = (select customer_return from receipts where site = ${site} and id = ${id}) for update`.execute(
    tx,
  );
  await sql`select 1 from receipts where site = ${site} and id = ${id} for update`.execute(tx);
  const { rows } = await sql<{
    line: string | null;
    purchase_line: number | null;
    vendor: string | null;
    item: string;
    qty: number;
    movement: number | null;
    reverses: number | null;
    reversed_by: number | null;
    notice_line: number | null;
    back: number | null;
    back_number: string | null;
    decided: boolean;
    brought_to: string[];
  }>`
    select l.order_no || '/' || l.line as line, r.purchase_line, r.vendor, r.item, r.qty, r.movement, r.reverses, back.id as reversed_by, r.notice_line,
      c.id as back, c.number as back_number, exists (select from return_decisions d where d.receipt = r.id
        and d.movement is not null and not exists (select from movements b where b.reverses = d.movement)) as decided,
      array(select m.reference_key from movements m where m.site = r.site and m.reference_kind = 'cross-dock' and m.reference_part = concat('receipt/', r.id)
        and m.reverses is null and not exists (select from movements b where b.reverses = m.id) order by m.id)
        || array(select u."order" from ${receiptsUnderWay} u where u.receipt = r.id) as brought_to
    from receipts r left join purchase_lines l on l.id = r.purchase_line left join receipts back on back.reverses = r.id
    left join customer_returns c on c.id = r.customer_return
    where r.site = ${site} and r.id = ${id}`.execute(tx);
  const [row] = rows;
  if (!row) throw notFound('receipt', String(id));
  return {
    id,
    line: row.line,
    purchaseLine: row.purchase_line,
    vendor: row.vendor,
    item: row.item,
    qty: row.qty,
    movement: row.movement,
    noticeLine: row.notice_line,
    written: row.movement === null,
    reverses: row.reverses,
    reversedBy: row.reversed_by,
    broughtTo: row.brought_to,
    back: row.back === null || row.back_number === null ? null : { id: row.back, number: row.back_number },
    decidedOf: row.decided ? row.back_number : null,
  };
}

/** Takes the goods out again, off the line too, which waits for them again. Answers the number of the mirror. */
export async function keepTakenBack(
  tx: Tx,
  site: string,
  receipt: ReceiptHeld,
  { reason, movedAt, reopens }: { readonly reason: string; readonly movedAt: string; readonly reopens: boolean },
): Promise<number> {
  if (receipt.movement === null) throw new Error(`receipt ${receipt.id} has no movement to take back`);
  const brought = await movementOf(tx, site, receipt.movement);
  const movement = await post(tx, site, {
    movedAt,
    item: brought.item,
    lot: brought.lot,
    serial: brought.serial,
    qty: brought.qty,
    from: brought.to_location,
    to: null,
    toKind: brought.from_kind,
    reason,
    reference: { kind: brought.reference_kind ?? 'delivery note', key: brought.reference_key ?? '', part: null },
    reverses: brought.id,
  }).catch((error: unknown) => {
    // Below zero is no question here: what is to go back is not there.
    if (error instanceof Refusal && (error.code === 'negative' || error.code === 'no-piece'))
      throw new Refusal(422, 'moved-on', movedOn(brought.item, brought.to_location ?? ''));
    throw error;
  });
  const { id } = await tx
    .insertInto('receipts')
    .values({
      site,
      purchase_line: receipt.purchaseLine,
      vendor: receipt.vendor,
      item: receipt.item,
      qty: -receipt.qty,
      movement,
      document: null,
      paper_qty: null,
      damage: null,
      reason,
      confirmed: null,
      reverses: receipt.id,
      customer_return: receipt.back?.id ?? null,
      notice_line: receipt.noticeLine,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (reopens && receipt.purchaseLine !== null) await turnPurchaseLine(tx, receipt.purchaseLine, 'open');
  await tx
    .updateTable('discrepancies')
    .set({ state: 'withdrawn' })
    .where('receipt', '=', receipt.id)
    .where('state', '<>', 'settled')
    .execute();
  return id;
}
