/** Sends what waits for printers, labels and papers: right after it was asked for, and each minute what is to be tried again. */
import { connect } from 'node:net';
import type { Transaction } from 'kysely';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Job } from '../../server/jobs.ts';
import { type IppJob, ippAnswer, ippRequest, longestAnswer } from './ipp.ts';
import { notMade, printRefusals, queueSays } from './labels.messages.ts';
import type { DrawnLabel } from './labels.print.ts';
import { afterTry, isPaper, type PaperSubject, type Tried } from './printing.ts';
import { settle, type TakenPrint, takeNext } from './prints.store.ts';
import type { Template } from './templates.ts';
import { zplOf } from './zpl.ts';

/** One job does no more, so that its lease holds also where each waits for a printer that does not answer. */
const mostAtOnce = 40;
const patience = 10_000;
/** In all, for one that takes it byte by byte. */
const longest = 20_000;

/** Papers as they are when their turn comes. */
export interface Composed {
  /** Null: of none of them there is a paper to work by. */
  readonly pdf: Uint8Array | null;
  /** Those that are not on it and why, in words; empty: all are. */
  readonly left: string;
  /** What comes of it having been sent. */
  readonly sent: (tx: Transaction<Tables>) => Promise<void>;
}
export type Compose = (tx: Transaction<Tables>, print: TakenPrint) => Promise<Composed>;

export const printJobWith = (compose: Readonly<Record<PaperSubject, Compose>>): Job<object> => ({
  name: 'labels',
  lease: 900,
  retries: 1,
  cron: '* * * * *',
  run: async ({ db }) => {
    for (let sent = 0; sent < mostAtOnce; sent += 1) {
      const print = await takeNext(db);
      if (!print) return;
      const tried = await tryOnce(db, print, compose).catch(notMadeOf);
      await settle(db, print, afterTry(print.tries, tried.settles), tried.sent);
    }
  },
});

/** The reason is in the log: one that cannot be made keeps no other from being sent. */
function notMadeOf(error: unknown): Tries {
  console.error(error);
  return { settles: { kind: 'refused', said: notMade } };
}

/** What a try came to, and what comes of it where it was taken. */
interface Tries {
  readonly settles: Tried;
  readonly sent?: Composed['sent'];
}

async function tryOnce(db: Database, print: TakenPrint, compose: Parameters<typeof printJobWith>[0]): Promise<Tries> {
  const { to, printer, subject, template } = print;
  if (!to) return { settles: { kind: 'refused', said: `there is no printer ${printer} any more` } };
  if (isPaper(subject)) return tryPapers(db, { ...print, to }, compose[subject]);
  if (template === null) throw new Error(`print ${print.id} is of nothing`);
  return { settles: await tryLabels({ ...print, to, template }) };
}

type To = NonNullable<TakenPrint['to']>;

async function tryPapers(db: Database, print: TakenPrint & { readonly to: To }, compose: Compose): Promise<Tries> {
  if (print.to.speaks !== 'PDF')
    return { settles: { kind: 'refused', said: printRefusals.labelsOnly(String(print.printer)).replace(/\.$/, '') } };
  const { pdf, left, sent } = await db.transaction().execute((tx) => compose(tx, print));
  if (pdf === null) return { settles: { kind: 'superseded', said: left } };
  const tried = await send(print, 'application/pdf', pdf);
  return tried.kind === 'taken' ? { settles: left === '' ? tried : { ...tried, left }, sent } : { settles: tried };
}

async function tryLabels({
  template,
  labels,
  copies,
  reprint_of,
  to,
  ...print
}: TakenPrint & { readonly to: To; readonly template: Template }): Promise<Tried> {
  const { drawLabel } = await import('./drawing.print.ts');
  const dots = Number(to.dots_mm);
  const zpl = to.speaks === 'ZPL';
  const drawn: DrawnLabel[] = [];
  for (const values of labels) {
    const label = drawLabel(template, values, { ...(zpl ? { dot: 1 / dots } : {}), reprint: reprint_of !== null });
    if ('says' in label) return { kind: 'refused', said: label.says.replace(/\.$/, '') };
    drawn.push({ ...template, drawn: label.drawn });
  }
  const paper = zpl
    ? new TextEncoder().encode(drawn.map((one) => zplOf(one, { dots, copies })).join(''))
    : await pdfOf(drawn.flatMap((one) => Array.from({ length: copies }, () => one)));
  return send({ ...print, to }, zpl ? 'application/vnd.cups-raw' : 'application/pdf', paper);
}

/** A print server hands it to the printer as it is, or makes of a PDF what its printer takes. */
const send = (
  { to, id, asked_by }: Pick<TakenPrint, 'id' | 'asked_by'> & { readonly to: To },
  format: string,
  paper: Uint8Array,
): Promise<Tried> =>
  to.queue === null
    ? handOver(to, paper)
    : queueUp({ ...to, queue: to.queue }, { name: `Hotlist ${id}`, by: asked_by, format }, paper);

async function pdfOf(labels: readonly DrawnLabel[]): Promise<Uint8Array> {
  const { labelsPdf } = await import('./labels.print.ts');
  return labelsPdf(labels);
}

async function queueUp(
  { host, port, queue }: { readonly host: string; readonly port: number; readonly queue: string },
  job: Pick<IppJob, 'name' | 'by' | 'format'>,
  paper: Uint8Array,
): Promise<Tried> {
  const at = `${host}:${port}`;
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}/${queue.includes('/') ? queue : `printers/${queue}`}`;
  const refused = (said: string): Tried => ({ kind: 'refused', said });
  try {
    const answer = await fetch(`http://${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/ipp' },
      body: ippRequest({ ...job, printer: `ipp://${address}` }, paper) as Uint8Array<ArrayBuffer>,
      redirect: 'error',
      signal: AbortSignal.timeout(longest),
    });
    if (answer.status === 401 || answer.status === 403) return refused(queueSays.keptOut(at));
    if (answer.status === 426) return refused(queueSays.wantsTls(at));
    if (answer.status === 503) return refused(queueSays.busy(at));
    const said = answer.ok ? ippAnswer(await headOf(answer)) : undefined;
    if (answer.status === 404 || (said?.kind === 'refused' && said.status === notFound))
      return refused(queueSays.notThere(queue, at));
    if (!said) return refused(queueSays.noIpp(at, answer.status));
    return said.kind === 'taken' ? said : refused(queueSays.refuses(queue, said.says || said.status.toString(16)));
  } catch (error) {
    if (error instanceof DOMException) return refused(queueSays.silent(at));
    if (!(error instanceof TypeError)) throw error;
    return refused(wordsOf((error.cause ?? error) as NodeJS.ErrnoException, { host, port }));
  }
}

/** What answers at an address may answer without end: the rest is not read. */
async function headOf({ body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    parts.push(part);
    length += part.length;
    if (length >= longestAnswer) break;
  }
  return Buffer.concat(parts).subarray(0, longestAnswer);
}

/** client-error-not-found of RFC 8011. */
const notFound = 0x0406;

/** Printers answer nothing: what they have taken whole and closed is printed, as far as can be known. */
const handOver = (to: { readonly host: string; readonly port: number }, paper: Uint8Array): Promise<Tried> =>
  new Promise((resolve) => {
    const socket = connect({ host: to.host, port: to.port });
    const refused = (said: string): void => {
      socket.destroy();
      resolve({ kind: 'refused', said });
    };
    const silent = (): void => refused(queueSays.silent(`${to.host}:${to.port}`));
    const late = setTimeout(silent, longest);
    socket.setTimeout(patience, silent);
    socket.on('error', (error: NodeJS.ErrnoException) => refused(wordsOf(error, to)));
    socket.on('connect', () => socket.end(paper));
    socket.on('close', (failed) => {
      clearTimeout(late);
      if (!failed) resolve({ kind: 'taken' });
    });
    socket.resume();
  });

const wordsOf = ({ code, message }: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): string =>
  code === 'ECONNREFUSED'
    ? `nothing listens at ${host}:${port}`
    : code === 'ENOTFOUND' || code === 'EAI_AGAIN'
      ? `there is no host ${host}`
      : message;
