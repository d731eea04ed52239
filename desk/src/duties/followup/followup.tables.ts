/**
 * Pauses of follow-up, of a line until a day, of a vendor until a day or until that is ended: facts. Of a vendor and of each of his lines
 * the latest counts, until its day has come or somebody ends it.
 */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';

export interface FollowUpPausesTable {
  id: Generated<number>;
  site: string;
  vendor: string;
  /** "PO-1/2", as the line was called then; null: all of the vendor's. */
  ref: string | null;
  /** Null: all of the vendor's, or the line is gone. */
  purchase_line: number | null;
  /** The day on which it comes back; null: when it is ended. */
  until: string | null;
  reason: string;
  at: Generated<string>;
  who: Generated<string>;
}

export interface FollowUpPauseEndsTable {
  pause: number;
  site: string;
  vendor: string;
  at: Generated<string>;
  who: Generated<string>;
}

const kept = (table: string): string => `
create trigger made before insert on ${table} for each row execute function follow_up_pause_made();
create trigger append_only before update or delete on ${table} for each row execute function follow_up_pause_kept();
create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();
create trigger announced after insert on ${table} for each statement execute function announce_change();`;

export const followUpPauses: TableMigration = {
  name: 'follow-up-pauses',
  sql: `
create table follow_up_pauses (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  vendor text not null,
  ref text,
  until date,
  reason text not null check (reason <> ''),
  at timestamptz not null default clock_timestamp(),
  who text not null default '',
  check (ref is null or until is not null),
  foreign key (site, vendor) references vendors (site, code) on update cascade
);
create index on follow_up_pauses (site, vendor, ref, id);
create table follow_up_pause_ends (
  pause bigint primary key references follow_up_pauses (id),
  site text not null references sites (code) on update cascade,
  vendor text not null,
  at timestamptz not null default clock_timestamp(),
  who text not null default '',
  foreign key (site, vendor) references vendors (site, code) on update cascade
);

create function follow_up_pause_made() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  new.who := writer();
  return new;
end $$;
create function follow_up_pause_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'vendor'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'what was put off is never changed: end it or put it off anew' using errcode = 'insufficient_privilege';
end $$;
${['follow_up_pauses', 'follow_up_pause_ends'].map(kept).join('')}
${logged('follow_up_pauses', { called: 'vendor' })}
${logged('follow_up_pause_ends', { key: 'pause', called: 'vendor' })}`,
};

/** A pause is of a line, whatever that is called later: not of the line that gets its number. */
export const pausesOfLines: TableMigration = {
  name: 'pauses-of-lines',
  sql: `
alter table follow_up_pauses add column purchase_line bigint references purchase_lines (id) on delete set null;
alter table follow_up_pauses disable trigger user;
update follow_up_pauses p set purchase_line = l.id from purchase_lines l where l.site = p.site and l.order_no || '/' || l.line = p.ref;
alter table follow_up_pauses enable trigger user;
drop index follow_up_pauses_site_vendor_ref_id_idx;
create index on follow_up_pauses (site, vendor, purchase_line, id);
create index on follow_up_pauses (purchase_line);

create or replace function follow_up_pause_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'vendor', 'purchase_line'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'a pause is never changed: end it, or pause anew' using errcode = 'insufficient_privilege';
end $$;`,
};
