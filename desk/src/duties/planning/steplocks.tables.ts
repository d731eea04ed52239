/** Steps that are locked where they stand, or let go, by the version that was published with it: facts, of a step the last one counts. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';

export interface StepLocksTable {
  id: Generated<number>;
  site: string;
  /** Number of the version. */
  version: number;
  work_order: string;
  seq: number;
  /** Where and when, one for each part; null: let go. */
  places: string | null;
  at: Generated<string>;
}

export const stepLocksTable = {
  name: 'step-locks',
  sql: `
create table step_locks (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null,
  work_order text not null,
  seq integer not null,
  places jsonb,
  at timestamptz not null default clock_timestamp()
);
create index on step_locks (site, work_order, seq, id);
create trigger append_only before update or delete on step_locks for each row execute function refuse_change();
create trigger announced after insert on step_locks for each statement execute function announce_change();
${logged('step_locks', { called: 'work_order', without: ['at', 'work_order'] })}`,
};
