/** Customers' lines by the names of their demands. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

type Tx = Transaction<Tables>;

interface Line {
  readonly demand: string;
  readonly order_no: string;
  readonly line: number;
  readonly customer: string;
  readonly item_name: string | null;
  readonly promised: string | null;
  readonly qty: number;
  readonly unit_price: number | null;
}

/** Customers' lines as they stand in the records, by the names of their demands. */
export async function linesCalled(
  tx: Tx,
  site: string,
  demands: readonly string[],
): Promise<ReadonlyMap<string, Line>> {
  if (demands.length === 0) return new Map();
  const { rows } = await sql<Line>`
    select concat(l.order_no, '/', l.line) as demand, l.order_no, l.line, coalesce(c.name, l.customer) as customer,
      i.name as item_name, l.promised, l.qty, l.unit_price
    from customer_lines l
    left join customers c on c.site = l.site and c.code = l.customer
    left join items i on i.site = l.site and i.code = l.item
    where l.site = ${site} and concat(l.order_no, '/', l.line) = any(${demands}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.demand, row]));
}
