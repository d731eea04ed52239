/** What genealogy and the stock of a moment are found by. */
import type { TableMigration } from '../../server/database/columns.ts';

export const ledgerIndexes: TableMigration = {
  name: 'ledger-indexes',
  sql: `
create index on movements (site, item, lot, serial) where lot <> '' or serial <> '';
create index on movements (site, moved_at);
create index on stock (site, item, lot, serial) where lot <> '' or serial <> '';`,
};
