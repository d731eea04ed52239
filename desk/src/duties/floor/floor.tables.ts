/** Tickets, their printings, and the facts that the floor reports. Quantities are in the item's unit. */
import type { ColumnType, Generated } from 'kysely';
import type { RecordColumns } from '../../server/database/columns.ts';
import { audited } from '../../server/database/columns.ts';
import type { Paper } from './ticket.ts';

type Json<T> = ColumnType<T, string, string>;

/** One issue of the paper of a work order; it never changes but for what superseded it. */
export interface TicketsTable extends RecordColumns {
  work_order: string;
  issue: number;
  /** Of what matters: quantity, revision, material, routing. */
  hash: string;
  paper: Json<Paper>;
  printed_at: Generated<string>;
  printed_by: string;
  superseded_by: number | null;
  /** Its paper has been sent to nobody yet; until then `printed_at` and `printed_by` say who made it ready, and when. */
  waits: Generated<boolean>;
}

export interface PrintedTicket {
  readonly order: string;
  readonly issue: number;
  readonly reprint: boolean;
}

/** Tickets whose paper is one document. */
export interface TicketPrintsTable extends RecordColumns {
  tickets: Json<readonly PrintedTicket[]>;
  printed_at: Generated<string>;
  printed_by: string;
}

/**
 * What somebody reported about an operation; append-only. A correction is a `reversal` of the wrong one and, if need be,
 * another report. `adopted`: what the records said beside the reports (an import, an edit), taken over as a fact.
 */
export interface ProgressReportsTable extends RecordColumns {
  work_order: string;
  seq: number;
  kind: 'report' | 'reversal' | 'adopted';
  started: boolean;
  good: number;
  scrap: number;
  scrap_reason: string | null;
  finished: boolean;
  hours: number;
  badge: string | null;
  machine: string | null;
  /** When the work was done; `posted_at` is when it was said. */
  worked_at: string;
  posted_at: Generated<string>;
  posted_by: string;
  issue: number | null;
  waits: boolean;
  /** The code of the question that was answered with yes. */
  confirmed: string | null;
  /** Where the good of a last operation were put to stock; of a report that waits for a countersign that one says it. */
  location: string | null;
  /** Of the good of a last operation; empty: told by none. */
  lot: Generated<string>;
  reverses: number | null;
  /** The report that this one was posted instead of. */
  instead_of: number | null;
  reason: string | null;
}

/** A trainee's report counts from its countersign. */
export interface CountersignsTable extends RecordColumns {
  report: number;
  verdict: 'countersigned' | 'declined';
  by: string;
  at: Generated<string>;
  location: string | null;
}

const record = `
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',`;

export const floorTables = {
  name: 'floor',
  sql: `
create table tickets (${record}
  work_order text not null,
  issue integer not null check (issue > 0),
  hash text not null,
  paper jsonb not null,
  printed_at timestamptz not null default clock_timestamp(),
  printed_by text not null,
  superseded_by integer,
  foreign key (site, work_order) references work_orders (site, number) on update cascade,
  unique (site, work_order, issue)
);
create unique index on tickets (site, work_order) where superseded_by is null;
${audited('tickets')}

create table ticket_prints (${record}
  tickets jsonb not null,
  printed_at timestamptz not null default clock_timestamp(),
  printed_by text not null
);
${audited('ticket_prints')}

create table progress_reports (${record}
  work_order text not null,
  seq integer not null,
  kind text not null check (kind in ('report', 'reversal', 'adopted')),
  started boolean not null,
  good numeric(18,6) not null,
  scrap numeric(18,6) not null,
  scrap_reason text,
  finished boolean not null,
  hours numeric(18,6) not null,
  badge text,
  machine text,
  worked_at timestamptz not null,
  posted_at timestamptz not null default clock_timestamp(),
  posted_by text not null,
  issue integer,
  waits boolean not null,
  confirmed text,
  location text,
  reverses bigint unique references progress_reports (id),
  instead_of bigint references progress_reports (id),
  reason text,
  check ((kind = 'reversal') = (reverses is not null)),
  foreign key (site, work_order) references work_orders (site, number) on update cascade
);
create index on progress_reports (site, work_order, seq);
create index on progress_reports (site, posted_at);
${audited('progress_reports')}
-- Another number of the work order or another code of the site may still travel through by their keys.
create trigger append_only before delete or update of seq, kind, started, good, scrap, finished, hours, badge, waits, reverses, reason
  on progress_reports for each row execute function refuse_change();

create table countersigns (${record}
  report bigint not null unique references progress_reports (id),
  verdict text not null check (verdict in ('countersigned', 'declined')),
  by text not null,
  at timestamptz not null default clock_timestamp()
);
${audited('countersigns')}
create trigger append_only before update or delete on countersigns for each row execute function refuse_change();
`,
};

/**
 * What matters of a paper, as one word: quantity, revision, material and routing; the names, the note and the customer
 * are not in it. In the database, where it is asked of all open orders at once.
 */
export const ticketHashes = {
  name: 'ticket-hashes',
  sql: `
create function paper_hash(paper jsonb) returns text language sql stable parallel safe as $$
  select left(encode(sha256(convert_to(jsonb_build_array(
    paper -> 'order', paper -> 'item', paper -> 'revision', trim_scale((paper ->> 'qty')::numeric),
    (select jsonb_agg(jsonb_build_array(line -> 'item', line -> 'seq', trim_scale((line ->> 'qty')::numeric)) order by at)
      from jsonb_array_elements(paper -> 'materials') with ordinality lines (line, at)),
    (select jsonb_agg(jsonb_build_array(step -> 'seq', step -> 'name', step -> 'work_centre',
        trim_scale((step ->> 'setup_minutes')::numeric), step -> 'run_minutes', trim_scale((step ->> 'fixed_minutes')::numeric),
        step -> 'crew', trim_scale((step ->> 'outside_days')::numeric), step -> 'instructions') order by at)
      from jsonb_array_elements(paper -> 'steps') with ordinality steps (step, at))
  )::text, 'UTF8')), 'hex'), 32) $$;
select set_config('hotlist.who', 'Hotlist', true);
update tickets set hash = paper_hash(paper);`,
};

/** What a step is done with counts too; a paper without any of it keeps its word. */
export const ticketHashesOfMore = {
  name: 'ticket-hashes-of-more',
  sql: `
create or replace function paper_hash(paper jsonb) returns text language sql stable parallel safe as $$
  select left(encode(sha256(convert_to(jsonb_build_array(
    paper -> 'order', paper -> 'item', paper -> 'revision', trim_scale((paper ->> 'qty')::numeric),
    (select jsonb_agg(jsonb_build_array(line -> 'item', line -> 'seq', trim_scale((line ->> 'qty')::numeric)) order by at)
      from jsonb_array_elements(paper -> 'materials') with ordinality lines (line, at)),
    (select jsonb_agg(jsonb_build_array(step -> 'seq', step -> 'name', step -> 'work_centre',
        trim_scale((step ->> 'setup_minutes')::numeric), step -> 'run_minutes', trim_scale((step ->> 'fixed_minutes')::numeric),
        step -> 'crew', trim_scale((step ->> 'outside_days')::numeric), step -> 'instructions')
          || case when step ? 'more' then jsonb_build_array((select jsonb_object_agg(key,
            case jsonb_typeof(value) when 'number' then to_jsonb(trim_scale(value::numeric)) else value end)
            from jsonb_each(step -> 'more'))) else '[]' end order by at)
      from jsonb_array_elements(paper -> 'steps') with ordinality steps (step, at))
  )::text, 'UTF8')), 'hex'), 32) $$;`,
};

/** Tickets made ready before count as printed. */
export const ticketsThatWait = {
  name: 'tickets-that-wait',
  sql: 'alter table tickets add column waits boolean not null default false',
};

/** Where the good went that were countersigned; of those before it is as it was told, and all of them stand there. */
export const countersignedPlaces = {
  name: 'countersigned-places',
  sql: `
alter table countersigns add column location text;
alter table countersigns disable trigger user;
update countersigns c set location = r.location from progress_reports r where r.id = c.report and c.verdict = 'countersigned';
alter table countersigns enable trigger user;`,
};

/** Reports from before name none. */
export const reportedLots = {
  name: 'reported-lots',
  sql: "alter table progress_reports add column lot text not null default ''",
};
