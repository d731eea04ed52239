/**
 * Vendors' ship notices: facts. What came of a line is the sum of its receipts (`receiving.tables.ts`); whether a notice
 * stands is read from them and from how it ended.
 */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';
import { type NoticeEnd, noticeEnds } from './notices.ts';

export interface ShipNoticesTable {
  id: Generated<number>;
  site: string;
  /** The vendor's. */
  number: string;
  vendor: string;
  carrier: string | null;
  carrier_ref: string | null;
  expected: string;
  at: Generated<string>;
  who: string;
}

export interface ShipNoticeLinesTable {
  id: Generated<number>;
  site: string;
  notice: number;
  line: number;
  /** "ASN-7/1". */
  called: string;
  purchase_line: number;
  /** In the item's unit. */
  qty: number;
  entered_qty: number | null;
  entered_unit: string | null;
  lot: string;
  expires: string | null;
  container: string;
  /** What was doubted when it was announced. */
  warned: string | null;
  /** The estimated date of the purchase line that the notice set; absent: it left it as it was. */
  estimates: string | null;
  estimated_before: string | null;
}

export interface ShipNoticeEndsTable {
  id: Generated<number>;
  site: string;
  notice: number;
  called: string;
  state: NoticeEnd;
  reason: string;
  at: Generated<string>;
  who: string;
}

const kept = (table: string): string => `
create trigger append_only before update or delete on ${table} for each row execute function ship_notice_kept();
create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();
create trigger announced after insert on ${table} for each statement execute function announce_change();`;

export const shipNoticesTables: TableMigration = {
  name: 'ship-notices',
  sql: `
create table ship_notices (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  number text not null check (number <> ''),
  vendor text not null,
  carrier text,
  carrier_ref text,
  expected timestamptz not null,
  at timestamptz not null default clock_timestamp(),
  who text not null,
  foreign key (site, vendor) references vendors (site, code) on update cascade
);
create index on ship_notices (site, vendor, lower(number));
create index on ship_notices (site, lower(number));
create table ship_notice_lines (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  notice bigint not null references ship_notices (id),
  line integer not null check (line > 0),
  called text not null,
  purchase_line bigint not null references purchase_lines (id),
  qty numeric(18,6) not null check (qty > 0),
  entered_qty numeric(18,6),
  entered_unit text,
  lot text not null default '',
  expires date,
  container text not null default '',
  warned text,
  estimates timestamptz,
  estimated_before timestamptz,
  unique (notice, line)
);
create index on ship_notice_lines (purchase_line);
create index on ship_notice_lines (site, container) where container <> '';
create table ship_notice_ends (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  notice bigint not null unique references ship_notices (id),
  called text not null,
  state text not null check (state in (${noticeEnds.map((word) => `'${word}'`).join(', ')})),
  reason text not null check (reason <> ''),
  at timestamptz not null default clock_timestamp(),
  who text not null
);
create function ship_notice_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'vendor'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'a ship notice is never changed: take it back or close it' using errcode = 'insufficient_privilege';
end $$;
${['ship_notices', 'ship_notice_lines', 'ship_notice_ends'].map(kept).join('')}
${logged('ship_notices', { called: 'number' })}
${logged('ship_notice_lines', { called: 'called' })}
${logged('ship_notice_ends', { called: 'called' })}
alter table receipts add column notice_line bigint references ship_notice_lines (id),
  add constraint of_its_line check (notice_line is null or (purchase_line is not null and movement is not null));
create index on receipts (notice_line) where notice_line is not null;
alter table discrepancies alter column receipt drop not null, add column notice_line bigint references ship_notice_lines (id),
  add constraint of_something check (receipt is not null or notice_line is not null),
  drop constraint discrepancies_kind_check,
  add constraint discrepancies_kind_check check (kind in ('short', 'over', 'damaged', 'wrong', 'lot'));`,
};
