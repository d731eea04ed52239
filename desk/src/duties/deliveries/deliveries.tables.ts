/** Deliveries to areas, with their goods. Where goods stand the ledger says; when they are to be there, the plan. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';
import type { DeliverySource } from './deliveries.ts';

export interface DeliveriesTable {
  id: Generated<number>;
  site: string;
  number: string;
  source: DeliverySource;
  /** The kit, the order of the pick list, the receipt, the kanban card. */
  source_key: string;
  /** Null: no order waits for it. */
  work_order: string | null;
  /** The step that takes it; 0: the first. */
  seq: number;
  area: string;
  made_at: Generated<string>;
  made_by: string;
  taken_at: string | null;
  taken_by: string | null;
  /** Whose it is: two may bear one name. */
  taken_by_id: string | null;
  delivered_at: string | null;
  delivered_by: string | null;
  /** What was scanned at the area. */
  scanned: string | null;
  /** By when it was to be there as it was delivered; of a kanban card, from the beginning. */
  due: string | null;
  returned_at: string | null;
  returned_by: string | null;
  reason: string | null;
}

export interface DeliveryLinesTable {
  id: Generated<number>;
  site: string;
  delivery: number;
  item: string;
  seq: number;
  lot: string;
  /** Where it is fetched. */
  location: string;
  qty: number;
  /** What of it was reserved for the order by this delivery. */
  reserved: number;
  receipt: number | null;
}

export const deliveriesTables: TableMigration = {
  name: 'deliveries',
  sql: `
alter table locations add column lead_minutes integer check (lead_minutes >= 0), add column buffer_minutes integer check (buffer_minutes >= 0);
create table deliveries (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  number text not null,
  source text not null check (source in ('kit', 'pick list', 'receipt')),
  source_key text not null,
  work_order text not null,
  seq integer not null default 0,
  area text not null,
  made_at timestamptz not null default clock_timestamp(),
  made_by text not null,
  taken_at timestamptz,
  taken_by text,
  delivered_at timestamptz,
  delivered_by text,
  scanned text,
  due timestamptz,
  returned_at timestamptz,
  returned_by text,
  reason text,
  foreign key (site, work_order) references work_orders (site, number) on update cascade,
  foreign key (site, area) references locations (site, code) on update cascade,
  unique (site, number),
  check ((taken_at is null) = (taken_by is null)),
  check (delivered_at is null or (taken_at is not null and delivered_by is not null and scanned is not null)),
  check (returned_at is null or (delivered_at is null and returned_by is not null and reason is not null))
);
create index deliveries_open on deliveries (site) where delivered_at is null and returned_at is null;
create unique index deliveries_one_open_of_kit on deliveries (site, source_key)
  where source = 'kit' and delivered_at is null and returned_at is null;
create trigger announced after insert or update on deliveries for each statement execute function announce_change();
${logged('deliveries', { called: 'number' })}

create table delivery_lines (
  id bigint generated always as identity primary key,
  site text not null,
  delivery bigint not null references deliveries (id),
  item text not null,
  seq integer not null,
  lot text not null default '',
  location text not null,
  qty numeric(18,6) not null check (qty > 0),
  reserved numeric(18,6) not null check (reserved between 0 and qty),
  receipt bigint references receipts (id),
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, location) references locations (site, code) on update cascade
);
create index on delivery_lines (delivery);
create index on delivery_lines (receipt) where receipt is not null;`,
};

/** Those that are on the way stay with who took them, where one alone bears that name; the others are taken over. */
export const deliveriesOfPersons: TableMigration = {
  name: 'deliveries-of-persons',
  sql: `
alter table deliveries add column taken_by_id text;
select set_config('hotlist.who', 'Hotlist', true);
update deliveries d set taken_by_id = (select min(u.id) from "user" u where u.name = d.taken_by having count(*) = 1)
where d.taken_by is not null and d.delivered_at is null and d.returned_at is null;`,
};

/** What fills a bin is brought for no order. */
export const deliveriesOfBins: TableMigration = {
  name: 'deliveries-of-bins',
  sql: `
alter table deliveries alter column work_order drop not null, drop constraint deliveries_source_check,
  add check (source in ('kit', 'pick list', 'receipt', 'kanban')),
  add check ((work_order is null) = (source = 'kanban')), add check (source <> 'kanban' or due is not null);
create unique index deliveries_one_open_of_card on deliveries (site, source_key)
  where source = 'kanban' and delivered_at is null and returned_at is null;`,
};
