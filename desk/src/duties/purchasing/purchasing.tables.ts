/** Tables of purchase orders. Quantities and prices are exact numerics; references are codes. */
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { RecordColumns } from '../../server/database/columns.ts';
import { recordTable } from '../../server/database/columns.ts';

export interface PurchaseLinesTable extends RecordColumns {
  order_no: string;
  line: number;
  vendor: string;
  item: string;
  qty: number;
  received: number;
  required: string | null;
  promised: string | null;
  estimated: string | null;
  unit_price: number | null;
  state: 'open' | 'closed' | 'cancelled';
  note: string | null;
  over_percent: number | null;
  under_percent: number | null;
  /** Of `promised`; null: as the vendor's promises mean. */
  promise_means: PromiseMeans | null;
  shipped_at: string | null;
  shipped_note: string | null;
}

export const purchaseLinesTable = recordTable(
  'purchase_lines',
  ['vendor', 'item'],
  `
  order_no text not null,
  line integer not null default 1,
  vendor text not null,
  item text not null,
  qty numeric(18,6) not null,
  received numeric(18,6) not null default 0,
  required timestamptz,
  promised timestamptz,
  estimated timestamptz,
  unit_price numeric(18,6),
  state text not null default 'open' check (state in ('open', 'closed', 'cancelled')),
  note text,
  foreign key (site, vendor) references vendors (site, code) on update cascade,
  foreign key (site, item) references items (site, code) on update cascade,
  unique (site, order_no, line)`,
);
