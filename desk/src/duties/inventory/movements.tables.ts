/**
 * The ledger: movements, which are only ever added, and balances, which are kept from them. Whichever way either is
 * written, the other follows in the same statement, so that a balance is the sum of its movements.
 *
 * A movement posts to `stock` what it takes and brings, in the order item, location, lot: two statements meet their rows in
 * one order and never wait for each other in a circle. Whoever writes a balance itself (a form, a paste, an import) makes
 * the movement of the difference by that, which refers to `balance`. Which of the two wrote first is told by the depth of
 * triggers; a movement of the one kind where the other belongs is refused, so neither can go without its counterpart.
 */
import type { Generated } from 'kysely';
import type { TableMigration } from '../../server/database/columns.ts';
import type { PlaceKind, Side } from './movements.ts';
import { postingFunctions } from './posting.tables.ts';

export interface MovementsTable {
  id: Generated<number>;
  site: string;
  /** The transaction that wrote it: tells whether a plan's snapshot saw it. */
  tx: Generated<string>;
  posted_at: Generated<string>;
  /** When the goods moved, by the plant's clock; `posted_at` is when it was said. */
  moved_at: string;
  item: string;
  lot: string;
  /** One piece, by its own number; empty where pieces are not told apart. */
  serial: Generated<string>;
  /** The license plate it was in; empty: in none. */
  container: Generated<string>;
  /** The one it is in afterwards; without a word the same. */
  to_container: Generated<string>;
  /** The partner whose goods these are; empty: ours. */
  owner: Generated<string>;
  /** Above zero, in the item's unit. */
  qty: number;
  /** As it was typed, where that was in another unit. */
  entered_qty: number | null;
  entered_unit: string | null;
  /** Of a place it is the place's own kind, whatever was said. */
  from_kind: Generated<Side>;
  from_location: string | null;
  to_kind: Generated<Side>;
  to_location: string | null;
  reason: string | null;
  /** What it was moved for: 'work order' and its number; 'balance' where somebody wrote the balance itself. */
  reference_kind: string | null;
  reference_key: string | null;
  /** Which part of that: a report, a line of a count. */
  reference_part: string | null;
  by: Generated<string>;
  via: Generated<string>;
  /** The codes of the questions that were answered with yes: `negative,overfull`; or `along`, of what a container took with it below zero. */
  confirmed: string | null;
  /** By whose opening it was told into a closed period. */
  opening: Generated<number | null>;
  /** The movement that this one takes back. */
  reverses: number | null;
}

/** What a movement did to one balance: qty is below zero where it took away. */
export interface MovementLegsView extends Pick<MovementsTable, 'site' | 'item' | 'lot' | 'qty' | 'moved_at'> {
  movement: number;
  location: string;
  serial: string;
  container: string;
  owner: string;
}

/** As they were then. */
const placeKinds: readonly PlaceKind[] = ['dock', 'inspection', 'store', 'area', 'machine'];
const sides: readonly Side[] = [...placeKinds, 'vendor', 'customer', 'work order', 'scrap', 'adjustment'];
const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** Without a word it is usable as its kind says: goods under inspection are not planned with. */
const kindsOfLocations = `
alter table locations add column kind text not null default 'store' check (kind in (${listed(placeKinds)}));
alter table locations alter column usable drop default, alter column usable drop not null;
create function usable_by_kind() returns trigger language plpgsql as $$
begin
  new.usable := coalesce(new.usable, new.kind <> 'inspection');
  return new;
end $$;
create trigger derived before insert or update on locations for each row execute function usable_by_kind();`;

const table = `
create table movements (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  tx xid8 not null default pg_current_xact_id(),
  posted_at timestamptz not null default clock_timestamp(),
  moved_at timestamptz not null,
  item text not null,
  lot text not null default '',
  qty numeric(18,6) not null check (qty > 0),
  entered_qty numeric(18,6) check (entered_qty > 0),
  entered_unit text,
  from_kind text not null default 'adjustment' check (from_kind in (${listed(sides)})),
  from_location text,
  to_kind text not null default 'adjustment' check (to_kind in (${listed(sides)})),
  to_location text,
  reason text,
  reference_kind text,
  reference_key text,
  reference_part text,
  "by" text not null default '',
  via text not null default '',
  confirmed text,
  reverses bigint unique references movements (id),
  check ((from_kind in (${listed(placeKinds)})) = (from_location is not null)),
  check ((to_kind in (${listed(placeKinds)})) = (to_location is not null)),
  check (from_location is not null or to_location is not null),
  check (from_location <> to_location),
  check ((entered_qty is null) = (entered_unit is null)),
  check (confirmed is null or reason is not null),
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, from_location) references locations (site, code) on update cascade,
  foreign key (site, to_location) references locations (site, code) on update cascade
);
create index on movements (site, item, id);
create index on movements (site, from_location, item);
create index on movements (site, to_location, item);
create index on movements (site, reference_kind, reference_key);
create index on movements (site, posted_at);
create index on movements (tx);`;

/** What stood before there was a ledger. */
const opening = `
select set_config('hotlist.who', 'Hotlist', true);
insert into movements (site, moved_at, item, lot, qty, from_kind, from_location, to_kind, to_location, reference_kind, "by", via)
select s.site, s.changed_at, s.item, s.lot, abs(s.qty),
  case when s.qty < 0 then l.kind else 'adjustment' end, case when s.qty < 0 then s.location end,
  case when s.qty > 0 then l.kind else 'adjustment' end, case when s.qty > 0 then s.location end,
  'opening', s.changed_by, 'database'
from stock s join locations l on l.site = s.site and l.code = s.location
where s.qty <> 0 order by s.site, s.item, s.location, s.lot;`;

/** The log has what somebody changed of a balance; what a movement did to it the movement says. */
const direct = (event: string, tables: string): string => `
drop trigger audited_${event} on stock;
create trigger audited_${event} after ${event} on stock referencing ${tables} for each statement
  when (pg_trigger_depth() = 0) execute function audit_rows();
create trigger written_${event} after ${event} on stock referencing ${tables} for each statement
  when (pg_trigger_depth() = 0) execute function balance_written();`;

const triggers = `
create trigger made before insert on movements for each row execute function movement_made();

-- A new code of an item or a place travels through by its key; nothing else ever changes.
create trigger append_only before update or delete on movements for each row execute function movement_kept();
create trigger never_emptied before truncate on movements for each statement execute function refuse_change();
create trigger announced after insert on movements for each statement execute function announce_change();
create trigger posted after insert on movements referencing new table as new_rows for each statement
  when (pg_trigger_depth() = 0) execute function movement_posted();
${direct('insert', 'new table as new_rows')}
${direct('update', 'old table as old_rows new table as new_rows')}
${direct('delete', 'old table as old_rows')}
create trigger never_emptied before truncate on stock for each statement execute function refuse_change();`;

export const movementsTable: TableMigration = {
  name: 'movements',
  sql: [kindsOfLocations, table, opening, postingFunctions, triggers].join('\n'),
};
