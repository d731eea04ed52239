/** Transfers: where goods go and when they are expected. What they are of, and what came, the ledger says (reference "transfer"). */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';

export interface TransfersTable {
  id: Generated<number>;
  site: string;
  number: string;
  to_location: string;
  expected: string;
  note: string | null;
  at: Generated<string>;
  who: string;
}

const places = "'dock', 'inspection', 'store', 'area', 'machine', 'transit'";
const sides = `${places}, 'vendor', 'customer', 'work order', 'scrap', 'adjustment'`;

export const transfersTables: TableMigration = {
  name: 'transfers',
  sql: `
alter table locations drop constraint locations_kind_check, add constraint locations_kind_check check (kind in (${places}));
alter table movements
  drop constraint movements_from_kind_check, add constraint movements_from_kind_check check (from_kind in (${sides})),
  drop constraint movements_to_kind_check, add constraint movements_to_kind_check check (to_kind in (${sides})),
  drop constraint movements_check, add constraint movements_check check ((from_kind in (${places})) = (from_location is not null)),
  drop constraint movements_check1, add constraint movements_check1 check ((to_kind in (${places})) = (to_location is not null));
create table transfers (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  number text not null check (number <> ''),
  to_location text not null,
  expected timestamptz not null,
  note text,
  at timestamptz not null default clock_timestamp(),
  who text not null,
  foreign key (site, to_location) references locations (site, code) on update cascade,
  unique (site, number)
);
create index on transfers (site, lower(number));
create function transfer_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'to_location'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'a transfer is never changed: receive it, or end it' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on transfers for each row execute function transfer_kept();
create trigger never_emptied before truncate on transfers for each statement execute function refuse_change();
create trigger announced after insert on transfers for each statement execute function announce_change();
${logged('transfers', { called: 'number' })}`,
};
