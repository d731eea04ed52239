/** Places that hold so much at most: what is there, whether more fits, and where else there is room. */
import { sql, type Transaction } from 'kysely';
import { decimalText, steps } from '../../house/amounts.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { ItemCounted, UnitOf } from '../items/counted.ts';
import { takesGoods } from './closed.tables.ts';
import { overfullWords, reasonForOverfull } from './movements.messages.ts';
import { type Bounded, fits, type Goods, putAt, roomOf, uncounted } from './room.ts';

type Tx = Transaction<Tables>;

/** What is put somewhere, in the item's unit. */
export interface Coming {
  readonly item: string;
  readonly qty: number;
}

const unitJson = (of: string) =>
  sql`jsonb_build_object('code', ${sql.ref(`${of}.code`)}, 'base', ${sql.ref(`${of}.base`)}, 'factor', ${sql.ref(`${of}.factor`)})`;

/** Those of the places that have a bound, with all that is there, of whomever and in whatever. */
async function boundedOf(tx: Tx, site: string, places: readonly string[]): Promise<ReadonlyMap<string, Bounded>> {
  const { rows } = await sql<{
    place: string;
    capacity: number;
    unit: UnitOf;
    item: ItemCounted | null;
    ofItem: string | null;
    qty: number | null;
  }>`
    select l.code as place, l.capacity, ${unitJson('p')} as unit, s.qty, o.factor as "ofItem",
      case when i.code is null then null else jsonb_build_object('code', i.code, 'decimals', u.decimals, 'unit', ${unitJson('u')}) end as item
    from locations l join units p on p.site = l.site and p.code = l.capacity_unit
    left join lateral (select item, sum(qty) as qty from stock where site = l.site and location = l.code and qty > 0 group by item) s on true
    left join items i on i.site = l.site and i.code = s.item left join units u on u.site = i.site and u.code = i.unit
    left join item_units o on o.site = l.site and o.item = s.item and o.unit = l.capacity_unit
    where l.site = ${site} and l.code = any(${[...places]}::text[]) and l.capacity is not null order by l.code, s.item`.execute(
    tx,
  );
  const found = new Map<string, Bounded & { lying: Goods[] }>();
  for (const { place, capacity, unit, item, ofItem, qty } of rows) {
    const one = found.get(place) ?? { place, capacity, unit, lying: [] };
    if (item && qty !== null) one.lying.push({ item, ofItem, qty });
    found.set(place, one);
  }
  return found;
}

async function goodsAt(tx: Tx, site: string, unit: string, coming: readonly Coming[]): Promise<readonly Goods[]> {
  const { rows } = await sql<Goods>`
    select jsonb_build_object('code', i.code, 'decimals', u.decimals, 'unit', ${unitJson('u')}) as item, o.factor as "ofItem", c.qty
    from jsonb_to_recordset(${JSON.stringify(coming)}::jsonb) as c (item text, qty numeric)
    join items i on i.site = ${site} and i.code = c.item join units u on u.site = i.site and u.code = i.unit
    left join item_units o on o.site = i.site and o.item = i.code and o.unit = ${unit}`.execute(tx);
  return rows;
}

/** Other usable stores for an item: where it is already, the fullest of it first; where it is put away; those with a bound. */
async function othersFor(tx: Tx, site: string, item: string, not: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ place: string }>`
    select l.code as place from locations l
    left join (select location, sum(qty) as there from stock where site = ${site} and item = ${item} and qty > 0 group by location) s on s.location = l.code
    left join items i on i.site = l.site and i.code = ${item} and i.put_away = l.code
    where l.site = ${site} and l.kind = 'store' and l.usable and ${takesGoods('l')} and l.code <> all(${[...not]}::text[]) and (s.there is not null or i.code is not null or l.capacity is not null)
    order by s.there is null, s.there desc, i.code is null, l.code limit 500`.execute(tx);
  return rows.map(({ place }) => place);
}

const amountOf = (qty: number, { item }: Goods): string =>
  `${decimalText(steps(qty, item.decimals, 'down'), item.decimals)} ${item.unit.code}`;

/** The first of the others that takes all of the rest; else the one with the most room. Null room: it has no bound. */
async function elsewhere(tx: Tx, site: string, not: readonly string[], rest: Coming) {
  const others = await othersFor(tx, site, rest.item, not);
  const bounded = await boundedOf(tx, site, others);
  // Of many places there are few units.
  const counted = new Map<string, Goods>();
  for (const unit of new Set([...bounded.values()].map((one) => one.unit.code)))
    for (const goods of await goodsAt(tx, site, unit, [rest])) counted.set(unit, goods);
  let most: { readonly place: string; readonly room: string | null; readonly fits: number } | undefined;
  for (const place of others) {
    const one = bounded.get(place);
    if (!one) return { place, room: null, fits: rest.qty };
    const goods = counted.get(one.unit.code);
    const found = { place, room: `${roomOf(one)} ${one.unit.code}`, fits: goods ? fits(one, goods) : 0 };
    if (found.fits >= rest.qty) return found;
    if (found.fits > (most?.fits ?? 0)) most = found;
  }
  return most;
}

/** What would be too much of what comes to a place, as a sentence with the way out; undefined: it fits, or nothing says how much does. */
export async function overfullAt(
  tx: Tx,
  site: string,
  { from, to }: { readonly from: string | null; readonly to: string },
  coming: readonly Coming[],
) {
  const place = (await boundedOf(tx, site, [to])).get(to);
  if (!place) return undefined;
  const goods = await goodsAt(tx, site, place.unit.code, coming);
  const decision = putAt(place, goods);
  if (decision.kind !== 'confirm') return undefined;
  const [filling] = decision.facts;
  if (!filling) throw new Error('it is asked whether goods are put there, without saying how full it would be');
  const { filled, coming: more, over } = filling;
  const [one] = goods;
  const fitting = one && goods.length === 1 ? fits(place, one) : 0;
  const rest = one && goods.length === 1 ? { item: one.item.code, qty: one.qty - fitting } : undefined;
  const other = rest && (await elsewhere(tx, site, from === null ? [to] : [to, from], rest));
  return {
    place: to,
    other: other?.place ?? null,
    text: overfullWords({
      place: to,
      capacity: place.capacity,
      unit: place.unit.code,
      filled,
      coming: more,
      over,
      uncounted: uncounted(place),
      out:
        one && rest && other
          ? {
              fits: fitting > 0 ? amountOf(fitting, one) : null,
              rest: amountOf(Math.min(rest.qty, other.fits), one),
              place: other.place,
              room: other.room,
            }
          : null,
    }),
    values: { filled, coming: more, over, room: roomOf(place) },
  };
}

/**
 * Asks who puts more at a place than it holds; true: he said yes to it, with a reason. It asks, and bounds nothing: two who put
 * something there at one moment may both be told that it fits.
 */
export async function askRoom(
  tx: Tx,
  site: string,
  way: { readonly from: string | null; readonly to: string },
  coming: readonly Coming[],
  said: string | undefined,
): Promise<boolean> {
  const over = await overfullAt(tx, site, way, coming);
  if (!over) return false;
  if (said === undefined)
    throw new Refusal(409, 'overfull', over.text, { values: { confirm: 'overfull', ...over.values } });
  if (said === '') throw faultAt('because', null, reasonForOverfull, 'reason-missing');
  return true;
}
