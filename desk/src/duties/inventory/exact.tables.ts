/**
 * Of an item no more stands than can be counted exactly: its balances and their sums are read as numbers of fifteen digits, in its
 * unit's decimals. Looked at where a balance grows beyond a million, so that nobody else waits for it; what takes away is never refused.
 */
import type { TableMigration } from '../../server/database/columns.ts';
import { states } from '../../server/database/states.ts';

export const exactBalances: TableMigration = {
  name: 'exact-balances',
  sql: `
create function balance_counted() returns trigger language plpgsql as $$
declare
  most numeric := (select least(10::numeric ^ (15 - u.decimals), 100000000000) from items i
    join units u on u.site = i.site and u.code = i.unit where i.site = new.site and i.code = new.item);
  total numeric := (select sum(abs(qty)) from stock where site = new.site and item = new.item);
begin
  if total >= most then
    raise exception '% of % cannot be counted exactly', total, new.item using errcode = '${states.beyondCounting}',
      detail = jsonb_build_object('item', new.item, 'total', total, 'most', most)::text;
  end if;
  return null;
end $$;
create trigger counted_insert after insert on stock for each row when (abs(new.qty) >= 1000000) execute function balance_counted();
create trigger counted_update after update of qty on stock for each row
  when (abs(new.qty) >= 1000000 and abs(new.qty) > abs(old.qty)) execute function balance_counted();`,
};
