/** What people decided about versions: facts, never changed; they stay when their version is cleared. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { DecisionWord } from './approval.ts';
import type { PublishedLine } from './listchanged.ts';
import type { Holds } from './sendings.ts';

export interface VersionDecisionsTable {
  id: Generated<number>;
  site: string;
  /** Id of the version, which may have been cleared since, and the number that it was called by. */
  version: number;
  number: number;
  decision: DecisionWord;
  /** Id and name of who decided. */
  person: string;
  who: string;
  at: Generated<string>;
  reason: string | null;
  /** Of an approval: the department it is for; null: all that the version changes. */
  department: string | null;
  /** For whom it was decided by a deputy: id and name; null: in his own name. */
  for_person: string | null;
  for_who: string | null;
  /** Of a submission: why it was not published at once, or how it differs from what it was made in place of. */
  told: string | null;
}

/** A ticket whose new paper is printed for another department; empty: for work without one. */
export interface ChangedTicket {
  readonly order: string;
  readonly printed_for: string;
}

/** What a department was sent when a version was published: its dispatch list as it was, the batch of its tickets. */
export interface PublicationsTable {
  id: Generated<number>;
  site: string;
  /** The version's number; the list stays when the version is cleared. */
  version: number;
  /** Empty: work centres without a department. */
  department: string;
  holds: ColumnType<Holds, Holds, never>;
  list: ColumnType<readonly PublishedLine[], string, never>;
  /** How many stand on it. */
  operations: GeneratedAlways<number>;
  /** The printing of the tickets that are new or changed; null: there are none. */
  print: number | null;
  tickets: ColumnType<readonly string[], string, never>;
  /** Of orders that it has steps of: those whose ticket changed and is printed elsewhere. */
  changed: ColumnType<readonly ChangedTicket[], string, never>;
  /** What begins before it stands on the list; null: of lists of before it was kept. */
  until: string | null;
  published_at: Generated<string>;
  published_by: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
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

export const publicationsTable = {
  name: 'publications',
  sql: `
create table publications (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null,
  department text not null,
  list jsonb not null,
  print bigint references ticket_prints (id),
  tickets jsonb not null,
  published_at timestamptz not null default clock_timestamp(),
  published_by text not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  unique (site, version, department)
);
create trigger append_only before delete or update of version, department, list, print, tickets, published_at, published_by
  on publications for each row execute function refuse_change();
create trigger announced after insert or update on publications for each statement execute function announce_change();
`,
};

/** Until when a list goes is part of it. */
export const publicationsUntil = {
  name: 'publications-until',
  sql: `
alter table publications add column until timestamptz;
drop trigger append_only on publications;
create trigger append_only before delete or update of version, department, list, print, tickets, until, published_at, published_by
  on publications for each row execute function refuse_change();
`,
};

/** A ticket that changed is told where its order goes, too. */
export const publicationsChanged = {
  name: 'publications-changed',
  sql: `
alter table publications add column changed jsonb not null default '[]';
drop trigger append_only on publications;
create trigger append_only before delete or update of version, department, list, print, tickets, changed, until, published_at, published_by
  on publications for each row execute function refuse_change();
`,
};

/** How many operations stand on a list: to count them each time is to read all lists whole. */
export const publicationsCounted = {
  name: 'publications-counted',
  sql: 'alter table publications add column operations integer not null generated always as (jsonb_array_length(list)) stored;',
};

/** Who submitted a version may take it back. */
export const submissionsWithdrawn = {
  name: 'submissions-withdrawn',
  sql: `
alter table version_decisions drop constraint version_decisions_decision_check;
alter table version_decisions add constraint version_decisions_decision_check
  check (decision in ('submitted', 'withdrawn', 'approved', 'rejected', 'published', 'superseded', 'left-out'));
`,
};

/** What is told to who submits a version stays with the submission. */
export const submissionsTold = {
  name: 'submissions-told',
  sql: 'alter table version_decisions add column told text;',
};

/** A decision outlives its version, and stands in the log of changes with what was published. */
export const decisionsLast = {
  name: 'decisions-last',
  sql: `
alter table version_decisions add column number integer;
update version_decisions d set number = v.number from plan_versions v where v.id = d.version;
alter table version_decisions alter column number set not null;
alter table version_decisions drop constraint version_decisions_version_fkey;
drop trigger append_only on version_decisions;
create trigger append_only before update or delete on version_decisions for each row execute function refuse_change();
${logged('version_decisions', { called: 'number', without: ['version', 'number', 'person', 'at'] })}
${logged('publications', { called: 'version', without: ['version', 'list', 'published_at', 'print'] })}`,
};

/** A word for a version that goes on as its rest: it was kept as a rejection, told from one by a run that is cleared with the rest. */
export const leftOutDecisions = {
  name: 'left-out-decisions',
  sql: `
alter table version_decisions drop constraint version_decisions_decision_check;
alter table version_decisions add constraint version_decisions_decision_check
  check (decision in ('submitted', 'approved', 'rejected', 'published', 'superseded', 'left-out'));
alter table version_decisions add check (decision <> 'left-out' or reason is not null);`,
};

/** The latest of a department, and what came since: of many years only what is asked for is read. */
export const publicationsOfDepartments = {
  name: 'publications-of-departments',
  sql: 'create index on publications (site, department, version);',
};

/** What each publication holds was told anew by whoever asked. */
export const publicationsHold = {
  name: 'publications-hold',
  sql: `
alter table publications add column holds text not null generated always as (
  case when jsonb_array_length(list) > 0 then 'work' when changed = '[]' then 'nothing' else 'tickets' end) stored;
alter table publications alter column holds drop expression;
alter table publications add check (holds in ('work', 'tickets', 'nothing', 'closed'));
drop trigger append_only on publications;
create trigger append_only before delete or update of version, department, holds, list, print, tickets, changed, until, published_at, published_by
  on publications for each row execute function refuse_change();
`,
};
