/** Movements that trainees told: each waits until a second person lets it be posted, or declines it. */
import type { ColumnType, Generated } from 'kysely';
import { type RecordColumns, recordTable, type TableMigration } from '../../server/database/columns.ts';
import type { ToldBody } from './told.ts';

export interface ToldMovementsTable extends RecordColumns {
  body: ColumnType<ToldBody, string, never>;
  by: string;
  told_at: Generated<string>;
  /** Null: it waits. */
  verdict: 'countersigned' | 'declined' | null;
  settled_by: string | null;
  settled_at: string | null;
  movement: number | null;
}

const table = recordTable(
  'told_movements',
  [],
  `
  body jsonb not null,
  by text not null,
  told_at timestamptz not null default clock_timestamp(),
  verdict text check (verdict in ('countersigned', 'declined')),
  settled_by text,
  settled_at timestamptz,
  movement bigint references movements (id),
  check ((verdict is null) = (settled_by is null)),
  check ((verdict = 'countersigned') = (movement is not null))`,
);

export const toldMovementsTable: TableMigration = {
  name: table.name,
  sql: `${table.sql}
create index on told_movements (site, id) where verdict is null;
create trigger append_only before delete or update of body, by, told_at
  on told_movements for each row execute function refuse_change();`,
};
