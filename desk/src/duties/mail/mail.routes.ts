/** Outgoing mail over HTTP, for who sets it up. */
import type { FastifyInstance } from 'fastify';
import { present } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { type MailServer, mailServerOf } from '../../server/mailserver.ts';
import { departmentNames } from '../users/scope.store.ts';
import * as contract from './mail.contract.ts';
import { mailSaid, testOnItsWay, testRefusals, testSubject } from './mail.messages.ts';
import { addressesAt, latestMails, testsLately, writeMails } from './mail.store.ts';
import { testMinutes, tryOut } from './mail.ts';

/** Of the mails that are shown. */
const most = 30;

export function mailRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs, mailJob: Job<object>): void {
  serve(app, context, contract.mailConnection, async ({ tx, site }) => {
    const server = mailServerOf(process.env);
    const addresses = await addressesAt(tx, site.code);
    const working = new Set(await departmentNames(tx, site.code));
    const names = [...new Set([...working, ...addresses.keys()])].sort();
    const at = { setUp: server !== undefined, zone: site.zone, now: present() };
    const mails = await latestMails(tx, site.code, most);
    return {
      server: server ? shown(server) : null,
      departments: names.map((department) => ({
        department,
        addresses: [...(addresses.get(department) ?? [])],
        has_work: working.has(department),
      })),
      mails: mails.map((mail) => ({
        id: mail.id,
        subject: mail.subject,
        asked_by: mail.asked_by,
        asked_at: mail.asked_at,
        said: mailSaid(mail, at),
      })),
    };
  });

  serve(app, context, contract.sendTestMail, async ({ tx, site, person }) => {
    const server = mailServerOf(process.env);
    const lately = await testsLately(tx, person.email, testMinutes);
    const answer = tryOut(person.email, { setUp: server !== undefined, lately });
    if (answer.kind === 'refuse')
      throw new Refusal(answer.code === 'too-often' ? 429 : 409, answer.code, testRefusals[answer.code](answer.values));
    const [fact] = answer.facts;
    if (!fact || !server) throw new Error(`no test mail was decided for ${person.email}`);
    const mail = { recipient: fact.recipient, subject: testSubject, publication: null, department: null, prints: [] };
    await writeMails(tx, site.code, [mail], { by: person.name, from: server.from });
    await jobs.send(mailJob, {}, tx);
    return { done: testOnItsWay(fact.recipient) };
  });
}

/** All but the password. */
const shown = ({ host, port, secure, user, from, desk }: MailServer) => ({
  host,
  port,
  secure,
  user: user ?? null,
  from,
  desk: desk ?? null,
});
