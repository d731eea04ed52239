/** Mails that came, in the database: laid beside the lines that they answer, and what a person did with them. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { instantOf, todayAt } from '../../house/clock.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import { lineCalled } from '../../house/kind.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import { keepContact, noDates } from '../hotlist/contacts.store.ts';
import type { Attached } from '../mail/incoming.ts';
import { lockOpenPurchaseLines } from '../purchasing/purchasing.store.ts';
import {
  beforeOrderWords,
  goneWords,
  noSuchReply,
  noteWords,
  readWords,
  takenWords,
  writerOf,
} from './replies.messages.ts';
import type { DatedLine, ReplyKind, ReplyMatch } from './replies.ts';
import { datesIn, type FoundDate } from './replydates.ts';
import { newTextOf } from './replytext.ts';

type Tx = Transaction<Tables>;

export interface StoredReply {
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
  readonly lines: OpenLine[];
  /** The giving that counts, taken back or not. */
  readonly giving: number | null;
  readonly given: { vendor: string | null; by: string; at: string; remembered: string | null; refs: string[] } | null;
  /** Whose it is without any giving. */
  readonly matched_vendor: string | null;
  readonly taken: { ref: string; day: string; by: string }[];
}

export interface OpenLine {
  readonly ref: string;
  readonly item: string;
  readonly item_name: string | null;
  readonly open: number;
  readonly unit: string;
  readonly required: string | null;
  readonly ordered: string | null;
}

const lineName = sql<string>`concat(l.order_no, '/', l.line)`;
/** The giving that counts: the latest. */
const latestGiving = sql`left join lateral (
  select x.* from reply_givings x where x.reply = r.id order by x.id desc limit 1) g on true`;
/** Of its vendor, and still to come: of no other line is anything said or taken. */
const openOf = (site: RawBuilder<unknown>, vendor: RawBuilder<unknown>) =>
  sql`l.site = ${site} and l.vendor = ${vendor} and l.state = 'open' and l.received < l.qty`;
const itsVendor = sql`coalesce(g.vendor, r.vendor)`;
const openLine = sql`${lineName} as ref, l.item, i.name as item_name, l.qty - l.received as open, i.unit,
            to_char(l.required at time zone s.zone, 'YYYY-MM-DD') as required, to_char(l.ordered_on, 'YYYY-MM-DD') as ordered
          from purchase_lines l join items i on i.site = l.site and i.code = l.item join sites s on s.code = l.site`;
const mostShown = 200;
/** That we wrote about, or that a person gave it. */
const named = sql`(exists (select from inquiry_lines x where x.inquiry = r.inquiry and x.purchase_line = l.id)
  or exists (select from reply_giving_lines x where x.giving = g.id and x.purchase_line = l.id))`;

/** Those that a mail may be given with. */
export async function openLinesOf(tx: Tx, site: Site, vendor: string): Promise<readonly OpenLine[]> {
  const known = sql`select from vendors where site = ${site.code} and code = ${vendor}`;
  if ((await known.execute(tx)).rows.length === 0) throw notFound('vendor', vendor);
  const { rows } = await sql<OpenLine>`
    select ${openLine} where ${openOf(sql`${site.code}`, sql`${vendor}`)} order by l.order_no, l.line limit ${mostShown}`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, open: Number(row.open) }));
}

/** The lines that a mail answers by name. Locked as `lockOpenPurchaseLines` does, so that each is open still when it is told. */
export async function answeredRefs(tx: Tx, reply: number): Promise<readonly string[]> {
  const { rows } = await sql<{ ref: string }>`
    select ${lineName} as ref from replies r ${latestGiving} join purchase_lines l on ${openOf(sql`r.site`, itsVendor)} and ${named}
    where r.id = ${reply} order by l.order_no, l.line for update of l`.execute(tx);
  return rows.map(({ ref }) => ref);
}

/** Lines are those that it answers; of one that names none all open lines of its vendor. */
async function stored(
  tx: Tx,
  site: string,
  of: { id?: number; ref?: string | undefined; open?: boolean; limit: number },
) {
  const about = of.ref === undefined ? undefined : lineCalled(of.ref);
  if (of.ref !== undefined && !about) return [];
  const aboutIt = sql`exists (select from purchase_lines l where l.site = r.site and l.order_no = ${about?.order ?? ''} and l.line = ${about?.line ?? 0} and ${named})`;
  const { rows } = await sql<StoredReply>`
    select r.id, r.kind, r.matched, ${itsVendor} as vendor, v.name as vendor_name, r.inquiry, r.from_address, r.from_name, r.subject, r.text,
      case when g.vendor is null then r.from_vendor else g.remembered is not null or lower(v.email) = r.from_address end as from_vendor,
      r.files, r.said, r.size, to_char(r.came_on, 'YYYY-MM-DD') as came_on, r.arrived, g.id as giving,
      r.vendor as matched_vendor,
      case when g.id is not null then json_build_object('vendor', g.vendor, 'by', ${writerNamed(sql`g.who`)}, 'at', g.at, 'remembered', g.remembered, 'refs', (
        select coalesce(json_agg(coalesce(p.order_no || '/' || p.line, x.ref) order by x.ref), '[]') from reply_giving_lines x
        left join purchase_lines p on p.id = x.purchase_line where x.giving = g.id)) end as given,
      (select ${writerNamed(sql`d.who`)} from reply_acts d where d.reply = r.id and d.act = 'done') as done_by, (
        select coalesce(json_agg(f), '[]') from (
          select ${openLine} where ${openOf(sql`r.site`, itsVendor)} and (${named} or (r.inquiry is null and not exists (
            select from reply_giving_lines x where x.giving = g.id)))
          order by l.order_no, l.line limit ${mostShown}) f) as lines, (
        select coalesce(json_agg(json_build_object('ref', a.ref, 'day', to_char(a.day, 'YYYY-MM-DD'), 'by', ${writerNamed(sql`a.who`)}) order by a.id), '[]')
        from reply_acts a where a.reply = r.id and a.act = 'date') as taken
    from replies r ${latestGiving} left join vendors v on v.site = r.site and v.code = ${itsVendor}
    where r.site = ${site}
      and (${of.id ?? null}::bigint is null or r.id = ${of.id ?? null})
      and (${of.ref === undefined} or ${aboutIt})
      and (${of.open !== true} or not exists (select from reply_acts d where d.reply = r.id and d.act = 'done'))
    order by r.id desc limit ${of.limit}`.execute(tx);
  return rows;
}

const datesOf = ({ kind, text, came_on }: Pick<StoredReply, 'kind' | 'text' | 'came_on'>): readonly FoundDate[] =>
  kind === 'reply' ? datesIn(newTextOf(text), came_on) : [];

export async function repliesOf(tx: Tx, site: Site, of: { ref?: string | undefined; open?: boolean; limit: number }) {
  const today = todayAt(site);
  return (await stored(tx, site.code, of)).map(({ matched_vendor: _, given, ...reply }) => {
    const own = newTextOf(reply.text);
    return {
      ...reply,
      given: given?.vendor ? given : null,
      text: own,
      quotes: own.length < reply.text.trim().length,
      whole: reply.text,
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

/** Whoever does something with it at the same moment waits. */
export async function lockedReply(tx: Tx, site: Site, id: number): Promise<StoredReply> {
  const held = await tx
    .selectFrom('replies')
    .select('id')
    .where('site', '=', site.code)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const [reply] = held ? await stored(tx, site.code, { id, limit: 1 }) : [];
  if (!reply) throw new Refusal(404, 'not-found', noSuchReply(id));
  return reply;
}

/** A mail with what its days may be promised of, those lines locked. */
export async function replyToTake(tx: Tx, site: Site, id: number, refs: readonly string[]) {
  const reply = await lockedReply(tx, site, id);
  const lines = (await lockOpenPurchaseLines(tx, site.code, refs)).flatMap(({ ref, id, vendor }): DatedLine[] => {
    const own = reply.lines.find((one) => one.ref === ref);
    return vendor === reply.vendor && own ? [{ ref, id, ordered: own.ordered }] : [];
  });
  return { reply, lines, taken: reply.taken, dates: datesOf(reply) };
}

/** A promise of each line, with the mail that it comes of. */
export async function keepDate(
  tx: Tx,
  site: Site,
  reply: Pick<StoredReply, 'id' | 'from_name' | 'from_address' | 'subject'>,
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
      with_whom: writerOf(reply),
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
  const reply = await lockedReply(tx, site, id);
  const made = await tx
    .insertInto('reply_acts')
    .values({ reply: id, site: site.code, act: 'done', purchase_line: null, ref: null, contact: null, day: null })
    .onConflict((twice) => twice.column('reply').where('act', '=', 'done').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return false;
  if (reply.kind === 'reply' || reply.kind === 'unread')
    for (const ref of await answeredRefs(tx, id))
      if (!reply.taken.some((one) => one.ref === ref))
        await keepContact(tx, site.code, {
          ...noDates,
          kind: 'purchase_line',
          ref,
          with_whom: writerOf(reply),
          channel: 'mail',
          said: readWords(reply.subject),
          nextAction: null,
          nextAt: null,
        });
  return true;
}
