/** Rush orders that were asked for, and what was decided about them: facts, never changed. */
import type { ColumnType, Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import { lineThen } from '../planning/pledges.tables.ts';
import type { Option } from './rush.ts';
import type { Gain, Hurt } from './wouldrun.ts';

export interface RushRequestsTable {
  id: Generated<number>;
  site: string;
  at: Generated<string>;
  /** Id and name of who asked. */
  person: string;
  who: string;
  customer: string;
  item: string;
  qty: number;
  wish: string;
  option: Option;
  /** When it ships by the plan that was asked. */
  date: string;
  hurts: ColumnType<readonly Hurt[], string, never>;
  /** Who ships earlier by the run that was tried; null: asked for before it was kept. */
  gains: ColumnType<readonly Gain[] | null, string | null | undefined, never>;
  /** That run mends no plan; null: asked for before it was kept. */
  from_nothing: ColumnType<boolean | null, boolean | null | undefined, never>;
  /** When it ships by the run that was tried with it; null: never, or none was tried. */
  run_ships: string | null;
  /** Whether one was; kept since then, and true of whatever has `run_ships`. */
  run_tried: Generated<boolean>;
  /** Number of that plan. */
  plan: number;
}

export interface RushDecisionsTable {
  request: number;
  at: Generated<string>;
  decision: 'approved' | 'refused';
  person: string;
  who: string;
  reason: string | null;
  /** Of an approval: the order line that was made, as it was called then, and the planning run that plans with it, which is cleared when it is old. */
  line: string | null;
  /** Id of that line; null: refused, or approved before it was kept and the log does not know the line. */
  line_id: number | null;
  run: number | null;
  /** Of an approval: as the run was that was tried then. */
  run_ships: string | null;
  hurts: ColumnType<readonly Hurt[] | null, string | null, never>;
  gains: ColumnType<readonly Gain[] | null, string | null | undefined, never>;
}

export const rushTables = {
  name: 'rush',
  sql: `
create table rush_requests (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  at timestamptz not null default clock_timestamp(),
  person text not null,
  who text not null,
  customer text not null,
  item text not null,
  qty numeric(18,6) not null check (qty > 0),
  wish date not null,
  option text not null check (option in ('kept', 'first')),
  date timestamptz not null,
  hurts jsonb not null,
  plan integer not null
);
create index on rush_requests (site, id);
create table rush_decisions (
  request bigint primary key references rush_requests (id),
  at timestamptz not null default clock_timestamp(),
  decision text not null check (decision in ('approved', 'refused')),
  person text not null,
  who text not null,
  reason text,
  line text,
  run bigint,
  check ((decision = 'approved') = (line is not null))
);
create trigger append_only before update or delete on rush_requests for each row execute function refuse_change();
create trigger append_only before update or delete on rush_decisions for each row execute function refuse_change();
create trigger announced after insert on rush_requests for each statement execute function announce_change();
create trigger announced after insert on rush_decisions for each statement execute function announce_change();
`,
};

/** Who ships later is told by the run that would be made. */
export const rushRuns = {
  name: 'rush-runs',
  sql: `
alter table rush_requests add run_ships timestamptz;
alter table rush_decisions add run_ships timestamptz;
alter table rush_decisions add hurts jsonb;`,
};

export const rushAudited = {
  name: 'rush-audited',
  sql: `
${logged('rush_requests', { called: 'item', without: ['person', 'at', 'hurts'] })}
${logged('rush_decisions', { key: 'request', called: 'request', without: ['person', 'at', 'run', 'request'] })}`,
};

/** That the run which was tried never ships it is told from that none was tried. */
export const rushTried = {
  name: 'rush-tried',
  sql: `
alter table rush_requests add run_tried boolean not null default false;
drop trigger audited on rush_requests;
${logged('rush_requests', { called: 'item', without: ['person', 'at', 'hurts', 'run_tried'] })}`,
};

/** As what was asked for is, without the list of whom it hurts: the decision has it. */
export const rushDecidedAudited = {
  name: 'rush-decided-audited',
  sql: `
drop trigger audited on rush_decisions;
${logged('rush_decisions', { key: 'request', called: 'request', without: ['person', 'at', 'run', 'request', 'hurts'] })}`,
};

/** Who gains by it, and whether much may stand elsewhere, stand with what is asked for and decided; the log has neither, as whom it hurts. */
export const rushGains = {
  name: 'rush-gains',
  sql: `
alter table rush_requests add gains jsonb, add from_nothing boolean;
alter table rush_decisions add gains jsonb;
drop trigger audited on rush_requests;
${logged('rush_requests', { called: 'item', without: ['person', 'at', 'hurts', 'run_tried', 'gains', 'from_nothing'] })}
drop trigger audited on rush_decisions;
${logged('rush_decisions', { key: 'request', called: 'request', without: ['person', 'at', 'run', 'request', 'hurts', 'gains'] })}`,
};

/** A request is of the line that was made, whatever that is called later. */
export const rushOfLines = {
  name: 'rush-of-lines',
  sql: `
alter table rush_decisions add line_id bigint;
drop trigger audited on rush_decisions;
alter table rush_decisions disable trigger append_only;
update rush_decisions d set line_id = ${lineThen('d', 'r.site')} from rush_requests r where r.id = d.request and d.line is not null;
alter table rush_decisions enable trigger append_only;
${logged('rush_decisions', { key: 'request', called: 'request', without: ['person', 'at', 'run', 'request', 'hurts', 'gains', 'line_id'] })}`,
};
