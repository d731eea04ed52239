/** What is put off, and its end. */
import { sql, type Transaction } from 'kysely';
import { todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import { lockOpenPurchaseLine } from '../purchasing/purchasing.store.ts';
import { pauseRefusals } from './followup.messages.ts';

type Tx = Transaction<Tables>;

export interface Pause {
  readonly id: number;
  readonly vendor: string;
  readonly ref: string | null;
  readonly until: string | null;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
}

export type NewPause = Pick<Pause, 'vendor' | 'ref' | 'until' | 'reason'>;

export async function pause(tx: Tx, site: Site, { vendor, ref, until, reason }: NewPause): Promise<number> {
  if (until !== null && until <= todayAt(site)) throw new Refusal(422, 'day-gone', pauseRefusals.dayGone(until));
  if (ref !== null && until === null) throw new Refusal(422, 'no-day', pauseRefusals.noDay(ref));
  if (ref !== null && (await lockOpenPurchaseLine(tx, site.code, ref))?.vendor !== vendor)
    throw new Refusal(422, 'no-line', pauseRefusals.noLine(ref, vendor));
  const known = await tx
    .selectFrom('vendors')
    .select('code')
    .where('site', '=', site.code)
    .where('code', '=', vendor)
    .executeTakeFirst();
  if (!known) throw new Refusal(422, 'no-vendor', pauseRefusals.noVendor(vendor));
  const { id } = await tx
    .insertInto('follow_up_pauses')
    .values({ site: site.code, vendor, ref, until, reason })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ended twice is ended once. */
export async function endPause(tx: Tx, site: string, id: number): Promise<void> {
  const found = await tx
    .selectFrom('follow_up_pauses')
    .select('vendor')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new Refusal(404, 'not-found', pauseRefusals.noPause(id));
  await tx
    .insertInto('follow_up_pause_ends')
    .values({ pause: id, site, vendor: found.vendor })
    .onConflict((twice) => twice.column('pause').doNothing())
    .execute();
}

/** Those that hold today: of a vendor and of each line the latest, unless it was ended or its day has come. */
export async function pausesOf(tx: Tx, site: Site): Promise<readonly Pause[]> {
  const { rows } = await sql<Pause>`
    select p.id, p.vendor, p.ref, p.until, p.reason, p.at, ${writerNamed('p.who')} as by
    from (select distinct on (vendor, ref) * from follow_up_pauses where site = ${site.code} order by vendor, ref, id desc) p
    where (p.until is null or p.until > ${todayAt(site)}::date)
      and not exists (select from follow_up_pause_ends e where e.pause = p.id)`.execute(tx);
  return rows;
}
