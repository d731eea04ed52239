/** Loads what is brought from the dock, and keeps it as a movement for the order. */
import { sql, type Transaction } from 'kysely';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { receiptsUnderWay } from '../deliveries/deliveries.store.ts';
import { movementOf, post } from '../inventory/movements.store.ts';
import type { Brought, Lying } from './crossdock.ts';
import { movedOn } from './receiving.messages.ts';

type Tx = Transaction<Tables>;

const called = (receipt: number): string => `receipt/${receipt}`;

export interface LyingOf extends Lying {
  readonly lot: string;
  readonly unit: string;
  readonly decimals: number;
}

/** `held`: who brings goods of one receipt on go one after the other. */
export async function lyingOf(tx: Tx, site: string, receipt: number, held = false): Promise<LyingOf> {
  if (held) await sql`select 1 from receipts where site = ${site} and id = ${receipt} for update`.execute(tx);
  const { rows } = await sql<LyingOf>`
    select r.id as receipt, r.item, coalesce(m.lot, '') as lot, coalesce(m.to_location, '') as place, i.unit, u.decimals,
      coalesce(m.to_kind = 'inspection', false) as inspected,
      case when r.movement is null or r.reverses is not null or exists (select from receipts b where b.reverses = r.id) then 0
        else r.qty - coalesce((select sum(x.qty) from movements x where x.site = r.site and x.reference_kind = 'cross-dock'
          and x.reference_part = concat('receipt/', r.id) and not exists (select from movements b where b.reverses = x.id)), 0)
          - coalesce((select sum(u.qty) from ${receiptsUnderWay} u where u.receipt = r.id), 0) end as left
    from receipts r join items i on i.site = r.site and i.code = r.item join units u on u.site = i.site and u.code = i.unit
    left join movements m on m.id = r.movement
    where r.site = ${site} and r.id = ${receipt}`.execute(tx);
  if (!rows[0]) throw notFound('receipt', String(receipt));
  return rows[0];
}

export async function bring(
  tx: Tx,
  site: string,
  lying: LyingOf,
  order: string,
  { qty, to }: Brought,
  movedAt: string,
  overfull: string | undefined,
): Promise<number> {
  return post(tx, site, {
    movedAt,
    item: lying.item,
    lot: lying.lot,
    qty,
    from: lying.place,
    to,
    reason: null,
    overfull,
    reference: { kind: 'cross-dock', key: order, part: called(lying.receipt) },
  }).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'negative')
      throw new Refusal(422, 'moved-on', movedOn(lying.item, lying.place));
    throw error;
  });
}

/** Goods that somebody is to bring from the dock, or brought, as their label tells them. */
export async function sentBy(tx: Tx, site: string, number: string) {
  const { rows } = await sql<{
    order: string;
    item: string;
    lot: string;
    qty: number;
    unit: string;
    to_location: string;
    moved_at: string;
    by: string;
    name: string | null;
    document: string | null;
    line: string | null;
  }>`
    select d.work_order as "order", l.item, l.lot, l.qty, i.unit, d.area as to_location, d.made_at as moved_at, d.made_by as by, i.name, r.document,
      p.order_no || '/' || p.line as line
    from deliveries d join delivery_lines l on l.delivery = d.id join receipts r on r.id = l.receipt
    join items i on i.site = d.site and i.code = l.item left join purchase_lines p on p.id = r.purchase_line
    where d.site = ${site} and d.number = ${number}`.execute(tx);
  if (!rows[0]) throw notFound('label', number);
  return rows[0];
}

/** Goods that were brought from the dock, as their label tells them. */
export async function broughtBy(tx: Tx, site: string, movement: number) {
  const moved = await movementOf(tx, site, movement);
  if (moved.reference_kind !== 'cross-dock' || moved.reference_key === null || moved.reverses !== null)
    throw notFound('label', String(movement));
  const { rows } = await sql<{ name: string | null; document: string | null; line: string | null }>`
    select i.name, r.document, l.order_no || '/' || l.line as line
    from items i left join movements m on m.id = ${movement}
    left join receipts r on m.reference_part = concat('receipt/', r.id)
    left join purchase_lines l on l.id = r.purchase_line
    where i.site = ${site} and i.code = ${moved.item}`.execute(tx);
  return { ...moved, order: moved.reference_key, ...rows[0] };
}
