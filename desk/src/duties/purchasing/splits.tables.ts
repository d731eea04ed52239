/** Purchase lines that are parts of others: facts. What was promised of a line before a part of it went is of that part, too. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';

export interface PurchaseSplitsTable {
  id: Generated<number>;
  site: string;
  /** By the numbers of their records, whatever became of them. */
  of_line: number;
  part_line: number;
  /** "PO-1/2" as it was called then. */
  of_ref: string;
  part_ref: string;
  qty: number;
  reason: string | null;
  at: Generated<string>;
  who: Generated<string>;
}

export const purchaseSplits: TableMigration = {
  name: 'purchase-splits',
  sql: `
create table purchase_splits (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  of_line bigint not null,
  part_line bigint not null unique,
  of_ref text not null,
  part_ref text not null,
  qty numeric(18,6) not null check (qty > 0),
  reason text,
  at timestamptz not null default clock_timestamp(),
  who text not null default ''
);
create index on purchase_splits (of_line);
create function purchase_split_made() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  new.who := writer();
  return new;
end $$;
create trigger made before insert on purchase_splits for each row execute function purchase_split_made();
create function purchase_split_kept() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - 'site' = to_jsonb(old) - 'site' then return new; end if;
  raise exception 'a split of a purchase line is never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on purchase_splits for each row execute function purchase_split_kept();
create trigger never_emptied before truncate on purchase_splits for each statement execute function refuse_change();
create trigger announced after insert on purchase_splits for each statement execute function announce_change();
${logged('purchase_splits', { called: 'of_ref' })}`,
};
