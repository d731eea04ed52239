/** The master schedule of a plan version, whole: it is read whole, and goes with its version. */
import type { ColumnType } from 'kysely';
import type { LoadParts, MasterSchedule } from './masterschedule.ts';

export interface MasterSchedulesTable {
  version: number;
  body: ColumnType<MasterSchedule, string, never>;
  /** Null: of a version made before it was kept. */
  parts: ColumnType<LoadParts | null, string, never>;
}

export const masterSchedulesTable = {
  name: 'master_schedules',
  sql: `
create table master_schedules (
  version bigint primary key references plan_versions (id) on delete cascade,
  body jsonb not null
);`,
};

export const loadParts = {
  name: 'load_parts',
  sql: 'alter table master_schedules add column parts jsonb;',
};
