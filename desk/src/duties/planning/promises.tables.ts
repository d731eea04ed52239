/** What was promised of customer lines from the plan, with what set the date then: append-only. */
import type { ColumnType } from 'kysely';
import { audited, type RecordColumns } from '../../server/database/columns.ts';

export interface PromisesTable extends RecordColumns {
  /** "ORDER/LINE". */
  line: string;
  /** When it was to ship. */
  date: string;
  /** What set the date, the largest first, in sentences; none: it was there. */
  sets: ColumnType<readonly string[], readonly string[], never>;
  /** When the first of it had to be ordered or begun. */
  until: string;
  /** Number of the plan version that answered. */
  plan: number;
}

export const promisesTable = {
  name: 'promises',
  sql: `
create table promises (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  line text not null,
  date timestamptz not null,
  sets text[] not null,
  until timestamptz not null,
  plan integer not null
);
create index on promises (site, line, id);
${audited('promises')}
create trigger append_only before update or delete on promises for each row execute function refuse_change();
`,
};
