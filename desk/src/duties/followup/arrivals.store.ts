/** A mail that came is kept once, with whom it is of, and told to the lines that it answers. */
import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { nowAt, todayAt, wallClock } from '../../house/clock.ts';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type Site, stamp } from '../../server/http.ts';
import { siteCalled } from '../../server/site.ts';
import { keepContact, noDates } from '../hotlist/contacts.store.ts';
import type { Incoming } from '../mail/incoming.ts';
import { type At, advance } from '../mail/mailbox.store.ts';
import { vendorsAt } from './givings.store.ts';
import { bouncedWords, mendIt, readIt, saidBy, writerOf } from './replies.messages.ts';
import { answeredRefs } from './replies.store.ts';
import { kindOf, marksIn, matchOf } from './replies.ts';

type Tx = Transaction<Tables>;

export interface Came extends At {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly arrived: string;
}

const reader = { name: 'mailbox', email: '', via: 'cli' } as const;

/** A mail and how far its mailbox was read are one write: whoever dies in between has done neither. One that is known is passed over. */
export async function keepReply(db: Database, came: Came, mail: Incoming, now: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await advance(tx, came, now);
    const digest = createHash('sha256').update(came.bytes).digest('hex');
    const known = await tx.selectFrom('replies').select('id').where('digest', '=', digest).executeTakeFirst();
    if (known) return;
    const match = matchOf(await candidates(tx, mail));
    const site = await siteCalled(tx, match.site);
    await stamp(tx, reader, site.code);
    const kind = kindOf(mail);
    const { id } = await tx
      .insertInto('replies')
      .values({
        site: site.code,
        kind,
        matched: match.matched,
        vendor: match.vendor,
        inquiry: match.inquiry,
        from_vendor: match.fromVendor,
        digest,
        message_id: mail.message_id,
        from_address: mail.from_address,
        from_name: mail.from_name,
        subject: mail.subject,
        text: mail.text,
        files: JSON.stringify(mail.files),
        said: mail.bounce && bouncedWords(mail.bounce.recipient, mail.bounce.said),
        size: came.size,
        came_on: site.pinnedNow === null ? wallClock(site.zone, came.arrived).slice(0, 10) : todayAt(site),
        arrived: came.arrived,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    // A mail that is only delayed, and what a program answers, change nothing of what is to be done.
    const isNews = kind === 'reply' || kind === 'unread' || (kind === 'bounce' && mail.bounce?.final === true);
    if (match.inquiry !== null && isNews) await tellLines(tx, site, id, { ...mail, size: came.size });
  });
}

async function candidates(tx: Tx, mail: Incoming) {
  const ofInquiry = tx.selectFrom('inquiries as i').select(['i.id', 'i.site', 'i.vendor']);
  const marks = marksIn(mail.subject);
  const sites = await tx.selectFrom('sites').select('code').orderBy('code').limit(1).executeTakeFirstOrThrow();
  return {
    byMessage:
      mail.answers.length === 0
        ? undefined
        : await ofInquiry
            .innerJoin('mails as m', 'm.id', 'i.mail')
            .where(sql<boolean>`m.message_id = any(${mail.answers}::text[])`)
            .orderBy('i.id', 'desc')
            .executeTakeFirst(),
    byMark:
      marks.length === 0
        ? undefined
        : await ofInquiry.where(sql<boolean>`i.mark = any(${marks}::text[])`).executeTakeFirst(),
    vendors: mail.from_address === '' ? [] : await vendorsAt(tx, mail.from_address),
    usualSite: sites.code,
  };
}

/** Each line that was asked about and is still open comes back to be followed up. */
async function tellLines(tx: Tx, site: Site, id: number, mail: Incoming & { readonly size: number }): Promise<void> {
  for (const ref of await answeredRefs(tx, id))
    await keepContact(tx, site.code, {
      ...noDates,
      kind: 'purchase_line',
      ref,
      with_whom: writerOf(mail),
      channel: 'mail',
      said: mail.bounce ? bouncedWords(mail.bounce.recipient, mail.bounce.said) : saidBy(mail),
      nextAction: mail.bounce ? mendIt : readIt,
      nextAt: nowAt(site),
    });
}
