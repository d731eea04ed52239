/** What is known of goods that somebody wants to move. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { countedJson, typedJson } from '../items/counted.store.ts';
import type { ItemCounted, TypedUnit } from '../items/counted.ts';

type Tx = Transaction<Tables>;

/** What somebody wants to move, by its codes. */
export interface Wished {
  readonly item: string;
  readonly unit: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly serial: string;
  readonly owner: string;
}

/** What is known of it, by one question: places and partners that there are, and where the piece stands now. */
export interface Known {
  readonly item: ItemCounted | null;
  readonly typed: TypedUnit | null;
  readonly places: readonly string[];
  /** Where it goes holds so much at most. */
  readonly bounded: boolean;
  readonly partner: boolean;
  readonly piece: string | null;
}

/** What is not wished is not asked: a smaller statement is planned once a connection, a larger one each time. */
export async function knownOf(tx: Tx, site: string, { item, unit, from, to, serial, owner }: Wished): Promise<Known> {
  const typed = unit === null ? sql`null::jsonb` : sql`(${typedJson(site, item, unit)})`;
  const partner =
    owner === ''
      ? sql`true`
      : sql`exists (select from vendors where site = ${site} and code = ${owner})
        or exists (select from customers where site = ${site} and code = ${owner})`;
  const piece =
    serial === ''
      ? sql`null::text`
      : sql`(select location from stock where site = ${site} and item = ${item} and serial = ${serial} and serial <> '' and qty > 0)`;
  const { rows } = await sql<Known>`/* prepared */
    select (${countedJson(site, item)}) as item, ${typed} as typed,
      array(select code from locations where site = ${site} and code in (${from}, ${to})) as places,
      exists (select from locations where site = ${site} and code = ${to} and capacity is not null) as bounded,
      ${partner} as partner, ${piece} as piece`.execute(tx);
  const [known] = rows;
  if (!known) throw new Error('one row was asked for and none came');
  return known;
}
