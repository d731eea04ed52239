/**
 * Customers' returns, and what was decided about what came: facts. What came of a return is the sum of its receipts
 * (`receiving.tables.ts`); a decision stands while its movement does.
 */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import { type RecordColumns, recordTable, type TableMigration } from '../../server/database/columns.ts';
import { type Outcome, outcomes, type ReturnState, returnStates } from './returns.ts';

export interface CustomerReturnsTable extends RecordColumns {
  number: string;
  customer: string;
  /** Absent: of no line that we know. */
  customer_line: number | null;
  item: string;
  /** As announced; of one that was not: what came. */
  qty: number;
  reason: string;
  lot: string;
  serial: string;
  expected: string | null;
  announced: boolean;
  state: Generated<ReturnState>;
  /** The question that was answered with yes when it was announced, and why. */
  confirmed: string | null;
  said: string | null;
  /** Why nothing more comes. */
  ended: string | null;
}

export interface ReturnDecisionsTable {
  id: Generated<number>;
  site: string;
  /** The number of the return. */
  called: string;
  receipt: number;
  outcome: Outcome;
  qty: number;
  /** Absent: to be reworked; the goods stay where they are. */
  movement: number | null;
  note: string | null;
  at: Generated<string>;
  person: string;
  who: string;
}

const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

const returns = recordTable(
  'customer_returns',
  ['customer', 'item', 'state'],
  `
  number text not null,
  customer text not null,
  customer_line bigint references customer_lines (id),
  item text not null,
  qty numeric(18,6) not null check (qty > 0),
  reason text not null check (reason <> ''),
  lot text not null default '',
  serial text not null default '',
  expected date,
  announced boolean not null,
  state text not null default 'open' check (state in (${listed(returnStates)})),
  confirmed text,
  said text,
  ended text,
  check (confirmed is null or said is not null),
  foreign key (site, customer) references customers (site, code) on update cascade,
  foreign key (site, item) references items (site, code) on update cascade,
  unique (site, number)`,
);

export const customerReturnsTables: TableMigration = {
  name: 'customer-returns',
  sql: `${returns.sql}
create index on customer_returns (customer_line) where customer_line is not null;
alter table receipts add column customer_return bigint references customer_returns (id),
  add constraint of_one_source check (customer_return is null or (purchase_line is null and vendor is null and movement is not null));
create index on receipts (customer_return) where customer_return is not null;
create table return_decisions (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  called text not null,
  receipt bigint not null references receipts (id),
  outcome text not null check (outcome in (${listed(outcomes)})),
  qty numeric(18,6) not null check (qty > 0),
  movement bigint unique references movements (id),
  note text,
  at timestamptz not null default clock_timestamp(),
  person text not null,
  who text not null,
  check ((movement is null) = (outcome = 'rework'))
);
create index on return_decisions (receipt);
create function return_decision_kept() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - 'site' = to_jsonb(old) - 'site' then return new; end if;
  raise exception 'what was decided about a return is never changed: take its movement back' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on return_decisions for each row execute function return_decision_kept();
create trigger never_emptied before truncate on return_decisions for each statement execute function refuse_change();
create trigger announced after insert on return_decisions for each statement execute function announce_change();
${logged('return_decisions', { called: 'called' })}`,
};
