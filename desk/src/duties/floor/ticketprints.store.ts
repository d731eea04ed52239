/** Tickets at printers: which printer prints whose, sent to its queue, and what stands there of a printing. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { printSaid } from '../marking/labels.messages.ts';
import {
  keepPrint,
  paperPrinter,
  paperPrintersAt,
  printsOfPrinting,
  ticketPrint,
  ticketPrinterOf,
  ticketsUnderWay,
} from '../marking/prints.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { nowhereToPrint } from './floor.messages.ts';
import type { PrintedTicket } from './floor.tables.ts';
import { ticketText } from './ticket.ts';
import { papersToPrint, printingOf, printTickets } from './tickets.store.ts';

type Tx = Transaction<Tables>;

export interface Printing {
  readonly print: number;
  readonly tickets: readonly Pick<PrintedTicket, 'order' | 'issue'>[];
}

/** Queued for the printer; the caller has the queue worked off. */
export async function queueTickets(tx: Tx, site: string, by: string, { print, tickets }: Printing, printer: string) {
  const labels = tickets.map((one) => ({ ticket: ticketText(one.order, one.issue) }));
  const queued = ticketPrint({ printing: print, labels, printer });
  const id = await keepPrint(tx, site, by, queued);
  const told = { ...queued, labels: labels.length, state: 'waiting', tries: 0, said: null };
  return { print: id, printing: print, printer, tickets: labels.length, said: printSaid(told) };
}

/** Which printer prints the tickets of a department: its own, else that of the site; null: none by itself. */
export async function printersByDepartment(tx: Tx, site: string): Promise<(department: string) => string | null> {
  const own = await tx.selectFrom('departments').select(['code', 'printer']).where('site', '=', site).execute();
  const byCode = new Map(own.map((one) => [one.code, one.printer]));
  const ofSite = await ticketPrinterOf(tx, site);
  return (department) => byCode.get(department) ?? ofSite;
}

/** The same of those that print papers by now: what is set to another waits for somebody. */
export async function paperPrinterByDepartment(tx: Tx, site: string): Promise<(department: string) => string | null> {
  const printerOf = await printersByDepartment(tx, site);
  const all = await paperPrintersAt(tx, site);
  return (department) => all.find((code) => code === printerOf(department)) ?? null;
}

/** Orders to printers, each where it is worked on next; all of them to `printer` where one is named. */
export async function sendTickets(tx: Tx, site: string, by: string, orders: readonly string[], printer: string | null) {
  const where = new Map(
    printer === null
      ? await printersOfOrders(tx, site, orders, await printersByDepartment(tx, site))
      : orders.map((order) => [order, printer] as const),
  );
  const nowhere = orders.filter((order) => !where.get(order));
  if (nowhere.length > 0) throw new Refusal(422, 'no-printer-set', nowhereToPrint(nowhere));
  const sent: Awaited<ReturnType<typeof queueTickets>>[] = [];
  for (const [to, own] of groupedBy([...new Set(orders)], (order) => where.get(order) ?? '')) {
    await paperPrinter(tx, site, to);
    sent.push(await queueTickets(tx, site, by, await printTickets(tx, site, by, own), to));
  }
  return sent;
}

/** The papers of these orders that are due, and of others that changed: to printers of papers where they are set, the rest as one printing to be opened. */
export async function printDue(tx: Tx, site: string, by: string, own: readonly string[]) {
  const orders = await papersToPrint(tx, site, own, await ticketsUnderWay(tx, site));
  const where = new Map(await printersOfOrders(tx, site, orders, await paperPrinterByDepartment(tx, site)));
  const sent: Awaited<ReturnType<typeof queueTickets>>[] = [];
  const at = (order: string) => where.get(order) ?? null;
  for (const [to, some] of groupedBy(orders, at))
    if (to !== null) sent.push(await queueTickets(tx, site, by, await printTickets(tx, site, by, some), to));
  const rest = orders.filter((order) => at(order) === null);
  return { orders, sent, print: rest.length === 0 ? null : (await printTickets(tx, site, by, rest)).print };
}

/** Whether papers of a department go anywhere by themselves. */
export async function isPrinterSet(tx: Tx, site: string): Promise<boolean> {
  const printerOf = await paperPrinterByDepartment(tx, site);
  const departments = await tx.selectFrom('departments').select('code').where('site', '=', site).execute();
  return ['', ...departments.map(({ code }) => code)].some((code) => printerOf(code) !== null);
}

async function printersOfOrders(
  tx: Tx,
  site: string,
  orders: readonly string[],
  printerOf: (department: string) => string | null,
) {
  const { rows } = await sql<{ order: string; department: string | null }>`
    select distinct on (s.work_order) s.work_order as "order", c.department
    from work_steps s left join work_centres c on c.site = s.site and c.code = s.work_centre
    where s.site = ${site} and s.work_order = any(${[...orders]}::text[]) and s.state <> 'done'
    order by s.work_order, s.seq`.execute(tx);
  const departments = new Map(rows.map((row) => [row.order, row.department]));
  return orders.map((order) => [order, printerOf(departments.get(order) ?? '')] as const);
}

/** A printing that was made, to a printer. */
export async function sendPrinting(tx: Tx, site: string, by: string, print: number, printer: string) {
  const { code } = await paperPrinter(tx, site, printer);
  const { tickets } = await printingOf(tx, site, print);
  return queueTickets(tx, site, by, { print, tickets }, code);
}

/** The printers of papers, that of the department, or of its site, first. */
export async function paperPrintersFor(tx: Tx, site: string, department: string): Promise<string[]> {
  const own = (await printersByDepartment(tx, site))(department);
  const all = await paperPrintersAt(tx, site);
  return all.sort((a, b) => Number(b === own) - Number(a === own));
}

/** What became of a printing at printers, in words; empty: it was sent to none. */
export async function saidAtPrinters(tx: Tx, site: string, print: number | null): Promise<string[]> {
  if (print === null) return [];
  const prints = await printsOfPrinting(tx, site, print);
  return prints.map((one) => printSaid({ ...one, labels: one.labels.length }));
}
