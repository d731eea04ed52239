/** What departments were sent, over HTTP: read, sent by e-mail, acknowledged. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { mailServerOf } from '../../server/mailserver.ts';
import { papersWaiting } from '../floor/tickets.store.ts';
import { onTheirWay, sendRefusals } from './publicationmail.messages.ts';
import { mailToldOf, mailWordsOf, sendPublication } from './publicationmail.store.ts';
import * as contract from './publications.contract.ts';
import { acknowledgedWords } from './publications.messages.ts';
import { acknowledge, onePublication, publicationsAt } from './publications.store.ts';

export function publicationsRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs, mailJob: Job<object>): void {
  serve(app, context, contract.listPublications, async ({ tx, site, query }) => {
    const server = mailServerOf(process.env);
    const rows = await publicationsAt(tx, site.code, query.limit);
    const words = await mailWordsOf(tx, site.code, rows, server);
    return { rows: rows.map((row) => ({ ...row, mail: words.get(row.id) ?? 'not-sent' })) };
  });
  serve(app, context, contract.publicationOf, async ({ tx, site, params }) => {
    const publication = await onePublication(tx, site.code, params.id);
    const to_print = await papersWaiting(tx, site.code, publication.print);
    return { ...publication, to_print, mail: await mailToldOf(tx, site, publication, mailServerOf(process.env)) };
  });
  serve(app, context, contract.mailPublication, async ({ tx, site, person, params }) => {
    const how = { by: person.name, server: mailServerOf(process.env) };
    const mails = await sendPublication(tx, site, params.id, how, (answer, department) => {
      if (answer.kind !== 'refuse') return answer.facts;
      throw new Refusal(409, answer.code, sendRefusals[answer.code](answer.values, department));
    });
    await jobs.send(mailJob, {}, tx);
    return { done: onTheirWay(mails) };
  });
  serve(app, context, contract.acknowledgePublication, async ({ tx, site, person, params }) => {
    const { department, version } = await acknowledge(tx, site, params.id, person.name);
    return { done: acknowledgedWords(department, version) };
  });
}
