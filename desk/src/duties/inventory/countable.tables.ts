/**
 * Of an item no more stands than is planned with (`mostCounted`). Looked at where a balance grows beyond a hundredth of that, under
 * the item's own lock, so that two who post at once do not both pass it, and nobody waits for anybody else's item, or for a small
 * balance of his; what takes away is never refused.
 *
 * Who posts a movement waits for the lock before he locks any balance. Who writes a balance itself holds it already when it is
 * looked at: where the item is posted at that moment he is told to try again, for a wait would close a circle.
 */
import type { TableMigration } from '../../server/database/columns.ts';
import { states } from '../../server/database/states.ts';
import { lockedOnce, postMovement } from './post.tables.ts';

/** As `mostCounted` of the house says. */
export const countableBalances: TableMigration = {
  name: 'countable-balances',
  sql: `
create function most_counted(site_ text, item_ text) returns numeric language sql stable as $$
  select least(10::numeric ^ (12 - u.decimals), 100000000000)
  from items i join units u on u.site = i.site and u.code = i.unit where i.site = site_ and i.code = item_ $$;
create function item_lock(site text, item text) returns bigint language sql immutable as $$
  select hashtextextended(site || '/' || item, 3) $$;
create or replace function balance_counted() returns trigger language plpgsql as $$
declare
  most numeric := most_counted(new.site, new.item);
  total numeric;
begin
  if abs(new.qty) < most / 100 then return null; end if;
  if not pg_try_advisory_xact_lock(item_lock(new.site, new.item)) then
    raise exception 'stock of % is posted at this moment', new.item using errcode = 'serialization_failure';
  end if;
  total := (select sum(abs(qty)) from stock where site = new.site and item = new.item);
  if total > most then
    raise exception '% of % are more than can be planned with', total, new.item using errcode = '${states.beyondCounting}',
      detail = jsonb_build_object('item', new.item, 'total', total, 'most', most)::text;
  end if;
  return null;
end $$;
drop trigger counted_insert on stock;
drop trigger counted_update on stock;
create trigger counted_insert after insert on stock for each row when (abs(new.qty) >= 10000) execute function balance_counted();
create trigger counted_update after update of qty on stock for each row
  when (abs(new.qty) >= 10000 and abs(new.qty) > abs(old.qty)) execute function balance_counted();
${postMovement(lockedOnce)}`,
};
