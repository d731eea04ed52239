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
  /** The code of the question that was answered with yes. */
  confirmed: string | null;
  /** The movement that this one takes back. */
  reverses: number | null;
}

/** What a movement did to one balance: qty is below zero where it took away. */
export interface MovementLegsView extends Pick<MovementsTable, 'site' | 'item' | 'lot' | 'qty' | 'moved_at'> {
  movement: number;
  location: string;
}

const places: readonly PlaceKind[] = ['dock', 'inspection', 'store', 'area', 'machine'];
const sides: readonly Side[] = [...places, 'vendor', 'customer', 'work order', 'scrap', 'adjustment'];
const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** Without a word it is usable as its kind says: goods under inspection are not planned with. */
const kindsOfLocations = `
alter table locations add column kind text not null default 'store' check (kind in (${listed(places)}));
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
  check ((from_kind in (${listed(places)})) = (from_location is not null)),
  check ((to_kind in (${listed(places)})) = (to_location is not null)),
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

const movementsAreMade = `
create function movement_made() returns trigger language plpgsql as $$
declare taken_back movements;
begin
  -- Within a trigger only the balances' own writes it: it is posted already.
  if (new.reference_kind is not distinct from 'balance') <> (pg_trigger_depth() > 1) then
    raise exception 'a movement refers to a balance where somebody wrote that, and nowhere else' using errcode = 'integrity_constraint_violation';
  end if;
  new.tx := pg_current_xact_id();
  new.posted_at := clock_timestamp();
  new."by" := writer();
  new.via := coalesce(nullif(current_setting('hotlist.via', true), ''), 'database');
  if new.from_location is not null then
    new.from_kind := (select kind from locations where site = new.site and code = new.from_location);
  end if;
  if new.to_location is not null then
    new.to_kind := (select kind from locations where site = new.site and code = new.to_location);
  end if;
  if new.reverses is not null then
    select * into taken_back from movements where id = new.reverses;
    if (taken_back.site, taken_back.item, taken_back.lot, taken_back.qty, taken_back.reverses) is distinct from (new.site, new.item, new.lot, new.qty, null::bigint)
      or (taken_back.from_location, taken_back.to_location) is distinct from (new.to_location, new.from_location) then
      raise exception 'movement % is taken back by its mirror only', new.reverses using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  return new;
end $$;
create trigger made before insert on movements for each row execute function movement_made();

-- A new code of an item or a place travels through by its key; nothing else ever changes.
create function movement_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'item', 'from_location', 'to_location'];
begin
  if tg_op = 'UPDATE' and pg_trigger_depth() > 1 and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'movements are append-only: take one back by another' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on movements for each row execute function movement_kept();
create trigger never_emptied before truncate on movements for each statement execute function refuse_change();
create trigger announced after insert on movements for each statement execute function announce_change();`;

/** Below zero by a movement that nobody confirmed: HL001, with what is there and what was wanted. */
const balancesFollow = `
create function movement_posted() returns trigger language plpgsql as $$
declare short record;
begin
  with legs as (
    select site, item, to_location as location, lot, qty, true as sure, from_location as other from new_rows where to_location is not null
    union all
    select site, item, from_location, lot, -qty, confirmed is not distinct from 'negative', null from new_rows where from_location is not null
  ), sums as materialized (
    select site, item, location, lot, sum(qty) as qty, bool_and(sure) as sure, max(other) as other from legs group by site, item, location, lot
  ), kept as (
    -- What comes to an empty place brings its days with it.
    insert into stock as here (site, item, location, lot, qty, available_from, expires)
    select site, item, location, lot, qty,
      (select s.available_from from stock s where s.site = sums.site and s.item = sums.item and s.location = sums.other and s.lot = sums.lot),
      (select s.expires from stock s where s.site = sums.site and s.item = sums.item and s.location = sums.other and s.lot = sums.lot)
    from sums order by site, item, location, lot
    on conflict (site, item, location, lot) do update set
      qty = here.qty + excluded.qty,
      available_from = case when here.qty <= 0 then coalesce(excluded.available_from, here.available_from) else here.available_from end,
      expires = case when here.qty <= 0 then coalesce(excluded.expires, here.expires) else here.expires end
    returning here.site, here.item, here.location, here.lot, here.qty
  ), below as materialized (select * from kept where qty < 0)
  select below.item, below.location, below.lot, below.qty - sums.qty as there, -sums.qty as wanted into short
  from below join sums using (site, item, location, lot)
  where sums.qty < 0 and not sums.sure order by item, location, lot limit 1;
  if found then
    raise exception '% of % at %, % wanted', short.there, short.item, short.location, short.wanted
      using errcode = 'HL001', detail = to_jsonb(short)::text;
  end if;
  return null;
end $$;
create trigger posted after insert on movements referencing new table as new_rows for each statement
  when (pg_trigger_depth() = 0) execute function movement_posted();`;

/** The movements of what was written into balances. */
const differences = (changes: string): string => `
    insert into movements (site, moved_at, item, lot, qty, from_location, to_location, reference_kind)
    select site, coalesce((select pinned_now from sites where code = one.site), clock_timestamp()), item, lot, abs(sum(qty)),
      case when sum(qty) < 0 then location end, case when sum(qty) > 0 then location end, 'balance'
    from (${changes}) as one group by site, item, location, lot having sum(qty) <> 0 order by site, item, location, lot;`;
const now = 'select site, item, location, lot, qty from new_rows';
const before = 'select site, item, location, lot, -qty as qty from old_rows';

/** The log has what somebody changed of a balance; what a movement did to it the movement says. */
const direct = (event: string, tables: string): string => `
drop trigger audited_${event} on stock;
create trigger audited_${event} after ${event} on stock referencing ${tables} for each statement
  when (pg_trigger_depth() = 0) execute function audit_rows();
create trigger written_${event} after ${event} on stock referencing ${tables} for each statement
  when (pg_trigger_depth() = 0) execute function balance_written();`;

const writtenBalancesAreMovements = `
create function balance_written() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then ${differences(now)}
  elsif tg_op = 'DELETE' then ${differences(before)}
  else ${differences(`${now} union all ${before}`)}
  end if;
  return null;
end $$;
${direct('insert', 'new table as new_rows')}
${direct('update', 'old table as old_rows new table as new_rows')}
${direct('delete', 'old table as old_rows')}
create trigger never_emptied before truncate on stock for each statement execute function refuse_change();`;

/** `changes`: the log, and beside it what movements did to balances, for whoever asks what was changed since. */
const views = `
create view movement_legs as
select id as movement, site, item, to_location as location, lot, qty, moved_at, posted_at, tx, "by", via, reference_kind
from movements where to_location is not null
union all
select id, site, item, from_location, lot, -qty, moved_at, posted_at, tx, "by", via, reference_kind
from movements where from_location is not null;

create view changes as
select id, tx, at, site, who, via, kind, record, called, action, before, after from audit
union all
select -movement, tx, posted_at, site, "by", via, 'stock',
  (select id from stock s where s.site = l.site and s.item = l.item and s.location = l.location and s.lot = l.lot),
  concat_ws('/', item, nullif(lot, '')), 'update', '{}', jsonb_build_object('moved', qty, 'location', location)
from movement_legs l where reference_kind is distinct from 'balance';`;

export const movementsTable: TableMigration = {
  name: 'movements',
  sql: [kindsOfLocations, table, opening, movementsAreMade, balancesFollow, writtenBalancesAreMovements, views].join(
    '\n',
  ),
};
