/** Dispatch lists at printers: of a department or a work centre, sent to the queue, and what stands there of a publication's. */
import type { Transaction } from 'kysely';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { printSaid } from '../marking/labels.messages.ts';
import type { Values } from '../marking/labels.ts';
import { keepPrint, listOnPaper, listPrint, paperPrinter, printsOfPublication } from '../marking/prints.store.ts';
import { noListPrinter } from './floor.messages.ts';
import { printersByDepartment } from './ticketprints.store.ts';

type Tx = Transaction<Tables>;

export interface DepartmentList {
  /** Of a publication. */
  readonly id: number;
  readonly department: string;
  readonly until: string | null;
}

/** The list of a publication, queued for the printer: a reprint where it was on paper. The caller has the queue worked off. */
export async function queueList(tx: Tx, site: string, by: string, of: DepartmentList, printer: string) {
  const before = await listOnPaper(tx, site, of.id);
  const labels: readonly [Values] = [{ department: of.department, ...(of.until === null ? {} : { until: of.until }) }];
  return queued(tx, site, by, { publication: of.id, labels, printer, reprint_of: before?.id ?? null });
}

/** The list of one work centre, or of all, as it stands when its turn comes; `printer` null: that of its department, else of the site. */
export async function sendList(tx: Tx, site: string, by: string, workCentre: string | null, printer: string | null) {
  const to = printer ?? (await printerOf(tx, site, workCentre));
  if (to === null) throw new Refusal(422, 'no-printer-set', noListPrinter(workCentre));
  const { code } = await paperPrinter(tx, site, to);
  const labels: readonly [Values] = [workCentre === null ? {} : { work_centre: workCentre }];
  return queued(tx, site, by, { publication: null, labels, printer: code, reprint_of: null });
}

async function queued(tx: Tx, site: string, by: string, of: Parameters<typeof listPrint>[0]) {
  const print = listPrint(of);
  const id = await keepPrint(tx, site, by, print);
  return { print: id, said: printSaid({ ...print, labels: 1, state: 'waiting', tries: 0, said: null }) };
}

async function printerOf(tx: Tx, site: string, workCentre: string | null): Promise<string | null> {
  const printers = await printersByDepartment(tx, site);
  if (workCentre === null) return printers('');
  const found = await tx
    .selectFrom('work_centres')
    .select('department')
    .where('site', '=', site)
    .where('code', '=', workCentre)
    .executeTakeFirst();
  if (!found) throw notFound('work centre', workCentre);
  return printers(found.department ?? '');
}

/** What became of the list of a publication at printers, in words; empty: it was sent to none. */
export async function listSaidAtPrinters(tx: Tx, site: string, publication: number): Promise<string[]> {
  const prints = await printsOfPublication(tx, site, publication);
  return prints.map((one) => printSaid({ ...one, labels: 1 }));
}
