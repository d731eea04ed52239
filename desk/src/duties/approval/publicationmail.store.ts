/** Mails of publications: written in the transaction that publishes, or when somebody asks for them. */
import type { Kysely } from 'kysely';
import { present } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { MailServer } from '../../server/mailserver.ts';
import { lockSite } from '../../server/site-lock.ts';
import { mailSaid, notSetUp } from '../mail/mail.messages.ts';
import { addressesAt, beginAnew, mailsOf, overtake, sentTo, writeMails } from '../mail/mail.store.ts';
import { type MailWord, wordOf } from '../mail/mail.ts';
import { mailSubject, noAddress, notSentThen, sendRefusals } from './publicationmail.messages.ts';
import { type PublicationSeen, type SendFact, sendByMail } from './publicationmail.ts';
import { supersededBy } from './publications.store.ts';

type Db = Kysely<Tables>;

/** To each address of each department; what did not go out of earlier publications goes with it. Answers how many. */
export async function mailPublications(
  tx: Db,
  site: Site,
  version: number,
  by: string,
  server: MailServer | undefined,
): Promise<number> {
  if (!server) return 0;
  const addresses = await addressesAt(tx, site.code);
  const publications = await tx
    .selectFrom('publications')
    .select(['id', 'department', 'holds'])
    .where('site', '=', site.code)
    .where('version', '=', version)
    .orderBy('department')
    .execute();
  const carried = await overtake(
    tx,
    site.code,
    publications.map((one) => one.department),
  );
  const mails = publications.flatMap(({ id, department, holds }) =>
    (holds === 'closed' ? [] : (addresses.get(department) ?? [])).map((recipient) => ({
      recipient,
      subject: mailSubject({ department, version, site }),
      publication: id,
      department,
      prints: carried.get(sentTo(department, recipient)) ?? [],
    })),
  );
  await writeMails(tx, site.code, mails, { by, from: server.from });
  return mails.length;
}

/** What stands beside each publication of a list. */
export async function mailWordsOf(
  tx: Db,
  site: string,
  publications: readonly { readonly id: number; readonly department: string }[],
  server: MailServer | undefined,
): Promise<ReadonlyMap<number, MailWord>> {
  const addresses = await addressesAt(tx, site);
  const mails = await mailsOf(
    tx,
    publications.map((one) => one.id),
  );
  return new Map(
    publications.map(({ id, department }) => {
      const own = mails.filter((mail) => mail.publication === id);
      return [id, wordOf(own, { setUp: server !== undefined, addresses: addresses.get(department) ?? [] })];
    }),
  );
}

export async function mailToldOf(
  tx: Db,
  site: Site,
  publication: { readonly id: number; readonly department: string },
  server: MailServer | undefined,
): Promise<{ readonly said: string[]; readonly barred: string | null }> {
  const { seen, mails } = await seenBy(tx, site.code, publication, server);
  const at = { setUp: seen.setUp, zone: site.zone, now: present() };
  const answer = sendByMail(seen);
  return {
    said: mails.length > 0 ? mails.map((mail) => mailSaid(mail, at)) : [unsent(seen, publication.department)],
    barred: answer.kind === 'refuse' ? sendRefusals[answer.code](answer.values, publication.department) : null,
  };
}

const unsent = ({ setUp, addresses }: PublicationSeen, department: string): string => {
  if (!setUp) return notSetUp;
  return addresses.length === 0 ? noAddress(department) : notSentThen;
};

async function seenBy(
  tx: Db,
  site: string,
  { id, department }: { readonly id: number; readonly department: string },
  server: MailServer | undefined,
) {
  const mails = await mailsOf(tx, [id]);
  const { superseded_by: since, holds } = await tx
    .selectFrom('publications')
    .select(['holds', supersededBy])
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const seen: PublicationSeen = {
    setUp: server !== undefined,
    addresses: (await addressesAt(tx, site)).get(department) ?? [],
    since,
    closed: holds === 'closed',
    mails,
  };
  return { seen, mails };
}

/** With the site locked as a publication has it: two who ask at once write one mail, and none of a list that is old meanwhile. `settle` says no where it is refused. */
export async function sendPublication(
  tx: Db,
  site: Site,
  id: number,
  { by, server }: { readonly by: string; readonly server: MailServer | undefined },
  settle: (answer: ReturnType<typeof sendByMail>, department: string) => readonly SendFact[],
): Promise<number> {
  await lockSite(tx, site.code);
  const publication = await tx
    .selectFrom('publications')
    .select(['id', 'version', 'department'])
    .where('site', '=', site.code)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!publication) throw notFound('publication', String(id));
  const { seen } = await seenBy(tx, site.code, publication, server);
  const facts = settle(sendByMail(seen), publication.department);
  const written = facts.flatMap((fact) => (fact.type === 'written' ? [fact.recipient] : []));
  await beginAnew(
    tx,
    facts.flatMap((fact) => (fact.type === 'begun-anew' ? [fact.mail] : [])),
  );
  if (server)
    await writeMails(
      tx,
      site.code,
      written.map((recipient) => ({
        recipient,
        subject: mailSubject({ ...publication, site }),
        publication: id,
        department: publication.department,
        prints: [],
      })),
      { by, from: server.from },
    );
  return facts.length;
}
