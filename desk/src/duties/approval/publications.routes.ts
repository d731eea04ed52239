/** What departments were sent, over HTTP: read, sent by e-mail, acknowledged. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { mailServerOf } from '../../server/mailserver.ts';
import { listSaidAtPrinters, queueList } from '../floor/dispatchprints.store.ts';
import { paperPrintersFor, saidAtPrinters, sendPrinting } from '../floor/ticketprints.store.ts';
import { papersWaiting } from '../floor/tickets.store.ts';
import { surplusIn } from '../kits/surplus.store.ts';
import { paperPrinter } from '../marking/prints.store.ts';
import { oneVersion } from '../planning/planning.store.ts';
import { toldSizes } from '../planning/worksizes.store.ts';
import { departmentsOf } from '../users/scope.store.ts';
import { type Acknowledging, acknowledging, isOwn, type ListSent } from './acknowledging.ts';
import { onTheirWay, sendRefusals } from './publicationmail.messages.ts';
import { mailToldOf, mailWordsOf, sendPublication } from './publicationmail.store.ts';
import * as contract from './publications.contract.ts';
import { acknowledgedWords, acknowledgeRefusals, listSuperseded, noList, noTickets } from './publications.messages.ts';
import { acknowledge, lateOf, onePublication, publicationsAt, unacknowledgedAt } from './publications.store.ts';

export function publicationsRoutes(
  app: FastifyInstance,
  context: HttpContext,
  jobs: Jobs,
  { mailJob, printJob }: Readonly<Record<'mailJob' | 'printJob', Job<object>>>,
): void {
  serve(app, context, contract.listPublications, async ({ tx, site, person, permissions, query }) => {
    const server = mailServerOf(process.env);
    const rows = await publicationsAt(tx, site.code, query.limit, query.version);
    const words = await mailWordsOf(tx, site.code, rows, server);
    const barred = barredFor(site, await acknowledgingBy(tx, site, { person, permissions }));
    return { rows: rows.map((row) => ({ ...row, barred: barred(row), mail: words.get(row.id) ?? 'not-sent' })) };
  });
  serve(app, context, contract.openAcknowledgements, async ({ tx, site, person, permissions, query }) => {
    const open = await unacknowledgedAt(tx, site.code);
    const rows = query.late === 'true' ? await lateOf(tx, site, open) : open;
    const by = await acknowledgingBy(tx, site, { person, permissions });
    const barred = barredFor(site, by);
    const asked = (department: string) => permissions.has('progress.write') && isOwn(department, by);
    return {
      rows: rows.map((row) => {
        const { acknowledged_at: _, acknowledged_by: __, machines: ___, ...told } = row;
        return { ...told, barred: barred({ ...row, superseded_by: null }), own: asked(row.department) };
      }),
    };
  });
  serve(app, context, contract.publicationOf, async ({ tx, site, permissions, params }) => {
    const publication = await onePublication(tx, site.code, params.id);
    const to_print = await papersWaiting(tx, site.code, publication.print);
    const at_printers = [
      ...(await listSaidAtPrinters(tx, site.code, publication.id)),
      ...(await saidAtPrinters(tx, site.code, publication.print)),
    ];
    const surplus = permissions.has('stock.see') ? await surplusSince(tx, site, publication.version) : [];
    const printers = await paperPrintersFor(tx, site.code, publication.department);
    return {
      ...publication,
      to_print,
      at_printers,
      printers,
      surplus: [...surplus],
      mail: await mailToldOf(tx, site, publication, mailServerOf(process.env)),
    };
  });
  serve(app, context, contract.printPublication, async ({ tx, site, person, params, body }) => {
    const publication = await onePublication(tx, site.code, params.id);
    const how = { by: person.name, printer: body.printer };
    const { said } = await (body.papers === 'ticket' ? printItsTickets : printItsList)(tx, site, publication, how);
    await jobs.send(printJob, {}, tx);
    return { done: said };
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
  serve(app, context, contract.acknowledgePublication, async ({ tx, site, person, permissions, params }) => {
    const by = await acknowledgingBy(tx, site, { person, permissions });
    const { department, version } = await acknowledge(tx, site.code, params.id, (list) => {
      const answer = acknowledging(list, by);
      if (answer.kind !== 'refuse') return answer.facts[0]!;
      throw new Refusal(409, answer.code, acknowledgeRefusals[answer.code](answer.values, site.zone));
    });
    return { done: acknowledgedWords(department, version) };
  });
}

type Publication = Awaited<ReturnType<typeof onePublication>>;
interface Printing {
  readonly by: string;
  readonly printer: string;
}

function printItsTickets(tx: Asked['tx'], site: Site, { print, department }: Publication, { by, printer }: Printing) {
  if (print === null) throw new Refusal(409, 'no-tickets', noTickets(department));
  return sendPrinting(tx, site.code, by, print, printer);
}

async function printItsList(tx: Asked['tx'], site: Site, publication: Publication, { by, printer }: Printing) {
  const { department, list, superseded_by } = publication;
  if (superseded_by !== null) throw new Refusal(409, 'superseded', listSuperseded(department, superseded_by));
  if (list.length === 0) throw new Refusal(409, 'no-list', noList(department));
  const { code } = await paperPrinter(tx, site.code, printer);
  return queueList(tx, site.code, by, publication, code);
}

/** What lies too much in kits of orders that a version made smaller. */
async function surplusSince(tx: Asked['tx'], site: Site, number: number) {
  const version = await oneVersion(tx, site.code, number);
  const sizes = version ? await toldSizes(tx, site.code, version) : [];
  return surplusIn(
    tx,
    site,
    sizes.map(({ order }) => order),
  );
}

type Asking = Pick<Asked, 'person' | 'permissions'>;

const acknowledgingBy = async (tx: Asked['tx'], site: Site, { person, permissions }: Asking) => ({
  name: person.name,
  permissions,
  departments: await departmentsOf(tx, site.code, person.id),
});

/** Why somebody does not acknowledge a list; null: he may. */
function barredFor(site: Site, by: Acknowledging): (list: ListSent) => string | null {
  return (list) => {
    const answer = acknowledging(list, by);
    return answer.kind === 'refuse' ? acknowledgeRefusals[answer.code](answer.values, site.zone) : null;
  };
}
