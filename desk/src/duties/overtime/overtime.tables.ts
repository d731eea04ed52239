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
  /** Of an approval: the overtime window that plans read. */
  code: string | null;
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
