/** Tables of locations, stock. Quantities and prices are exact numerics; references are codes. */
import type { ColumnType, Generated } from 'kysely';
import type { RecordColumns } from '../../server/database/columns.ts';
import { recordTable, type TableMigration } from '../../server/database/columns.ts';
import type { PlaceKind } from './movements.ts';

export interface LocationsTable extends RecordColumns {
  code: string;
  name: string | null;
  kind: Generated<PlaceKind>;
  /** Whose goods are brought here. */
  work_centre: string | null;
  /** Of an area, in minutes: goods are there so long before the work, and there is room for them so much sooner. */
  lead_minutes: number | null;
  buffer_minutes: number | null;
  /** Its turn on the way of who picks. */
  walk: number | null;
  /** As much is there at most, in that unit; both or neither. */
  capacity: number | null;
  capacity_unit: string | null;
  /** From this day on nothing is put there. */
  closed: string | null;
  /** Absent when written: as its kind says. */
  usable: ColumnType<boolean, boolean | null | undefined, boolean | null>;
}

export interface StockTable extends RecordColumns {
  item: string;
  location: string;
  lot: string;
  serial: Generated<string>;
  container: Generated<string>;
  owner: Generated<string>;
  qty: number;
  available_from: string | null;
  expires: string | null;
}

export const locationsTable = recordTable(
  'locations',
  [],
  `
  code text not null,
  name text,
  usable boolean not null default true,
  unique (site, code)`,
);

export const stockTable = recordTable(
  'stock',
  ['location'],
  `
  item text not null,
  location text not null,
  lot text not null default '',
  qty numeric(18,6) not null,
  available_from timestamptz,
  expires date,
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, location) references locations (site, code) on update cascade,
  unique (site, item, location, lot)`,
);

export const locationsWalk: TableMigration = {
  name: 'locations-walk',
  sql: 'alter table locations add column walk integer check (walk >= 0);',
};

export const locationsCapacity: TableMigration = {
  name: 'locations-capacity',
  sql: `
alter table locations add column capacity numeric(18,6) check (capacity > 0), add column capacity_unit text,
  add check ((capacity is null) = (capacity_unit is null)),
  add foreign key (site, capacity_unit) references units (site, code) on update cascade;`,
};
