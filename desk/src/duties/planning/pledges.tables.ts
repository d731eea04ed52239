/** What a supervisor approved to go before others, with the day he was told for it: facts, never changed; of a line the newest holds. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';

export interface PledgesTable {
  id: Generated<number>;
  site: string;
  /** "ORDER/LINE". */
  line: string;
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
