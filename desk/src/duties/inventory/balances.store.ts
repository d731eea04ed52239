/** Balances as they stand, or as they stood at a moment, and the movements behind one of them. */

import { sql, type Transaction } from 'kysely';
import { toMillionth } from '../../house/amounts.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type ListOf, type ListOptions, listed } from '../../server/lists.ts';
import { movementsOf } from './movements.store.ts';
import { type BalanceKey, placeKinds, tookFrom } from './movements.ts';
import { legsOf, movedBy, told } from './sums.store.ts';

type Tx = Transaction<Tables>;

const list: ListOf = {
  name: 'Stock',
  fields: [
    { name: 'item', label: 'Item', type: 'text' },
    { name: 'item_name', label: 'Name', type: 'text' },
    { name: 'location', label: 'Location', type: 'text' },
    { name: 'kind', label: 'Kind', type: 'choice', choices: placeKinds },
    { name: 'lot', label: 'Lot', type: 'text' },
    { name: 'serial', label: 'Serial', type: 'text' },
    { name: 'container', label: 'Container', type: 'text' },
    { name: 'owner', label: 'Owner', type: 'text' },
    { name: 'qty', label: 'On hand', type: 'number' },
    { name: 'allocated', label: 'Reserved', type: 'number' },
    { name: 'free', label: 'Free', type: 'number' },
    { name: 'unit', label: 'Unit', type: 'text' },
    { name: 'usable', label: 'Usable', type: 'boolean' },
    { name: 'available_from', label: 'Available from', type: 'instant' },
    { name: 'expires', label: 'Expires', type: 'date' },
  ],
  searched: ['item', 'item_name', 'location', 'lot', 'serial', 'container'],
};

export interface BalanceRow {
  readonly id: number;
  readonly item: string;
  readonly item_name: string | null;
  readonly location: string;
  readonly kind: string;
  readonly lot: string;
  readonly serial: string;
  readonly container: string;
  readonly owner: string;
  readonly qty: number;
  readonly allocated: number | null;
  readonly free: number | null;
  readonly unit: string;
  readonly usable: boolean;
  readonly available_from: string | null;
  readonly expires: string | null;
}

/** So many movements are read to come to a moment back from now; if it is more, up from the sum before it. */
const mostBack = 100_000;

/** By the leg that began it, or by where it stood: a number that no two balances share, whether they still stand or not. */
async function stoodAt(tx: Tx, site: string, asof: string, most: number) {
  const { rows } = await sql<{ after: number }>`
    select count(*)::int as after from (
      select from movements where site = ${site} and moved_at > ${asof}::timestamptz limit ${most + 1}) later`.execute(
    tx,
  );
  const near = (rows[0]?.after ?? 0) <= most;
  const all = near
    ? sql`select id as number, ${told}, qty from stock where site = ${site} and qty <> 0
        union all select -number, ${told}, -qty from (${legsOf(site, sql`m.moved_at > ${asof}::timestamptz`)}) later`
    : await movedBy(tx, site, asof);
  return sql`(select max(number) as id, ${site} as site, ${told}, sum(qty) as qty from (${all}) legs group by ${told} having sum(qty) <> 0)`;
}

/** By pages; `asof`: what had moved by then, whenever it was posted. */
export async function balancesOf(
  tx: Tx,
  site: string,
  asof: string | undefined,
  options: ListOptions,
  most = mostBack,
) {
  const stand =
    asof === undefined ? sql`(select * from stock where site = ${site})` : await stoodAt(tx, site, asof, most);
  const days = asof === undefined ? sql`b.available_from, b.expires` : sql`now_.available_from, now_.expires`;
  const now = asof === undefined ? sql`` : sql`left join stock now_ using (site, ${told})`;
  // Reservations are of a lot at a place, whatever it stands in.
  const reserved =
    asof === undefined
      ? sql`case when b.owner = '' then coalesce(a.qty, 0) else 0 end as allocated,
          case when not l.usable or b.owner <> '' then 0 when a.qty is null then greatest(b.qty, 0)
          else greatest(0, least(b.qty, (select sum(s.qty) from stock s where s.site = b.site and s.item = b.item
            and s.location = b.location and s.lot = b.lot and s.owner = '') - a.qty)) end as free`
      : sql`null::numeric as allocated, null::numeric as free`;
  const from = sql`(
    select b.id, b.item, i.name as item_name, b.location, l.kind, b.lot, b.serial, b.container, b.owner, b.qty, ${reserved}, i.unit, l.usable, ${days}
    from ${stand} b ${now} left join (
      select site, item, location, lot, sum(qty) as qty from allocations
      where site = ${site} and location is not null and coalesce(until >= site_today(${site}), true)
      group by site, item, location, lot) a using (site, item, location, lot) join items i on i.site = b.site and i.code = b.item
    join locations l on l.site = b.site and l.code = b.location) balances`;
  const dear = asof !== undefined;
  // Enough to add up some tens of thousands of balances without a file.
  if (dear) await sql`select set_config('work_mem', '64MB', true)`.execute(tx);
  return listed<BalanceRow>(tx, list, { columns: sql`*`, from, where: [], id: 'id', dear }, options);
}

/** The movements behind one balance, the latest first, each with what was on hand after it. */
export async function movementsBehind(
  tx: Tx,
  site: string,
  of: BalanceKey,
  page: { readonly before?: number | undefined; readonly limit: number },
) {
  const { item, location, lot, serial, container, owner } = of;
  const rows = await movementsOf(tx, site, { item, location, lot, serial, container, owner, ...page });
  const { rows: sums } = await sql<{ qty: number }>`
    select coalesce(sum(qty), 0) as qty from movement_legs
    where site = ${site} and (${told}) = (${item}, ${location}, ${lot}, ${serial}, ${container}, ${owner})
      and (movement < ${page.before ?? null}::bigint) is not false`.execute(tx);
  let after = sums[0]?.qty ?? 0;
  return rows.map((row) => {
    const here = { ...row, after };
    after = toMillionth(after + (tookFrom(of, row) ? row.qty : -row.qty));
    return here;
  });
}
