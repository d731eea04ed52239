/** Dispatch lists, tickets and scans over HTTP. */
import type { FastifyInstance } from 'fastify';
import { decimalOf } from '../../house/amounts.ts';
import { isDay, isInstant, todayAt, wallClock } from '../../house/clock.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { Download } from '../../server/files.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import { versionAtWork } from '../planning/planning.store.ts';
import { releaseWorkOrders } from '../work/work.store.ts';
import { centresAt, dispatchRows, stepsInPlan } from './dispatch.store.ts';
import * as contract from './floor.contract.ts';
import { changedSince, noTicket, notPrinted, supersededBy } from './floor.messages.ts';
import { orderOf } from './progress.store.ts';
import { leftAt } from './progress.ts';
import { type ScannedTicket, thingScanned, ticketScanned } from './scan.store.ts';
import { ticketText } from './ticket.ts';
import { paperOfPrint, printTickets, ticketRows } from './tickets.store.ts';
import { wallsOf } from './wall.ts';

type Tx = Asked['tx'];

export function floorRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.dispatchAll, ({ tx, site, query }) =>
    dispatchRows(tx, site.code, { until: untilOf(query.until) }),
  );
  serve(app, context, contract.dispatchOne, ({ tx, site, params, query }) =>
    dispatchRows(tx, site.code, { workCentre: params.work_centre, until: untilOf(query.until) }),
  );
  serve(app, context, contract.listWalls, async ({ tx, site }) => {
    const { rows } = await dispatchRows(tx, site.code, {});
    return { rows: [...wallsOf(await centresAt(tx, site.code), rows)] };
  });
  serve(app, context, contract.dispatchPaper, async ({ tx, site, query }) => {
    const list = await dispatchRows(tx, site.code, { workCentre: query.work_centre, until: untilOf(query.until) });
    const { dispatchPdf } = await import('./dispatch.print.ts');
    const name = `dispatch${query.work_centre ? `-${query.work_centre}` : ''}.pdf`;
    return new Download(name, 'application/pdf', [await dispatchPdf(list, { site: site.name, zone: site.zone })]);
  });

  serve(app, context, contract.listTickets, ({ tx, site, query }) =>
    ticketRows(tx, site.code, { ...query, filtering: filterContextOf(site) }),
  );
  serve(app, context, contract.printTickets, async ({ tx, site, person, body }) => {
    const { print, tickets } = await printTickets(tx, site.code, person.name, body.orders);
    return {
      print,
      pdf: `/api/v1/ticket-prints/${print}/paper?site=${encodeURIComponent(site.code)}`,
      tickets: tickets.map((one) => ({ ...one, text: ticketText(one.order, one.issue) })),
    };
  });
  serve(app, context, contract.printedPaper, async ({ tx, site, params }) => {
    const papers = await paperOfPrint(tx, site.code, params.print);
    const { ticketsPdf } = await import('./tickets.print.ts');
    const name = papers.length === 1 ? `ticket-${papers[0]?.order}.pdf` : `tickets-${params.print}.pdf`;
    return new Download(name, 'application/pdf', [await ticketsPdf(papers, { site: site.name, zone: site.zone })]);
  });
  serve(app, context, contract.releaseOrders, async ({ tx, site, body }) => ({
    released: await releaseWorkOrders(tx, site.code, body.orders, todayAt(site)),
  }));

  serve(app, context, contract.openTicket, async ({ tx, site, params }) => {
    const ticket = await ticketScanned(tx, site.code, params.text);
    const thing = ticket ? undefined : await thingScanned(tx, site.code, params.text);
    const number = ticket?.order ?? (thing?.kind === 'work order' ? thing.code : undefined);
    if (number === undefined) throw new Refusal(404, 'not-found', noTicket(params.text));
    return opened(
      tx,
      site,
      number,
      ticket ?? (await ticketScanned(tx, site.code, ticketText(number, 1))),
      ticket !== undefined,
    );
  });

  serve(app, context, contract.scan, async ({ tx, site, params, permissions }) => {
    const ticket = permissions.has('own-work.see') ? await ticketScanned(tx, site.code, params.text) : undefined;
    if (ticket) {
      const wrong = warningOf(ticket, site, true);
      const name = ticketText(ticket.order, ticket.issue);
      return {
        kind: 'ticket' as const,
        name,
        says: wrong ?? `Ticket ${name}, the paper to work by.`,
        to: `/report/${encodeURIComponent(name)}`,
        warning: wrong !== null,
      };
    }
    const thing = await thingScanned(tx, site.code, params.text);
    const seen =
      thing &&
      (thing.kind === 'work order' || thing.kind === 'badge'
        ? permissions.has('own-work.see')
        : permissions.has('stock.see'));
    if (!thing || !seen)
      return {
        kind: 'nothing' as const,
        name: params.text,
        says: `Scanned "${params.text}": nothing goes by that name here.`,
        to: null,
        warning: true,
      };
    return {
      kind: thing.kind,
      name: thing.code,
      says: `${thing.kind.slice(0, 1).toUpperCase()}${thing.kind.slice(1)} ${thing.code}${thing.words ? `: ${thing.words}` : ''}`,
      to: addresses[thing.kind](encodeURIComponent(thing.code)),
      warning: false,
    };
  });
}

/** Pages of the desk by what was scanned. */
const addresses = {
  'work order': (code: string) => `/report/${code}`,
  item: (code: string) => `/records/items?filter=code:eq:${code}`,
  lot: (code: string) => `/records/stock?filter=lot:eq:${code}`,
  location: (code: string) => `/records/stock?filter=location:eq:${code}`,
  badge: (code: string) => `/records/workers?filter=code:eq:${code}`,
} as const;

async function opened(tx: Tx, site: Site, number: string, ticket: ScannedTicket | undefined, inHand: boolean) {
  const order = await orderOf(tx, site.code, number);
  const head = await tx
    .selectFrom('work_orders as w')
    .innerJoin('items as i', (join) => join.onRef('i.site', '=', 'w.site').onRef('i.code', '=', 'w.item'))
    .select(['w.revision', 'w.qty', 'w.good', 'w.scrap', 'i.name'])
    .where('w.site', '=', site.code)
    .where('w.number', '=', number)
    .executeTakeFirstOrThrow();
  const version = await versionAtWork(tx, site.code);
  const planned = version ? await stepsInPlan(tx, version.id, number) : [];
  return {
    order: number,
    state: order.state,
    item: order.item,
    item_name: head.name,
    revision: head.revision,
    qty: head.qty,
    good: head.good,
    scrap: head.scrap,
    unit: order.unit,
    decimals: order.decimals,
    issue: inHand ? (ticket?.issue ?? null) : (ticket?.latest?.issue ?? null),
    warning: ticket && inHand ? warningOf(ticket, site, inHand) : null,
    steps: order.steps.map((step, at) => {
      const row = order.rows[at];
      const plan = planned.find((one) => one.seq === step.seq);
      return {
        seq: step.seq,
        name: row?.name ?? null,
        work_centre: row?.work_centre ?? null,
        machine: row?.machine ?? plan?.machine ?? null,
        state: step.state,
        good: decimalOf(step.good, order.decimals),
        scrap: decimalOf(step.scrap, order.decimals),
        left: step.state === 'done' ? 0 : decimalOf(leftAt(order, step.seq), order.decimals),
        starts: step.state === 'waiting' ? (plan?.starts ?? null) : (row?.started_at ?? null),
        instructions: row?.instructions ?? null,
      };
    }),
  };
}

/** Why the paper in the hand is not the one to work by; null when it is. */
function warningOf(ticket: ScannedTicket, site: Site, inHand: boolean): string | null {
  if (!inHand) return null;
  if (ticket.latest?.issue === ticket.issue)
    return ticket.changed ? changedSince(ticketText(ticket.order, ticket.issue)) : null;
  if (!ticket.latest || !ticket.known) return notPrinted(ticket.order, ticket.issue);
  const printed = wallClock(site.zone, ticket.latest.printed_at);
  return supersededBy(
    ticketText(ticket.order, ticket.issue),
    ticket.latest.issue,
    `${printed.slice(0, 10)} ${printed.slice(11, 16)}`,
    ticket.latest.printed_by,
  );
}

function untilOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!isInstant(text) && !isDay(text))
    throw malformed([{ field: 'until', value: text, text: `"${text}" is no instant. Maybe 2026-11-03T17:00:00Z.` }]);
  return text;
}
