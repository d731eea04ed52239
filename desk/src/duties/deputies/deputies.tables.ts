/** Who stands in for a supervisor from when to when, and what ended early: facts, never changed. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';

export interface DeputiesTable {
  id: Generated<number>;
  site: string;
  at: Generated<string>;
  /** Id and name of who is away, and of who stands in. */
  supervisor: string;
  supervisor_name: string;
  deputy: string;
  deputy_name: string;
  /** Days of the plant, both included. */
  from_day: string;
  to_day: string;
}

export interface DeputyEndsTable {
  deputyship: number;
  site: string;
  at: Generated<string>;
  person: string;
  who: string;
}

export const deputiesTables = {
  name: 'deputies',
  sql: `
create table deputies (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  at timestamptz not null default clock_timestamp(),
  supervisor text not null references "user" (id),
  supervisor_name text not null,
  deputy text not null references "user" (id),
  deputy_name text not null,
  from_day date not null,
  to_day date not null,
  check (from_day <= to_day),
  check (supervisor <> deputy)
);
create index on deputies (site, to_day);
create index on deputies (deputy);
create table deputy_ends (
  deputyship bigint primary key references deputies (id),
  site text not null references sites (code) on update cascade,
  at timestamptz not null default clock_timestamp(),
  person text not null,
  who text not null
);
create trigger append_only before update or delete on deputies for each row execute function refuse_change();
create trigger append_only before update or delete on deputy_ends for each row execute function refuse_change();
create trigger announced after insert on deputies for each statement execute function announce_change();
create trigger announced after insert on deputy_ends for each statement execute function announce_change();
${logged('deputies', { called: 'deputy_name', without: ['at', 'supervisor', 'deputy', 'deputy_name'] })}
${logged('deputy_ends', { key: 'deputyship', called: 'deputyship', without: ['at', 'person', 'deputyship'] })}

alter table version_decisions add column for_person text;
alter table version_decisions add column for_who text;
`,
};
