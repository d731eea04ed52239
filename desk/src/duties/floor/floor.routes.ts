/** Dispatch lists, tickets and scans over HTTP. */
import type { FastifyInstance } from 'fastify';
import { decimalOf } from '../../house/amounts.ts';
import { isDay, isInstant, nowAt, todayAt, wallClock } from '../../house/clock.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import { Download } from '../../server/files.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import type { Job, Jobs } from '../../server/jobs.ts';
import { paperPrintersAt } from '../marking/prints.store.ts';
import { noSuch, thingWords } from '../marking/scan.messages.ts';
import { scanned, thingScanned } from '../marking/scan.store.ts';
import type { ScannedKind } from '../marking/scan.ts';
import { versionAtWork } from '../planning/planning.store.ts';
import { releaseWorkOrders } from '../work/work.store.ts';
import { closedAt } from './closed.store.ts';
import { centresAt, dispatchList, downAt, stepsInPlan } from './dispatch.store.ts';
import { sendList } from './dispatchprints.store.ts';
import * as contract from './floor.contract.ts';
import { changedSince, noTicket, notPrinted, notReleasedYet, noWorkCentre, supersededBy } from './floor.messages.ts';
import { orderOf } from './progress.store.ts';
import { leftAt } from './progress.ts';
import { type ScannedTicket, ticketScanned } from './scan.store.ts';
import { signedSteps } from './signoffs.store.ts';
import { ticketText } from './ticket.ts';
import { isPrinterSet, sendTickets } from './ticketprints.store.ts';
import { paperOfPrint, printTickets, ticketRows, ticketsTaken } from './tickets.store.ts';
import { wallsOf } from './wall.ts';

type Tx = Asked['tx'];

export function floorRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs, printJob: Job<object>): void {
  serve(app, context, contract.dispatchAll, ({ tx, site, query }) =>
    dispatchList(tx, site, { until: untilOf(query.until) }),
  );
  serve(app, context, contract.dispatchOne, async ({ tx, site, params: { work_centre: workCentre }, query }) => {
    const { name } = await refuseUnknown(tx, site, workCentre);
    const list = await dispatchList(tx, site, { workCentre, until: untilOf(query.until) });
    return {
      ...list,
      name,
      down: await downAt(tx, site.code, workCentre, nowAt(site)),
      closed: [...(await closedAt(tx, site, list.rows))],
    };
  });
  serve(app, context, contract.listWalls, async ({ tx, site }) => {
    const { version, rows } = await dispatchList(tx, site, {});
    const closed = await closedAt(tx, site, rows);
    return {
      version,
      rows: wallsOf(await centresAt(tx, site.code), rows).map((wall) => ({
        ...wall,
        closed:
          (wall.first?.state === 'started' && closed.find(({ machine }) => machine === wall.first?.machine)) || null,
      })),
    };
  });
  serve(app, context, contract.dispatchPaper, async ({ tx, site, query }) => {
    if (query.work_centre !== undefined) await refuseUnknown(tx, site, query.work_centre);
    const list = await dispatchList(tx, site, { workCentre: query.work_centre, until: untilOf(query.until) });
    const { dispatchPdf } = await import('./dispatch.print.ts');
    const name = `dispatch${query.work_centre ? `-${query.work_centre}` : ''}.pdf`;
    return new Download(name, 'application/pdf', [await dispatchPdf(list, { site: site.name, zone: site.zone })]);
  });

  serve(app, context, contract.sendDispatch, async ({ tx, site, person, body }) => {
    if (body.work_centre !== null) await refuseUnknown(tx, site, body.work_centre);
    const sent = await sendList(tx, site.code, person.name, body.work_centre, body.printer);
    await jobs.send(printJob, {}, tx);
    return sent;
  });
  serve(app, context, contract.dispatchPrinters, async ({ tx, site }) => ({
    printers: await paperPrintersAt(tx, site.code),
    set: await isPrinterSet(tx, site.code),
  }));

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
  serve(app, context, contract.sendTickets, async ({ tx, site, person, body }) => {
    const sent = await sendTickets(tx, site.code, person.name, body.orders, body.printer);
    await jobs.send(printJob, {}, tx);
    return { sent };
  });
  serve(app, context, contract.printedPaper, async ({ tx, site, person, permissions, params: { print } }) => {
    const papers = await paperOfPrint(tx, site.code, print, person.name);
    const { ticketsPdf } = await import('./tickets.print.ts');
    const name = papers.length === 1 ? `ticket-${papers[0]?.order}.pdf` : `tickets-${print}.pdf`;
    const pdf = await ticketsPdf(papers, { site: site.name, zone: site.zone });
    const taken = permissions.has('progress.write')
      ? (later: Tx) => ticketsTaken(later, site.code, print, person.name)
      : undefined;
    return new Download(name, 'application/pdf', [pdf], taken);
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
        label: {},
      };
    }
    const { thing, says, label, warnings } = await scanned(tx, site.code, params.text, todayAt(site));
    if (thing && permissions.has(seenBy[thing.kind]))
      return {
        kind: thing.kind,
        name: thing.code,
        says: [thingWords(thing), ...warnings].join('. '),
        to: addresses[thing.kind](thing.code, label.item),
        warning: warnings.length > 0,
        label,
      };
    const unseen = thing !== undefined || !permissions.has('stock.see');
    return {
      kind: 'nothing' as const,
      name: params.text,
      says: says === undefined || unseen ? noSuch.code(params.text) : [says, ...warnings].join(' '),
      to: null,
      warning: true,
      label: unseen ? {} : label,
    };
  });
}

/** A mistyped work centre has nothing to do, and nothing late: that is not said of it. */
async function refuseUnknown(tx: Tx, site: Site, code: string) {
  const all = await centresAt(tx, site.code);
  const found = all.find((one) => one.code === code);
  if (found) return found;
  const codes = all.map((one) => one.code);
  throw new Refusal(404, 'not-found', noWorkCentre(code, codes));
}

const seenBy: Readonly<Record<ScannedKind, Permission>> = {
  'work order': 'own-work.see',
  'purchase line': 'site.see',
  'purchase order': 'site.see',
  container: 'stock.see',
  lot: 'stock.see',
  serial: 'stock.see',
  item: 'stock.see',
  location: 'stock.see',
  kit: 'stock.see',
  'kanban card': 'problems.write',
  'ship notice': 'stock.receive',
  transfer: 'stock.receive',
  badge: 'own-work.see',
};

/** Where a list shows what is called so. */
const listed = (
  path: string,
  ...conditions: readonly (readonly [field: string, value: string | undefined])[]
): string =>
  `${path}?filter=${encodeURIComponent(
    conditions.flatMap(([field, value]) => (value === undefined ? [] : [`${field}:eq:${value}`])).join('|'),
  )}`;

/** Pages of the desk by what was scanned. */
const addresses: Readonly<Record<ScannedKind, (code: string, item: string | undefined) => string>> = {
  'work order': (code) => `/report/${encodeURIComponent(code)}`,
  'purchase line': (code) => {
    const line = lineCalled(code);
    return listed('/records/purchase-lines', ['order_no', line?.order ?? code], ['line', line && String(line.line)]);
  },
  'purchase order': (code) => listed('/records/purchase-lines', ['order_no', code]),
  item: (code) => `/items/${encodeURIComponent(code)}`,
  container: (code) => listed('/stock', ['container', code]),
  serial: (code, item) => listed('/stock', ['item', item], ['serial', code]),
  lot: (code, item) => listed('/stock', ['item', item], ['lot', code]),
  location: (code) => listed('/stock', ['location', code]),
  kit: (code) => listed('/kits', ['number', code]),
  'kanban card': (code) => {
    const card = lineCalled(code);
    return `/bin/${encodeURIComponent(card?.order ?? code)}/${card?.line ?? 1}`;
  },
  'ship notice': (code) => `/receive/${encodeURIComponent(code)}`,
  transfer: (code) => `/receive/${encodeURIComponent(code)}`,
  badge: (code) => listed('/records/workers', ['code', code]),
};

async function opened(tx: Tx, site: Site, number: string, ticket: ScannedTicket | undefined, inHand: boolean) {
  const order = await orderOf(tx, site.code, number);
  const head = await tx
    .selectFrom('work_orders as w')
    .innerJoin('items as i', (join) => join.onRef('i.site', '=', 'w.site').onRef('i.code', '=', 'w.item'))
    .select(['w.revision', 'w.qty', 'w.good', 'w.scrap', 'i.name'])
    .where('w.site', '=', site.code)
    .where('w.number', '=', number)
    .executeTakeFirstOrThrow();
  const materials = await tx
    .selectFrom('work_materials as m')
    .innerJoin('items as i', (join) => join.onRef('i.site', '=', 'm.site').onRef('i.code', '=', 'm.item'))
    .select(['m.item', 'm.seq', 'i.unit', 'm.qty', 'm.issued'])
    .where('m.site', '=', site.code)
    .where('m.work_order', '=', number)
    .orderBy('m.seq')
    .orderBy('m.item')
    .execute();
  const version = await versionAtWork(tx, site.code);
  const planned = version ? await stepsInPlan(tx, version.id, number) : [];
  const signs = await signedSteps(tx, site.code, number);
  return {
    order: number,
    state: order.state,
    item: order.item,
    item_name: head.name,
    asks_lot: order.asksLot,
    revision: head.revision,
    qty: head.qty,
    good: head.good,
    scrap: head.scrap,
    unit: order.unit,
    decimals: order.decimals,
    issue: inHand ? (ticket?.issue ?? null) : (ticket?.latest?.issue ?? null),
    warning: ticket && inHand ? warningOf(ticket, site, inHand) : null,
    materials,
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
        signs: [...(signs.find((one) => one.seq === step.seq)?.lines ?? [])],
      };
    }),
  };
}

/** Why the paper in the hand is not the one to work by; null when it is. */
function warningOf(ticket: ScannedTicket, site: Site, inHand: boolean): string | null {
  if (!inHand) return null;
  if (ticket.latest?.issue === ticket.issue)
    return ticket.changed ? changedSince(ticketText(ticket.order, ticket.issue)) : null;
  if (!ticket.latest && ticket.state === 'firm') return notReleasedYet(ticket.order);
  if (!ticket.latest || !ticket.known) return notPrinted(ticket.order, ticket.issue);
  const { issue, waits, printed_at: at, printed_by: by } = ticket.latest;
  const clock = wallClock(site.zone, at);
  return supersededBy(
    ticketText(ticket.order, ticket.issue),
    issue,
    waits ? undefined : { at: `${clock.slice(0, 10)} ${clock.slice(11, 16)}`, by },
  );
}

function untilOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!isInstant(text) && !isDay(text))
    throw malformed([{ field: 'until', value: text, text: `"${text}" is no instant. Maybe 2026-11-03T17:00:00Z.` }]);
  return text;
}
