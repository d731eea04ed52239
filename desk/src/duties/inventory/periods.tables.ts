/**
 * Periods of stock that are closed: what moved before their end is told no more, unless a supervisor opened them for a while. With
 * each its balances and what they were worth are kept as they were then.
 */
import type { Generated } from 'kysely';
import type { TableMigration } from '../../server/database/columns.ts';
import { postingFunctions } from './posting.tables.ts';
import { type Method, methods, usualMethod } from './valuation.ts';

export interface PeriodsTable {
  id: Generated<number>;
  site: string;
  /** The last day that belongs to it, on the plant's clock. */
  last_day: string;
  /** When it ends: the beginning of the day after. */
  ends: string;
  closed_at: Generated<string>;
  by: Generated<string>;
  /** The last movement that was posted before it was closed. */
  last_movement: number;
  /** Why it was closed with open points. */
  reason: string | null;
  method: Generated<Method>;
}

export interface PeriodBalancesTable {
  period: number;
  site: string;
  item: string;
  location: string;
  lot: string;
  serial: string;
  container: string;
  owner: string;
  qty: number;
  /** Null: nobody has said what one costs. */
  unit_cost: number | null;
}

export interface PeriodOpeningsTable {
  id: Generated<number>;
  site: string;
  at: Generated<string>;
  until: string;
  reason: string;
  by: Generated<string>;
}

const facts = ['periods', 'period_balances', 'period_openings']
  .map(
    (table) => `
create trigger append_only before update or delete on ${table} for each row execute function period_kept();
create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();`,
  )
  .join('');

export const periodsTables: TableMigration = {
  name: 'periods',
  sql: `
create table periods (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  last_day date not null,
  ends timestamptz not null,
  closed_at timestamptz not null default clock_timestamp(),
  "by" text not null default writer(),
  last_movement bigint not null,
  reason text,
  unique (site, ends)
);
create table period_balances (
  period bigint not null references periods (id),
  site text not null,
  item text not null,
  location text not null,
  lot text not null,
  serial text not null,
  container text not null,
  owner text not null,
  qty numeric(18,6) not null,
  unit_cost numeric(18,6),
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, location) references locations (site, code) on update cascade,
  primary key (period, item, location, lot, serial, container, owner)
);
create table period_openings (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  at timestamptz not null default clock_timestamp(),
  until timestamptz not null,
  reason text not null check (reason <> ''),
  "by" text not null default writer()
);
-- A new code travels through by its key; nothing else ever changes.
create function period_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'item', 'location'];
begin
  if tg_op = 'UPDATE' and pg_trigger_depth() > 1 and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception '% is append-only: what is closed stays as it was', tg_table_name using errcode = 'insufficient_privilege';
end $$;
${facts}
create trigger announced after insert on periods for each statement execute function announce_change();
create trigger announced after insert on period_openings for each statement execute function announce_change();
-- The opening by which it was told into a closed period.
alter table movements add column opening bigint references period_openings (id);
${postingFunctions}`,
};

/** By which method a period was valued; those that were closed before there was a choice: at the cost of the item. */
export const periodMethods: TableMigration = {
  name: 'period-methods',
  sql: `
alter table periods add column method text not null default '${usualMethod}' check (method in (${methods.map((one) => `'${one}'`).join(', ')}));`,
};
