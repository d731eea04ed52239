/** The print queue in the database: printers, what is to be printed of labels, tickets and dispatch lists, and what became of it. */
import { sql, type Transaction } from 'kysely';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { printRefusals } from './labels.messages.ts';
import type { Values } from './labels.ts';
import { leaseSeconds, type Settled } from './printing.ts';
import type { Subject, Template } from './templates.ts';

type Tx = Transaction<Tables>;

export const printersOf = (tx: Tx, site: string) =>
  tx.selectFrom('printers').select(['id', 'code', 'name', 'speaks']).where('site', '=', site).orderBy('code').execute();

/** Those that print papers, not labels alone. */
export const paperPrintersAt = async (tx: Tx, site: string): Promise<string[]> =>
  (await printersOf(tx, site)).flatMap(({ code, speaks }) => (speaks === 'PDF' ? [code] : []));

/** Where the tickets of a site are printed that have no printer of their department; null: nowhere by itself. */
export async function ticketPrinterOf(tx: Tx, site: string): Promise<string | null> {
  const id = await settingOf(tx, site, 'ticket_printer');
  return (await printersOf(tx, site)).find((one) => one.id === id)?.code ?? null;
}

export async function setTicketPrinter(tx: Tx, site: string, code: string | null): Promise<void> {
  const id = code === null ? null : (await paperPrinter(tx, site, code)).id;
  await setSetting(tx, site, 'ticket_printer', id);
}

/** Of a printer that something is to go to: nobody deletes it meanwhile. */
async function heldPrinter(tx: Tx, site: string, code: string) {
  const found = await tx
    .selectFrom('printers')
    .select(['id', 'code', 'speaks'])
    .where('site', '=', site)
    .where('code', '=', code)
    .forKeyShare()
    .executeTakeFirst();
  if (!found) throw new Refusal(422, 'no-printer', printRefusals.noPrinter(code));
  return found;
}

/** A printer of papers. Refuses what is not there, or prints labels alone. */
export async function paperPrinter(tx: Tx, site: string, code: string) {
  const found = await heldPrinter(tx, site, code);
  if (found.speaks !== 'PDF') throw new Refusal(422, 'labels-only', printRefusals.labelsOnly(code));
  return found;
}

/** How many prints wait for a printer. */
export async function waitingFor(tx: Tx, site: string, printer: string): Promise<number> {
  const { waiting } = await tx
    .selectFrom('label_prints')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('site', '=', site)
    .where('printer', '=', printer)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return Number(waiting);
}

interface Queued {
  readonly copies: number;
  readonly printer: string | null;
  readonly sheet: string | null;
  readonly skip: number;
  readonly reprint_of: number | null;
}
export interface LabelPrint extends Queued {
  readonly subject: Subject;
  readonly template: Template;
  readonly labels: readonly Values[];
}
/** Of a printing of tickets, whose papers are made when their turn comes; `labels` says which they are. */
export interface TicketPrint extends Queued {
  readonly subject: 'ticket';
  readonly printing: number;
  readonly labels: readonly { readonly ticket: string }[];
  readonly printer: string;
}

/** Of one dispatch list, as it stands when its turn comes; `labels` says whose. */
export interface ListPrint extends Queued {
  readonly subject: 'dispatch list';
  /** That it came of; null: somebody asked for it on Dispatch. */
  readonly publication: number | null;
  readonly labels: readonly [Values];
  readonly printer: string;
}
export type PaperPrint = TicketPrint | ListPrint;

/** Papers go once, on no sheet of labels. */
const once = { copies: 1, sheet: null, skip: 0 } as const;

export const ticketPrint = (of: Pick<TicketPrint, 'printing' | 'labels' | 'printer'>): TicketPrint => ({
  ...once,
  ...of,
  subject: 'ticket',
  reprint_of: null,
});

export const listPrint = (of: Pick<ListPrint, 'publication' | 'labels' | 'printer' | 'reprint_of'>): ListPrint => ({
  ...once,
  ...of,
  subject: 'dispatch list',
});

export async function keepPrint(tx: Tx, site: string, by: string, print: LabelPrint | PaperPrint): Promise<number> {
  if (print.printer !== null) await heldPrinter(tx, site, print.printer);
  const { id } = await tx
    .insertInto('label_prints')
    .values({
      ...print,
      site,
      template: 'template' in print ? JSON.stringify(print.template) : null,
      printing: 'printing' in print ? print.printing : null,
      publication: 'publication' in print ? print.publication : null,
      labels: JSON.stringify(print.labels),
      state: print.printer === null ? 'sheet' : 'waiting',
      said: null,
      sent_at: null,
      asked_by: by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What became of a printing of tickets at printers, the latest last. */
export const printsOfPrinting = (tx: Tx, site: string, printing: number) =>
  tx
    .selectFrom('label_prints')
    .select(columns)
    .where('site', '=', site)
    .where('printing', '=', printing)
    .orderBy('id')
    .execute();

/** Tickets that a printer is still to take, as their barcodes say. */
export async function ticketsUnderWay(tx: Tx, site: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('label_prints')
    .select('labels')
    .where('site', '=', site)
    .where('subject', '=', 'ticket')
    .where('state', '=', 'waiting')
    .execute();
  return rows.flatMap(({ labels }) => labels.flatMap(({ ticket }) => ticket ?? []));
}

/** The same of the list of a publication. */
export const printsOfPublication = (tx: Tx, site: string, publication: number) =>
  tx
    .selectFrom('label_prints')
    .select(columns)
    .where('site', '=', site)
    .where('publication', '=', publication)
    .orderBy('id')
    .execute();

/** The print, of a later publication, of the list of the same department: waiting or sent. */
export const laterList = (tx: Tx, site: string, { publication, labels }: Pick<ListPrint, 'publication' | 'labels'>) =>
  tx
    .selectFrom('label_prints')
    .select('id')
    .where('site', '=', site)
    .where('publication', '>', publication)
    .where(sql<boolean>`labels -> 0 ->> 'department' = ${labels[0].department}`)
    .where('state', 'in', ['waiting', 'sent'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The print that the list of a publication was on paper by first; undefined: it never was. */
export const listOnPaper = (tx: Tx, site: string, publication: number) =>
  tx
    .selectFrom('label_prints')
    .select('id')
    .where('site', '=', site)
    .where('publication', '=', publication)
    .where('state', '=', 'sent')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();

/** Of each department the last publication whose list is on paper, or on its way there. */
export async function lastOnPaper(tx: Tx, site: string, departments: readonly string[]): Promise<readonly number[]> {
  const { rows } = await sql<{ publication: number }>`
    select p.publication from unnest(${[...departments]}::text[]) as d (department),
    lateral (
      select publication from label_prints
      where site = ${site} and publication is not null and labels -> 0 ->> 'department' = d.department and state in ('waiting', 'sent')
      order by publication desc limit 1) p`.execute(tx);
  return rows.map((row) => row.publication);
}

const columns = [
  'id',
  'site',
  'subject',
  'template',
  'printing',
  'publication',
  'labels',
  'copies',
  'printer',
  'sheet',
  'skip',
  'reprint_of',
  'state',
  'tries',
  'said',
  'asked_by',
  'asked_at',
] as const;

export async function printOf(tx: Tx, site: string, id: number, lock = false) {
  const query = tx.selectFrom('label_prints').select(columns).where('site', '=', site).where('id', '=', id);
  const found = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!found) throw notFound('print', String(id));
  return found;
}

export async function latestPrints(
  tx: Tx,
  site: string,
  { before, limit }: { before?: number | undefined; limit: number },
) {
  let query = tx.selectFrom('label_prints').select(columns).where('site', '=', site);
  if (before !== undefined) query = query.where('id', '<', before);
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  const { waiting } = await tx
    .selectFrom('label_prints')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('site', '=', site)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return { rows, waiting: Number(waiting) };
}

export async function cancelled(tx: Tx, id: number): Promise<void> {
  await tx.updateTable('label_prints').set({ state: 'cancelled' }).where('id', '=', id).execute();
}

const worker = { name: 'printing', email: '', via: 'cli' } as const;
const after = (seconds: number) => sql<string>`clock_timestamp() + make_interval(secs => ${seconds})`;

/** The one that waits longest, with its printer, for this worker alone until the lease is over; a try is counted before it is made. */
export async function takeNext(db: Database) {
  return db.transaction().execute(async (tx) => {
    const next = await tx
      .selectFrom('label_prints')
      .select(['id', 'site', 'printer'])
      .where('state', '=', 'waiting')
      .where('next_at', '<=', sql<string>`clock_timestamp()`)
      .orderBy('next_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!next) return undefined;
    await stamp(tx, worker, next.site);
    const taken = await tx
      .updateTable('label_prints')
      .set({ tries: sql`tries + 1`, next_at: after(leaseSeconds) })
      .where('id', '=', next.id)
      .returning(columns)
      .executeTakeFirstOrThrow();
    const printer = await tx
      .selectFrom('printers')
      .select(['host', 'port', 'dots_mm', 'queue', 'speaks'])
      .where('site', '=', next.site)
      .where('code', '=', next.printer)
      .executeTakeFirst();
    return { ...taken, to: printer };
  });
}

export type TakenPrint = NonNullable<Awaited<ReturnType<typeof takeNext>>>;

/** That it was sent is true whatever was asked meanwhile, with what comes of it; what failed counts for the worker whose turn it still is. */
export async function settle(
  db: Database,
  { id, site, tries }: TakenPrint,
  settled: Settled,
  sent: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await stamp(tx, worker, site);
    if (settled.state === 'sent') await sent(tx);
    const one = tx.updateTable('label_prints').where('id', '=', id);
    if (settled.state === 'sent')
      await one
        .set({ state: 'sent', said: settled.said, sent_at: sql`clock_timestamp()` })
        .where('state', '<>', 'sent')
        .execute();
    else
      await one
        .set({
          said: settled.said,
          ...(settled.state === 'waiting' ? { next_at: after(settled.pause) } : { state: settled.state }),
        })
        .where('state', '=', 'waiting')
        .where('tries', '=', tries)
        .execute();
  });
}
