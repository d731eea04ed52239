/** The master schedule of a plan version, whole: it is read whole, and goes with its version. */
import type { ColumnType } from 'kysely';
import type { MasterSchedule } from './masterschedule.ts';

export interface MasterSchedulesTable {
  version: number;
  body: ColumnType<MasterSchedule, string, never>;
}

export const masterSchedulesTable = {
  name: 'master_schedules',
  sql: `
create table master_schedules (
  version bigint primary key references plan_versions (id) on delete cascade,
  body jsonb not null
);`,
};
