/** Tables of units, items, item units, revisions. Quantities and prices are exact numerics; references are codes. */
import type { Generated } from 'kysely';
import type { RecordColumns } from '../../server/database/columns.ts';
import { recordTable, type TableMigration } from '../../server/database/columns.ts';

export interface UnitsTable extends RecordColumns {
  code: string;
  name: string | null;
  base: string | null;
  factor: string;
  decimals: number;
}

export interface ItemsTable extends RecordColumns {
  code: string;
  name: string | null;
  supply: 'make' | 'buy' | 'move' | 'phantom';
  unit: string;
  gtin: string | null;
  family: string | null;
  revision: string | null;
  planner: string | null;
  make_to_order: boolean;
  safety_stock: number;
  lot_min: number;
  lot_multiple: number;
  lot_max: number | null;
  lot_fixed: number | null;
  lot_days: number | null;
  annual_use: number | null;
  order_cost: number | null;
  carrying_percent: number | null;
  yield_percent: number;
  lead_days: number | null;
  fence_days: number;
  unit_cost: number | null;
  over_percent: number | null;
  under_percent: number | null;
  inspected: Generated<boolean>;
  asks_lot: Generated<boolean>;
  asks_expiry: Generated<boolean>;
  shelf_life_days: number | null;
  put_away: string | null;
  note: string | null;
}

export interface ItemUnitsTable extends RecordColumns {
  item: string;
  unit: string;
  factor: string;
}

export interface RevisionsTable extends RecordColumns {
  item: string;
  revision: string;
  effective: string | null;
  note: string | null;
}

export const unitsTable = recordTable(
  'units',
  ['base'],
  `
  code text not null,
  name text,
  base text,
  factor text not null default '1',
  decimals integer not null default 0,
  foreign key (site, base) references units (site, code) on update cascade,
  unique (site, code)`,
);

export const itemsTable = recordTable(
  'items',
  ['unit'],
  `
  code text not null,
  name text,
  supply text not null default 'buy' check (supply in ('make', 'buy', 'move', 'phantom')),
  unit text not null,
  family text,
  revision text,
  planner text,
  make_to_order boolean not null default false,
  safety_stock numeric(18,6) not null default 0,
  lot_min numeric(18,6) not null default 0,
  lot_multiple numeric(18,6) not null default 0,
  lot_max numeric(18,6),
  lot_fixed numeric(18,6),
  lot_days integer,
  yield_percent numeric(18,6) not null default 100,
  lead_days numeric(18,6),
  fence_days integer not null default 0,
  unit_cost numeric(18,6),
  note text,
  foreign key (site, unit) references units (site, code) on update cascade,
  unique (site, code)`,
);

export const itemUnitsTable = recordTable(
  'item_units',
  ['unit'],
  `
  item text not null,
  unit text not null,
  factor text not null,
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, unit) references units (site, code) on update cascade,
  unique (site, item, unit)`,
);

export const revisionsTable = recordTable(
  'revisions',
  [],
  `
  item text not null,
  revision text not null,
  effective date,
  note text,
  foreign key (site, item) references items (site, code) on update cascade,
  unique (site, item, revision)`,
);

/** What the economic order quantity is made of. */
export const economicLots: TableMigration = {
  name: 'economic-lots',
  sql: `alter table items add column annual_use numeric(18,6);
alter table items add column order_cost numeric(18,6);
alter table items add column carrying_percent numeric(18,6);`,
};

/** How long what is made may be used. */
export const itemShelfLives: TableMigration = {
  name: 'item-shelf-lives',
  sql: 'alter table items add column shelf_life_days integer;',
};

/** Two items may share a GTIN: what a scan of it means is then asked. */
export const itemGtins: TableMigration = {
  name: 'item-gtins',
  sql: `alter table items add column gtin text;
create index on items (site, lpad(gtin, 14, '0')) where gtin is not null;`,
};
