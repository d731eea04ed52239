/** Mails that came, in the database: kept once with what they answer, laid beside lines, and what a person did with them. */
import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { instantOf, nowAt, todayAt, wallClock } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { type Site, stamp } from '../../server/http.ts';
import { mostBytes } from '../../server/mailbox.ts';
import { siteCalled } from '../../server/site.ts';
import { keepContact } from '../hotlist/contacts.store.ts';
import type { Attached, Incoming } from '../mail/incoming.ts';
import { type At, advance } from '../mail/mailbox.store.ts';
import { lockOpenPurchaseLine } from '../purchasing/purchasing.store.ts';
import {
  beforeOrderWords,
  bigWords,
  bouncedWords,
  goneWords,
  mendIt,
  noSuchReply,
  noteWords,
  readIt,
  readWords,
  repliedWords,
  takenWords,
} from './replies.messages.ts';
import { type DatedLine, kindOf, marksIn, matchOf, type ReplyKind, type ReplyMatch } from './replies.ts';
import { datesIn, type FoundDate } from './replydates.ts';
import { newTextOf } from './replytext.ts';

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
    await tx
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
      .execute();
    // A mail that is only delayed, and what a program answers, change nothing of what is to be done.
    const isNews = kind === 'reply' || (kind === 'bounce' && mail.bounce?.final === true);
    if (match.inquiry !== null && isNews) await tellLines(tx, site, match.inquiry, { ...mail, size: came.size });
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
    vendors:
      mail.from_address === ''
        ? []
        : await tx
            .selectFrom('vendors')
            .select(['site', 'code'])
            .where(sql<string>`lower(email)`, '=', mail.from_address)
            .limit(2)
            .execute(),
    usualSite: sites.code,
  };
}

/** Each line that was asked about and is still open comes back to be followed up. */
async function tellLines(
  tx: Tx,
  site: Site,
  inquiry: number,
  mail: Incoming & { readonly size: number },
): Promise<void> {
  const whom = (mail.from_name || mail.from_address || 'mail').slice(0, 120);
  const said = saidBy(mail);
  for (const ref of await openRefs(tx, inquiry))
    await keepContact(tx, site.code, {
      ...noDates,
      kind: 'purchase_line',
      ref,
      with_whom: whom,
      channel: 'mail',
      said,
      nextAction: mail.bounce ? mendIt : readIt,
      nextAt: nowAt(site),
    });
}

function saidBy({ bounce, text, size }: Incoming & { readonly size: number }): string {
  if (bounce) return bouncedWords(bounce.recipient, bounce.said);
  return size > mostBytes ? bigWords((size / 1e6).toFixed(1)) : repliedWords(newTextOf(text));
}

const noDates = {
  newDate: null,
  promised: false,
  means: null,
  askedByUs: false,
  shippedAt: null,
  shippedNote: null,
} as const;

/** Locked in the order of their names, so that each is open still when it is told. */
async function openRefs(tx: Tx, inquiry: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('inquiry_lines as x')
    .innerJoin('inquiries as i', 'i.id', 'x.inquiry')
    .innerJoin('purchase_lines as l', (join) =>
      join.onRef('l.id', '=', 'x.purchase_line').onRef('l.vendor', '=', 'i.vendor'),
    )
    .select(sql<string>`concat(l.order_no, '/', l.line)`.as('ref'))
    .where('x.inquiry', '=', inquiry)
    .where('l.state', '=', 'open')
    .orderBy('ref')
    .forUpdate('l')
    .execute();
  return rows.map(({ ref }) => ref);
}

interface Stored {
  readonly id: number;
  readonly kind: ReplyKind;
  readonly matched: ReplyMatch | null;
  readonly vendor: string | null;
  readonly vendor_name: string | null;
  readonly inquiry: number | null;
  readonly from_vendor: boolean;
  readonly from_address: string;
  readonly from_name: string;
  readonly subject: string;
  readonly text: string;
  readonly files: Attached[];
  readonly said: string | null;
  readonly size: number;
  readonly came_on: string;
  readonly arrived: string;
  readonly done_by: string | null;
  readonly lines: { ref: string; ordered: string | null }[];
  readonly taken: { ref: string; day: string; by: string }[];
}

const line = sql<string>`concat(l.order_no, '/', l.line)`;

/** Lines are those that it answers; of one that answers no mail of ours all open lines of its vendor. */
async function stored(
  tx: Tx,
  site: string,
  of: { id?: number; ref?: string | undefined; open?: boolean; limit: number },
) {
  const { rows } = await sql<Stored>`
    select r.id, r.kind, r.matched, r.vendor, v.name as vendor_name, r.inquiry, r.from_vendor, r.from_address, r.from_name, r.subject, r.text,
      r.files, r.said, r.size, to_char(r.came_on, 'YYYY-MM-DD') as came_on, r.arrived,
      (select ${writerNamed(sql`d.who`)} from reply_acts d where d.reply = r.id and d.act = 'done') as done_by, (
        select coalesce(json_agg(json_build_object('ref', f.ref, 'ordered', f.ordered) order by f.ref), '[]') from (
          select ${line} as ref, to_char(l.ordered_on, 'YYYY-MM-DD') as ordered from purchase_lines l
          where l.site = r.site and l.vendor = r.vendor and l.state = 'open' and l.received < l.qty
            and (r.inquiry is null or exists (select from inquiry_lines x where x.inquiry = r.inquiry and x.purchase_line = l.id))
          order by l.order_no, l.line limit 200) f) as lines, (
        select coalesce(json_agg(json_build_object('ref', a.ref, 'day', to_char(a.day, 'YYYY-MM-DD'), 'by', ${writerNamed(sql`a.who`)}) order by a.id), '[]')
        from reply_acts a where a.reply = r.id and a.act = 'date') as taken
    from replies r left join vendors v on v.site = r.site and v.code = r.vendor
    where r.site = ${site}
      and (${of.id ?? null}::bigint is null or r.id = ${of.id ?? null})
      and (${of.ref ?? null}::text is null or exists (
        select from inquiry_lines x join purchase_lines l on l.id = x.purchase_line where x.inquiry = r.inquiry and ${line} = ${of.ref ?? null}))
      and (${of.open !== true} or not exists (select from reply_acts d where d.reply = r.id and d.act = 'done'))
    order by r.id desc limit ${of.limit}`.execute(tx);
  return rows;
}

const datesOf = ({ kind, text, came_on }: Pick<Stored, 'kind' | 'text' | 'came_on'>): readonly FoundDate[] =>
  kind === 'reply' ? datesIn(newTextOf(text), came_on) : [];

export async function repliesOf(tx: Tx, site: Site, of: { ref?: string | undefined; open?: boolean; limit: number }) {
  const today = todayAt(site);
  return (await stored(tx, site.code, of)).map((reply) => {
    const own = newTextOf(reply.text);
    return {
      ...reply,
      text: own,
      quotes: own.length < reply.text.trim().length,
      whole: reply.text,
      lines: reply.lines.map(({ ref }) => ref),
      dates: datesOf(reply).map(({ day, words, notes }) => {
        const ordered = reply.lines
          .flatMap((one) => one.ordered ?? [])
          .toSorted()
          .at(0);
        const early = ordered !== undefined && day < ordered;
        return {
          day,
          words,
          notes: [
            ...notes.map((note) => noteWords[note]),
            ...(early ? [beforeOrderWords(ordered, today)] : day < today ? [goneWords] : []),
          ],
        };
      }),
    };
  });
}

/** A mail with what its days may be promised of, those lines locked. */
export async function replyToTake(tx: Tx, site: Site, id: number, refs: readonly string[]) {
  const [reply] = await stored(tx, site.code, { id, limit: 1 });
  if (!reply) throw new Refusal(404, 'not-found', noSuchReply(id));
  const lines: DatedLine[] = [];
  for (const ref of [...new Set(refs)].toSorted()) {
    const locked = await lockOpenPurchaseLine(tx, site.code, ref);
    const own = reply.lines.find((one) => one.ref === ref);
    if (locked?.vendor === reply.vendor && own) lines.push({ ref, id: locked.id, ordered: own.ordered });
  }
  // Read behind the locks: who takes a day at the same moment waits for the other's.
  const { rows: taken } = await sql<{ ref: string; day: string }>`
    select ref, to_char(day, 'YYYY-MM-DD') as day from reply_acts where reply = ${id} and act = 'date' order by id`.execute(
    tx,
  );
  return { reply, lines, taken, dates: datesOf(reply) };
}

/** A promise of each line, with the mail that it comes of. */
export async function keepDate(
  tx: Tx,
  site: Site,
  reply: Pick<Stored, 'id' | 'from_name' | 'from_address' | 'subject'>,
  {
    day,
    words,
    means,
    lines,
  }: {
    readonly day: string;
    readonly words: string;
    readonly means: PromiseMeans | null;
    readonly lines: readonly DatedLine[];
  },
): Promise<void> {
  for (const { ref, id } of lines) {
    const { contact } = await keepContact(tx, site.code, {
      ...noDates,
      kind: 'purchase_line',
      ref,
      with_whom: (reply.from_name || reply.from_address || 'mail').slice(0, 120),
      channel: 'mail',
      said: takenWords(words, reply.subject),
      newDate: instantOf(site.zone, day, site.dueTime),
      promised: true,
      means,
      nextAction: null,
      nextAt: null,
    });
    await tx
      .insertInto('reply_acts')
      .values({ reply: reply.id, site: site.code, act: 'date', purchase_line: id, ref, contact: contact.id, day })
      .execute();
  }
}

/** Answers whether it was not put away before. Lines that no day was taken of are followed up by their cadence again. */
export async function putAwayReply(tx: Tx, site: Site, id: number): Promise<boolean> {
  const [reply] = await stored(tx, site.code, { id, limit: 1 });
  if (!reply) throw new Refusal(404, 'not-found', noSuchReply(id));
  const made = await tx
    .insertInto('reply_acts')
    .values({ reply: id, site: site.code, act: 'done', purchase_line: null, ref: null, contact: null, day: null })
    .onConflict((twice) => twice.column('reply').where('act', '=', 'done').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return false;
  if (reply.inquiry !== null && reply.kind === 'reply')
    for (const ref of await openRefs(tx, reply.inquiry))
      if (!reply.taken.some((one) => one.ref === ref))
        await keepContact(tx, site.code, {
          ...noDates,
          kind: 'purchase_line',
          ref,
          with_whom: (reply.from_name || reply.from_address || 'mail').slice(0, 120),
          channel: 'mail',
          said: readWords(reply.subject),
          nextAction: null,
          nextAt: null,
        });
  return true;
}
