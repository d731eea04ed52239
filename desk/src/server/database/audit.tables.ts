/**
 * The audit log written once a statement instead of once a row: an import of 100,000 lines spends a third of the
 * time. The rows in the log are the same. Applies to the tables that imports write.
 */
import type { TableMigration } from './columns.ts';

export function auditByStatement(tables: readonly string[]): TableMigration {
  return {
    name: 'audit-by-statement',
    sql: `
create function called(row_ jsonb) returns text language sql immutable as $$
  select coalesce(row_ ->> 'number', row_ ->> 'code',
    concat_ws('/', coalesce(row_ ->> 'order_no', row_ ->> 'work_order', row_ ->> 'parent', row_ ->> 'item'),
      coalesce(row_ ->> 'line', row_ ->> 'component', row_ ->> 'seq', row_ ->> 'lot'))) $$;

-- Materialized: otherwise to_jsonb is worked out again for each use. No nested loops: the plan is kept from a
-- statement of one row to one of many.
create function audit_rows() returns trigger language plpgsql set enable_nestloop to off as $$
begin
  if tg_op = 'INSERT' then
    insert into audit (site, who, via, kind, record, called, action, before, after)
    with rows_ as materialized (select to_jsonb(n) - array['version', 'changed_at', 'changed_by'] as is_ from new_rows n)
    select is_ ->> 'site', writer(), coalesce(nullif(current_setting('hotlist.via', true), ''), 'database'), tg_table_name,
      (is_ ->> 'id')::bigint, called(is_), 'insert', null, is_ from rows_;
  elsif tg_op = 'UPDATE' then
    insert into audit (site, who, via, kind, record, called, action, before, after)
    with rows_ as materialized (
      select to_jsonb(o) - array['version', 'changed_at', 'changed_by'] as was, to_jsonb(n) - array['version', 'changed_at', 'changed_by'] as is_
      from old_rows o join new_rows n on n.id = o.id)
    select is_ ->> 'site', writer(), coalesce(nullif(current_setting('hotlist.via', true), ''), 'database'), tg_table_name,
      (is_ ->> 'id')::bigint, called(is_), 'update', was, is_ from rows_ where was <> is_;
  else
    insert into audit (site, who, via, kind, record, called, action, before, after)
    with rows_ as materialized (select to_jsonb(o) - array['version', 'changed_at', 'changed_by'] as was from old_rows o)
    select was ->> 'site', writer(), coalesce(nullif(current_setting('hotlist.via', true), ''), 'database'), tg_table_name,
      (was ->> 'id')::bigint, called(was), 'delete', was, null from rows_;
  end if;
  return null;
end $$;
${tables.map(rewired).join('\n')}`,
  };
}

/** What lies in no lot is called by its item alone. */
export const auditCalledLots: TableMigration = {
  name: 'audit-called-lots',
  sql: `
create or replace function called(row_ jsonb) returns text language sql stable as $$
  select coalesce(row_ ->> 'number', row_ ->> 'code',
    concat_ws('/', coalesce(row_ ->> 'order_no', row_ ->> 'work_order', row_ ->> 'parent', row_ ->> 'item'),
      coalesce(row_ ->> 'line', row_ ->> 'component', row_ ->> 'seq', nullif(row_ ->> 'lot', '')))) $$;`,
};

/**
 * The same log with less work a row: who and by what way are asked once a statement, site and id are taken from the
 * row, and `called` is stable, as what it calls is, so that PostgreSQL may put its body in its place.
 */
export const auditAskedOnce: TableMigration = {
  name: 'audit-asked-once',
  sql: `
create or replace function called(row_ jsonb) returns text language sql stable as $$
  select coalesce(row_ ->> 'number', row_ ->> 'code',
    concat_ws('/', coalesce(row_ ->> 'order_no', row_ ->> 'work_order', row_ ->> 'parent', row_ ->> 'item'),
      coalesce(row_ ->> 'line', row_ ->> 'component', row_ ->> 'seq', row_ ->> 'lot'))) $$;

create or replace function audit_rows() returns trigger language plpgsql set enable_nestloop to off as $$
declare
  who_ text := writer();
  via_ text := coalesce(nullif(current_setting('hotlist.via', true), ''), 'database');
begin
  if tg_op = 'INSERT' then
    insert into audit (site, who, via, kind, record, called, action, before, after)
    with rows_ as materialized (
      select n.site, n.id, to_jsonb(n) - array['version', 'changed_at', 'changed_by'] as is_ from new_rows n)
    select site, who_, via_, tg_table_name, id, called(is_), 'insert', null, is_ from rows_;
  elsif tg_op = 'UPDATE' then
    insert into audit (site, who, via, kind, record, called, action, before, after)
    with rows_ as materialized (
      select n.site, n.id, to_jsonb(o) - array['version', 'changed_at', 'changed_by'] as was,
        to_jsonb(n) - array['version', 'changed_at', 'changed_by'] as is_
      from old_rows o join new_rows n on n.id = o.id)
    select site, who_, via_, tg_table_name, id, called(is_), 'update', was, is_ from rows_ where was <> is_;
  else
    insert into audit (site, who, via, kind, record, called, action, before, after)
    with rows_ as materialized (
      select o.site, o.id, to_jsonb(o) - array['version', 'changed_at', 'changed_by'] as was from old_rows o)
    select site, who_, via_, tg_table_name, id, called(was), 'delete', was, null from rows_;
  end if;
  return null;
end $$;

create or replace function stamp_record() returns trigger language plpgsql as $$
begin
  new.changed_at := clock_timestamp();
  new.changed_by := nullif(current_setting('hotlist.who', true), '');
  if new.changed_by is null then new.changed_by := writer(); end if;
  if tg_op = 'UPDATE' then new.version := old.version + 1; end if;
  return new;
end $$;`,
};

/**
 * Facts, which are written once, in the log beside the changes of records. A fact's trigger (`logged`) says which of its columns
 * it is called by, and which need not be said twice; a fact without a site is the site's that the writer acts for.
 */
export const auditFacts: TableMigration = {
  name: 'audit-facts',
  sql: `
create function audit_fact() returns trigger language plpgsql as $$
declare
  was jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) - tg_argv[2:] end;
  is_ jsonb := to_jsonb(new) - tg_argv[2:];
begin
  if was = is_ then return null; end if;
  insert into audit (site, who, via, kind, record, called, action, before, after)
  values (
    coalesce(is_ ->> 'site', current_setting('hotlist.site', true)),
    writer(),
    coalesce(nullif(current_setting('hotlist.via', true), ''), 'database'),
    tg_table_name,
    (to_jsonb(new) ->> tg_argv[0])::bigint,
    to_jsonb(new) ->> tg_argv[1],
    lower(tg_op), was, is_);
  return null;
end $$;`,
};

/** From now on every fact of the table is written to the log; `called` names the column it is called by. */
export const logged = (
  table: string,
  { key = 'id', called, without = [] }: { key?: string; called: string; without?: readonly string[] },
): string =>
  `create trigger audited after insert or update on ${table} for each row execute function audit_fact('${[key, called, ...without].join("', '")}');`;

const rewired = (table: string): string => `
drop trigger audited on ${table};
create trigger audited_insert after insert on ${table} referencing new table as new_rows for each statement execute function audit_rows();
create trigger audited_update after update on ${table} referencing old table as old_rows new table as new_rows for each statement execute function audit_rows();
create trigger audited_delete after delete on ${table} referencing old table as old_rows for each statement execute function audit_rows();`;
