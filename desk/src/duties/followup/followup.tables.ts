/**
 * What somebody put off, to a day or until it is ended: facts. Of a vendor and of each of his lines the latest counts, until its day has
 * come or somebody ends it.
 */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';

export interface FollowUpPausesTable {
  id: Generated<number>;
  site: string;
  vendor: string;
  /** "PO-1/2"; null: all of the vendor's. */
  ref: string | null;
  /** The day on which it comes back; null: until it is ended. */
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
