/**
 * How movements and balances keep each other, as functions of the database, and what tells balances of one item at one place
 * apart: lot, serial, container, owner.
 *
 * Balances are met in one order by every statement: item, serial, location, lot, container, owner. What is at one place at a
 * time, a piece and a container, is locked by its name before: a piece is taken from its old place first, whichever that is.
 */
import type { TableMigration } from '../../server/database/columns.ts';
import { states } from '../../server/database/states.ts';
import { settledFunctions } from './settled.tables.ts';

/** What tells one balance of a site from another. */
export const balanceKey = ['item', 'location', 'lot', 'serial', 'container', 'owner'] as const;
const key = `site, ${balanceKey.join(', ')}`;

const movementMade = `
create or replace function movement_made() returns trigger language plpgsql as $$
declare
  taken_back movements;
  closed date;
begin
  -- Within a trigger only the balances' own writes it: it is posted already.
  if (new.reference_kind is not distinct from 'balance') <> (pg_trigger_depth() > 1) then
    raise exception 'a movement refers to a balance where somebody wrote that, and nowhere else' using errcode = 'integrity_constraint_violation';
  end if;
  new.tx := pg_current_xact_id();
  new.posted_at := clock_timestamp();
  new."by" := writer();
  new.via := coalesce(nullif(current_setting('hotlist.via', true), ''), 'database');
  new.to_container := coalesce(new.to_container, new.container);
  new.opening := null;
  select max(last_day) into closed from periods where site = new.site and ends > new.moved_at;
  if closed is not null then
    new.opening := (select max(id) from period_openings where site = new.site and until > clock_timestamp());
    if new.opening is null then
      raise exception 'stock is closed up to %', closed using errcode = '${states.periodClosed}', detail = to_jsonb(closed)::text;
    end if;
  end if;
  if new.from_location is not null then
    new.from_kind := (select kind from locations where site = new.site and code = new.from_location);
  end if;
  if new.to_location is not null then
    new.to_kind := (select kind from locations where site = new.site and code = new.to_location);
  end if;
  if new.reverses is not null then
    select * into taken_back from movements where id = new.reverses;
    if (taken_back.site, taken_back.item, taken_back.lot, taken_back.serial, taken_back.owner, taken_back.qty, taken_back.reverses)
        is distinct from (new.site, new.item, new.lot, new.serial, new.owner, new.qty, null::bigint)
      or (taken_back.from_location, taken_back.container, taken_back.to_location, taken_back.to_container)
        is distinct from (new.to_location, new.to_container, new.from_location, new.container) then
      raise exception 'movement % is taken back by its mirror only', new.reverses using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  return new;
end $$;

create or replace function movement_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'item', 'from_location', 'to_location', 'owner'];
begin
  if tg_op = 'UPDATE' and pg_trigger_depth() > 1 and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'movements are append-only: take one back by another' using errcode = 'insufficient_privilege';
end $$;`;

/** A container stands at one place; else refused with where it stands. */
const containersStand = `
create or replace function container_lock(site text, container text) returns bigint language sql immutable as $$
  select hashtextextended(site || '/' || container, 1) $$;
create or replace function piece_lock(site text, item text, serial text) returns bigint language sql immutable as $$
  select hashtextextended(site || '/' || item || '/' || serial, 2) $$;
create or replace function containers_stand(site_ text, containers text[]) returns void language plpgsql as $$
declare torn record;
begin
  select container, min(location) as at, max(location) as other into torn
  from stock where site = site_ and container = any(containers) and qty <> 0
  group by container having min(location) <> max(location) order by container limit 1;
  if found then
    raise exception 'container % would stand at % and at %', torn.container, torn.at, torn.other
      using errcode = '${states.tornContainer}', detail = to_jsonb(torn)::text;
  end if;
end $$;`;

/** Refuses what falls below zero by a movement that nobody confirmed, or is of a piece that is not there, with what is there and what was wanted. */
export const movementPosted = (below: string) => `
create or replace function movement_posted() returns trigger language plpgsql as $$
declare
  short record;
  plates record;
begin
  perform pg_advisory_xact_lock(name) from (
    select container_lock(site, plate) as name from new_rows cross join lateral (values (container), (to_container)) as both_(plate) where plate <> ''
    union select piece_lock(site, item, serial) from new_rows where serial <> '' order by name
  ) as names;
  with legs as (
    select site, item, to_location as location, lot, serial, to_container as container, owner, qty, true as sure,
      from_location as other, container as other_container from new_rows where to_location is not null
    union all
    select site, item, from_location, lot, serial, container, owner, -qty, ${below} and serial = '',
      null, null from new_rows where from_location is not null
  ), sums as materialized (
    select ${key}, sum(qty) as qty, bool_and(sure) as sure, max(other) as other, max(other_container) as other_container
    from legs group by ${key}
  ), kept as (
    -- What comes to an empty place brings its days with it.
    insert into stock as here (${key}, qty, available_from, expires)
    select ${key}, qty, days.available_from, days.expires
    from sums left join lateral (
      select s.available_from, s.expires from stock s where s.site = sums.site and s.item = sums.item and s.location = sums.other
        and s.lot = sums.lot and s.serial = sums.serial and s.container = sums.other_container and s.owner = sums.owner
    ) days on true
    order by site, item, serial, serial <> '' and qty > 0, location, lot, container, owner
    on conflict (${key}) do update set
      qty = here.qty + excluded.qty,
      available_from = case when here.qty <= 0 then coalesce(excluded.available_from, here.available_from) else here.available_from end,
      expires = case when here.qty <= 0 then coalesce(excluded.expires, here.expires) else here.expires end
    returning ${key
      .split(', ')
      .map((name) => `here.${name}`)
      .join(', ')}, here.qty
  ), below as materialized (select * from kept where qty < 0)
  select below.item, below.location, below.lot, below.serial, below.container, below.qty - sums.qty as there, -sums.qty as wanted into short
  from below join sums using (${key})
  where sums.qty < 0 and not sums.sure order by item, location, lot limit 1;
  if found then
    raise exception '% of % at %, % wanted', short.there, short.item, short.location, short.wanted
      using errcode = '${states.short}', detail = to_jsonb(short)::text;
  end if;
  for plates in select site, array_agg(distinct plate) as names
    from new_rows cross join lateral (values (container), (to_container)) as both_(plate) where plate <> '' group by site
  loop
    perform containers_stand(plates.site, plates.names);
  end loop;
  return null;
end $$;`;

/** The movements of what was written into balances; of pieces and containers among them none is on its way at this moment. */
const differences = (changes: string): string => `
    perform 1 from (
      select container_lock(site, container) as name from (${changes}) as one where container <> ''
      union select piece_lock(site, item, serial) from (${changes}) as one where serial <> ''
    ) as names where not pg_try_advisory_xact_lock(name);
    if found then
      raise exception 'one of these is moved at this moment' using errcode = 'serialization_failure';
    end if;
    for plates in select site, array_agg(distinct container) as names from (${changes}) as one where container <> '' group by site loop
      perform containers_stand(plates.site, plates.names);
    end loop;
    insert into movements (site, moved_at, item, lot, serial, container, owner, qty, from_location, to_location, reference_kind)
    select site, coalesce((select pinned_now from sites where code = one.site), clock_timestamp()), item, lot, serial, container, owner, abs(sum(qty)),
      case when sum(qty) < 0 then location end, case when sum(qty) > 0 then location end, 'balance'
    from (${changes}) as one group by ${key} having sum(qty) <> 0 order by ${key};`;
const now = `select ${key}, qty from new_rows`;
const before = `select ${key}, -qty as qty from old_rows`;

const balanceWritten = `
create or replace function balance_written() returns trigger language plpgsql as $$
declare plates record;
begin
  if tg_op = 'INSERT' then ${differences(now)}
  elsif tg_op = 'DELETE' then ${differences(before)}
  else ${differences(`${now} union all ${before}`)}
  end if;
  return null;
end $$;`;

const negative = "'negative'";

export const postingFunctions = [
  movementMade,
  containersStand,
  movementPosted(`confirmed is not distinct from ${negative}`),
  balanceWritten,
].join('\n');

/** Of two questions that were answered with yes both are kept, as they were said: `negative,overfull`. */
export const everyYes: TableMigration = {
  name: 'every-yes',
  sql: `
create function said_yes(confirmed text, code text) returns boolean language sql immutable as $$
  select code = any (string_to_array(coalesce(confirmed, ''), ',')) $$;
${movementPosted(`said_yes(confirmed, ${negative})`)}`,
};

/** `changes`: the log, and beside it what movements did to balances, for whoever asks what was changed since. */
const views = `
create or replace view movement_legs as
select id as movement, site, item, to_location as location, lot, qty, moved_at, posted_at, tx, "by", via, reference_kind,
  serial, to_container as container, owner
from movements where to_location is not null
union all
select id, site, item, from_location, lot, -qty, moved_at, posted_at, tx, "by", via, reference_kind, serial, container, owner
from movements where from_location is not null;

create or replace view changes as
select id, tx, at, site, who, via, kind, record, called, action, before, after from audit
union all
select -movement, tx, posted_at, site, "by", via, 'stock',
  (select id from stock s where (s.site, s.item, s.location, s.lot, s.serial, s.container, s.owner)
    = (l.site, l.item, l.location, l.lot, l.serial, l.container, l.owner)),
  concat_ws('/', item, nullif(lot, '')), 'update', '{}', jsonb_build_object('moved', qty, 'location', location)
from movement_legs l where reference_kind is distinct from 'balance';`;

/** Few, and asked for with every page of the hot list. */
export const stockBelowZero: TableMigration = {
  name: 'stock-below-zero',
  sql: 'create index on stock (site) where qty < 0;',
};

/** Whose goods they are travels with a new code of the partner. */
const owners = ['vendors', 'customers']
  .map(
    (partners) => `
create trigger owner_renamed after update of code on ${partners} for each row
  when (old.code <> new.code) execute function owner_renamed();`,
  )
  .join('');

export const piecesOfStock: TableMigration = {
  name: 'pieces-of-stock',
  sql: `
alter table movements
  add column serial text not null default '',
  add column container text not null default '',
  add column to_container text not null default '',
  add column owner text not null default '',
  add constraint one_piece check (serial = '' or qty = 1),
  drop constraint movements_check3,
  add constraint somewhere_else check (from_location <> to_location or container <> to_container);
alter table movements alter column to_container drop default;
alter table stock
  add column serial text not null default '',
  add column container text not null default '',
  add column owner text not null default '',
  add constraint one_piece check (serial = '' or qty between -1 and 1),
  drop constraint stock_site_item_location_lot_key,
  add constraint stock_balance_key unique (${key});
create unique index stock_piece_at_one_place on stock (site, item, serial) where serial <> '' and qty > 0;
create index on stock (site, container) where container <> '';
create index on movements (site, container, id) where container <> '';
create index on movements (site, item, serial) where serial <> '';
${postingFunctions}
${settledFunctions}
${views}
create function owner_renamed() returns trigger language plpgsql as $$
begin
  update stock set owner = new.code where site = new.site and owner = old.code;
  update movements set owner = new.code where site = new.site and owner = old.code;
  return null;
end $$;
${owners}`,
};
