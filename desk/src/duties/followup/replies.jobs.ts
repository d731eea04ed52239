/** Reads the mailbox each minute: each mail once, whatever becomes of the worker in between. */
import { present } from '../../house/clock.ts';
import type { Database } from '../../server/database/database.ts';
import type { Job } from '../../server/jobs.ts';
import { mailboxSaid, type RawMail, readNew } from '../../server/mailbox.ts';
import { type Mailbox, mailboxOf } from '../../server/mailboxserver.ts';
import { untilKept } from '../../server/untilkept.ts';
import { nothingRead, readIncoming } from '../mail/incoming.import.ts';
import { keepLook, nameOf, placeOf } from '../mail/mailbox.store.ts';
import { keepReply } from './arrivals.store.ts';

export const mailboxJob: Job<object> = {
  name: 'mailbox',
  lease: 600,
  retries: 0,
  cron: '* * * * *',
  run: async ({ db }) => {
    const box = mailboxOf(process.env);
    if (box) await look(db, box);
  },
};

async function look(db: Database, box: Mailbox): Promise<void> {
  const mailbox = nameOf(box);
  try {
    await readNew(box, await placeOf(db, mailbox), present(), (mail) => take(db, mailbox, mail));
    await keepLook(db, mailbox, present(), null);
  } catch (error) {
    console.error(`the mailbox ${mailbox} could not be read: ${mailboxSaid(error, box)}`);
    await keepLook(db, mailbox, present(), mailboxSaid(error, box));
  }
}

async function take(db: Database, mailbox: string, mail: RawMail): Promise<void> {
  const came = { ...mail, mailbox };
  const read = await readIncoming(mail.bytes, mail.cut);
  await untilKept(() => keepReply(db, came, read, present())).catch(async (error: unknown) => {
    if (!isOfItsContent(error)) throw error;
    // One that cannot be kept as it is keeps no other from being read.
    console.error(error);
    await keepReply(db, came, nothingRead, present());
  });
}

/** PostgreSQL took no part of it as it is written (data_exception, check_violation). After all else it is read anew at the next look. */
const isOfItsContent = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && /^(22|23514)/.test(String(error.code));
