/** What was issued to an order and did not come back, by lot and serial, as the ledger has it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

export interface Out {
  readonly item: string;
  readonly seq: number;
  readonly lot: string;
  readonly serial: string;
  /** In the item's unit. */
  readonly qty: number;
}

export async function outWith(tx: Transaction<Tables>, site: string, order: string): Promise<readonly Out[]> {
  const { rows } = await sql<Out>`
    select item, split_part(reference_part, '/', -1)::integer as seq, lot, serial,
      sum(case when to_kind = 'work order' then qty else -qty end)::float8 as qty
    from movements
    where site = ${site} and reference_kind = 'issue' and reference_key = ${order} and 'work order' in (from_kind, to_kind)
    group by 1, 2, 3, 4 having sum(case when to_kind = 'work order' then qty else -qty end) > 0
    order by 1, 2, 3, 4`.execute(tx);
  return rows;
}
