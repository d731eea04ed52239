/** Who did which line of the instructions of an operation. */
import type { Generated } from 'kysely';
import { type RecordColumns, recordTable, type TableMigration } from '../../server/database/columns.ts';

/** Append-only: a signature is taken back by another row. */
export interface SignOffsTable extends RecordColumns {
  work_order: string;
  seq: number;
  line: string;
  done: boolean;
  by: string;
  at: Generated<string>;
}

const table = recordTable(
  'sign_offs',
  [],
  `
  work_order text not null,
  seq integer not null,
  line text not null,
  done boolean not null,
  by text not null,
  at timestamptz not null default clock_timestamp(),
  foreign key (site, work_order) references work_orders (site, number) on update cascade`,
);

export const signOffsTable: TableMigration = {
  name: table.name,
  sql: `${table.sql}
create index on sign_offs (site, work_order, seq);
create trigger append_only before delete or update of seq, line, done, by, at
  on sign_offs for each row execute function refuse_change();`,
};
