/** What people decided about versions: facts, never changed; they go only with their version. */
import type { Generated } from 'kysely';
import type { DecisionWord } from './approval.ts';

export interface VersionDecisionsTable {
  id: Generated<number>;
  site: string;
  version: number;
  decision: DecisionWord;
  /** Id and name of who decided. */
  person: string;
  who: string;
  at: Generated<string>;
  reason: string | null;
  /** Of an approval: the department it is for; null: all that the version changes. */
  department: string | null;
}

export const approvalTables = {
  name: 'approval',
  sql: `
create table version_decisions (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version bigint not null references plan_versions (id) on delete cascade,
  decision text not null check (decision in ('submitted', 'approved', 'rejected', 'published', 'superseded')),
  person text not null,
  who text not null,
  at timestamptz not null default clock_timestamp(),
  reason text,
  department text,
  check (decision <> 'rejected' or reason is not null)
);
create index on version_decisions (version);
create trigger append_only before update of version, decision, person, who, at, reason, department on version_decisions
  for each row execute function refuse_change();
create trigger announced after insert on version_decisions for each statement execute function announce_change();
`,
};
