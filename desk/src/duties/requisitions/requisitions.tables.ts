/** Requisitions, and what was done about each. */
import type { ColumnType, Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import { type RecordColumns, recordTable, type TableMigration } from '../../server/database/columns.ts';
import { type Act, acts, type Purpose, purposes, type Sort, type State, sorts, states } from './requisitions.ts';

export interface RequisitionsTable extends RecordColumns {
  number: string;
  /** Id and name of who asked. */
  person: string;
  who: string;
  asked_at: Generated<string>;
  sort: Sort;
  /** Of an item of the records; of the rest `what` says it. */
  item: string | null;
  what: string | null;
  qty: number;
  /** The item's unit; of the rest as it was typed. */
  unit: string;
  /** As it was typed, where that was in another unit. */
  entered_qty: number | null;
  entered_unit: string | null;
  /** Estimated, for one unit, in major units of the site's currency; null: nobody knows. */
  unit_price: number | null;
  /** What `qty` costs by it, in minor units. */
  value: number | null;
  purpose: Purpose;
  /** The work order, customer line or work centre that it is for. */
  of: string | null;
  /** Whose work that is; empty: of no department. */
  departments: ColumnType<readonly string[], readonly string[], readonly string[]>;
  needed: string;
  /** Suggested; what was ordered has the one that it was ordered from. */
  vendor: string | null;
  reason: string;
  /** As it was done last: what became of its purchase line since is in `requisitions_now`. */
  state: State;
  /** The planned purchase that it was made of, with its plan. */
  planned: string | null;
  order_no: string | null;
  order_line: number | null;
}

/** A requisition as it stands: received when its purchase line is, approved again when that was cancelled or deleted. */
export type RequisitionsNowView = { [Name in keyof RequisitionsTable]: RequisitionsTable[Name] } & {
  readonly now: State;
};

export interface RequisitionActsTable {
  id: Generated<number>;
  requisition: number;
  at: Generated<string>;
  act: Act;
  person: string;
  who: string;
  reason: string | null;
}

const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

const requisitions = recordTable(
  'requisitions',
  ['item', 'vendor', 'person', 'state'],
  `
  number text not null,
  person text not null,
  who text not null,
  asked_at timestamptz not null default clock_timestamp(),
  sort text not null check (sort in (${listed(sorts)})),
  item text,
  what text,
  qty numeric(18,6) not null check (qty > 0),
  unit text not null,
  entered_qty numeric(18,6),
  entered_unit text,
  unit_price numeric(18,6) check (unit_price >= 0),
  value bigint,
  purpose text not null check (purpose in (${listed(purposes)})),
  "of" text,
  departments text[] not null,
  needed date not null,
  vendor text,
  reason text not null,
  state text not null check (state in (${listed(states)})),
  planned text,
  order_no text,
  order_line integer,
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, vendor) references vendors (site, code) on update cascade,
  check ((sort = 'item') = (item is not null)),
  check ((sort = 'item') = (what is null)),
  check ((purpose = 'stock') = ("of" is null)),
  check ((order_no is null) = (order_line is null)),
  unique (site, number)`,
);

export const requisitionsTables: TableMigration = {
  name: 'requisitions',
  sql: `${requisitions.sql}
create index on requisitions (site, order_no) where order_no is not null;
-- One that was given up does not stand in the way of its planned purchase.
create unique index on requisitions (site, planned) where state not in ('rejected', 'cancelled');
create view requisitions_now as
select r.*, case
  when r.state <> 'ordered' or r.sort <> 'item' then r.state
  when l.id is null or l.state = 'cancelled' then 'approved'
  when l.state = 'closed' or l.received >= l.qty then 'received'
  else 'ordered' end as now
from requisitions r
left join purchase_lines l on l.site = r.site and l.order_no = r.order_no and l.line = r.order_line;
create table requisition_acts (
  id bigint generated always as identity primary key,
  requisition bigint not null references requisitions (id),
  at timestamptz not null default clock_timestamp(),
  act text not null check (act in (${listed(acts)})),
  person text not null,
  who text not null,
  reason text
);
create index on requisition_acts (requisition, id);
create trigger append_only before update or delete on requisition_acts for each row execute function refuse_change();
create trigger announced after insert on requisition_acts for each statement execute function announce_change();
${logged('requisition_acts', { key: 'requisition', called: 'requisition', without: ['person', 'at', 'id'] })}`,
};
