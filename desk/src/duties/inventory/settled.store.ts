/** What counts hold of the ledger: their turn, the book up to it, and which of them a movement comes too late for. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

type Tx = Transaction<Tables>;

export interface Bin {
  readonly item: string;
  readonly location: string;
  readonly lot: string;
}

/** Where something stands among all that moved and was counted at a bin. */
export interface Turn {
  readonly at: string;
  /** The last movement that was posted by then. */
  readonly seen: number;
  /** Of a count its number; of a movement 0. */
  readonly count: number;
}

/** A count that saw already what moved. */
export interface Seen {
  readonly location: string;
  readonly balance: number | null;
  readonly count: number;
  readonly sheet: string;
  readonly at: string;
}

interface Moving {
  readonly item: string;
  readonly lot: string;
  readonly serial?: string;
  readonly container?: string;
  readonly toContainer?: string;
  readonly owner?: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly movedAt: string;
  readonly reverses?: number;
}

/** After all that is posted. */
const last = Number.MAX_SAFE_INTEGER;

/** A movement stands where it moved; one that takes another back, where that stood: it says that it never was. */
export async function turnOf(tx: Tx, { movedAt, reverses }: Pick<Moving, 'movedAt' | 'reverses'>): Promise<Turn> {
  const origin =
    reverses === undefined
      ? undefined
      : await tx.selectFrom('movements').select(['id', 'moved_at']).where('id', '=', reverses).executeTakeFirst();
  return origin ? { at: origin.moved_at, seen: origin.id, count: 0 } : { at: movedAt, seen: last, count: 0 };
}

/** Where a movement takes from a bin and where it brings to one. */
export type Bins = readonly [from: string | null, to: string | null];

/** Places at which a movement touches a bin: what is told by no serial, container or owner. */
export function binsOf({ from, to, serial = '', owner = '', container = '', toContainer = container }: Moving): Bins {
  if (serial !== '' || owner !== '') return [null, null];
  return [container === '' ? from : null, toContainer === '' ? to : null];
}

/** The first count after a turn at each place of a movement, its balances locked from here on. */
export async function countsAfter(
  tx: Tx,
  site: string,
  moving: Moving,
  { at, seen, count }: Turn,
): Promise<readonly Seen[]> {
  const { item, lot } = moving;
  const places = binsOf(moving).filter((place) => place !== null);
  if (places.length === 0) return [];
  const { rows } = await sql<Seen>`
    select * from counts_after(${site}, ${item}, ${lot}, ${places}::text[], ${at}::timestamptz, ${seen}::bigint, ${count}::bigint)
    where count is not null`.execute(tx);
  return rows;
}

/** Locks bins that are counted, in the order in which movements lock balances; where there is none it is made, of nothing. */
export async function lockBins(tx: Tx, site: string, bins: readonly Bin[]): Promise<void> {
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(bins)}::jsonb) as bin (item text, location text, lot text)`;
  await sql`
    insert into stock (site, item, location, lot, qty) select distinct ${site}, item, location, lot, 0 from ${wanted}
    order by item, location, lot on conflict (site, item, location, lot, serial, container, owner) do nothing`.execute(
    tx,
  );
  await sql`
    select 1 from stock join ${wanted} using (item, location, lot) where site = ${site} and serial = '' and container = '' and owner = ''
    order by item, location, lot for update of stock`.execute(tx);
}

/** What the ledger says of a bin up to a turn. */
export async function bookAt(tx: Tx, site: string, bin: Bin, { at, seen, count }: Turn): Promise<number> {
  const { rows } = await sql<{ book: number }>`
    select book_at(${site}, ${bin.item}, ${bin.location}, ${bin.lot}, ${at}::timestamptz, ${seen}::bigint, ${count}::bigint) as book`.execute(
    tx,
  );
  return rows[0]?.book ?? 0;
}

/** The last movement that was posted by now: a count written down now has seen what came until then. */
export async function lastPosted(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from movements`.execute(tx);
  return rows[0]?.id ?? 0;
}
