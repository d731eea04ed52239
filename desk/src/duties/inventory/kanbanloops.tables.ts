/** Loops by which bins are filled again. */
import { type RecordColumns, recordTable, type TableMigration } from '../../server/database/columns.ts';

export interface KanbanLoopsTable extends RecordColumns {
  code: string;
  item: string;
  area: string;
  /** A location of the plant fills it, or a vendor: one of both. */
  from_location: string | null;
  vendor: string | null;
  /** In the item's unit. */
  bin_qty: number;
  bins: number;
  replenish_minutes: number;
  active_from: string | null;
  note: string | null;
}

export const kanbanLoopsTable = recordTable(
  'kanban_loops',
  ['item', 'area', 'from_location'],
  `
  code text not null,
  item text not null,
  area text not null,
  from_location text not null,
  bin_qty numeric(18,6) not null check (bin_qty > 0),
  bins integer not null default 2 check (bins >= 2),
  replenish_minutes integer not null check (replenish_minutes > 0),
  active_from date,
  note text,
  check (area <> from_location),
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, area) references locations (site, code) on update cascade,
  foreign key (site, from_location) references locations (site, code) on update cascade,
  unique (site, code)`,
);

/** Of a vendor, where no location fills its bins. */
export const kanbanLoopsBought: TableMigration = {
  name: 'kanban-loops-bought',
  sql: `
alter table kanban_loops alter column from_location drop not null, add column vendor text;
alter table kanban_loops add check ((from_location is null) <> (vendor is null)),
  add foreign key (site, vendor) references vendors (site, code) on update cascade;
create index on kanban_loops (site, vendor);`,
};
