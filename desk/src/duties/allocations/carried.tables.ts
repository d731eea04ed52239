/** Reservations that go along with the goods: as far as there is room for them where those go. */
import type { TableMigration } from '../../server/database/columns.ts';
import { allocationWithin } from './allocations.tables.ts';

/** What stands of ours at a place before a movement, with what the statement moved before it. */
const standing = (place: string): string => `
      select coalesce((select sum(qty) from stock where site = one.site and item = one.item and location = ${place} and lot = one.lot and owner = ''), 0)
        + coalesce((select sum(case when n.to_location = ${place} then n.qty when n.from_location = ${place} then -n.qty end)
          from new_rows n where n.site = one.site and n.item = one.item and n.lot = one.lot and n.owner = '' and n.id < one.id
            and n.to_location is distinct from n.from_location), 0)`;

/**
 * Runs before the balances follow (triggers of one event run by their names). Reservations go along to a place as far as there is
 * room for them: what fills up a balance below zero there can be held by nobody.
 */
/** `unsaid`: nobody said yes to taking what is reserved. `alone`: what it waits for after the balances. */
const movementOfAllocated = (unsaid: string, alone = '') => `
create or replace function movement_of_allocated() returns trigger language plpgsql as $$
declare
  one record;
  there numeric;
  over numeric;
  along numeric;
begin
  if not exists (select from new_rows n join allocations a on a.site = n.site and a.item = n.item and a.location = n.from_location and a.lot = n.lot) then return null; end if;
  perform pg_advisory_xact_lock(name) from (
    select container_lock(site, plate) as name from new_rows cross join lateral (values (container), (to_container)) as both_(plate) where plate <> ''
    union select piece_lock(site, item, serial) from new_rows where serial <> '' order by name
  ) as names;
  perform from stock where (site, item, location, lot) in (
    select site, item, from_location, lot from new_rows where from_location is not null union
    select site, item, to_location, lot from new_rows where to_location is not null)
  order by site, item, serial, location, lot, container, owner for update;${alone}
  for one in select n.*, coalesce(t.usable, false) as stays from new_rows n
    left join locations t on t.site = n.site and t.code = n.to_location where n.from_location is not null and n.owner = '' and n.to_location is distinct from n.from_location order by n.id
  loop
    perform allocations_expire(one.site, one.item, one.from_location, one.lot);
    there := (${standing('one.from_location')});
    -- What is taken for an order is what was reserved for it.
    if one.to_location is null and one.to_kind in ('work order', 'customer') and one.reference_key is not null then
      perform allocations_cut(one.site, one.item, one.from_location, one.lot, one.qty, 'used', one.reason, null, for_order, for_line)
      from (select distinct for_order, for_line from allocations
        where site = one.site and item = one.item and location = one.from_location and lot = one.lot
          and case when for_line = 0 then for_order else concat_ws('/', for_order, for_line) end = one.reference_key) own;
    end if;
    over := allocated_at(one.site, one.item, one.from_location, one.lot) - greatest(there - one.qty, 0);
    if over <= 0 then continue; end if;
    along := case when one.stays
      then least(over, greatest(0, (${standing('one.to_location')}) + one.qty - allocated_at(one.site, one.item, one.to_location, one.lot)))
      else 0 end;
    if along < over and ${unsaid} and current_setting('hotlist.allocated', true) is distinct from 'yes' then
      perform refuse_allocated(one.site, one.item, one.from_location, one.lot, there, one.qty);
    end if;
    perform allocations_cut(one.site, one.item, one.from_location, one.lot, along, 'moved', one.reason, one.to_location);
    perform allocations_cut(one.site, one.item, one.from_location, one.lot, over - along, 'released', one.reason);
  end loop;
  return null;
end $$;`;

const allocated = "'allocated'";

export const allocationsCarried: TableMigration = {
  name: 'allocations-carried',
  sql: movementOfAllocated(`one.confirmed is distinct from ${allocated}`),
};

/** A yes to what is reserved counts beside others too. */
const everyYes = `not said_yes(one.confirmed, ${allocated})`;
export const allocationsEveryYes: TableMigration = {
  name: 'allocations-every-yes',
  sql: movementOfAllocated(everyYes),
};

const bothPlaces = `
  perform pg_advisory_xact_lock(allocated_lock(site, item, location, lot)) from (
    select site, item, from_location as location, lot from new_rows where from_location is not null
    union select site, item, to_location, lot from new_rows where to_location is not null order by site, item, location, lot
  ) as places;`;

/**
 * A balance that begins below zero has no row to wait at: it waits by the name of its place, as does whoever reckons what may be
 * reserved there.
 */
export const allocationsBelowZero: TableMigration = {
  name: 'allocations-below-zero',
  sql: `
create function allocated_lock(site text, item text, location text, lot text) returns bigint language sql immutable as $$
  select hashtextextended(jsonb_build_array(site, item, location, lot)::text, 3) $$;
create or replace ${allocationWithin('\n  perform pg_advisory_xact_lock(allocated_lock(new.site, new.item, new.location, new.lot));')}
${movementOfAllocated(everyYes, bothPlaces)}

create function stock_falls() returns trigger language plpgsql as $$
begin
  if not exists (select from stock where (site, item, location, lot, serial, container, owner)
    = (new.site, new.item, new.location, new.lot, new.serial, new.container, new.owner)) then
    perform pg_advisory_xact_lock(allocated_lock(new.site, new.item, new.location, new.lot));
  end if;
  return new;
end $$;
create trigger held_while_it_falls before insert on stock for each row
  when (new.qty < 0 and new.owner = '') execute function stock_falls();

create function stock_begins_below() returns trigger language plpgsql as $$
declare there numeric := (select sum(qty) from stock
  where site = new.site and item = new.item and location = new.location and lot = new.lot and owner = '');
begin
  if allocated_at(new.site, new.item, new.location, new.lot) > greatest(there, 0) then
    perform refuse_allocated(new.site, new.item, new.location, new.lot, there - new.qty, -new.qty);
  end if;
  return null;
end $$;
create trigger kept_from_below after insert on stock for each row
  when (new.qty < 0 and new.owner = '') execute function stock_begins_below();`,
};
