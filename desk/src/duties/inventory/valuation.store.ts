/** What our stock is worth as of a moment, item by item, from the ledger and the prices of what was received. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { settingOf } from '../../server/settings.ts';
import { type Flow, type Method, methodFrom, type Worth, worthOf } from './valuation.ts';

type Tx = Transaction<Tables>;

export interface ItemWorth {
  readonly item: string;
  readonly name: string | null;
  readonly unit: string;
  /** What one costs by the item. */
  readonly cost: number | null;
  readonly worth: Readonly<Record<Method, Worth>>;
}

/** So many items are read at once: a large ledger never stands in memory whole. */
const together = 500;

export const methodOf = async (tx: Tx, site: string): Promise<Method> =>
  methodFrom(await settingOf(tx, site, 'valuation'));

/**
 * Every item that moved before `end`, by its code. Moves between our places change nothing, and what is a partner's is no
 * worth of ours. Who corrects a received quantity by hand moves no stock by it, so the price is that of the purchase line as it stands.
 */
export async function worthAt(tx: Tx, site: string, end: string): Promise<readonly ItemWorth[]> {
  const { rows: items } = await sql<Omit<ItemWorth, 'worth'>>`
    select i.code as item, i.name, i.unit, i.unit_cost as cost from items i
    where i.site = ${site} and exists (select 1 from movements m where m.site = i.site and m.item = i.code) order by i.code`.execute(
    tx,
  );
  const found: ItemWorth[] = [];
  for (let at = 0; at < items.length; at += together) {
    const some = items.slice(at, at + together);
    const flows = new Map(some.map(({ item }): [string, Flow[]] => [item, []]));
    for (const flow of await flowsOf(tx, site, [...flows.keys()], end)) flows.get(flow.item)?.push(flow);
    for (const one of some) {
      const its = flows.get(one.item) ?? [];
      if (its.length > 0) found.push({ ...one, worth: worthOf(its, one.cost) });
    }
  }
  return found;
}

async function flowsOf(tx: Tx, site: string, items: readonly string[], end: string) {
  const { rows } = await sql<Flow & { readonly item: string }>`
    select m.id, m.item, case when m.to_location is null then -m.qty else m.qty end as qty, p.unit_price as price, m.reverses
    from movements m left join receipts r on r.movement = m.id left join purchase_lines p on p.id = r.purchase_line
    where m.site = ${site} and m.item = any(${items as string[]}::text[]) and m.owner = '' and m.moved_at < ${end}::timestamptz
      and (m.from_location is null) <> (m.to_location is null)
    order by m.item, m.moved_at, m.id`.execute(tx);
  return rows;
}
