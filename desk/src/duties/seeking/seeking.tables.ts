/** Looks: who sought what where, and what came of it. Facts, never changed. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';
import { type Outcome, outcomes } from './seeking.ts';

export interface LooksTable {
  id: Generated<number>;
  site: string;
  /** Absent: a container is sought, with all that is in it. */
  item: string | null;
  lot: string;
  serial: string;
  container: string;
  /** What was sought, in one line. */
  called: string;
  /** Absent: nobody looked; it was given up. */
  location: string | null;
  outcome: Outcome;
  note: string | null;
  at: Generated<string>;
  person: string;
  who: string;
}

export const looksTable: TableMigration = {
  name: 'looks',
  sql: `
create table looks (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  item text,
  lot text not null default '',
  serial text not null default '',
  container text not null default '',
  called text not null,
  location text,
  outcome text not null check (outcome in (${outcomes.map((one) => `'${one}'`).join(', ')})),
  note text,
  at timestamptz not null default clock_timestamp(),
  person text not null,
  who text not null,
  check (item is not null or container <> ''),
  check ((location is null) = (outcome = 'given up')),
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, location) references locations (site, code) on update cascade
);
create index on looks (site, item, id);

-- A new code of an item or a place travels through by its key; nothing else ever changes.
create function look_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'item', 'location'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'looks are never changed: look again' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on looks for each row execute function look_kept();
create trigger never_emptied before truncate on looks for each statement execute function refuse_change();
create trigger announced after insert on looks for each statement execute function announce_change();
${logged('looks', { called: 'called' })}

-- What is sought still: the last look of each.
create view sought as
select * from (
  select distinct on (site, coalesce(item, ''), lot, serial, container) * from looks
  order by site, coalesce(item, ''), lot, serial, container, id desc
) last where outcome = 'not found';`,
};
