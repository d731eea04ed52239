/**
 * Counts that were approved: what stood in a bin at a moment, whatever is posted later for before it.
 *
 * Everything that moves at a bin has its turn: a movement by when the goods moved and then by its number, a movement taken back
 * where the one stood that it takes back, a count by its moment and then by the last movement that was posted when it was
 * written down, and what a count added or took where that count stands. `book_at` is what the ledger says up to a turn.
 */
import type { TableMigration } from '../../server/database/columns.ts';

export interface SettledCountsTable {
  /** The count, by the number that the duty of counting gave it; settled once. */
  count: number;
  site: string;
  item: string;
  location: string;
  lot: string;
  at: string;
  /** The last movement that was posted when the count was written down. */
  seen: number;
  qty: number;
  sheet: string;
}

const table = `
create table settled_counts (
  count bigint primary key,
  site text not null,
  item text not null,
  location text not null,
  lot text not null,
  at timestamptz not null,
  seen bigint not null,
  qty numeric(18,6) not null check (qty >= 0),
  sheet text not null,
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, location) references locations (site, code) on update cascade
);
create index on settled_counts (site, item, location, lot, at, seen, count);

-- A new code of an item or a place travels through by its key; nothing else ever changes.
create function settled_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'item', 'location'];
begin
  if tg_op = 'UPDATE' and pg_trigger_depth() > 1 and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'settled counts are append-only: count again' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on settled_counts for each row execute function settled_kept();
create trigger never_emptied before truncate on settled_counts for each statement execute function refuse_change();
create trigger announced after insert on settled_counts for each statement execute function announce_change();`;

/** A bin is what no serial, container or owner tells apart: pieces and containers are not counted by number. */
const bookAt = `
create or replace function book_at(site_ text, item_ text, location_ text, lot_ text, at_ timestamptz, seen_ bigint, count_ bigint)
returns numeric language plpgsql stable as $$
begin
  return (
    select coalesce(sum(case when m.to_location = location_ and m.to_container = '' then m.qty else -m.qty end), 0)
    from movements m
    left join movements o on o.id = m.reverses
    left join settled_counts c on m.reference_kind = 'count' and c.count::text = m.reference_part
      and (c.site, c.item, c.location, c.lot) = (site_, item_, location_, lot_)
    where m.site = site_ and m.item = item_ and m.lot = lot_ and m.serial = '' and m.owner = ''
      and ((m.to_location = location_ and m.to_container = '') or (m.from_location = location_ and m.container = ''))
      and (coalesce(c.at, o.moved_at, m.moved_at), coalesce(c.seen, o.id, m.id), coalesce(c.count, 0)) <= (at_, seen_, count_));
end $$;`;

/**
 * For each place of a movement to be: its balance, locked as the movement will lock it, and the first count after the
 * movement's turn. The balance is null where there is none to lock: whoever settles a count there may be making it.
 */
const countsAfter = `
create or replace function counts_after(site_ text, item_ text, lot_ text, places_ text[], at_ timestamptz, seen_ bigint, count_ bigint)
returns table (location text, balance numeric, count bigint, sheet text, at timestamptz) language plpgsql as $$
begin
  perform 1 from stock s where s.site = site_ and s.item = item_ and s.lot = lot_ and s.location = any (places_)
    and s.serial = '' and s.container = '' and s.owner = ''
  order by s.location for update;
  return query
    select p.location, s.qty, c.count, c.sheet, c.at
    from unnest(places_) as p (location)
    left join stock s on (s.site, s.item, s.location, s.lot, s.serial, s.container, s.owner) = (site_, item_, p.location, lot_, '', '', '')
    left join lateral (
      select one.count, one.sheet, one.at from settled_counts one
      where (one.site, one.item, one.location, one.lot) = (site_, item_, p.location, lot_)
        and (one.at, one.seen, one.count) > (at_, seen_, count_)
      order by one.at, one.seen, one.count limit 1
    ) c on true;
end $$;`;

export const settledFunctions = [bookAt, countsAfter].join('\n');

export const settledCountsTable: TableMigration = {
  name: 'settled-counts',
  sql: [table, settledFunctions].join('\n'),
};
