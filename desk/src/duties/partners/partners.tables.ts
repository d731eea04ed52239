/** Tables of vendors, customers, sources. Quantities and prices are exact numerics; references are codes. */
import type { Language } from '../../house/languages.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { RecordColumns } from '../../server/database/columns.ts';
import { recordTable, type TableMigration } from '../../server/database/columns.ts';

export interface VendorsTable extends RecordColumns {
  code: string;
  name: string | null;
  calendar: string | null;
  /** Null: usable. */
  promise_means: PromiseMeans | null;
  /** How he is followed up; null: as the company has it. */
  acknowledge_days: number | null;
  confirm_days: number | null;
  ask_at_ship: 'yes' | 'no' | null;
  late_every_days: number | null;
  /** In which he is written to; null: English. */
  language: Language | null;
  contact: string | null;
  phone: string | null;
  email: string | null;
  note: string | null;
}

export interface CustomersTable extends RecordColumns {
  code: string;
  name: string | null;
  class: number;
  contact: string | null;
  phone: string | null;
  email: string | null;
  note: string | null;
}

export interface SourcesTable extends RecordColumns {
  item: string;
  vendor: string;
  rank: number;
  approval_days: number;
  vendor_days: number;
  transit_days: number;
  dock_days: number;
  order_min: number;
  order_multiple: number;
  unit_cost: number | null;
  price_breaks: string | null;
  on_time_percent: number | null;
  late_days: string | null;
  /** What the vendor calls the item. */
  vendor_item: string | null;
  valid_from: string | null;
  valid_to: string | null;
}

export const vendorsTable = recordTable(
  'vendors',
  ['calendar'],
  `
  code text not null,
  name text,
  calendar text,
  contact text,
  phone text,
  email text,
  note text,
  foreign key (site, calendar) references calendars (site, code) on update cascade,
  unique (site, code)`,
);

export const customersTable = recordTable(
  'customers',
  [],
  `
  code text not null,
  name text,
  class integer not null default 3,
  contact text,
  phone text,
  email text,
  note text,
  unique (site, code)`,
);

export const sourcesTable = recordTable(
  'sources',
  ['vendor'],
  `
  item text not null,
  vendor text not null,
  rank integer not null default 1,
  approval_days integer not null default 0,
  vendor_days integer not null default 0,
  transit_days numeric(18,6) not null default 0,
  dock_days integer not null default 0,
  order_min numeric(18,6) not null default 0,
  order_multiple numeric(18,6) not null default 0,
  unit_cost numeric(18,6),
  valid_from date,
  valid_to date,
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, vendor) references vendors (site, code) on update cascade,
  unique (site, item, vendor, rank)`,
);

export const priceBreaks: TableMigration = {
  name: 'price-breaks',
  sql: 'alter table sources add column price_breaks text;',
};

/** What was measured of a vendor's deliveries. */
export const vendorLateness: TableMigration = {
  name: 'vendor-lateness',
  sql: `alter table sources add column on_time_percent numeric(18,6);
alter table sources add column late_days text;`,
};

export const vendorItems: TableMigration = {
  name: 'vendor-items',
  sql: 'alter table sources add column vendor_item text;',
};

export const vendorCadence: TableMigration = {
  name: 'vendor-cadence',
  sql: `alter table vendors add column acknowledge_days integer, add column confirm_days integer,
  add column ask_at_ship text check (ask_at_ship in ('yes', 'no')), add column late_every_days integer check (late_every_days > 0);`,
};

export const vendorLanguage: TableMigration = {
  name: 'vendor-language',
  sql: "alter table vendors add column language text check (language in ('en', 'de'));",
};
