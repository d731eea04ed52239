/** Tables of purchase orders. Quantities and prices are exact numerics; references are codes. */
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { RecordColumns, TableMigration } from '../../server/database/columns.ts';
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
  /** Null: nobody knows. */
  ordered_on: string | null;
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

/** Who does not say when it was ordered orders it on the day of its entry, on the plant's clock. */
export const orderedOn: TableMigration = {
  name: 'ordered-on',
  sql: `
alter table purchase_lines add column ordered_on date;
alter table purchase_lines disable trigger user;
update purchase_lines l set ordered_on = (e.at at time zone s.zone)::date
  from (select record, min(at) as at from audit where kind = 'purchase_lines' and action = 'insert' group by record) e, sites s
  where e.record = l.id and s.code = l.site;
alter table purchase_lines enable trigger user;
create function purchase_line_ordered() returns trigger language plpgsql as $$
begin
  select (coalesce(pinned_now, now()) at time zone zone)::date into new.ordered_on from sites where code = new.site;
  return new;
end $$;
create trigger ordered before insert on purchase_lines for each row when (new.ordered_on is null)
  execute function purchase_line_ordered();`,
};
