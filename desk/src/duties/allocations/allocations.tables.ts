/**
 * What is reserved by hand, kept within what there is. The rule stands in the database, as the ledger's does: whoever moves goods or
 * writes a balance meets it, and two at once meet it one after the other, at the rows of the balances in the ledger's order (`posting.tables.ts`). Reserved are pieces of a lot at a place, whatever they stand in, and never
 * a partner's.
 *
 * A reservation of stock (`supply` = stock/ITEM/LOCATION/LOT) is never more than the usable balance there. A movement of
 * reserved goods takes from the reservation of the order it is for, carries reservations along to another usable place, releases
 * them where that was confirmed, and is refused otherwise. What becomes of a reservation is told in `allocation_acts`.
 */
import type { Generated } from 'kysely';
import { type RecordColumns, recordTable, type TableMigration } from '../../server/database/columns.ts';
import { states } from '../../server/database/states.ts';
import type { AllocationAct } from './allocations.ts';

export interface AllocationsTable extends RecordColumns {
  supply: string;
  item: string;
  qty: number;
  for_order: string;
  for_line: number;
  reason: string | null;
  /** The last day on which it binds. */
  until: string | null;
  /** Of stock: where, as its supply says; kept by the database. */
  location: Generated<string | null>;
  lot: Generated<string | null>;
}

export interface AllocationActsTable {
  id: Generated<number>;
  site: string;
  at: Generated<string>;
  by: Generated<string>;
  via: Generated<string>;
  act: AllocationAct;
  supply: string;
  item: string;
  location: string | null;
  lot: string | null;
  /** Below zero: so much less is reserved. */
  qty: number;
  for_order: string;
  for_line: number;
  reason: string | null;
}

export const allocationsTable = recordTable(
  'allocations',
  ['item'],
  `
  supply text not null,
  item text not null,
  qty numeric(18,6) not null,
  for_order text not null,
  for_line integer not null default 0,
  reason text,
  foreign key (site, item) references items (site, code) on update cascade,
  unique (site, supply, item, for_order, for_line)`,
);

/** The longest code of a place that the supply begins with: codes may hold a '/'. */
const places = `
alter table allocations add column location text, add column lot text, add column until date,
  add foreign key (site, location) references locations (site, code) on update cascade;
create index on allocations (site, item, location);
create index on allocations (site, until) where until is not null;
create index on allocations (site, for_order);

create function allocation_placed() returns trigger language plpgsql as $$
declare rest text := case when starts_with(new.supply, 'stock/' || new.item || '/') then substr(new.supply, length(new.item) + 8) end;
begin
  if tg_op = 'UPDATE' and new.location is not null and new.supply = old.supply and (new.item, new.location) is distinct from (old.item, old.location) then
    new.supply := concat_ws('/', 'stock', new.item, new.location, new.lot);
    return new;
  end if;
  new.location := (select l.code from locations l
    where l.site = new.site and (l.code = rest or starts_with(rest, l.code || '/')) order by length(l.code) desc limit 1);
  new.lot := substr(rest, length(new.location) + 2);
  return new;
end $$;
create trigger placed before insert or update on allocations for each row execute function allocation_placed();
select set_config('hotlist.who', 'Hotlist', true);
update allocations set supply = supply where supply like 'stock/%';`;

const acts = `
create table allocation_acts (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  at timestamptz not null default clock_timestamp(),
  "by" text not null,
  via text not null,
  act text not null check (act in ('reserved', 'released', 'transferred', 'expired', 'used', 'moved')),
  supply text not null,
  item text not null,
  location text,
  lot text,
  qty numeric(18,6) not null,
  for_order text not null,
  for_line integer not null,
  reason text
);
create index on allocation_acts (site, item, location, id);
create index on allocation_acts (site, for_order, id);
create trigger append_only before update or delete on allocation_acts for each row execute function refuse_change();
create trigger never_emptied before truncate on allocation_acts for each statement execute function refuse_change();

-- Whoever knows better why than the record does says so in hotlist.allocation and hotlist.why.
create function allocation_told() returns trigger language plpgsql as $$
declare
  said text := nullif(current_setting('hotlist.allocation', true), '');
  why text := nullif(current_setting('hotlist.why', true), '');
begin
  if tg_op = 'UPDATE' and (old.qty, old.for_order, old.for_line) = (new.qty, new.for_order, new.for_line)
    and (old.supply = new.supply or pg_trigger_depth() > 1) then return null; end if;
  if tg_op = 'UPDATE' and (old.supply, old.for_order, old.for_line) = (new.supply, new.for_order, new.for_line) then
    insert into allocation_acts (site, "by", via, act, supply, item, location, lot, qty, for_order, for_line, reason)
    values (new.site, writer(), coalesce(nullif(current_setting('hotlist.via', true), ''), 'database'),
      coalesce(said, case when new.qty > old.qty then 'reserved' else 'released' end),
      new.supply, new.item, new.location, new.lot, new.qty - old.qty, new.for_order, new.for_line, coalesce(why, new.reason));
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into allocation_acts (site, "by", via, act, supply, item, location, lot, qty, for_order, for_line, reason)
    values (old.site, writer(), coalesce(nullif(current_setting('hotlist.via', true), ''), 'database'),
      coalesce(said, 'released'), old.supply, old.item, old.location, old.lot, -old.qty, old.for_order, old.for_line, why);
  end if;
  if tg_op <> 'DELETE' then
    insert into allocation_acts (site, "by", via, act, supply, item, location, lot, qty, for_order, for_line, reason)
    values (new.site, writer(), coalesce(nullif(current_setting('hotlist.via', true), ''), 'database'),
      coalesce(said, 'reserved'), new.supply, new.item, new.location, new.lot, new.qty, new.for_order, new.for_line, coalesce(why, new.reason));
  end if;
  return null;
end $$;
create trigger told after insert or update or delete on allocations for each row execute function allocation_told();`;

/** `alone`: what it waits for after the balances. */
export const allocationWithin = (alone = '') => `function allocation_within() returns trigger language plpgsql as $$
declare there numeric;
begin
  if tg_op = 'UPDATE' and (new.supply = old.supply or pg_trigger_depth() > 1) and new.qty <= old.qty then return null; end if;
  perform from stock where site = new.site and item = new.item and location = new.location and lot = new.lot
    order by serial, container, owner for update;${alone}
  perform allocations_expire(new.site, new.item, new.location, new.lot);
  there := (select coalesce(greatest(sum(s.qty), 0), 0) from stock s join locations l on l.site = s.site and l.code = s.location
    where s.site = new.site and s.item = new.item and s.location = new.location and s.lot = new.lot and s.owner = '' and l.usable);
  if new.location is null or allocated_at(new.site, new.item, new.location, new.lot) > there then
    raise exception 'more of % reserved than there is', new.item using errcode = '${states.overAllocated}',
      detail = jsonb_build_object('item', new.item, 'location', coalesce(new.location, new.supply), 'lot', coalesce(new.lot, ''),
        'free', greatest(0, there - allocated_at(new.site, new.item, new.location, new.lot) + new.qty - case when tg_op = 'UPDATE' then old.qty else 0 end),
        'wanted', new.qty - case when tg_op = 'UPDATE' then old.qty else 0 end)::text;
  end if;
  return null;
end $$;`;

const rule = `
create function site_today(site_ text) returns date language sql stable as $$
  select (coalesce(pinned_now, now()) at time zone zone)::date from sites where code = site_ $$;

create function allocated_at(site_ text, item_ text, location_ text, lot_ text) returns numeric language sql volatile as $$
  select coalesce(sum(qty), 0) from allocations where site = site_ and item = item_ and location = location_ and lot = lot_ $$;

create function allocations_expire(site_ text, item_ text, location_ text, lot_ text) returns void language plpgsql as $$
begin
  if not exists (select from allocations where site = site_ and item = item_ and location = location_ and lot = lot_ and until < site_today(site_)) then return; end if;
  perform set_config('hotlist.allocation', 'expired', true);
  delete from allocations where site = site_ and item = item_ and location = location_ and lot = lot_ and until < site_today(site_);
  perform set_config('hotlist.allocation', '', true);
end $$;

-- Takes so much off what is reserved at a place, what was reserved last first, or off what is reserved for one order; carries it to another place where one is named.
create function allocations_cut(site_ text, item_ text, location_ text, lot_ text, qty_ numeric, act_ text, why_ text,
  to_ text default null, for_ text default null, line_ integer default null) returns numeric language plpgsql as $$
declare
  still numeric := qty_;
  cut numeric;
  one allocations;
begin
  perform set_config('hotlist.allocation', act_, true), set_config('hotlist.why', coalesce(why_, ''), true);
  for one in select * from allocations
    where site = site_ and item = item_ and location = location_ and lot = lot_ and (for_ is null or (for_order, for_line) = (for_, line_))
    order by id desc for update
  loop
    exit when still <= 0;
    cut := least(one.qty, still);
    still := still - cut;
    if cut = one.qty then delete from allocations where id = one.id;
    else update allocations set qty = qty - cut where id = one.id; end if;
    if to_ is not null then
      insert into allocations as here (site, supply, item, qty, for_order, for_line, until, reason)
      values (site_, concat_ws('/', 'stock', item_, to_, lot_), item_, cut, one.for_order, one.for_line, one.until, one.reason)
      on conflict (site, supply, item, for_order, for_line) do update set qty = here.qty + excluded.qty;
    end if;
  end loop;
  perform set_config('hotlist.allocation', '', true), set_config('hotlist.why', '', true);
  return qty_ - still;
end $$;

create function refuse_allocated(site_ text, item_ text, location_ text, lot_ text, there numeric, wanted numeric) returns void language plpgsql as $$
begin
  raise exception '% of % at % is reserved', allocated_at(site_, item_, location_, lot_), item_, location_ using errcode = '${states.allocated}',
    detail = jsonb_build_object('item', item_, 'location', location_, 'lot', lot_,
      'free', greatest(0, there - allocated_at(site_, item_, location_, lot_)), 'wanted', wanted)::text;
end $$;

create ${allocationWithin()}
create trigger within after insert or update on allocations for each row
  when (pg_trigger_depth() = 0 and new.supply like 'stock/%') execute function allocation_within();`;

/** Runs before the balances follow (triggers of one event run by their names). */
const movements = `
create function movement_of_allocated() returns trigger language plpgsql as $$
declare
  one record;
  there numeric;
  over numeric;
begin
  if not exists (select from new_rows n join allocations a on a.site = n.site and a.item = n.item and a.location = n.from_location and a.lot = n.lot) then return null; end if;
  perform pg_advisory_xact_lock(name) from (
    select container_lock(site, plate) as name from new_rows cross join lateral (values (container), (to_container)) as both_(plate) where plate <> ''
    union select piece_lock(site, item, serial) from new_rows where serial <> '' order by name
  ) as names;
  perform from stock where (site, item, location, lot) in (
    select site, item, from_location, lot from new_rows where from_location is not null union
    select site, item, to_location, lot from new_rows where to_location is not null)
  order by site, item, serial, location, lot, container, owner for update;
  for one in select n.*, coalesce(t.usable, false) as stays from new_rows n
    left join locations t on t.site = n.site and t.code = n.to_location where n.from_location is not null and n.owner = '' and n.to_location is distinct from n.from_location order by n.id
  loop
    perform allocations_expire(one.site, one.item, one.from_location, one.lot);
    there := (select coalesce(sum(qty), 0) from stock where site = one.site and item = one.item and location = one.from_location and lot = one.lot and owner = '')
      + (select coalesce(sum(case when n.to_location = one.from_location then n.qty when n.from_location = one.from_location then -n.qty end), 0)
         from new_rows n where n.site = one.site and n.item = one.item and n.lot = one.lot and n.owner = '' and n.id < one.id
           and n.to_location is distinct from n.from_location);
    -- What is taken for an order is what was reserved for it.
    if one.to_location is null and one.to_kind in ('work order', 'customer') and one.reference_key is not null then
      perform allocations_cut(one.site, one.item, one.from_location, one.lot, one.qty, 'used', one.reason, null, for_order, for_line)
      from (select distinct for_order, for_line from allocations
        where site = one.site and item = one.item and location = one.from_location and lot = one.lot
          and case when for_line = 0 then for_order else concat_ws('/', for_order, for_line) end = one.reference_key) own;
    end if;
    over := allocated_at(one.site, one.item, one.from_location, one.lot) - greatest(there - one.qty, 0);
    if over <= 0 then continue; end if;
    if one.stays then
      perform allocations_cut(one.site, one.item, one.from_location, one.lot, over, 'moved', one.reason, one.to_location);
    elsif one.confirmed = 'allocated' or current_setting('hotlist.allocated', true) = 'yes' then
      perform allocations_cut(one.site, one.item, one.from_location, one.lot, over, 'released', one.reason);
    else
      perform refuse_allocated(one.site, one.item, one.from_location, one.lot, there, one.qty);
    end if;
  end loop;
  return null;
end $$;
create trigger allocated after insert on movements referencing new table as new_rows for each statement
  when (pg_trigger_depth() = 0) execute function movement_of_allocated();

-- Whatever way a balance falls. A new code of an item or place travels into both.
create function stock_keeps_allocated() returns trigger language plpgsql as $$
declare there numeric;
begin
  if tg_op = 'UPDATE' and (old.item, old.location, old.lot, old.owner) is distinct from (new.item, new.location, new.lot, new.owner) and pg_trigger_depth() > 1 then return null; end if;
  if not exists (select from allocations where site = old.site and item = old.item and location = old.location and lot = old.lot) then return null; end if;
  perform allocations_expire(old.site, old.item, old.location, old.lot);
  there := (select greatest(coalesce(sum(qty), 0), 0) from stock
    where site = old.site and item = old.item and location = old.location and lot = old.lot and owner = '');
  if allocated_at(old.site, old.item, old.location, old.lot) > there then
    perform refuse_allocated(old.site, old.item, old.location, old.lot, old.qty, old.qty - there);
  end if;
  return null;
end $$;
create trigger kept_on_update after update on stock for each row
  when (new.qty < old.qty or (old.item, old.location, old.lot, old.owner) is distinct from (new.item, new.location, new.lot, new.owner)) execute function stock_keeps_allocated();
create trigger kept_on_delete after delete on stock for each row execute function stock_keeps_allocated();`;

export const allocationsWithin: TableMigration = {
  name: 'allocations-within',
  sql: [places, acts, rule, movements].join('\n'),
};
