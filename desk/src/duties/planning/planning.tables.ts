/**
 * Plan versions: whole, immutable, with the snapshot of the inputs they were made from. Rows of a version are
 * derived data and are never edited; what people decide about them (dismissed, snoozed) stands apart, audited.
 * Quantities are in the item's unit; supplies and consumers are named as in the engine's `Plan`.
 */
import type { ColumnType, Generated } from 'kysely';
import type { RecordColumns } from '../../server/database/columns.ts';
import { audited } from '../../server/database/columns.ts';
import type { AllBut } from './allbut.ts';
import type { KeptByHand } from './byhand.ts';
import type { VersionState } from './states.ts';
import type { WorkedDays } from './workingdays.ts';

type Json<T> = ColumnType<T, string, string>;

export interface PlanRunsTable {
  id: Generated<number>;
  site: string;
  asked_at: Generated<string>;
  asked_by: string;
  reason: string;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  /** What it is doing, in words, and how far (0 to 1). */
  step: Generated<string>;
  share: Generated<number>;
  cancel_asked: Generated<boolean>;
  version: number | null;
  error: string | null;
  started_at: string | null;
  ended_at: string | null;
  /** Last sign of life of the worker that has it. */
  beat_at: ColumnType<string | null, string | undefined, string>;
  /** Null: it plans what there is, and its version is a draft. */
  all_but: ColumnType<AllBut | null, string | undefined, string>;
  /** A plan from nothing was asked for, not the published one mended. */
  from_nothing: Generated<boolean>;
}

export interface PlanVersionsTable {
  id: Generated<number>;
  site: string;
  /** Counts the versions of a site. */
  number: number;
  parent: number | null;
  made_at: Generated<string>;
  made_by: string;
  /** By id, of one by hand; null: a run made it, or it is of before that was kept. */
  maker: ColumnType<string | null, string | null | undefined, null>;
  reason: string;
  status: 'complete' | 'partial' | 'cancelled';
  /** `pg_snapshot` of what the plan saw: an input written outside it makes the plan stale. */
  snapshot: string;
  now: string;
  figures: Json<Record<string, unknown>>;
  /** Somebody keeps it: it is never swept. */
  pinned: Generated<boolean>;
  /** Kept by the transaction that writes the decision. */
  state: Generated<VersionState>;
  /** The transaction that published it, as the audit log names it. */
  published_in: ColumnType<string | null, undefined, string | null>;
  /** How a person moved another version to make this one; null: a run made it. */
  by_hand: ColumnType<KeptByHand | null, string | null | undefined, string | null>;
  /** The plant's days as it was planned by them, from its own on, and how many of them were frozen; null: not kept. */
  worked_days: ColumnType<WorkedDays | null, string | undefined, null>;
  frozen_days: ColumnType<number | null, number | undefined, null>;
}

export interface PlanOrdersTable {
  version: number;
  id: string;
  item: string;
  qty: number;
  qty_started: number;
  starts: string;
  ends: string;
  need: string;
  work_order: string | null;
}

export interface PlanStepsTable {
  version: number;
  order_id: string;
  item: string;
  seq: number;
  machine: string | null;
  crew: string | null;
  setup_crew: string | null;
  setup_ends: string | null;
  batch: string | null;
  part: number;
  parts: number;
  part_qty: number | null;
  starts: string;
  ends: string;
  setup_seconds: number;
  run_seconds: number;
  frozen: boolean;
  /** When it is needed, and how many working days late it is to that; null in versions made before they were kept. */
  need: string | null;
  late_days: number | null;
}

export interface PlanPurchasesTable {
  version: number;
  id: string;
  item: string;
  vendor: string;
  qty: number;
  order_at: string;
  arrival: string;
  need: string;
}

/** Overtime that a plan opens, and the operations that work in it ("ORDER" and step). */
export interface PlanOvertimeTable {
  version: number;
  code: string;
  starts: string;
  ends: string;
  /** In minor units. */
  cost: number;
  operations: Json<{ order: string; seq: number }[]>;
  /** Whose hours it made longer as the version was made; null: it was kept before that was. */
  machines: string[] | null;
  crews: string[] | null;
}

export interface PlanDeliveriesTable {
  version: number;
  /** "ORDER/LINE" or "forecast/ITEM/DAY". */
  demand: string;
  item: string;
  qty: number;
  due: string;
  /** When all of it is there. */
  delivered: string | null;
  /** When it leaves, by open hours. Null: never, or planned before it was kept. */
  ships: string | null;
  late_seconds: number;
  /** Of a late delivery: no plan ships it before. Null: in time, not known, or planned before it was kept. */
  soonest: string | null;
  /** The engine's `Reason`s, root amounts first. */
  reasons: Json<readonly PlanReason[]>;
}

/** A reason as stored: times as instants. */
export interface PlanReason {
  readonly kind: string;
  readonly what: string;
  readonly order?: string | undefined;
  readonly seq?: number | undefined;
  readonly behind?: { readonly order: string; readonly seq: number } | undefined;
  readonly until?: string | undefined;
  readonly seconds: number;
  readonly text: string;
}

export interface PlanPegsTable {
  version: number;
  supply: string;
  consumer: string;
  item: string;
  qty: number;
  at: string;
}

export interface PlanMessagesTable {
  version: number;
  n: number;
  kind: string;
  supply: string;
  item: string;
  qty: number;
  from_at: string | null;
  to_at: string | null;
  /** Seconds of lateness of demands that hang on it, as the engine ranks it; and the working days of it, which are told. */
  hurts: number;
  hurt_days: number;
  text: string;
}

/** What a person decided about an action message; it holds for the same message of later versions too. */
export interface MessageDecisionsTable extends RecordColumns {
  kind: string;
  supply: string;
  decision: 'applied' | 'dismissed' | 'snoozed';
  until: string | null;
  reason: string | null;
}

export const planningTables = {
  name: 'planning',
  sql: `
create table plan_versions (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  number integer not null,
  parent bigint references plan_versions (id),
  made_at timestamptz not null default clock_timestamp(),
  made_by text not null,
  reason text not null,
  status text not null check (status in ('complete', 'partial', 'cancelled')),
  snapshot pg_snapshot not null,
  now timestamptz not null,
  figures jsonb not null,
  unique (site, number)
);
create table plan_runs (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  asked_at timestamptz not null default clock_timestamp(),
  asked_by text not null,
  reason text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  step text not null default '',
  share real not null default 0,
  cancel_asked boolean not null default false,
  version bigint references plan_versions (id),
  error text,
  started_at timestamptz,
  ended_at timestamptz
);
create index on plan_runs (site, id);
create trigger announced after insert or update on plan_runs for each statement execute function announce_change();

create table plan_orders (
  version bigint not null references plan_versions (id) on delete cascade,
  id text not null,
  item text not null,
  qty numeric(18,6) not null,
  qty_started numeric(18,6) not null,
  starts timestamptz not null,
  ends timestamptz not null,
  need timestamptz not null,
  work_order text,
  primary key (version, id)
);
create index on plan_orders (version, item);
create table plan_steps (
  version bigint not null references plan_versions (id) on delete cascade,
  order_id text not null,
  item text not null,
  seq integer not null,
  machine text,
  crew text,
  starts timestamptz not null,
  ends timestamptz not null,
  setup_seconds integer not null,
  run_seconds integer not null,
  frozen boolean not null,
  primary key (version, order_id, seq)
);
create index on plan_steps (version, machine, starts);
create table plan_purchases (
  version bigint not null references plan_versions (id) on delete cascade,
  id text not null,
  item text not null,
  vendor text not null,
  qty numeric(18,6) not null,
  order_at timestamptz not null,
  arrival timestamptz not null,
  need timestamptz not null,
  primary key (version, id)
);
create index on plan_purchases (version, item);
create table plan_deliveries (
  version bigint not null references plan_versions (id) on delete cascade,
  demand text not null,
  item text not null,
  qty numeric(18,6) not null,
  due timestamptz not null,
  delivered timestamptz,
  late_seconds bigint not null,
  reasons jsonb not null
);
create index on plan_deliveries (version, demand);
create index on plan_deliveries (version, item);
create table plan_pegs (
  version bigint not null references plan_versions (id) on delete cascade,
  supply text not null,
  consumer text not null,
  item text not null,
  qty numeric(18,6) not null,
  at timestamptz not null
);
create index on plan_pegs (version, consumer);
create index on plan_pegs (version, supply);
create table plan_messages (
  version bigint not null references plan_versions (id) on delete cascade,
  n integer not null,
  kind text not null,
  supply text not null,
  item text not null,
  qty numeric(18,6) not null,
  from_at timestamptz,
  to_at timestamptz,
  hurts bigint not null,
  text text not null,
  primary key (version, n)
);
create table message_decisions (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  kind text not null,
  supply text not null,
  decision text not null check (decision in ('applied', 'dismissed', 'snoozed')),
  until timestamptz,
  reason text,
  unique (site, kind, supply)
);
${audited('message_decisions')}
`,
};

/** A run shows that its worker lives, so that another can take over soon after it died. */
export const planRunBeats = {
  name: 'plan-run-beats',
  sql: 'alter table plan_runs add column beat_at timestamptz;',
};

/** A version goes whole, with its rows and its run; somebody may keep it. */
export const versionsKept = {
  name: 'versions-kept',
  sql: `
alter table plan_versions add column pinned boolean not null default false;
alter table plan_versions drop constraint plan_versions_parent_fkey;
alter table plan_versions add foreign key (parent) references plan_versions (id) on delete set null;
alter table plan_runs drop constraint plan_runs_version_fkey;
alter table plan_runs add foreign key (version) references plan_versions (id) on delete cascade;
create index on plan_versions (parent);
create index on plan_runs (version);
create index on plan_pegs (version, item);`,
};

/** How late an operation is stands with it, so that everybody who shows it says the same. */
export const planStepLateness = {
  name: 'plan-step-lateness',
  sql: 'alter table plan_steps add column need timestamptz, add column late_days numeric(9,2);',
};

/** How much hangs on a message is told in working days. Of plans that were made before it is what it was by the clock. */
export const messageHurtDays = {
  name: 'message-hurt-days',
  sql: `
alter table plan_messages add column hurt_days numeric(12,2) not null default 0;
update plan_messages set hurt_days = round(hurts / 86400.0, 2) where hurts > 0;`,
};

export const deliverySoonest = {
  name: 'delivery-soonest',
  sql: 'alter table plan_deliveries add column soonest timestamptz;',
};

/** Who kept a version or let it go stands in the log, and which ones were cleared; a plan that is made is told by its run. */
export const versionsAudited = {
  name: 'versions-audited',
  sql: 'create trigger audited after update of pinned or delete on plan_versions for each row execute function audit_record();',
};

/** Where a version stands on its way to the floor. What came before approval is a draft. */
export const versionStateColumn = {
  name: 'version-states',
  sql: `
alter table plan_versions add column state text not null default 'draft'
  check (state in ('draft', 'submitted', 'approved', 'published', 'superseded', 'rejected'));
create unique index one_published on plan_versions (site) where state = 'published';
drop trigger audited on plan_versions;
create trigger audited after update of pinned, state or delete on plan_versions for each row execute function audit_record();
create trigger announced after update of state on plan_versions for each statement execute function announce_change();`,
};

/** A version is told when it is made, too: the steps of its run are told apart, and make nothing old that shows a version. */
export const versionsMadeTold = {
  name: 'versions-made-told',
  sql: `
drop trigger announced on plan_versions;
create trigger announced after insert or update of state on plan_versions for each statement execute function announce_change();`,
};

export const planOvertime = {
  name: 'plan-overtime',
  sql: `create table plan_overtime (
  version bigint not null references plan_versions (id) on delete cascade,
  code text not null,
  starts timestamptz not null,
  ends timestamptz not null,
  cost bigint not null,
  operations jsonb not null,
  primary key (version, code)
);`,
};

/** What a person moved stands beside the versions of the runs; it is only what somebody thinks of until it is published. */
export const versionsByHand = {
  name: 'versions-by-hand',
  sql: 'alter table plan_versions add column by_hand jsonb;',
};

export const versionsPublishedIn = {
  name: 'versions-published-in',
  sql: 'alter table plan_versions add column published_in xid8;',
};

export const runsAllBut = {
  name: 'runs-all-but',
  sql: 'alter table plan_runs add column all_but jsonb;',
};

export const runsFromNothing = {
  name: 'runs-from-nothing',
  sql: 'alter table plan_runs add column from_nothing boolean not null default false;',
};

/** What a version was planned by and may be set otherwise later. */
export const versionsDays = {
  name: 'versions-days',
  sql: 'alter table plan_versions add column worked_days jsonb, add column frozen_days integer;',
};

/** Who asked for a run, and who cancelled it; how it goes is no change of anybody's. */
export const runsAudited = {
  name: 'runs-audited',
  sql: `
create trigger audited after insert on plan_runs for each row
  execute function audit_fact('id', 'reason', 'state', 'step', 'share', 'beat_at', 'started_at', 'ended_at', 'version', 'error');
create trigger cancel_audited after update of cancel_asked on plan_runs for each row when (new.cancel_asked and not old.cancel_asked)
  execute function audit_fact('id', 'reason', 'state', 'step', 'share', 'beat_at', 'started_at', 'ended_at', 'version', 'error');`,
};

/** Who kept what he moved by hand; what a run made is told with the run. */
export const draftsAudited = {
  name: 'drafts-audited',
  sql: `create trigger kept_audited after insert on plan_versions for each row when (new.by_hand is not null)
  execute function audit_fact('id', 'number', 'figures', 'snapshot', 'by_hand', 'worked_days', 'published_in');`,
};

/** Who kept a version by hand, whatever he and others are called; none of before, where the name stands for him. */
export const versionsMakers = {
  name: 'versions-makers',
  sql: `alter table plan_versions add column maker text;
drop trigger kept_audited on plan_versions;
create trigger kept_audited after insert on plan_versions for each row when (new.by_hand is not null)
  execute function audit_fact('id', 'number', 'figures', 'snapshot', 'by_hand', 'worked_days', 'published_in', 'maker');`,
};

export const overtimeOfWhom = {
  name: 'overtime-of-whom',
  sql: 'alter table plan_overtime add column machines text[], add column crews text[];',
};

export const deliveryShips = {
  name: 'delivery-ships',
  sql: 'alter table plan_deliveries add column ships timestamptz;',
};

/** What a hand made late is data, kind and order, as every reason; the sentence that was there stands as its text. */
export const handReasons = {
  name: 'hand-reasons',
  sql: `
update plan_deliveries set reasons = (
  select jsonb_agg(case when r ->> 'kind' = 'by-hand' then jsonb_set(r, '{what}', r -> 'order') else r end order by n)
  from jsonb_array_elements(reasons) with ordinality as e (r, n)
) where reasons @> '[{"kind": "by-hand"}]';
update hot_rows set root = regexp_replace(root, '^by-hand step \\d+ of (.+) was moved by hand by .*$', 'by-hand \\1')
where root like 'by-hand step %';`,
};

/** Which work orders were called otherwise since a version is asked wherever it is read: few rows of a long log. */
export const renumberedIndex = {
  name: 'renumbered-index',
  sql: `create index audit_renumbered on audit (site, id)
where kind = 'work_orders' and before is not null and before ->> 'number' is distinct from after ->> 'number';`,
};

/** The same of customers' lines. */
export const renumberedLinesIndex = {
  name: 'renumbered-lines-index',
  sql: `create index audit_renumbered_lines on audit (site, id)
where kind = 'customer_lines' and before is not null
  and (before ->> 'order_no') || '/' || (before ->> 'line') is distinct from (after ->> 'order_no') || '/' || (after ->> 'line');`,
};
