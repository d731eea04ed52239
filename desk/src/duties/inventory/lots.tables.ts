/** Lots that are dated: all that lies of one is locked before anything of it is posted. */
import type { TableMigration } from '../../server/database/columns.ts';
import { states } from '../../server/database/states.ts';

const ofLot = 'site = site_ and item = item_ and lot = lot_';
const names = `
      select container_lock(site_, container) from stock where ${ofLot} and container <> ''
      union select piece_lock(site_, item_, serial) from stock where ${ofLot} and serial <> ''
      union select piece_lock(site_, item_, serial_) where serial_ <> '' order by 1`;
const inOrder = 'item, serial, location, lot, container, owner';

/**
 * Locks what movements would lock that meet any balance of a lot, in their order (`post_movement`): names, the item, balances. Whoever
 * dates lots of an item goes after another. While it waited somebody may have brought some of the lot to another place: then all but
 * the item is let go and locked anew, for a balance more would be met out of order.
 */
export const lotsHeld: TableMigration = {
  name: 'lots-held',
  sql: `
create function hold_lot(site_ text, item_ text, lot_ text, serial_ text) returns void language plpgsql as $$
declare
  names bigint[];
  held bigint[];
begin
  loop
    begin
      names := array(${names});
      perform pg_advisory_xact_lock(name) from unnest(names) with ordinality as one (name, turn) order by turn;
      perform pg_advisory_xact_lock(item_lock(site_, item_));
      held := array(select id from stock where ${ofLot} order by ${inOrder} for update);
      if names = array(${names}) and not exists (select from stock where ${ofLot} and id <> all(held)) then return; end if;
      raise exception 'more of the lot came meanwhile' using errcode = '${states.lotGrew}';
    exception when sqlstate '${states.lotGrew}' then null;
    end;
  end loop;
end $$;`,
};
