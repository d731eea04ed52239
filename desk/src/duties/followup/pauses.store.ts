/** Pauses of follow-up and their ends in the database. */
import { sql, type Transaction } from 'kysely';
import { todayAt } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import { knownVendor, lockOpenPurchaseLine } from '../purchasing/purchasing.store.ts';
import { noPause } from './followup.messages.ts';
import type { Asked, Known, NewPause, Pause } from './pauses.ts';

type Tx = Transaction<Tables>;

/** What is known of what is to be paused, with its line locked. */
export const knownOf = async (tx: Tx, site: Site, { vendor, ref }: Asked): Promise<Known> => ({
  today: todayAt(site),
  vendor: await knownVendor(tx, site.code, vendor),
  line: ref === null ? undefined : await lockOpenPurchaseLine(tx, site.code, ref),
});

export async function keepPause(tx: Tx, site: string, pause: NewPause): Promise<number> {
  const { id } = await tx
    .insertInto('follow_up_pauses')
    .values({ ...pause, site })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** One that was ever made, whether it stands or not, as its line is called now. */
export async function pauseCalled(tx: Tx, site: string, id: number) {
  const { rows } = await sql<Pick<Pause, 'id' | 'vendor' | 'vendor_name' | 'ref'> & { readonly ended: boolean }>`
    select p.id, p.vendor, v.name as vendor_name, coalesce(l.order_no || '/' || l.line, p.ref) as ref,
      exists (select from follow_up_pause_ends e where e.pause = p.id) as ended
    from follow_up_pauses p join vendors v on v.site = p.site and v.code = p.vendor left join purchase_lines l on l.id = p.purchase_line
    where p.site = ${site} and p.id = ${id}`.execute(tx);
  if (!rows[0]) throw new Refusal(404, 'not-found', noPause(id));
  return rows[0];
}

/** Two who end it at once end it once. */
export async function keepEnd(tx: Tx, site: string, pause: number, vendor: string): Promise<void> {
  await tx
    .insertInto('follow_up_pause_ends')
    .values({ pause, site, vendor })
    .onConflict((twice) => twice.column('pause').doNothing())
    .execute();
}

/**
 * Those that stand today: of a vendor, and of each of his open lines, the latest, unless it was ended or its day has come. A line that
 * was given to another vendor leaves its pause behind; one that is deleted ends it.
 */
export async function pausesOf(tx: Tx, site: Site): Promise<readonly Pause[]> {
  const { rows } = await sql<Pause>`
    select p.id, p.vendor, v.name as vendor_name, l.order_no || '/' || l.line as ref, p.until, p.reason, p.at, ${writerNamed('p.who')} as by
    from (
      select distinct on (vendor, purchase_line) * from follow_up_pauses
      where site = ${site.code} and (ref is null or purchase_line is not null) order by vendor, purchase_line, id desc) p
    join vendors v on v.site = p.site and v.code = p.vendor
    left join purchase_lines l on l.id = p.purchase_line
    where (p.until is null or p.until > ${todayAt(site)}::date)
      and (p.ref is null or (l.vendor = p.vendor and l.state = 'open' and l.received < l.qty))
      and not exists (select from follow_up_pause_ends e where e.pause = p.id)
    order by p.id`.execute(tx);
  return rows;
}
