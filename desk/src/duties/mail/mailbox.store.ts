/** How far a mailbox was read, in the database. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Mailbox } from '../../server/mailboxserver.ts';

type Db = Kysely<Tables>;

/** Where in a mailbox a mail lies. */
export interface At {
  readonly mailbox: string;
  readonly validity: string;
  readonly uid: number;
}

export const nameOf = ({ user, host, port, folder }: Pick<Mailbox, 'user' | 'host' | 'port' | 'folder'>): string =>
  `${user}@${host}:${port}/${folder}`;

export const placeOf = (db: Db, mailbox: string) =>
  db.selectFrom('mailbox_places').selectAll().where('mailbox', '=', mailbox).executeTakeFirst();

/** That it was looked at, or what kept it from being. */
export async function keepLook(db: Db, mailbox: string, now: string, said: string | null): Promise<void> {
  await db
    .insertInto('mailbox_places')
    .values({ mailbox, validity: '', uid: 0, looked_at: now, said })
    .onConflict((again) => again.column('mailbox').doUpdateSet({ looked_at: now, said }))
    .execute();
}

/** With the mail that lies there, which is written with it. */
export async function advance(tx: Db, { mailbox, validity, uid }: At, now: string): Promise<void> {
  await tx
    .insertInto('mailbox_places')
    .values({ mailbox, validity, uid, looked_at: now, said: null })
    .onConflict((again) =>
      again.column('mailbox').doUpdateSet({
        validity,
        uid: sql`case when mailbox_places.validity = excluded.validity then greatest(mailbox_places.uid, excluded.uid) else excluded.uid end`,
      }),
    )
    .execute();
}
