/** Overtime that was asked for, what was decided about it, what was revoked: facts, never changed. */
import type { ColumnType, Generated } from 'kysely';
import type { Verdict } from '../../house/requests.ts';
import { logged } from '../../server/database/audit.tables.ts';
import type { Effect } from './overtime.ts';

export interface OvertimeRequestsTable {
  id: Generated<number>;
  site: string;
  at: Generated<string>;
  /** Id and name of who asked. */
  person: string;
  who: string;
  /** Empty: of crews alone, as a published version may have it. */
  work_centre: string;
  /** Null: all machines of the work centre. */
  machine: string | null;
  /** Codes, parted by ", ". */
  crews: string;
  work_from: string;
  work_to: string;
  hour_price: number;
  reason: string;
  /** Number of the plan that was asked what it moves, and what it said. */
  plan: number;
  effect: ColumnType<Effect, string, never>;
}

export interface OvertimeDecisionsTable {
  request: number;
  at: Generated<string>;
  decision: Verdict;
  person: string;
  who: string;
  reason: string | null;
  /** Of an approval: the overtime window that plans read, as it was called then. */
  code: string | null;
  /** Its id, whatever it is called later; null: it was gone before ids were kept. */
  window_id: ColumnType<number | null, number | null, never>;
}

export interface OvertimeRevocationsTable {
  request: number;
  at: Generated<string>;
  person: string;
  who: string;
  reason: string;
}

const facts = ['overtime_requests', 'overtime_decisions', 'overtime_revocations'];

export const overtimeTables = {
  name: 'overtime',
  sql: `
create table overtime_requests (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  at timestamptz not null default clock_timestamp(),
  person text not null,
  who text not null,
  work_centre text not null,
  machine text,
  crews text not null,
  work_from timestamptz not null,
  work_to timestamptz not null check (work_from < work_to),
  hour_price numeric(18,6) not null check (hour_price >= 0),
  reason text not null,
  plan integer not null,
  effect jsonb not null
);
create index on overtime_requests (site, work_to);
create table overtime_decisions (
  request bigint primary key references overtime_requests (id),
  at timestamptz not null default clock_timestamp(),
  decision text not null check (decision in ('approved', 'refused')),
  person text not null,
  who text not null,
  reason text,
  code text,
  check ((decision = 'approved') = (code is not null))
);
create table overtime_revocations (
  request bigint primary key references overtime_decisions (request),
  at timestamptz not null default clock_timestamp(),
  person text not null,
  who text not null,
  reason text not null
);
${facts
  .map(
    (name) => `
create trigger append_only before update or delete on ${name} for each row execute function refuse_change();
create trigger announced after insert on ${name} for each statement execute function announce_change();`,
  )
  .join('')}
${logged('overtime_requests', { called: 'work_centre', without: ['person', 'at', 'effect'] })}
${logged('overtime_decisions', { key: 'request', called: 'request', without: ['person', 'at', 'request'] })}
${logged('overtime_revocations', { key: 'request', called: 'request', without: ['person', 'at', 'request'] })}
`,
};

/** The window that an approval made, as the log of changes has it. */
export const windowThen = (row: string, site: string): string => `(
    select a.record from audit a
    where a.kind = 'overtime_windows' and a.site = ${site} and a.called = ${row}.code and a.action = 'insert' and a.at <= ${row}.at
    order by a.id desc limit 1)`;

/** An approval is of the window that was made, whatever that is called later. */
export const overtimeOfWindows = {
  name: 'overtime-of-windows',
  sql: `
alter table overtime_decisions add window_id bigint;
drop trigger audited on overtime_decisions;
alter table overtime_decisions disable trigger append_only;
update overtime_decisions d set window_id = ${windowThen('d', 'r.site')}
  from overtime_requests r where r.id = d.request and d.code is not null;
alter table overtime_decisions enable trigger append_only;
${logged('overtime_decisions', { key: 'request', called: 'request', without: ['person', 'at', 'request', 'window_id'] })}`,
};
