/**
 * The hot list as the standing version sees it: one row for each open customer line, the next operation of each work
 * order and each open purchase line, ranked. Derived with the version and never edited. What people add (a row moved
 * to the top, a call) stands apart, audited.
 */
import type { ColumnType, Generated } from 'kysely';
import type { RecordColumns } from '../../server/database/columns.ts';
import { audited } from '../../server/database/columns.ts';
import type { PlanReason } from '../planning/planning.tables.ts';
import type { ContactWay } from './contacts.ts';
import type { HotKind } from './ranking.ts';

export interface HotRowsTable {
  version: number;
  rank: number;
  kind: HotKind;
  /** "ORDER/LINE", or "WORK ORDER/STEP" of an operation. */
  ref: string;
  item: string;
  item_name: string | null;
  qty: number;
  unit: string;
  /** The date asked for (customer line), or when the first consumer needs it. */
  need: string;
  promised: string | null;
  /** Null: nothing serves it; the chain says why. */
  estimated: string | null;
  /** Working days late to need; below 0 is slack. */
  late_days: number;
  /** Of an operation; null of the rest, and in versions made before it was kept. */
  critical_ratio: number | null;
  ratio_time: number | null;
  ratio_work: number | null;
  /** After the promise in force: marked apart from late to need. */
  past_promise: boolean;
  priority: number;
  partner: string | null;
  partner_name: string | null;
  phone: string | null;
  work_centre: string | null;
  machine: string | null;
  /** Whole minor units of the site's currency: the line's value, or that of the late lines that wait for it. */
  money: number;
  /** How many late customer lines wait for it (1 for a late line itself). */
  hurts: number;
  /** Those customer lines. */
  hurting: ColumnType<readonly string[], readonly string[], never>;
  owner: string | null;
  /** What the lateness comes from: 'purchase-late purchase/PO-311/1'; rows with one root are one trouble. */
  root: string | null;
  /** The root in a sentence. */
  blocked_by: string | null;
  chain: ColumnType<readonly PlanReason[], string, string>;
}

/** A row that a person moved to the top, with why, what it does to others, and until when. */
export interface HotMovesTable extends RecordColumns {
  kind: HotKind;
  ref: string;
  work_centre: string | null;
  reason: string;
  /** Whom it delays, as it was shown to the person. */
  effect: string;
  expires: string;
  moved_at: Generated<string>;
}

/** One call, mail or visit about a row: who, what they said, what follows. Append-only. */
export interface ContactsTable extends RecordColumns {
  about_kind: HotKind;
  ref: string;
  partner: string | null;
  with_whom: string;
  channel: ContactWay;
  said: string;
  new_date: string | null;
  next_action: string | null;
  next_at: string | null;
}

const record = `
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',`;

export const hotlistTables = {
  name: 'hotlist',
  sql: `
create table hot_rows (
  version bigint not null references plan_versions (id) on delete cascade,
  rank integer not null,
  kind text not null,
  ref text not null,
  item text not null,
  item_name text,
  qty numeric(18,6) not null,
  unit text not null,
  need timestamptz not null,
  promised timestamptz,
  estimated timestamptz,
  late_days numeric(9,2) not null,
  past_promise boolean not null,
  priority integer not null,
  partner text,
  partner_name text,
  phone text,
  work_centre text,
  machine text,
  money bigint not null,
  hurts integer not null,
  owner text,
  root text,
  blocked_by text,
  chain jsonb not null,
  primary key (version, rank)
);
create index on hot_rows (version, kind, ref);
create index on hot_rows (version, root) where root is not null;

create table hot_moves (${record}
  kind text not null,
  ref text not null,
  work_centre text,
  reason text not null,
  effect text not null,
  expires timestamptz not null,
  moved_at timestamptz not null default clock_timestamp(),
  unique (site, kind, ref)
);
${audited('hot_moves')}

create table contacts (${record}
  about_kind text not null,
  ref text not null,
  partner text,
  with_whom text not null,
  channel text not null check (channel in ('call', 'mail', 'visit', 'message')),
  said text not null,
  new_date timestamptz,
  next_action text,
  next_at timestamptz
);
create index on contacts (site, about_kind, ref, id);
create index on contacts (site, next_at) where next_at is not null;
${audited('contacts')}
create trigger append_only before update or delete on contacts for each row execute function refuse_change();
`,
};

export const hotlistHurting = {
  name: 'hotlist-hurting',
  sql: `
alter table hot_rows add column hurting text[] not null default '{}';
-- What was written since a snapshot is asked for all day long; without it each question reads the whole log.
create index on audit (site, tx);
`,
};

/** The critical ratio with what it is made of: seconds of working time to the need, seconds of work left. */
export const hotlistRatio = {
  name: 'hotlist-critical-ratio',
  sql: 'alter table hot_rows add column critical_ratio numeric(9,2), add column ratio_time bigint, add column ratio_work bigint;',
};
