/** Until when goods may be used, and the question to who takes them to their work after that day. */
import { sql, type Transaction } from 'kysely';
import { wallClock } from '../../house/clock.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { expiredWords, reasonForExpired } from './expired.messages.ts';
import { type Dated, goesToWork } from './expired.ts';

type Tx = Transaction<Tables>;
type Goods = Omit<Dated, 'expires'> & { readonly serial?: string };

/** Goods with their last day: of a lot it is one wherever it lies, also where the books have none of it; without a lot that of the piece, else the first of what lies there loose or in containers. */
export async function datedOf<Some extends Goods>(
  tx: Tx,
  site: string,
  goods: readonly Some[],
): Promise<readonly (Some & Dated)[]> {
  if (goods.length === 0) return [];
  const { rows } = await sql<{ at: number; expires: string }>`
    select g.at, min(s.expires)::text as expires
    from jsonb_to_recordset(${JSON.stringify(goods.map(({ item, location, lot, serial = '' }, at) => ({ at, item, location, lot, serial })))}::jsonb)
      as g (at int, item text, location text, lot text, serial text)
    join stock s on s.site = ${site} and s.item = g.item and s.lot = g.lot and s.owner = '' and s.expires is not null
      and (g.lot <> '' or (s.location = g.location and s.serial = g.serial and s.qty > 0))
    group by g.at`.execute(tx);
  const days = new Map(rows.map(({ at, expires }) => [at, expires]));
  return goods.map((one, at) => ({ ...one, expires: days.get(at) ?? null }));
}

/** Asks who takes goods to their work on the plant's day of a moment; answers why he takes what has expired, null: nothing has. */
export async function askExpired(
  tx: Tx,
  site: Site,
  goods: readonly Goods[],
  at: string,
  said: string | undefined,
): Promise<string | null> {
  const day = wallClock(site.zone, at).slice(0, 10);
  const decision = goesToWork(await datedOf(tx, site.code, goods), day);
  if (decision.kind !== 'confirm') return null;
  if (said === undefined)
    throw new Refusal(409, decision.code, expiredWords(decision.values, day), {
      values: { confirm: decision.code, ...decision.values },
    });
  if (said === '') throw faultAt('because', null, reasonForExpired, 'reason-missing');
  return said;
}
