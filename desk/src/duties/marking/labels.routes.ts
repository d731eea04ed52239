/** Labels over HTTP: print, print again, cancel; templates, printers and how containers are numbered. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { withCheckDigit } from '../../house/checkdigits.ts';
import { todayAt } from '../../house/clock.ts';
import { departmentHead } from '../../house/departmentwords.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { Download } from '../../server/files.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { numberingOf, setNumbering } from './containers.store.ts';
import * as contract from './labels.contract.ts';
import { labelFaults, printNoun, printRefusals, printSaid } from './labels.messages.ts';
import { templateFor, templatesOf, valuesFor, whoseOrder, whoseTemplate } from './labels.store.ts';
import { isCompanyPrefix, type Values, valuesOf } from './labels.ts';
import { cancel, isPaper, mostLabels, printNeeds } from './printing.ts';
import {
  cancelled,
  keepPrint,
  type LabelPrint,
  latestPrints,
  listPrint,
  type PaperPrint,
  printersOf,
  printOf,
  setTicketPrinter,
  ticketPrinterOf,
} from './prints.store.ts';
import { fitsOn, roll, sheets } from './sheets.ts';

type Print = Awaited<ReturnType<typeof printOf>>;

export function labelsRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs, printJob: Job<object>): void {
  const queue = async ({ tx, site, person }: Pick<Asked, 'tx' | 'site' | 'person'>, print: LabelPrint | PaperPrint) => {
    const total = print.labels.length * print.copies;
    if ('template' in print) await refuseUndrawn(print, total);
    const id = await keepPrint(tx, site.code, person.name, print);
    if (print.printer !== null) await jobs.send(printJob, {}, tx);
    const state = print.printer === null ? 'sheet' : 'waiting';
    return {
      print: id,
      said: printSaid({ ...print, labels: total, state, tries: 0, said: null }),
      pdf: print.printer === null ? `/api/v1/labels/prints/${id}/sheet?site=${encodeURIComponent(site.code)}` : null,
    };
  };

  serve(app, context, contract.printLabels, async (asked) => {
    const { tx, site, person, body } = asked;
    const { subject, things, copies, printer, sheet, skip } = body;
    const order = await whoseOrder(tx, site.code, body.order);
    const template = await templateFor(tx, site.code, subject, { code: body.template, customer: order.customer });
    const whose = await whoseTemplate(tx, site.code, template, order);
    const labels = await valuesFor(tx, { site, subject, things, by: person.name, today: todayAt(site), whose });
    // A container that has its label gets it a second time.
    const reprint = subject === 'container' && things.every(({ container }) => container !== undefined);
    const print = {
      subject,
      template,
      labels,
      copies,
      printer,
      sheet: printer === null ? sheet : null,
      skip,
      reprint_of: null,
    };
    const before = reprint ? await earlierOf(asked, labels[0]?.sscc) : null;
    return {
      ...(await queue(asked, { ...print, reprint_of: before })),
      containers: labels.flatMap(({ sscc }) => sscc ?? []),
    };
  });

  serve(app, context, contract.printAgain, async (asked) => {
    const print = await printOf(asked.tx, asked.site.code, asked.params.id);
    refuseOthers(print, asked);
    return queue(asked, againOf(print));
  });

  serve(app, context, contract.cancelPrint, async ({ tx, site, person, permissions, params }) => {
    const print = await printOf(tx, site.code, params.id, true);
    refuseOthers(print, { person, permissions });
    const answer = cancel(print.state);
    if (answer.kind === 'refuse')
      throw new Refusal(409, answer.code, printRefusals.notWaiting(String(answer.values.state)));
    await cancelled(tx, print.id);
    return { said: saidOf({ ...print, state: 'cancelled' }) };
  });

  serve(app, context, contract.listPrints, async ({ tx, site, query }) => {
    const { rows, waiting } = await latestPrints(tx, site.code, query);
    return {
      waiting,
      rows: rows.map((one) => ({
        id: one.id,
        subject: one.subject,
        first: firstOf(one),
        labels: one.labels.length * one.copies,
        template: one.template?.code ?? null,
        printer: one.printer,
        state: one.state,
        reprint_of: one.reprint_of,
        said: saidOf(one),
        asked_by: one.asked_by,
        asked_at: one.asked_at,
      })),
    };
  });

  serve(app, context, contract.printedSheet, async ({ tx, site, params }) => {
    const print = await printOf(tx, site.code, params.id);
    const { template } = print;
    if (print.state !== 'sheet' || template === null) throw new Refusal(409, 'sheet-only', printRefusals.sheetOnly());
    const { labelsPdf } = await import('./labels.print.ts');
    const drawn = await drawnOf({ ...print, template });
    const sheet = sheets.find(({ name }) => name === print.sheet);
    return new Download(`labels-${print.id}.pdf`, 'application/pdf', [await labelsPdf(drawn, sheet, print.skip)]);
  });

  serve(app, context, contract.labelChoices, async ({ tx, site }) => ({
    templates: [...(await templatesOf(tx, site.code))],
    printers: (await printersOf(tx, site.code)).map(({ code, name, speaks }) => ({ code, name, speaks })),
    ticket_printer: await ticketPrinterOf(tx, site.code),
    sheets: [{ name: roll, words: 'Roll: a page a label' }, ...sheets.map(({ name, words }) => ({ name, words }))],
    numbering: await numberingOf(tx, site.code),
  }));

  serve(app, context, contract.labelPreview, async ({ tx, site, query }) => {
    const template = await templateFor(tx, site.code, query.subject, { code: query.template });
    const whose = await whoseTemplate(tx, site.code, template, {});
    const [{ drawLabel }, { labelSvg }] = await Promise.all([
      import('./drawing.print.ts'),
      import('./labels.print.ts'),
    ]);
    const label = drawLabel(template, valuesOf(query.subject, { ...sample(site), ...whose }));
    return 'says' in label ? { svg: null, says: label.says } : { svg: labelSvg({ ...template, ...label }), says: null };
  });

  serve(app, context, contract.changeNumbering, async ({ tx, site, body }) => {
    const { company_prefix, extension } = body;
    if (!isCompanyPrefix(company_prefix))
      throw malformed([{ field: 'company_prefix', value: company_prefix, text: printRefusals.prefix(company_prefix) }]);
    await setNumbering(tx, site.code, { company_prefix, extension });
    return numberingOf(tx, site.code);
  });

  serve(app, context, contract.changeTicketPrinter, async ({ tx, site, body }) => {
    await setTicketPrinter(tx, site.code, body.printer);
    return { printer: await ticketPrinterOf(tx, site.code) };
  });
}

function refuseOthers({ subject }: Print, { person, permissions }: Pick<Asked, 'person' | 'permissions'>): void {
  const needs = printNeeds(subject);
  if (!permissions.has(needs))
    throw new Refusal(403, 'not-permitted', printRefusals.notYours(person.name, printNoun(subject), needs));
}

/** Tickets say by themselves that they were printed before; labels are marked by the print that they were on first, lists where it was sent. */
function againOf(print: Print): LabelPrint | PaperPrint {
  const { id, subject, template, printing, publication, labels, copies, printer, sheet, skip, reprint_of, state } =
    print;
  const same = { copies, printer, sheet, skip, reprint_of: reprint_of ?? id };
  if (template !== null && !isPaper(subject)) return { ...same, subject, template, labels };
  const [list] = labels;
  if (subject === 'dispatch list' && list && printer !== null)
    return listPrint({
      reprint_of: reprint_of ?? (state === 'sent' ? id : null),
      publication,
      labels: [list],
      printer,
    });
  if (printing === null || printer === null) throw new Error(`print ${id} is of nothing`);
  return {
    ...same,
    subject: 'ticket' as const,
    printing,
    printer,
    labels: labels.map(({ ticket = '' }) => ({ ticket })),
  };
}

/** The made-up thing of the preview, under the numbers that GS1 keeps for examples. */
const sample = (site: Site) => ({
  site: site.name,
  today: todayAt(site),
  item: 'FRAME-54',
  name: 'Frame 54, red',
  unit: 'pcs',
  gtin: '09506000134352',
  customer: 'MILLER',
  customer_name: 'Miller Cycles',
  customer_order: 'SO-1001/1',
  customer_ref: '4500012345',
  lot: 'L-2611',
  qty: '20',
  expires: todayAt(site),
  location: 'A-01-03',
  kind: 'store',
  sscc: withCheckDigit('39506000123456789'),
  serial: 'SN-00077',
  kit: 'KIT-00012',
  order: 'MO-00123',
  step: 'step 10',
  card: 'K-00012/1',
  from: 'B-02',
});

async function drawnOf({
  template,
  labels,
  copies,
  reprint_of,
}: Pick<LabelPrint, 'template' | 'labels' | 'copies' | 'reprint_of'>) {
  const { drawLabel } = await import('./drawing.print.ts');
  return labels.flatMap((values) => {
    const label = drawLabel(template, values, { reprint: reprint_of !== null });
    if ('says' in label) throw new Refusal(422, 'not-drawn', label.says);
    return Array.from({ length: copies }, () => ({ ...template, drawn: label.drawn }));
  });
}

/** Before it is queued, while somebody stands there who can choose another template. */
async function refuseUndrawn(print: LabelPrint, total: number): Promise<void> {
  if (total > mostLabels) throw new Refusal(422, 'too-many', printRefusals.tooMany(total, mostLabels));
  const { template, sheet } = print;
  const on = sheets.find(({ name }) => name === sheet);
  if (on && !fitsOn(on, template.width_mm, template.height_mm))
    throw new Refusal(
      422,
      'not-fitting',
      labelFaults.notFitting(template.code, template.width_mm, template.height_mm, on.words),
    );
  await drawnOf({ ...print, copies: 1 });
}

const firstOf = ({ subject, labels: [first = {}] }: Print): string =>
  (subject === 'container'
    ? first.sscc
    : subject === 'location'
      ? first.location
      : subject === 'lot'
        ? `${first.item} ${first.lot}`
        : subject === 'serial'
          ? `${first.item} ${first.serial}`
          : subject === 'kit'
            ? first.kit
            : subject === 'kanban card'
              ? first.card
              : subject === 'ticket'
                ? first.ticket
                : subject === 'dispatch list'
                  ? listOf(first)
                  : first.item) ?? '';

/** Whose list: of a work centre, a department, or all of them. */
const listOf = ({ work_centre, department }: Values): string =>
  work_centre ?? (department === undefined ? 'All work centres' : departmentHead(department));

const saidOf = (one: Print): string => printSaid({ ...one, labels: one.labels.length * one.copies });

/** The print that the number was on first. */
async function earlierOf({ tx, site }: Pick<Asked, 'tx' | 'site'>, sscc: string | undefined): Promise<number | null> {
  if (sscc === undefined) return null;
  const found = await tx
    .selectFrom('label_prints')
    .select('id')
    .where('site', '=', site.code)
    .where('subject', '=', 'container')
    .where(sql<boolean>`labels @> ${JSON.stringify([{ sscc }])}::jsonb`)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}
