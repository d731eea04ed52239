/** Tables of the house itself: sites, the audit log, requests already done. Everything else refers to these. */
import type { ColumnType, Generated } from 'kysely';

export interface SitesTable {
  code: string;
  name: string;
  zone: string;
  currency: string;
  /** The plant's clock at which a date alone falls due, HH:MM. */
  due_time: Generated<string>;
  /** Instant that the planner takes for now; null: the clock. Set for data of another day. */
  pinned_now: string | null;
  settings: ColumnType<Record<string, unknown>, string | undefined, string>;
  version: Generated<number>;
  changed_at: Generated<string>;
  changed_by: Generated<string>;
}

export interface AuditTable {
  id: Generated<number>;
  /** The transaction that wrote it: tells whether a plan's snapshot saw it. */
  tx: Generated<string>;
  at: Generated<string>;
  site: string | null;
  who: string;
  via: string;
  kind: string;
  record: number | null;
  /** The record's own words: 'SO-1042/2'. */
  called: string;
  action: 'insert' | 'update' | 'delete';
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export interface RequestsTable {
  person: string;
  key: string;
  route: string;
  hash: string;
  at: Generated<string>;
  status: number | null;
  answer: ColumnType<unknown, string | null, string | null>;
}

export const houseTables = {
  name: 'house',
  sql: `
create table audit (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  site text,
  who text not null,
  via text not null,
  kind text not null,
  record bigint,
  called text not null default '',
  action text not null check (action in ('insert', 'update', 'delete')),
  before jsonb,
  after jsonb
);
create index on audit (kind, record, id);
create index on audit (site, at);

-- A write says who does it: set_config('hotlist.who', …, true). Without it the database refuses.
create function writer() returns text language plpgsql stable as $$
declare who text := current_setting('hotlist.who', true);
begin
  if who is null or who = '' then
    raise exception 'a write without a person: hotlist.who is not set' using errcode = 'insufficient_privilege';
  end if;
  return who;
end $$;

create function stamp_record() returns trigger language plpgsql as $$
begin
  new.changed_at := clock_timestamp();
  new.changed_by := writer();
  if tg_op = 'UPDATE' then new.version := old.version + 1; end if;
  return new;
end $$;

create function audit_record() returns trigger language plpgsql as $$
declare
  was jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) - 'version' - 'changed_at' - 'changed_by' end;
  is_ jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) - 'version' - 'changed_at' - 'changed_by' end;
  any_ jsonb := coalesce(is_, was);
begin
  if was = is_ then return null; end if;
  insert into audit (site, who, via, kind, record, called, action, before, after)
  values (
    case when tg_table_name = 'sites' then any_ ->> 'code' else any_ ->> 'site' end,
    writer(),
    coalesce(nullif(current_setting('hotlist.via', true), ''), 'database'),
    tg_table_name,
    (any_ ->> 'id')::bigint,
    coalesce(any_ ->> 'number', any_ ->> 'code',
      concat_ws('/', coalesce(any_ ->> 'order_no', any_ ->> 'work_order', any_ ->> 'parent', any_ ->> 'item'),
        coalesce(any_ ->> 'line', any_ ->> 'component', any_ ->> 'seq', any_ ->> 'lot'))),
    lower(tg_op), was, is_);
  return null;
end $$;

create function announce_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('changes', json_build_object(
    'site', current_setting('hotlist.site', true), 'kind', tg_table_name)::text);
  return null;
end $$;

-- The log is for reading: nobody changes it, not by mistake either.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: write a new row instead', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on audit for each row execute function refuse_change();

create table sites (
  code text primary key,
  name text not null,
  zone text not null,
  currency text not null,
  due_time text not null default '17:00',
  pinned_now timestamptz,
  settings jsonb not null default '{}',
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default ''
);
create trigger stamped before insert or update on sites for each row execute function stamp_record();
create trigger audited after insert or update or delete on sites for each row execute function audit_record();

create table requests (
  person text not null,
  key text not null,
  route text not null,
  hash text not null,
  at timestamptz not null default now(),
  status integer,
  answer jsonb,
  primary key (person, key)
);
create index on requests (at);
`,
};
