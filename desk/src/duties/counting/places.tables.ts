/**
 * Places at which the book has nothing, on the sheet of an inventory: each is looked at once, and is empty, or what lies there becomes a
 * line. While its sheet is frozen and nobody looked, nothing moves there either.
 */
import type { TableMigration } from '../../server/database/columns.ts';

export interface CountPlacesTable {
  sheet: number;
  site: string;
  location: string;
  /** Null: nobody looked yet. */
  looked_at: string | null;
  person: string | null;
  who: string | null;
}

/** Of a sheet that was not ended, and not looked at. */
export interface PlacesOpenView extends Pick<CountPlacesTable, 'sheet' | 'site' | 'location'> {}

export const countPlaces: TableMigration = {
  name: 'count-places',
  sql: `
create table count_places (
  sheet bigint not null references count_sheets (id),
  site text not null,
  location text not null,
  looked_at timestamptz,
  person text,
  who text,
  primary key (sheet, location),
  foreign key (site, location) references locations (site, code) on update cascade,
  check ((looked_at is null) = (person is null)),
  check ((looked_at is null) = (who is null))
);
create trigger looked_once before update of looked_at, person, who on count_places
  for each row when (old.looked_at is not null) execute function refuse_change();
create trigger kept before delete on count_places for each row execute function refuse_change();
create trigger announced after insert or update on count_places for each statement execute function announce_change();

create view places_open as
select p.sheet, p.site, p.location from count_places p
where p.looked_at is null and not exists (select from count_ends e where e.sheet = p.sheet);

create or replace view places_frozen as
select f.site, c.location, f.sheet, f.who, f.at from sheets_frozen f join lines_open c on c.sheet = f.sheet
union all
select f.site, p.location, f.sheet, f.who, f.at from sheets_frozen f join places_open p on p.sheet = f.sheet;`,
};
