/** Mails that are given to a vendor by hand, in the database. */
import { sql, type Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { keepContact, noDates } from '../hotlist/contacts.store.ts';
import { lockOpenPurchaseLine, lockOpenPurchaseLines } from '../purchasing/purchasing.store.ts';
import { leftWords } from './givings.messages.ts';
import type { Give, GiveFact, GiveKnown } from './givings.ts';
import { vendorCalled } from './inquiries.store.ts';
import { readIt, saidBy, writerOf } from './replies.messages.ts';
import { lockedReply, type StoredReply } from './replies.store.ts';
import type { DatedLine } from './replies.ts';

type Tx = Transaction<Tables>;

interface VendorAt {
  readonly site: string;
  readonly code: string;
}

/** Whose address it is, by his record or since somebody gave him a mail and had it remembered. `but`: a mail whose giving does not count. */
export async function vendorsAt(tx: Tx, address: string, but = 0): Promise<readonly VendorAt[]> {
  const { rows } = await sql<VendorAt>`
    select site, code from vendors where lower(email) = ${address}
    union
    select g.site, g.vendor from reply_givings g where g.remembered = ${address} and g.reply <> ${but}
      and not exists (select from reply_givings later where later.reply = g.reply and later.id > g.id)`.execute(tx);
  return rows;
}

/** What is known of a mail that is to be given, itself and then all lines concerned locked. */
export async function knownOfGiving(tx: Tx, site: Site, id: number, asked: Give) {
  // Whose an address is stands still from here: neither another mail's sender nor an address of a vendor is written meanwhile.
  if (asked.remember) await sql`lock table vendors in share row exclusive mode`.execute(tx);
  const reply = await lockedReply(tx, site, id);
  const { given } = reply;
  const locked = await lockOpenPurchaseLines(tx, site.code, [...asked.refs, ...(given?.refs ?? [])]);
  const lines = locked
    .filter((line) => line.vendor === asked.vendor && asked.refs.includes(line.ref))
    .map((line): DatedLine => ({ ref: line.ref, id: line.id, ordered: null }));
  const having = asked.remember ? await vendorsAt(tx, reply.from_address, id) : [];
  const known: GiveKnown = {
    kind: reply.kind,
    answersOurs: reply.inquiry !== null,
    matched: reply.matched_vendor,
    address: reply.from_address,
    latest: reply.giving !== null && given ? { id: reply.giving, ...given } : undefined,
    vendor: asked.vendor !== null && (await vendorCalled(tx, site.code, asked.vendor)) !== undefined,
    lines,
    addressOf: having.find((one) => one.site === site.code && one.code !== asked.vendor)?.code,
    addressElsewhere: having.some((one) => one.site !== site.code),
    taken: reply.taken,
  };
  return { reply, known };
}

/** The fact, and a contact of each line that learns of it or that it is not about after all. */
export async function keepGiving(
  tx: Tx,
  site: Site,
  reply: StoredReply,
  { vendor, remembered, lines, told, left }: GiveFact,
): Promise<void> {
  const { id } = await tx
    .insertInto('reply_givings')
    .values({ reply: reply.id, site: site.code, vendor, remembered })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const line of lines)
    await tx
      .insertInto('reply_giving_lines')
      .values({ giving: id, site: site.code, ref: line.ref, purchase_line: line.id })
      .execute();
  const contact = { ...noDates, kind: 'purchase_line', with_whom: writerOf(reply), channel: 'mail' } as const;
  for (const ref of left)
    if (await lockOpenPurchaseLine(tx, site.code, ref))
      await keepContact(tx, site.code, {
        ...contact,
        ref,
        said: leftWords(reply.subject),
        nextAction: null,
        nextAt: null,
      });
  // One that was put away waits for nobody to read it.
  const next =
    reply.done_by === null ? { nextAction: readIt, nextAt: nowAt(site) } : { nextAction: null, nextAt: null };
  const said = saidBy({ ...reply, unread: reply.kind === 'unread' });
  for (const ref of told) await keepContact(tx, site.code, { ...contact, ...next, ref, said });
}
