/** An item with its unit, and a unit that was typed of it: what `counted.ts` counts with. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { ItemCounted, TypedUnit } from './counted.ts';

type Tx = Transaction<Tables>;

const unitJson = sql`jsonb_build_object('code', u.code, 'base', u.base, 'factor', u.factor)`;

/** As a value in a larger question; null when there is no such item. */
export const countedJson = (site: string, item: string) => sql<ItemCounted | null>`
  select jsonb_build_object('code', i.code, 'decimals', u.decimals, 'unit', ${unitJson})
  from items i join units u on u.site = i.site and u.code = i.unit where i.site = ${site} and i.code = ${item}`;

export const typedJson = (site: string, item: string, unit: string | null) => sql<TypedUnit | null>`
  select jsonb_build_object('unit', ${unitJson}, 'ofItem', o.factor)
  from units u left join item_units o on o.site = u.site and o.unit = u.code and o.item = ${item}
  where u.site = ${site} and u.code = ${unit}`;

/** An item with its unit; undefined when there is none. */
export async function itemCounted(tx: Tx, site: string, item: string): Promise<ItemCounted | undefined> {
  const { rows } = await sql<{ item: ItemCounted | null }>`select (${countedJson(site, item)}) as item`.execute(tx);
  return rows[0]?.item ?? undefined;
}

export async function typedUnit(tx: Tx, site: string, item: string, unit: string): Promise<TypedUnit | undefined> {
  const { rows } = await sql<{ typed: TypedUnit | null }>`select (${typedJson(site, item, unit)}) as typed`.execute(tx);
  return rows[0]?.typed ?? undefined;
}
