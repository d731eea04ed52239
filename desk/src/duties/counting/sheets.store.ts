/** Sheets in the database: made, counted, found more on, ended. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person } from '../../server/http.ts';
import { lastPosted } from '../inventory/settled.store.ts';
import type { Class } from './abc.ts';
import { apartOf } from './apart.store.ts';
import type { Apart } from './apart.ts';
import { apartWords } from './counting.messages.ts';
import type { SheetOrigin } from './counting.tables.ts';
import type { LineState, SheetState } from './counting.ts';
import type { Frozen } from './freezes.store.ts';

type Tx = Transaction<Tables>;
type Who = Pick<Person, 'id' | 'name'>;

/** A bin is what no serial, container or owner tells apart, as the ledger settles it. */
export const loose = sql`serial = '' and container = '' and owner = ''`;

export const sheetCalled = (id: number): string => `CS-${id}`;

export interface NewLine {
  readonly item: string;
  readonly location: string;
  readonly class: Class;
  readonly why: string;
}

/** A bin of a line: all of an item at a location, one lot a line. */
export interface ChosenBin {
  readonly item: string;
  readonly location: string;
}

/** A location is one of those that are named; "A-*": all that begin so. */
export function isAmong(locations: readonly string[], location: RawBuilder<unknown>): RawBuilder<boolean> {
  const exact = locations.filter((one) => !one.endsWith('*'));
  const begins = locations.filter((one) => one.endsWith('*')).map((one) => one.slice(0, -1));
  return sql`(${location} = any(${exact}::text[])
    or exists (select from unnest(${begins}::text[]) b where starts_with(${location}, b)))`;
}

/** Bins by locations (as `isAmong`), items or both; with what was there once where `empty` is wanted. Goods on the way stand in none. */
export async function binsChosen(
  tx: Tx,
  site: string,
  {
    locations,
    items,
    empty,
  }: { readonly locations: readonly string[]; readonly items: readonly string[]; readonly empty: boolean },
): Promise<readonly ChosenBin[]> {
  const { rows } = await sql<ChosenBin>`
    select item, location from stock where site = ${site} and ${loose}
      and (${locations.length === 0} or ${isAmong(locations, sql`location`)})
      and (${items.length === 0} or item = any(${[...items]}::text[]))
      and location not in (select code from locations where site = ${site} and kind = 'transit')
    group by item, location having ${empty} or bool_or(qty <> 0)
    order by location, item`.execute(tx);
  return rows;
}

export async function itemNames(tx: Tx, site: string): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.selectFrom('items').select(['code', 'name']).where('site', '=', site).execute();
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** The open sheet on which each of these bins stands already. */
export async function onOpenSheets(tx: Tx, site: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<ChosenBin & { readonly sheet: number }>`
    select distinct item, location, sheet from lines_open where site = ${site}`.execute(tx);
  return new Map(rows.map((row) => [binKey(row), row.sheet]));
}
export const binKey = ({ item, location }: ChosenBin): string => JSON.stringify([item, location]);

/** One line for each lot that the ledger knows there; without any, one for the bin. */
export async function keepSheet(
  tx: Tx,
  site: string,
  { id: person, name: who }: Who,
  sheet: { readonly origin: SheetOrigin; readonly note: string | null; readonly lines: readonly NewLine[] },
): Promise<{ readonly id: number; readonly lines: number }> {
  const { origin, note } = sheet;
  const { id } = await tx
    .insertInto('count_sheets')
    .values({ site, person, who, origin, note })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { numAffectedRows } = await sql`
    insert into count_lines (sheet, site, item, location, lot, class, why)
    select ${id}, ${site}, w.item, w.location, coalesce(s.lot, ''), w.class, w.why
    from jsonb_to_recordset(${JSON.stringify(sheet.lines)}::jsonb) as w (item text, location text, class text, why text)
    left join lateral (
      select lot from (select * from stock where ${loose}) s where s.site = ${site} and s.item = w.item and s.location = w.location
        and (s.qty <> 0 or not exists (select from stock o where ${loose} and (o.site, o.item, o.location) = (s.site, s.item, s.location) and o.qty <> 0))
    ) s on true
    order by w.location, w.item, s.lot`.execute(tx);
  return { id, lines: Number(numAffectedRows ?? 0) };
}

/** Sheets with where they stand, the newest first. */
export async function sheetsOf(tx: Tx, site: string, { id, open }: { readonly id?: number; readonly open?: boolean }) {
  const { rows } = await sql<{
    id: number;
    made_at: string;
    who: string;
    origin: SheetOrigin;
    note: string | null;
    state: SheetState;
    lines: number;
    left: number;
    waiting: number;
    frozen: Frozen | null;
  }>`
    select * from (
      select s.id, s.made_at, s.who, s.origin, s.note, n.lines, n."left" + p.n as "left", n.waiting,
        (select jsonb_build_object('at', f.at, 'who', f.who) from sheets_frozen f where f.sheet = s.id) as frozen,
        case when n."left" + p.n > 0 then 'open' when n.waiting > 0 then 'counted' else 'done' end as state
      from count_sheets s join lateral (
        select count(*) as lines, count(*) filter (where state in ('open', 'again')) as "left",
          count(*) filter (where state = 'counted') as waiting
        from count_states where sheet = s.id
      ) n on true join lateral (select count(*) as n from places_open where sheet = s.id) p on true
      where s.site = ${site} and (${id ?? null}::bigint is null or s.id = ${id ?? null}::bigint)
    ) sheets
    where ${open ?? null}::boolean is null or (state <> 'done') = ${open ?? null}::boolean
    order by id desc limit 500`.execute(tx);
  return rows.map((row) => ({ ...row, sheet: sheetCalled(row.id) }));
}

/** At how many places something is to be counted or approved. */
export async function placesLeft(tx: Tx, sheet: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct location) as n from (
      select location from lines_open where sheet = ${sheet} union all select location from places_open where sheet = ${sheet}) places`.execute(
    tx,
  );
  return Number(rows[0]?.n ?? 0);
}

/** Whether anything at a place stands, or stood, on a sheet. */
export async function hasPlace(tx: Tx, sheet: number, location: string): Promise<boolean> {
  const { rows } = await sql`
    select from count_lines where sheet = ${sheet} and location = ${location}
    union all select from count_places where sheet = ${sheet} and location = ${location} limit 1`.execute(tx);
  return rows.length > 0;
}

export async function sheetOf(tx: Tx, site: string, id: number) {
  const [found] = await sheetsOf(tx, site, { id });
  if (!found) throw notFound('count sheet', sheetCalled(id));
  return found;
}

/** Where to look for what, in the order of the walk. */
export async function linesToCount(tx: Tx, site: string, sheet: number) {
  const { rows } = await sql<{
    line: number;
    location: string;
    item: string;
    item_name: string | null;
    lot: string;
    unit: string;
    units: string[];
    state: LineState;
    counter: string | null;
    apart: Apart | null;
  }>`
    select l.line, l.location, l.item, i.name as item_name, l.lot, i.unit, l.state, c.person as counter, ${apartOf('l')} as apart,
      array(select u.unit from item_units u where u.site = l.site and u.item = l.item and u.unit <> i.unit order by u.unit) as units
    from count_states l join items i on i.site = l.site and i.code = l.item
    left join counts c on c.id = l.count
    where l.site = ${site} and l.sheet = ${sheet} order by l.location, l.item, l.lot, l.line`.execute(tx);
  return rows.map(({ apart, ...row }) => ({ ...row, without: apart && apartWords(apart) }));
}

/** A line, which nobody else counts or decides about until this is done. */
export async function lineToCount(tx: Tx, site: string, line: number) {
  await tx.selectFrom('count_lines').select('id').where('id', '=', line).where('site', '=', site).forUpdate().execute();
  const found = await tx
    .selectFrom('count_states as l')
    .leftJoin('counts as c', 'c.id', 'l.count')
    .innerJoin('items as i', (join) => join.onRef('i.site', '=', 'l.site').onRef('i.code', '=', 'l.item'))
    .select(['l.line', 'l.sheet', 'l.item', 'l.location', 'l.lot', 'l.class', 'l.state', 'i.unit_cost'])
    .select('c.person')
    .select((at) =>
      at
        .exists(
          at
            .selectFrom('count_decisions as d')
            .innerJoin('counts as o', 'o.id', 'd.count')
            .select('d.count')
            .whereRef('o.line', '=', 'l.line'),
        )
        .as('asked'),
    )
    .where('l.site', '=', site)
    .where('l.line', '=', line)
    .executeTakeFirst();
  if (!found) throw notFound('line of a count sheet', String(line));
  return found;
}

export interface NewCount {
  readonly at: string;
  readonly qty: number;
  readonly entered: { readonly qty: number; readonly unit: string } | null;
  readonly via: 'phone' | 'paper';
}

export async function keepCount(tx: Tx, line: number, { id: person, name: who }: Who, one: NewCount) {
  const { at, qty, entered, via } = one;
  return tx
    .insertInto('counts')
    .values({
      line,
      at,
      seen: await lastPosted(tx),
      qty,
      entered_qty: entered?.qty ?? null,
      entered_unit: entered?.unit ?? null,
      person,
      who,
      via,
    })
    .returning(['id as count', 'at', 'seen'])
    .executeTakeFirstOrThrow();
}

/** A line for what nobody knew to lie there; undefined when the sheet has it. */
export async function addLine(
  tx: Tx,
  site: string,
  sheet: number,
  line: NewLine & { readonly lot: string },
): Promise<number | undefined> {
  const added = await tx
    .insertInto('count_lines')
    .values({ ...line, site, sheet })
    .onConflict((conflict) => conflict.columns(['sheet', 'location', 'item', 'lot']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added?.id;
}

export const keepEnd = (tx: Tx, sheet: number, { id: person, name: who }: Who, reason: string) =>
  tx
    .insertInto('count_ends')
    .values({ sheet, person, who, reason })
    .onConflict((conflict) => conflict.column('sheet').doNothing())
    .execute();
