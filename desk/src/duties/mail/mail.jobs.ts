/** Sends what waits in the outbox: right after it was written, and each minute what is to be tried again. */
import type { Transaction } from 'kysely';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Job } from '../../server/jobs.ts';
import { handOver, type Letter } from '../../server/mail.ts';
import { type MailServer, mailServerOf } from '../../server/mailserver.ts';
import { siteCalled } from '../../server/site.ts';
import { escaped } from './html.ts';
import { notComposed, testWords } from './mail.messages.ts';
import { settle, type TakenMail, takeNext } from './mail.store.ts';
import { afterTry, type Tried } from './mail.ts';

/** What a mail says, and what goes with it; `by`: the person who wrote it, and not the desk. */
export type Content = Pick<Letter, 'text' | 'html' | 'files' | 'by'>;

type PublicationMail = TakenMail & { readonly publication: number };

/** Of the duty that writes mails of one sort. */
export interface MailsOf<Mail> {
  /** Makes the content of one; `desk` is where people find the desk. */
  readonly compose: (tx: Transaction<Tables>, mail: Mail, desk: string | undefined) => Promise<Content>;
  /** What comes of its having been handed over. */
  readonly sent: (tx: Transaction<Tables>, mail: Mail) => Promise<void>;
}
export type PublicationMails = MailsOf<PublicationMail>;

interface Writers {
  readonly publications: PublicationMails;
  readonly inquiries: MailsOf<TakenMail>;
}

/** One job does no more, so that its lease holds also where each waits for a server that does not answer. */
const mostAtOnce = 40;

export const mailJobWith = (writers: Writers): Job<object> => ({
  name: 'mail',
  lease: 3600,
  retries: 1,
  cron: '* * * * *',
  run: async ({ db }) => {
    const server = mailServerOf(process.env);
    if (!server) return;
    for (let sent = 0; sent < mostAtOnce; sent++) {
      const mail = await takeNext(db);
      if (!mail) return;
      const tried = await tryOnce(db, server, mail, writers);
      await settle(db, mail, afterTry(mail.tries, tried, isTest(mail)), async (tx) => {
        if (isOfPublication(mail)) await writers.publications.sent(tx, mail);
        else if (mail.inquiry) await writers.inquiries.sent(tx, mail);
      });
    }
  },
});

const isOfPublication = (mail: TakenMail): mail is PublicationMail => mail.publication !== null;
const isTest = (mail: TakenMail): boolean => mail.publication === null && !mail.inquiry;

async function tryOnce(db: Database, server: MailServer, mail: TakenMail, writers: Writers): Promise<Tried> {
  const content = await contentOf(db, server, mail, writers);
  if (content === undefined) return { kind: 'refused', final: false, said: notComposed };
  return handOver(server, { ...content, to: mail.recipient, messageId: mail.message_id, subject: mail.subject });
}

/** Undefined, with the reason in the log: one that cannot be written keeps no other from being sent. */
async function contentOf(
  db: Database,
  server: MailServer,
  mail: TakenMail,
  { publications, inquiries }: Writers,
): Promise<Content | undefined> {
  try {
    return await db.transaction().execute((tx) => {
      if (isOfPublication(mail)) return publications.compose(tx, mail, server.desk);
      return mail.inquiry ? inquiries.compose(tx, mail, server.desk) : ofTest(tx, mail);
    });
  } catch (error) {
    console.error(error);
    return undefined;
  }
}

async function ofTest(tx: Transaction<Tables>, mail: TakenMail): Promise<Content> {
  const { name } = await siteCalled(tx, mail.site);
  const words = testWords(name, mail.asked_by);
  return { text: `${words}\n`, html: `<p>${escaped(words)}</p>`, files: [] };
}
