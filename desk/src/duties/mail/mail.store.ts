/** Mails in the database: written with what they tell of, taken by one worker at a time, and what became of them. */
import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { addressesIn } from '../../house/mailaddresses.ts';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import { leaseSeconds, type Settled } from './mail.ts';

type Db = Kysely<Tables>;
type Tx = Transaction<Tables>;

/** Where the dispatch list of each department is sent; those without an address are not in it. */
export async function addressesAt(tx: Db, site: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx
    .selectFrom('departments')
    .select(['code', 'addresses'])
    .where('site', '=', site)
    .where('addresses', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.code, addressesIn(row.addresses).good]));
}

export interface NewMail {
  readonly recipient: string;
  readonly subject: string;
  readonly publication: number | null;
  readonly department: string | null;
  readonly prints: readonly number[];
  readonly inquiry?: boolean;
}

/** `from`: the address they are from. One a publication and address, however often it is written. Answers those that were written. */
export async function writeMails(
  tx: Db,
  site: string,
  mails: readonly NewMail[],
  { by, from }: { readonly by: string; readonly from: string },
): Promise<readonly number[]> {
  if (mails.length === 0) return [];
  const host = from.slice(from.lastIndexOf('@') + 1);
  const written = await tx
    .insertInto('mails')
    .values(
      mails.map(({ prints, ...mail }) => ({
        ...mail,
        site,
        message_id: `<hotlist.${randomUUID()}@${host}>`,
        prints: JSON.stringify(prints),
        said: null,
        sent_at: null,
        asked_by: by,
      })),
    )
    .onConflict((conflict) => conflict.columns(['publication', 'recipient']).doNothing())
    .returning('id')
    .execute();
  return written.map(({ id }) => id);
}

/** Mails of earlier publications that did not go out are sent no more; answers their tickets, by address. */
export async function overtake(
  tx: Db,
  site: string,
  departments: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const gone = await tx
    .updateTable('mails')
    .set({ state: 'overtaken' })
    .where('site', '=', site)
    .where('state', 'in', ['waiting', 'failed'])
    .where(sql<boolean>`department = any(${departments}::text[])`)
    .returning(['recipient', 'department', 'prints', 'publication'])
    .execute();
  const own = await tx
    .selectFrom('publications')
    .select(['id', 'print'])
    .where(sql<boolean>`id = any(${gone.map((one) => one.publication)}::bigint[])`)
    .execute();
  const printOf = new Map(own.map((one) => [one.id, one.print]));
  const prints = new Map<string, number[]>();
  for (const { recipient, department, publication, prints: carried } of gone) {
    const key = sentTo(department ?? '', recipient);
    const print = printOf.get(publication ?? 0);
    prints.set(key, [...(prints.get(key) ?? []), ...carried, ...(print ? [print] : [])]);
  }
  return prints;
}

export const sentTo = (department: string, recipient: string): string => `${department}\n${recipient}`;

/** Mails that gave up begin anew, each with the identity that it had. */
export async function beginAnew(tx: Db, ids: readonly number[]): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ state: 'waiting', tries: 0, next_at: sql`clock_timestamp()`, said: null })
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .where('state', '=', 'failed')
    .execute();
}

/** The latest of a site, whatever they tell of. */
export async function latestMails(tx: Db, site: string, most: number) {
  return tx
    .selectFrom('mails')
    .select(['id', 'recipient', 'subject', 'state', 'tries', 'next_at', 'said', 'sent_at', 'asked_at', 'asked_by'])
    .where('site', '=', site)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

/** How many test mails an address was sent within so many minutes. Whoever asks waits until another who counts has written. */
export async function testsLately(tx: Db, recipient: string, minutes: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`test-mail/${recipient}`}))`.execute(tx);
  const { count } = await tx
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('recipient', '=', recipient)
    .where('publication', 'is', null)
    .where('inquiry', '=', false)
    .where('asked_at', '>', sql<string>`clock_timestamp() - make_interval(mins => ${minutes})`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function mailsOf(tx: Db, publications: readonly number[]) {
  return tx
    .selectFrom('mails')
    .select(['id', 'publication', 'recipient', 'state', 'tries', 'next_at', 'said', 'sent_at'])
    .where(sql<boolean>`publication = any(${publications}::bigint[])`)
    .orderBy('id')
    .execute();
}

const columns = [
  'id',
  'site',
  'message_id',
  'recipient',
  'subject',
  'publication',
  'inquiry',
  'prints',
  'tries',
  'asked_by',
] as const;
const mailer = { name: 'mail', email: '', via: 'cli' } as const;

/** The one that waits longest, for this worker alone until the lease is over; a try is counted before it is made. */
export async function takeNext(db: Database) {
  return db.transaction().execute(async (tx) => {
    const next = await tx
      .selectFrom('mails')
      .select(['id', 'site'])
      .where('state', '=', 'waiting')
      .where('next_at', '<=', sql<string>`clock_timestamp()`)
      .orderBy('next_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!next) return undefined;
    await stamp(tx, mailer, next.site);
    return tx
      .updateTable('mails')
      .set({ tries: sql`tries + 1`, next_at: after(leaseSeconds) })
      .where('id', '=', next.id)
      .returning(columns)
      .executeTakeFirstOrThrow();
  });
}

export type TakenMail = NonNullable<Awaited<ReturnType<typeof takeNext>>>;

const after = (seconds: number) => sql<string>`clock_timestamp() + make_interval(secs => ${seconds})`;

/**
 * That it was sent is true whoever else has it by now; what failed counts for the worker whose turn it still is. `sent`: what
 * comes of it, before its row is locked, as who publishes locks mails last.
 */
export async function settle(
  db: Database,
  { id, site, tries }: TakenMail,
  settled: Settled,
  sent: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<void> {
  await db.transaction().execute(async (tx: Tx) => {
    await stamp(tx, mailer, site);
    if (settled.state === 'sent') await sent(tx);
    const one = tx.updateTable('mails').where('id', '=', id);
    if (settled.state === 'sent')
      await one
        .set({ state: 'sent', said: null, sent_at: sql`clock_timestamp()` })
        .where('state', '<>', 'sent')
        .execute();
    else
      await one
        .set({
          said: settled.said,
          ...(settled.state === 'failed' ? { state: 'failed' } : { next_at: after(settled.pause) }),
        })
        .where('state', '=', 'waiting')
        .where('tries', '=', tries)
        .execute();
  });
}
