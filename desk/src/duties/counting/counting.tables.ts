/** Sheets and their lines; counts, what was decided about them, and sheets that were ended: facts, never changed. */
import type { Generated } from 'kysely';
import type { TableMigration } from '../../server/database/columns.ts';
import type { Class } from './abc.ts';
import type { LineState } from './counting.ts';

/** Where the bins of a sheet came from. */
export type SheetOrigin = 'programme' | 'choice' | 'inventory';

export interface CountSheetsTable {
  id: Generated<number>;
  site: string;
  made_at: Generated<string>;
  person: string;
  who: string;
  origin: SheetOrigin;
  note: string | null;
}

export interface CountLinesTable {
  id: Generated<number>;
  sheet: number;
  site: string;
  item: string;
  location: string;
  lot: string;
  class: Class;
  /** In words, as it was when the sheet was made. */
  why: string;
}

export interface CountsTable {
  id: Generated<number>;
  line: number;
  recorded_at: Generated<string>;
  /** When it was counted; `recorded_at` is when that was written down. */
  at: string;
  /** The last movement that was posted when it was written down. */
  seen: number;
  /** In the item's unit. */
  qty: number;
  entered_qty: number | null;
  entered_unit: string | null;
  person: string;
  who: string;
  via: 'phone' | 'paper';
}

export interface CountDecisionsTable {
  count: number;
  at: Generated<string>;
  decision: 'approved' | 'again';
  /** What the book said of the moment of the count when it was decided. */
  book: number;
  cost: number | null;
  within: boolean;
  /** Empty: the tolerance asked for another count. */
  person: string;
  who: string;
  reason: string | null;
}

export interface CountEndsTable {
  sheet: number;
  at: Generated<string>;
  person: string;
  who: string;
  reason: string;
}

/** A line with its last count and where it stands. */
export interface CountStatesView extends Omit<CountLinesTable, 'id'> {
  line: number;
  state: LineState;
  /** The last count; null: none yet. */
  count: number | null;
  counts: number;
}

const facts = ['counts', 'count_decisions', 'count_ends'];

export const countingTables: TableMigration = {
  name: 'counting',
  sql: `
create table count_sheets (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  made_at timestamptz not null default clock_timestamp(),
  person text not null,
  who text not null,
  origin text not null check (origin in ('programme', 'choice', 'inventory')),
  note text
);
create index on count_sheets (site, id);
create table count_lines (
  id bigint generated always as identity primary key,
  sheet bigint not null references count_sheets (id),
  site text not null,
  item text not null,
  location text not null,
  lot text not null,
  class text not null check (class in ('A', 'B', 'C')),
  why text not null,
  unique (sheet, location, item, lot),
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, location) references locations (site, code) on update cascade
);
create index on count_lines (site, item, location);
create table counts (
  id bigint generated always as identity primary key,
  line bigint not null references count_lines (id),
  recorded_at timestamptz not null default clock_timestamp(),
  at timestamptz not null,
  seen bigint not null,
  qty numeric(18,6) not null check (qty >= 0),
  entered_qty numeric(18,6),
  entered_unit text,
  person text not null,
  who text not null,
  via text not null check (via in ('phone', 'paper')),
  check ((entered_qty is null) = (entered_unit is null))
);
create index on counts (line, id);
create table count_decisions (
  count bigint primary key references counts (id),
  at timestamptz not null default clock_timestamp(),
  decision text not null check (decision in ('approved', 'again')),
  book numeric(18,6) not null,
  cost numeric(18,6),
  within boolean not null,
  person text not null,
  who text not null,
  reason text
);
create index on count_decisions (at);
create table count_ends (
  sheet bigint primary key references count_sheets (id),
  at timestamptz not null default clock_timestamp(),
  person text not null,
  who text not null,
  reason text not null
);
${facts
  .map(
    (name) =>
      `create trigger append_only before update or delete on ${name} for each row execute function refuse_change();`,
  )
  .join('\n')}
${['count_sheets', 'count_lines', ...facts]
  .map(
    (name) => `create trigger announced after insert on ${name} for each statement execute function announce_change();`,
  )
  .join('\n')}

create view count_states as
select l.id as line, l.sheet, l.site, l.item, l.location, l.lot, l.class, l.why, c.id as count, coalesce(c.n, 0) as counts,
  case when d.decision = 'approved' then 'approved' when e.sheet is not null then 'dropped' when c.id is null then 'open'
    when d.decision = 'again' then 'again' else 'counted' end as state
from count_lines l
left join lateral (select id, count(*) over () as n from counts where line = l.id order by id desc limit 1) c on true
left join count_decisions d on d.count = c.id
left join count_ends e on e.sheet = l.sheet;
`,
};
