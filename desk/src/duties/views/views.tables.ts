/** Saved views, and with which of them a person's page opens. */
import type { Generated } from 'kysely';
import { audited, type RecordColumns } from '../../server/database/columns.ts';

export interface SavedViewsTable extends RecordColumns {
  page: string;
  /** Whose it is. */
  user_id: string;
  name: string;
  shared: Generated<boolean>;
  sort: string | null;
  filter: string | null;
  /** "group" is a word of SQL. */
  grouping: string | null;
  columns: string | null;
  /** Deleted ones can be taken back. */
  deleted_at: string | null;
}

export interface OpeningViewsTable extends RecordColumns {
  page: string;
  user_id: string;
  view: number;
}

const record = `
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',`;

export const viewsTables = {
  name: 'views',
  sql: `
create table saved_views (${record}
  page text not null,
  user_id text not null references "user" (id) on delete cascade,
  name text not null,
  shared boolean not null default false,
  sort text,
  filter text,
  grouping text,
  columns text,
  deleted_at timestamptz
);
create unique index saved_views_name on saved_views (site, page, user_id, lower(name)) where deleted_at is null;
create index on saved_views (site, user_id) where deleted_at is null;

create table opening_views (${record}
  page text not null,
  user_id text not null references "user" (id) on delete cascade,
  view bigint not null references saved_views (id) on delete cascade,
  unique (site, user_id, page)
);

-- What has neither number nor code is called by its name.
create or replace function audit_record() returns trigger language plpgsql as $$
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
    coalesce(nullif(called(any_), ''), any_ ->> 'name', ''),
    lower(tg_op), was, is_);
  return null;
end $$;
${audited('saved_views')}
${audited('opening_views')}
`,
};
