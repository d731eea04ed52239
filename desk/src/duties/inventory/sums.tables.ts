/**
 * Sums of movements, each of all that moved up to a moment: what stock was long ago is the last sum before it and the stretch since,
 * not a million movements. A sum says which movement was the last one that it knows; what is told later for before its moment is
 * added to it where it is read, and found by its own index: it moved more than a day before it was told, for a sum is
 * made of what is two days old.
 */
import type { Generated } from 'kysely';
import type { TableMigration } from '../../server/database/columns.ts';

export interface StockSumsTable {
  id: Generated<number>;
  site: string;
  /** What moved by then is in it. */
  at: string;
  /** The last movement that was posted when it was made. */
  last_movement: number;
}

/** In SQL: which movements were told late. As it stands in the index. */
export const toldLate = `posted_at - moved_at > interval '1 day'`;
/** In SQL: how old what is summed must be, more than what is told late by a day: a clock may be set back by as much. */
export const summedAfter = `interval '2 days'`;

export const stockSums: TableMigration = {
  name: 'stock-sums',
  sql: `
create index movements_told_late on movements (site, id) where ${toldLate};
create table stock_sums (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  at timestamptz not null,
  last_movement bigint not null,
  unique (site, at)
);
create table stock_sum_balances (
  sum bigint not null references stock_sums (id),
  site text not null,
  item text not null,
  location text not null,
  lot text not null,
  serial text not null,
  container text not null,
  owner text not null,
  qty numeric not null,
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, location) references locations (site, code) on update cascade,
  primary key (sum, item, location, lot, serial, container, owner)
);
create or replace function owner_renamed() returns trigger language plpgsql as $$
begin
  update stock set owner = new.code where site = new.site and owner = old.code;
  update movements set owner = new.code where site = new.site and owner = old.code;
  update stock_sum_balances set owner = new.code where site = new.site and owner = old.code;
  return null;
end $$;`,
};
