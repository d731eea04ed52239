/** Tables of customer orders, customers’ inputs, forecasts. Quantities and prices are exact numerics; references are codes. */
import type { Generated } from 'kysely';
import type { RecordColumns } from '../../server/database/columns.ts';
import { recordTable, type TableMigration } from '../../server/database/columns.ts';

export interface CustomerLinesTable extends RecordColumns {
  order_no: string;
  line: number;
  customer: string;
  item: string;
  qty: number;
  /** What of it went out, by shipments. */
  shipped: Generated<number>;
  /** Set to shipped by hand while it was open. */
  said_shipped: Generated<boolean>;
  due: string;
  promised: string | null;
  priority: number;
  unit_price: number | null;
  ship_complete: boolean;
  state: 'open' | 'shipped' | 'closed' | 'cancelled';
  reference: string | null;
  note: string | null;
}

export interface CustomerInputsTable extends RecordColumns {
  order_no: string;
  line: number;
  name: string;
  at_step: number;
  due: string;
  expected: string | null;
  received: string | null;
  owner: string | null;
  note: string | null;
}

export interface ForecastsTable extends RecordColumns {
  item: string;
  due: string;
  qty: number;
  customer: string | null;
}

export const customerLinesTable = recordTable(
  'customer_lines',
  ['customer', 'item'],
  `
  order_no text not null,
  line integer not null default 1,
  customer text not null,
  item text not null,
  qty numeric(18,6) not null,
  due timestamptz not null,
  promised timestamptz,
  priority integer not null default 3,
  unit_price numeric(18,6),
  ship_complete boolean not null default true,
  state text not null default 'open' check (state in ('open', 'shipped', 'closed', 'cancelled')),
  reference text,
  note text,
  foreign key (site, customer) references customers (site, code) on update cascade,
  foreign key (site, item) references items (site, code) on update cascade,
  unique (site, order_no, line)`,
);

export const customerInputsTable = recordTable(
  'customer_inputs',
  [],
  `
  order_no text not null,
  line integer not null default 1,
  name text not null,
  at_step integer not null default 0,
  due timestamptz not null,
  expected timestamptz,
  received timestamptz,
  owner text,
  note text,
  unique (site, order_no, line, name)`,
);

export const forecastsTable = recordTable(
  'forecasts',
  [],
  `
  item text not null,
  due date not null,
  qty numeric(18,6) not null,
  foreign key (site, item) references items (site, code) on update cascade,
  unique (site, item, due)`,
);

/** A forecast may be of one customer. */
export const forecastCustomers: TableMigration = {
  name: 'forecast-customers',
  sql: `alter table forecasts add column customer text;
alter table forecasts add foreign key (site, customer) references customers (site, code) on update cascade;
alter table forecasts drop constraint forecasts_site_item_due_key;
alter table forecasts add unique nulls not distinct (site, item, due, customer);`,
};

/** Whether somebody said of an open line that it is shipped; what came as shipped is history of another book. */
export const linesSaidShipped: TableMigration = {
  name: 'customer-lines-said-shipped',
  sql: 'alter table customer_lines add column said_shipped boolean not null default false;',
};
