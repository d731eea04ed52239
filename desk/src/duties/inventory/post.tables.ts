/** A movement posted by one question of the database: its balances locked, the counts that saw it looked for, posted, told. */
import type { TableMigration } from '../../server/database/columns.ts';
import { states } from '../../server/database/states.ts';

const columns = `site, moved_at, item, lot, serial, container, to_container, owner, qty, entered_qty, entered_unit,
    from_kind, from_location, to_kind, to_location, reason, reference_kind, reference_key, reference_part, confirmed, reverses`;

const answerCounts = `return query select null::bigint, null::timestamptz, null::timestamptz, null::text, null::text, null::text, null::text, null::text, c.*
        from counts_after(one.site, one.item, one.lot, bins, at_, seen_, count_) c where c.count is not null;`;

export const lockedOnce = `  come := one.qty + coalesce((select s.qty from stock s where s.site = one.site and s.item = one.item and s.location = one.to_location
    and s.lot = one.lot and s.serial = one.serial and s.container = coalesce(one.to_container, one.container) and s.owner = one.owner), 0);
  if one.to_location is not null and come >= 10000 and come >= most_counted(one.site, one.item) / 100 then
    perform pg_advisory_xact_lock(item_lock(one.site, one.item));
  end if;
  locked := (select count(*) filter (where held.location in (from_bin_, to_bin_) and (held.serial, held.container, held.owner) = ('', '', '')) from (
    select s.location, s.serial, s.container, s.owner from stock s
    where s.site = one.site and s.item = one.item and s.location in (one.from_location, one.to_location) and s.lot = one.lot
      and ((s.serial, s.owner) = (one.serial, one.owner) and s.container in (one.container, one.to_container)
        or (one.serial, one.container, one.to_container, one.owner) <> ('', '', '', '')
        or exists (select from allocations a where a.site = one.site and a.item = one.item and a.location = one.from_location and a.lot = one.lot))
    order by s.item, s.serial, s.location, s.lot, s.container, s.owner for update) held);
`;

/**
 * Posts what a row of movements says, unless a count that was settled saw it already: then it answers those counts and posts
 * nothing. `from_bin_` and `to_bin_` are the places at which it touches a bin, null where it touches none. A balance that was not
 * there could not be locked: there it looks again afterwards, for its count may have been settled meanwhile.
 *
 * First everything is locked that the statement will write, names before an item before balances before reservations, balances in the ledger's order:
 * its own two, and where goods are reserved there, or are told apart by more than their lot, all of the item and lot at its two places:
 * `movement_of_allocated` looks at them, also where somebody reserves them at this moment, who waits for the first of them.
 *
 * Bins are compared one by one, not as a list: for a list of any length PostgreSQL would plan anew at every call.
 */
export const postMovement = (locking: string, variables = '') => `
create or replace function post_movement(new_ jsonb, from_bin_ text, to_bin_ text, at_ timestamptz, seen_ bigint, count_ bigint)
returns table (id bigint, moved_at timestamptz, posted_at timestamptz, "by" text, via text, from_kind text, to_kind text, opened_by text,
  location text, balance numeric, count bigint, sheet text, at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
  one movements := jsonb_populate_record(null::movements, new_);
  bins text[] := array_remove(array[from_bin_, to_bin_], null);
  locked integer := 0;
  come numeric;${variables}
begin
  if one.serial <> '' or one.container <> '' or one.to_container <> '' then
    perform pg_advisory_xact_lock(name) from (
      select container_lock(one.site, plate) as name from (values (one.container), (one.to_container)) as both_(plate) where plate <> ''
      union select piece_lock(one.site, one.item, one.serial) where one.serial <> '' order by name
    ) as names;
  end if;
${locking}  if bins <> '{}' then
    if counted_after(one.site, one.item, from_bin_, to_bin_, one.lot, at_, seen_, count_) then
      ${answerCounts}
      return;
    end if;
  end if;
  insert into movements (${columns}) select ${columns.replace(/(\w+)/g, 'one.$1')} returning * into one;
  return query select one.id, one.moved_at, one.posted_at, one."by", one.via, one.from_kind, one.to_kind,
    (select o."by" from period_openings o where o.id = one.opening), null::text, null::numeric, null::bigint, null::text, null::timestamptz;
  if locked < cardinality(bins) and counted_after(one.site, one.item, from_bin_, to_bin_, one.lot, at_, seen_, count_) then
    ${answerCounts}
  end if;
end $$;

create or replace function counted_after(site_ text, item_ text, from_bin_ text, to_bin_ text, lot_ text, at_ timestamptz, seen_ bigint, count_ bigint)
returns boolean language plpgsql as $$
begin
  return exists (select from settled_counts c where c.site = site_ and c.item = item_ and c.location in (from_bin_, to_bin_) and c.lot = lot_
    and (c.at, c.seen, c.count) > (at_, seen_, count_));
end $$;`;

/** One word to the pages for a movement and its balances; a balance that somebody writes, or whose codes change, is told by itself. */
const announcing = `
create or replace function announce_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('changes', json_build_object(
    'site', current_setting('hotlist.site', true), 'kind', tg_table_name, 'also', coalesce(tg_argv[0], ''))::text);
  return null;
end $$;
drop trigger announced on movements;
create trigger announced after insert on movements for each statement execute function announce_change('stock');
drop trigger announced on stock;
create trigger announced after insert or update or delete on stock for each statement
  when (pg_trigger_depth() = 0) execute function announce_change();
create trigger announced_within after update of item, location, owner or delete on stock for each statement
  when (pg_trigger_depth() > 0) execute function announce_change();`;

export const postInOne: TableMigration = {
  name: 'post-in-one',
  sql: [postMovement(lockedOnce), announcing].join('\n'),
};

/**
 * What made movements wait for each other. A request collects what it changed, and its server tells the pages once it stands
 * (`server/live.ts`): a word sent within a transaction makes all commits go one after the other; whoever writes otherwise tells it by
 * the commit itself. And every movement held the row of its site, which its item and its places stand for.
 */
export const postedApart: TableMigration = {
  name: 'posted-apart',
  sql: `
alter table movements drop constraint movements_site_fkey;
${postMovement(lockedOnce)}
create or replace function announce_change() returns trigger language plpgsql as $$
declare
  changed text := coalesce(current_setting('hotlist.changed', true), '');
  kind text;
begin
  if current_setting('hotlist.later', true) is distinct from 'yes' then
    perform pg_notify('changes', json_build_object(
      'site', current_setting('hotlist.site', true), 'kind', tg_table_name, 'also', coalesce(tg_argv[0], ''))::text);
    return null;
  end if;
  foreach kind in array array_remove(array[tg_table_name::text, tg_argv[0]], null) loop
    kind := kind || '/' || coalesce(current_setting('hotlist.site', true), '') || chr(10);
    if position(chr(10) || kind in chr(10) || changed) = 0 then changed := changed || kind; end if;
  end loop;
  perform set_config('hotlist.changed', changed, true);
  return null;
end $$;`,
};

const key = 'site, item, location, lot, serial, container, owner';
const at = (side: string, container: string) =>
  `(one.site, one.item, one.${side}_location, one.lot, one.serial, ${container}, one.owner)`;
const [taken, brought] = [at('from', 'one.container'), at('to', 'coalesce(one.to_container, one.container)')];

/**
 * Whoever brings a balance into being that was not there could not lock it at its turn. So nobody does while all of its lot is
 * dated (`hold_lot` holds the item); and where one of two came while the other was waited for, all are let go and met anew, in order.
 */
const lockedInTurn = `
  select s.qty into come from stock s where (${key.replace(/(\w+)/g, 's.$1')}) = ${brought};
  comes := one.to_location is not null and come is null;
  come := coalesce(come, 0) + one.qty;
  if one.to_location is not null and come >= 10000 and come >= most_counted(one.site, one.item) / 100 then
    perform pg_advisory_xact_lock(item_lock(one.site, one.item));
  elsif comes and one.lot <> '' then
    perform pg_advisory_xact_lock_shared(item_lock(one.site, one.item));
  end if;
  if one.from_location is null or one.to_location is null or not comes and exists (select from stock where (${key}) = ${taken}) then
    held := met_balances(one);
  else
    loop
      begin
        held := met_balances(one);
        exit when not exists (select from stock where (${key}) in (${taken}, ${brought}) and id <> all(held));
        raise exception 'a balance came meanwhile' using errcode = '${states.lotGrew}';
      exception when sqlstate '${states.lotGrew}' then null;
      end;
    end loop;
  end if;
  if bins <> '{}' then
    locked := (select count(*) from stock s where s.id = any(held) and s.location in (from_bin_, to_bin_) and (s.serial, s.container, s.owner) = ('', '', ''));
  end if;
`;

export const balancesMet: TableMigration = {
  name: 'balances-met',
  sql: `
create function met_balances(one movements) returns bigint[] language plpgsql as $$
begin
  return array(select s.id from stock s
    where s.site = one.site and s.item = one.item and s.location in (one.from_location, one.to_location) and s.lot = one.lot
      and ((s.serial, s.owner) = (one.serial, one.owner) and s.container in (one.container, one.to_container)
        or (one.serial, one.container, one.to_container, one.owner) <> ('', '', '', '')
        or exists (select from allocations a where a.site = one.site and a.item = one.item and a.location = one.from_location and a.lot = one.lot))
    order by s.item, s.serial, s.location, s.lot, s.container, s.owner for update);
end $$;
${postMovement(lockedInTurn, '\n  comes boolean;\n  held bigint[];')}`,
};
