/** Places of an inventory at which the book has nothing: chosen, looked at. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Person } from '../../server/http.ts';
import { isAmong, loose } from './sheets.store.ts';

type Tx = Transaction<Tables>;

/** Of the locations (as `isAmong`) those where nothing lies and nothing lay, and that are on no open sheet; on the way is no place. */
export async function emptyPlaces(tx: Tx, site: string, locations: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ location: string }>`
    select l.code as location from locations l where l.site = ${site} and l.kind <> 'transit'
      and ${isAmong(locations, sql`l.code`)}
      and not exists (select from stock s where s.site = l.site and s.location = l.code
        and (s.qty <> 0 or ${loose}))
      and not exists (select from places_open p where p.site = l.site and p.location = l.code)
    order by l.code`.execute(tx);
  return rows.map(({ location }) => location);
}

export async function keepPlaces(tx: Tx, site: string, sheet: number, places: readonly string[]): Promise<void> {
  if (places.length > 0)
    await tx
      .insertInto('count_places')
      .values(places.map((location) => ({ sheet, site, location, looked_at: null, person: null, who: null })))
      .execute();
}

export const placesOf = (tx: Tx, sheet: number) =>
  tx
    .selectFrom('count_places')
    .select(['location', 'looked_at', 'who'])
    .where('sheet', '=', sheet)
    .orderBy('location')
    .execute();

/** Whether the book has something loose there by now: what came since the sheet was made. */
export async function cameSince(tx: Tx, site: string, location: string): Promise<boolean> {
  const { rows } = await sql`
    select from stock where site = ${site} and location = ${location} and qty <> 0 and ${loose} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Somebody looked there; who looks after him changes nothing. False: it is no such place of the sheet. */
export async function keepLook(
  tx: Tx,
  sheet: number,
  location: string,
  { id: person, name: who }: Pick<Person, 'id' | 'name'>,
  at: string,
): Promise<boolean> {
  const place = await tx
    .selectFrom('count_places')
    .select('looked_at')
    .where('sheet', '=', sheet)
    .where('location', '=', location)
    .forUpdate()
    .executeTakeFirst();
  if (place && place.looked_at === null)
    await tx
      .updateTable('count_places')
      .set({ looked_at: at, person, who })
      .where('sheet', '=', sheet)
      .where('location', '=', location)
      .execute();
  return place !== undefined;
}
