/** Mails to vendors in the database: what one is drafted of, how it is kept, what became of it. */
import { randomInt } from 'node:crypto';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { dayNumber, dayOfNumber, instantOf, present, todayAt, wallClock } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Language } from '../../house/languages.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import type { MailServer } from '../../server/mailserver.ts';
import { keepContact, noDates } from '../hotlist/contacts.store.ts';
import { mailSaid } from '../mail/mail.messages.ts';
import { beginAnew, writeMails } from '../mail/mail.store.ts';
import type { MailState } from '../mail/mail.ts';
import { lockOpenPurchaseLines } from '../purchasing/purchasing.store.ts';
import { makeLink } from '../vendorpage/links.store.ts';
import { linkDays } from '../vendorpage/vendorpage.ts';
import { cadenceOfSite } from './cadence.store.ts';
import { type Asks, followUpsOf } from './followup.store.ts';
import { cadenceOf, type FollowReason } from './followup.ts';
import { inquiredWords, missedWords, noInquiry, nothingDue, notListed, tooMany } from './inquiries.messages.ts';
import { askOf, type InquiredLine, type InquiryKnown, missedOn, mostLines, type NewInquiry } from './inquiries.ts';

type Tx = Transaction<Tables>;

export async function vendorCalled(tx: Tx, site: string, code: string) {
  return tx
    .selectFrom('vendors')
    .select([
      'code',
      'name',
      'contact',
      'email',
      'language',
      'acknowledge_days',
      'confirm_days',
      'ask_at_ship',
      'late_every_days',
    ])
    .where('site', '=', site)
    .where('code', '=', code)
    .executeTakeFirst();
}

export const ownTexts = (tx: Tx, site: string, language: Language) =>
  tx
    .selectFrom('inquiry_texts')
    .selectAll()
    .where('site', '=', site)
    .where('language', '=', language)
    .executeTakeFirst();

/** The lines of a vendor that are named, in their order on the list; without any, those that are due today. */
export async function linesToAsk(tx: Tx, site: Site, vendor: string, refs: readonly string[] | undefined, asks: Asks) {
  const listed = (await followUpsOf(tx, site, asks)).rows.filter((row) => row.vendor === vendor);
  const missing = refs?.find((ref) => !listed.some((row) => row.ref === ref));
  if (missing !== undefined) throw new Refusal(422, 'no-line', notListed(missing, vendor));
  const chosen = listed.filter((row) => refs?.includes(row.ref) ?? row.today);
  if (chosen.length === 0) throw new Refusal(422, 'nothing-due', nothingDue(vendor));
  if (chosen.length > mostLines) throw new Refusal(422, 'too-many', tooMany(chosen.length, mostLines));
  const known = await datesOf(
    tx,
    site,
    vendor,
    chosen.map((row) => row.ref),
  );
  return chosen.flatMap((row): InquiredLine[] => {
    const line = known.get(row.ref);
    return line
      ? [
          {
            ...line,
            item_name: row.item_name,
            qty: row.qty,
            unit: row.unit,
            ask: askFor(row.reason, line, todayAt(site)),
          },
        ]
      : [];
  });
}

const askFor = (
  reason: FollowReason,
  { promised, required }: Pick<InquiredLine, 'promised' | 'required'>,
  today: string,
) => askOf(reason, { promised: promised !== null, gone: (promised ?? required ?? today) < today });

type Dated = Pick<InquiredLine, 'ref' | 'order_no' | 'line' | 'item' | 'vendor_item' | 'required' | 'promised'>;

async function datesOf(
  tx: Tx,
  site: Site,
  vendor: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, Dated>> {
  const rows = await tx
    .selectFrom('purchase_lines as l')
    .select((of) => [
      ref.as('ref'),
      'l.order_no',
      'l.line',
      'l.item',
      'l.required',
      'l.promised',
      of
        .selectFrom('sources as o')
        .select('o.vendor_item')
        .whereRef('o.site', '=', 'l.site')
        .whereRef('o.item', '=', 'l.item')
        .whereRef('o.vendor', '=', 'l.vendor')
        .where('o.vendor_item', 'is not', null)
        .orderBy('o.rank')
        .limit(1)
        .as('vendor_item'),
    ])
    .where('l.site', '=', site.code)
    .where('l.vendor', '=', vendor)
    .where(sql<boolean>`${ref} = any(${refs}::text[])`)
    .execute();
  const day = (at: string | null): string | null => (at === null ? null : wallClock(site.zone, at).slice(0, 10));
  return new Map(rows.map((row) => [row.ref, { ...row, required: day(row.required), promised: day(row.promised) }]));
}

const ref = sql<string>`concat(l.order_no, '/', l.line)`;

/** What is known of a mail that is to be sent, with its lines locked. */
export async function knownOfInquiry(
  tx: Tx,
  site: Site,
  asked: NewInquiry,
  server: MailServer | undefined,
): Promise<InquiryKnown> {
  const lines = (await lockOpenPurchaseLines(tx, site.code, asked.refs))
    .filter(({ vendor }) => vendor === asked.vendor)
    .map(({ ref: name, id }) => ({ ref: name, id }));
  return {
    vendor: (await vendorCalled(tx, site.code, asked.vendor)) !== undefined,
    setUp: server !== undefined,
    desk: server?.desk !== undefined,
    lines,
    lately: await latelyAbout(tx, site, lines),
  };
}

async function latelyAbout(tx: Tx, site: Site, lines: InquiryKnown['lines']): Promise<InquiryKnown['lately']> {
  const found = await tx
    .selectFrom('inquiry_lines as l')
    .innerJoin('inquiries as i', 'i.id', 'l.inquiry')
    .innerJoin('mails as m', 'm.id', 'i.mail')
    .select(['l.purchase_line', 'i.at', writerNamed('i.who').as('by')])
    .where(sql<boolean>`l.purchase_line = any(${lines.map((line) => line.id)}::bigint[])`)
    .where('m.state', '<>', 'failed')
    .where('i.at', '>', sql<string>`now() - interval '1 day'`)
    .orderBy('i.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const line = lines.find(({ id }) => id === found?.purchase_line);
  return found && line ? { ref: line.ref, by: found.by, at: wallClock(site.zone, found.at).slice(11, 16) } : undefined;
}

export interface WrittenInquiry extends NewInquiry {
  readonly with_whom: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
}

/** Writes it to the outbox and into the log of contacts: each line comes back when an answer to it is missed. */
export async function keepInquiry(
  tx: Tx,
  site: Site,
  written: WrittenInquiry,
  {
    lines,
    by,
    server,
    asks,
  }: { readonly lines: InquiryKnown['lines']; readonly by: string; readonly server: MailServer; readonly asks: Asks },
): Promise<number> {
  const { vendor, recipient, link: linked, refs: _, ...rest } = written;
  const asked = await asksOf(tx, site, vendor, lines, asks);
  const mark = newMark();
  const subject = `${rest.subject.replaceAll(/\s+/g, ' ')} [${mark}]`;
  const [mail] = await writeMails(
    tx,
    site.code,
    [{ recipient, subject, publication: null, department: null, prints: [], inquiry: true }],
    { by, from: server.from },
  );
  if (mail === undefined) throw new Error(`no mail was written to ${recipient}`);
  const made = linked ? await makeLink(tx, site, { vendor, order_no: null, days: linkDays.usual }) : undefined;
  const { id } = await tx
    .insertInto('inquiries')
    .values({
      ...rest,
      site: site.code,
      vendor,
      recipient,
      subject,
      mark,
      mail,
      link: made?.link.id ?? null,
      link_token: made?.token ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const { ref: name, id: line } of lines) {
    const { ask, missed } = asked(name);
    const { contact } = await keepContact(tx, site.code, {
      ...noDates,
      kind: 'purchase_line',
      ref: name,
      with_whom: rest.with_whom,
      channel: 'mail',
      said: inquiredWords(ask, subject, recipient),
      nextAction: missedWords,
      nextAt: instantOf(site.zone, missed, '08:00'),
    });
    await tx
      .insertInto('inquiry_lines')
      .values({ inquiry: id, site: site.code, ref: name, purchase_line: line, ask, contact: contact.id })
      .execute();
  }
  return id;
}

/** What each line is asked for as it stands now, and the day on which an answer to that is missed. */
async function asksOf(tx: Tx, site: Site, vendor: string, lines: InquiryKnown['lines'], who: Asks) {
  const own = await vendorCalled(tx, site.code, vendor);
  const company = (await cadenceOfSite(tx, site.code)).cadence;
  const cadence = own ? cadenceOf(own, company) : company;
  const listed = (await followUpsOf(tx, site, who)).rows;
  const dated = await datesOf(
    tx,
    site,
    vendor,
    lines.map((line) => line.ref),
  );
  const today = todayAt(site);
  return (name: string) => {
    const line = dated.get(name) ?? { promised: null, required: null };
    const ask = askFor(listed.find((row) => row.ref === name)?.reason ?? 'confirm', line, today);
    return { ask, missed: dayOfNumber(missedOn(ask, cadence, dayNumber(today))) };
  };
}

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const newMark = (): string => `HL-${Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')}`;

export async function inquiryOfMail(tx: Tx, mail: number) {
  return tx
    .selectFrom('inquiries')
    .select(['id', 'text', 'language', 'link_token', writerNamed('who').as('by')])
    .where('mail', '=', mail)
    .executeTakeFirstOrThrow();
}

export async function forgetLink(tx: Tx, mail: number): Promise<void> {
  await tx
    .updateTable('inquiries')
    .set({ link_token: null })
    .where('mail', '=', mail)
    .where('link_token', 'is not', null)
    .execute();
}

interface Stored {
  readonly id: number;
  readonly vendor: string;
  readonly recipient: string;
  readonly with_whom: string;
  readonly subject: string;
  readonly text: string;
  readonly link: boolean;
  readonly refs: string[];
  readonly at: string;
  readonly by: string;
  readonly message_id: string;
  readonly mail: number;
  readonly state: MailState;
  readonly tries: number;
  readonly next_at: string;
  readonly refusal: string | null;
  readonly sent_at: string | null;
  readonly bounced: string | null;
}

/** The latest first. */
async function stored(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<readonly Stored[]> {
  const { rows } = await sql<Stored>`
    select i.id, i.vendor, i.recipient, i.with_whom, i.subject, i.text, i.link is not null as link, i.at, ${writerNamed(sql`i.who`)} as by,
      m.id as mail, m.message_id, m.state, m.tries, m.next_at, m.said as refusal, m.sent_at, (
        select r.said from replies r where r.inquiry = i.id and r.kind = 'bounce' order by r.id desc limit 1) as bounced, (
        select json_agg(coalesce(p.order_no || '/' || p.line, l.ref) order by l.ref) from inquiry_lines l
        left join purchase_lines p on p.id = l.purchase_line where l.inquiry = i.id) as refs
    from inquiries i join mails m on m.id = i.mail where ${where} order by i.id desc limit ${limit}`.execute(tx);
  return rows;
}

export async function inquiriesOf(
  tx: Tx,
  site: Site,
  {
    ref: about,
    vendor,
    limit,
  }: { readonly ref?: string | undefined; readonly vendor?: string | undefined; readonly limit: number },
  setUp: boolean,
) {
  const called = about === undefined ? undefined : lineCalled(about);
  if (about !== undefined && !called) return [];
  const ofLine = sql`exists (select from inquiry_lines x join purchase_lines l on l.id = x.purchase_line
    where x.inquiry = i.id and l.order_no = ${called?.order ?? ''} and l.line = ${called?.line ?? 0})`;
  const rows = await stored(
    tx,
    sql`i.site = ${site.code} and (${called === undefined} or ${ofLine}) and (${vendor ?? null}::text is null or i.vendor = ${vendor ?? null})`,
    limit,
  );
  const at = { setUp, zone: site.zone, now: present() };
  return rows.map(({ mail: _, tries, next_at, refusal, sent_at, ...row }) => ({
    ...row,
    said: mailSaid({ recipient: row.recipient, state: row.state, tries, next_at, said: refusal, sent_at }, at),
  }));
}

/** Answers whose address it goes to, and whether it had failed. */
export async function beginInquiryAnew(tx: Tx, site: string, id: number) {
  const [found] = await stored(tx, sql`i.site = ${site} and i.id = ${id}`, 1);
  if (!found) throw new Refusal(404, 'not-found', noInquiry(id));
  await beginAnew(tx, [found.mail]);
  return { recipient: found.recipient, failed: found.state === 'failed' };
}

/** What a server wrote back of the latest mail to an address; null: nothing, or there was none. */
export async function bouncedLast(tx: Tx, site: string, recipient: string | null): Promise<string | null> {
  if (recipient === null) return null;
  const [last] = await stored(tx, sql`i.site = ${site} and lower(i.recipient) = lower(${recipient})`, 1);
  return last?.bounced ?? null;
}
