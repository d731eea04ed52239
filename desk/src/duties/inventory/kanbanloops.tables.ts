/** Loops by which bins are filled again. */
import { type RecordColumns, recordTable } from '../../server/database/columns.ts';

export interface KanbanLoopsTable extends RecordColumns {
  code: string;
  item: string;
  area: string;
  from_location: string;
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
