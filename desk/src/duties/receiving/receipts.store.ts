/** Receipts as a list, and one of them. */
import { sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type ListOf, type ListOptions, listed } from '../../server/lists.ts';

type Tx = Transaction<Tables>;

const list: ListOf = {
  name: 'Receipts',
  fields: [
    { name: 'posted_at', label: 'Received', type: 'instant' },
    { name: 'id', label: 'Number', type: 'number' },
    { name: 'line', label: 'Line', type: 'text' },
    { name: 'vendor', label: 'Vendor', type: 'text' },
    { name: 'item', label: 'Item', type: 'text' },
    { name: 'item_name', label: 'Name', type: 'text' },
    { name: 'qty', label: 'Quantity', type: 'number' },
    { name: 'lot', label: 'Lot', type: 'text' },
    { name: 'place', label: 'Place', type: 'text' },
    { name: 'document', label: 'Delivery note', type: 'text' },
    { name: 'damage', label: 'Damage', type: 'text' },
    { name: 'by', label: 'By', type: 'text' },
  ],
  searched: ['line', 'vendor', 'item', 'item_name', 'lot', 'document'],
};

export interface ReceiptRow {
  readonly id: number;
  readonly posted_at: string;
  readonly line: string | null;
  readonly vendor: string | null;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly qty: number;
  readonly lot: string;
  readonly place: string | null;
  readonly place_kind: string | null;
  readonly document: string | null;
  readonly paper_qty: number | null;
  readonly damage: string | null;
  readonly reason: string | null;
  readonly by: string;
  readonly confirmed: string | null;
  readonly movement: number | null;
  readonly reverses: number | null;
  readonly reversed_by: number | null;
}

const receipts = (site: string) => sql`(
  select r.id, r.posted_at, l.order_no || '/' || l.line as line, r.vendor, r.item, i.name as item_name, i.unit, r.qty,
    coalesce(m.lot, '') as lot, coalesce(m.to_location, m.from_location) as place,
    case when m.to_location is null then m.from_kind else m.to_kind end as place_kind, r.document, r.paper_qty, r.damage,
    r.reason, r."by", r.confirmed, r.movement, r.reverses, back.id as reversed_by
  from receipts r join items i on i.site = r.site and i.code = r.item
  left join purchase_lines l on l.id = r.purchase_line
  left join movements m on m.id = r.movement
  left join receipts back on back.reverses = r.id
  where r.site = ${site}) receipts`;

export const receiptsOf = (tx: Tx, site: string, options: ListOptions) =>
  listed<ReceiptRow>(tx, list, { columns: sql`*`, from: receipts(site), where: [], id: 'id' }, options);

export async function receiptOf(tx: Tx, site: string, id: number): Promise<ReceiptRow> {
  const { rows } = await sql<ReceiptRow>`select * from ${receipts(site)} where id = ${id}`.execute(tx);
  if (!rows[0]) throw notFound('receipt', String(id));
  return rows[0];
}
