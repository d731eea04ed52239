/**
 * Receipts, which are only ever added: what came against a purchase line, or without one. The received quantity of a line
 * is the sum of its receipts, whichever of the two is written: a receipt adds to its line, and who writes the quantity
 * itself (a form, a paste, an import) makes the receipt of the difference by that, which has no movement. As the ledger
 * and its balances do (`../inventory/movements.tables.ts`).
 */
import type { Generated } from 'kysely';
import { type RecordColumns, recordTable, type TableMigration } from '../../server/database/columns.ts';
import type { DiscrepancyKind, DiscrepancyState } from './receiving.ts';

export interface ReceiptsTable {
  id: Generated<number>;
  site: string;
  posted_at: Generated<string>;
  /** Absent: it came without an order. */
  purchase_line: number | null;
  vendor: string | null;
  item: string;
  /** In the item's unit; below zero where it takes another back. */
  qty: number;
  /** What brought it. Absent: somebody wrote the line's received quantity itself. */
  movement: number | null;
  /** The number of the delivery note. */
  document: string | null;
  /** What the delivery note says has come, where that is not what was counted. */
  paper_qty: number | null;
  damage: string | null;
  reason: string | null;
  by: Generated<string>;
  via: Generated<string>;
  /** The question that was answered with yes. */
  confirmed: string | null;
  reverses: number | null;
  /** What a customer sent back. */
  customer_return: number | null;
  /** What the vendor had announced. */
  notice_line: number | null;
}

export interface DiscrepanciesTable extends RecordColumns {
  /** Absent: it was announced, and nothing more of it came. */
  receipt: number | null;
  notice_line: number | null;
  kind: DiscrepancyKind;
  qty: number;
  note: string | null;
  state: Generated<DiscrepancyState>;
  /** How it was settled. */
  settled: string | null;
}

const table = `
create table receipts (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  posted_at timestamptz not null default clock_timestamp(),
  purchase_line bigint references purchase_lines (id) on delete cascade,
  vendor text,
  item text not null,
  qty numeric(18,6) not null check (qty <> 0),
  movement bigint unique references movements (id),
  document text,
  paper_qty numeric(18,6) check (paper_qty >= 0),
  damage text,
  reason text,
  "by" text not null default '',
  via text not null default '',
  confirmed text,
  reverses bigint unique references receipts (id),
  check (movement is not null or purchase_line is not null),
  check (movement is null or (qty < 0) = (reverses is not null)),
  check (confirmed is null or reason is not null),
  foreign key (site, vendor) references vendors (site, code) on update cascade,
  foreign key (site, item) references items (site, code) on update cascade
);
create index on receipts (purchase_line);
create index on receipts (site, id);
create index on receipts (site, item);`;

/** What lines had received before there were receipts. */
const opening = `
insert into receipts (site, posted_at, purchase_line, vendor, item, qty, "by", via)
select site, changed_at, id, vendor, item, received, changed_by, 'database' from purchase_lines where received <> 0 order by id;`;

const receiptsAreAdded = `
create function receipt_made() returns trigger language plpgsql as $$
begin
  -- Within a trigger only the lines' own writes it: it is received already.
  if (new.movement is null) <> (pg_trigger_depth() > 1) then
    raise exception 'a receipt has a movement, unless somebody wrote the received quantity itself' using errcode = 'integrity_constraint_violation';
  end if;
  new.posted_at := clock_timestamp();
  new."by" := writer();
  new.via := coalesce(nullif(current_setting('hotlist.via', true), ''), 'database');
  if new.reverses is not null and not exists (
    select 1 from receipts r where r.id = new.reverses and r.site = new.site and r.item = new.item and r.qty = -new.qty
      and r.reverses is null and r.purchase_line is not distinct from new.purchase_line) then
    raise exception 'receipt % is taken back by its mirror only', new.reverses using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger made before insert on receipts for each row execute function receipt_made();

-- A new code of an item or a vendor travels through by its key, and a line that never received goods goes with what was written of it.
create function receipt_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'item', 'vendor'];
begin
  if pg_trigger_depth() > 1 then
    if tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
    if tg_op = 'DELETE' and old.movement is null then return old; end if;
    if tg_op = 'DELETE' then
      raise exception 'goods came for this line' using errcode = 'foreign_key_violation',
        detail = 'It is still referenced from table "receipts".', table = 'receipts';
    end if;
  end if;
  raise exception 'receipts are append-only: take one back by another' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on receipts for each row execute function receipt_kept();
create trigger never_emptied before truncate on receipts for each statement execute function refuse_change();
create trigger announced after insert on receipts for each statement execute function announce_change();

create function receipt_posted() returns trigger language plpgsql as $$
begin
  update purchase_lines set received = received + new.qty where id = new.purchase_line;
  return null;
end $$;
create trigger posted after insert on receipts for each row when (new.movement is not null and new.purchase_line is not null)
  execute function receipt_posted();`;

const written = (changes: string): string => `
    insert into receipts (site, purchase_line, vendor, item, qty)
    select l.site, l.id, l.vendor, l.item, one.qty
    from (select id, sum(received) as qty from (${changes}) as each group by id having sum(received) <> 0) as one
    join purchase_lines l using (id) order by l.id;`;
const now = 'select id, received from new_rows';
const before = 'select id, -received from old_rows';

const writtenLinesAreReceipts = `
create function received_written() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then ${written(now)}
  else ${written(`${now} union all ${before}`)}
  end if;
  return null;
end $$;
create trigger received_insert after insert on purchase_lines referencing new table as new_rows for each statement
  when (pg_trigger_depth() = 0) execute function received_written();
create trigger received_update after update on purchase_lines referencing old table as old_rows new table as new_rows for each statement
  when (pg_trigger_depth() = 0) execute function received_written();`;

export const receiptsTable: TableMigration = {
  name: 'receipts',
  sql: [table, opening, receiptsAreAdded, writtenLinesAreReceipts].join('\n'),
};

/** What is asked of an item where it is received, how much more or less than ordered may come, and where goods for a work centre go. */
export const receivingRules: TableMigration = {
  name: 'receiving-rules',
  sql: `
alter table items add column over_percent numeric(18,6), add column under_percent numeric(18,6),
  add column inspected boolean not null default false, add column asks_lot boolean not null default false,
  add column asks_expiry boolean not null default false, add column put_away text,
  add foreign key (site, put_away) references locations (site, code) on update cascade;
alter table purchase_lines add column over_percent numeric(18,6), add column under_percent numeric(18,6);
alter table locations add column work_centre text,
  add foreign key (site, work_centre) references work_centres (site, code) on update cascade;`,
};

export const discrepanciesTable = recordTable(
  'discrepancies',
  ['receipt'],
  `
  receipt bigint not null references receipts (id),
  kind text not null check (kind in ('short', 'over', 'damaged', 'wrong')),
  qty numeric(18,6) not null check (qty > 0),
  note text,
  state text not null default 'open' check (state in ('open', 'reported', 'settled', 'withdrawn')),
  settled text,
  check ((state = 'settled') = (settled is not null))`,
);
