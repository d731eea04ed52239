/** What a supervisor approved to go before others, with the day he was told for it: facts, never changed; of a line the newest holds. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';

export interface PledgesTable {
  id: Generated<number>;
  site: string;
  /** "ORDER/LINE", as it was called then. */
  line: string;
  /** Id of the customer line; null: pledged before it was kept, of a line that the log does not know. */
  line_id: number | null;
  item: string;
  qty: number;
  /** When it was wanted, and when it ships at the latest. */
  due: string;
  ships: string;
  at: Generated<string>;
}

export const pledgesTable = {
  name: 'pledges',
  sql: `
create table pledges (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  line text not null,
  item text not null,
  qty numeric(18,6) not null check (qty > 0),
  due timestamptz not null,
  ships timestamptz not null,
  at timestamptz not null default clock_timestamp(),
  unique (site, line)
);
create trigger append_only before update or delete on pledges for each row execute function refuse_change();
${logged('pledges', { called: 'line', without: ['at', 'line'] })}`,
};

/** Who lets another go before a pledged line pledges that line anew. */
export const pledgesPutOff = {
  name: 'pledges-put-off',
  sql: `
alter table pledges drop constraint pledges_site_line_key;
create index on pledges (site, line, id);`,
};

/** The id of the customer line that a row was called by then, of rows that have its name as `line` and their moment as `at`; by the log. */
export const lineThen = (row: string, site: string): string => `(
    select a.record from audit a
    where a.kind = 'customer_lines' and a.site = ${site} and a.called = ${row}.line and a.at <= ${row}.at
    order by a.id desc limit 1)`;

/** A pledge is of its line, whatever that is called later. */
export const pledgesOfLines = {
  name: 'pledges-of-lines',
  sql: `
alter table pledges add line_id bigint;
drop trigger audited on pledges;
alter table pledges disable trigger append_only;
update pledges p set line_id = ${lineThen('p', 'p.site')};
alter table pledges enable trigger append_only;
drop index pledges_site_line_id_idx;
create index on pledges (site, line_id, id);
${logged('pledges', { called: 'line', without: ['at', 'line', 'line_id'] })}`,
};
