/** Shipments: of which line, by whom, with which paper, and whether it was taken back. What went the ledger says (reference part: the number). */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';

export interface ShipmentsTable {
  id: Generated<number>;
  site: string;
  number: string;
  customer_line: number;
  qty: number;
  at: string;
  who: string;
  document: string | null;
  reason: string | null;
}

export interface ShipmentBacksTable {
  shipment: number;
  site: string;
  at: string;
  who: string;
  reason: string;
}

const kept = (table: string): string => `
create function ${table}_kept() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - 'site' = to_jsonb(old) - 'site' then return new; end if;
  raise exception 'a shipment is never changed: take it back' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on ${table} for each row execute function ${table}_kept();
create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();
create trigger announced after insert on ${table} for each statement execute function announce_change('customer_lines');`;

export const shipmentsTables: TableMigration = {
  name: 'shipments',
  sql: `
alter table customer_lines add column shipped numeric(18,6) not null default 0 check (shipped >= 0);
create table shipments (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  number text not null check (number <> ''),
  customer_line bigint not null references customer_lines (id),
  qty numeric(18,6) not null check (qty > 0),
  at timestamptz not null,
  who text not null,
  document text,
  reason text,
  unique (site, number)
);
create index on shipments (customer_line);
create table shipment_backs (
  shipment bigint primary key references shipments (id),
  site text not null references sites (code) on update cascade,
  at timestamptz not null,
  who text not null,
  reason text not null
);
${kept('shipments')}
${kept('shipment_backs')}
${logged('shipments', { called: 'number' })}
${logged('shipment_backs', { key: 'shipment', called: 'shipment' })}`,
};
