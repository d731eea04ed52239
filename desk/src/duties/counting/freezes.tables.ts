/**
 * Places that an inventory has frozen: what moves there is refused by the database, whoever posts it, until the lines there are
 * approved, the sheet is ended or a supervisor lifts the freeze. What the count itself posts goes through, and so does what is told of
 * before the freeze: the count knows what to make of that.
 */
import type { Generated } from 'kysely';
import type { TableMigration } from '../../server/database/columns.ts';
import { states } from '../../server/database/states.ts';

export interface CountFreezesTable {
  id: Generated<number>;
  sheet: number;
  act: 'frozen' | 'lifted';
  /** By the plant's clock. */
  at: string;
  person: string;
  who: string;
  reason: string | null;
}

export const countFreezes: TableMigration = {
  name: 'count-freezes',
  sql: `
create table count_freezes (
  id bigint generated always as identity primary key,
  sheet bigint not null references count_sheets (id),
  act text not null check (act in ('frozen', 'lifted')),
  at timestamptz not null,
  person text not null,
  who text not null,
  reason text
);
create index on count_freezes (sheet, id);
create trigger append_only before update or delete on count_freezes for each row execute function refuse_change();
create trigger never_emptied before truncate on count_freezes for each statement execute function refuse_change();
create trigger announced after insert on count_freezes for each statement execute function announce_change();

create view sheets_frozen as
select s.site, f.sheet, f.who, f.at from count_freezes f join count_sheets s on s.id = f.sheet
where f.act = 'frozen' and not exists (select from count_freezes l where l.sheet = f.sheet and l.id > f.id);

create function movement_of_frozen() returns trigger language plpgsql as $$
declare frozen jsonb;
begin
  if not exists (select from sheets_frozen) then return null; end if;
  frozen := (select jsonb_build_object('location', place.code, 'sheet', f.sheet, 'who', f.who)
    from new_rows n cross join lateral (values (n.from_location), (n.to_location)) as place (code)
    join sheets_frozen f on f.site = n.site and n.moved_at >= f.at
    where n.reference_kind is distinct from 'count' and exists (select from count_states c
      where c.sheet = f.sheet and c.location = place.code and c.state in ('open', 'again', 'counted'))
    order by n.id limit 1);
  if frozen is not null then
    raise exception '% is frozen', frozen ->> 'location' using errcode = '${states.frozen}', detail = frozen::text;
  end if;
  return null;
end $$;
create trigger frozen after insert on movements referencing new table as new_rows for each statement execute function movement_of_frozen();`,
};

/**
 * Each place at which nothing moves, once a line that is still to be counted or approved there: what is frozen has this one home. The
 * inventory, which knows no counting, reads it and nothing else of that.
 */
export const placesFrozen: TableMigration = {
  name: 'places-frozen',
  sql: `
create view lines_open as select * from count_states where state in ('open', 'again', 'counted');
create view places_frozen as
select f.site, c.location, f.sheet, f.who, f.at from sheets_frozen f join lines_open c on c.sheet = f.sheet;

create or replace function movement_of_frozen() returns trigger language plpgsql as $$
declare frozen jsonb;
begin
  if not exists (select from sheets_frozen) then return null; end if;
  frozen := (select jsonb_build_object('location', f.location, 'sheet', f.sheet, 'who', f.who)
    from new_rows n cross join lateral (values (n.from_location), (n.to_location)) as place (code)
    join places_frozen f on f.site = n.site and f.location = place.code and n.moved_at >= f.at
    where n.reference_kind is distinct from 'count' order by n.id limit 1);
  if frozen is not null then
    raise exception '% is frozen', frozen ->> 'location' using errcode = '${states.frozen}', detail = frozen::text;
  end if;
  return null;
end $$;`,
};
