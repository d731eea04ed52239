/** The last running number given, by site and prefix. */
import type { TableMigration } from './columns.ts';

export const numbersTable: TableMigration = {
  name: 'numbers',
  sql: `create table numbers (
  site text not null references sites (code) on update cascade,
  prefix text not null,
  last bigint not null,
  primary key (site, prefix)
);`,
};
