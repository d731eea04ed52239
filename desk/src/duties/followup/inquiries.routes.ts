/** Mails to vendors about their open lines. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, type Person, refuseTrainee, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { mailServerOf } from '../../server/mailserver.ts';
import { namesOf } from '../hotlist/listing.ts';
import * as contract from './inquiries.contract.ts';
import { askWords, inquiryRefusals, inquirySent, notFailed, sentAgain, traineeMayNot } from './inquiries.messages.ts';
import {
  beginInquiryAnew,
  bouncedLast,
  inquiriesOf,
  keepInquiry,
  knownOfInquiry,
  linesToAsk,
  ownTexts,
  vendorCalled,
} from './inquiries.store.ts';
import { draft, send } from './inquiries.ts';

const asksOf = (person: Person) => ({ names: namesOf(person), email: person.email });
const isSetUp = () => mailServerOf(process.env) !== undefined;

export function inquiryRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs, mailJob: Job<object>): void {
  serve(app, context, contract.draftInquiry, async ({ tx, site, person, query }) => {
    const found = await vendorCalled(tx, site.code, query.vendor);
    if (!found) throw new Refusal(422, 'no-vendor', inquiryRefusals['no-vendor']({ vendor: query.vendor }));
    const lines = await linesToAsk(tx, site, found.code, query.refs?.split('\n').filter(Boolean), asksOf(person));
    const language = query.language ?? found.language ?? 'en';
    const vendor = found.name ?? found.code;
    const own = await ownTexts(tx, site.code, language);
    const server = mailServerOf(process.env);
    return {
      ...draft({ vendor, contact: found.contact, company: site.name, me: person.name, language, own, lines }),
      vendor: found.code,
      vendor_name: found.name,
      recipient: found.email,
      with_whom: found.contact ?? vendor,
      language,
      lines: lines.map(({ ref, ask }) => ({ ref, ask, said: askWords[ask] })),
      may_link: server?.desk !== undefined,
      barred: server ? null : inquiryRefusals['not-set-up']({}),
      bounced: await bouncedLast(tx, site.code, found.email),
    };
  });

  serve(app, context, contract.sendInquiry, async ({ tx, site, person, body, confirmed }) => {
    refuseTrainee(person, traineeMayNot);
    const server = mailServerOf(process.env);
    const decision = send(body, await knownOfInquiry(tx, site, body, server));
    if (decision.kind === 'refuse')
      throw new Refusal(
        decision.code === 'not-set-up' ? 409 : 422,
        decision.code,
        inquiryRefusals[decision.code](decision.values),
      );
    if (decision.kind === 'confirm' && !confirmed.has(decision.code))
      throw new Refusal(409, decision.code, inquiryRefusals[decision.code](decision.values), {
        values: { confirm: decision.code },
      });
    if (!server) throw new Error('a mail that may be sent has a server');
    const id = await keepInquiry(tx, site, body, {
      lines: decision.facts,
      by: person.name,
      server,
      asks: asksOf(person),
    });
    await jobs.send(mailJob, {}, tx);
    return { id, done: inquirySent(body.recipient, decision.facts.length) };
  });

  serve(app, context, contract.inquiriesAbout, async ({ tx, site, query }) => ({
    rows: await inquiriesOf(tx, site, query, isSetUp()),
  }));

  serve(app, context, contract.sendInquiryAgain, async ({ tx, site, person, params }) => {
    refuseTrainee(person, traineeMayNot);
    const { recipient, failed } = await beginInquiryAnew(tx, site.code, params.id);
    if (!failed) throw new Refusal(409, 'not-failed', notFailed);
    await jobs.send(mailJob, {}, tx);
    return { done: sentAgain(recipient) };
  });
}
