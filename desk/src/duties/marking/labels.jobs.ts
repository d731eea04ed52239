/** Sends what waits for label printers: right after it was asked for, and each minute what is to be tried again. */
import { connect } from 'node:net';
import type { Job } from '../../server/jobs.ts';
import { settle, type TakenPrint, takeNext } from './labels.store.ts';
import { afterTry, type Tried } from './printing.ts';
import { zplOf } from './zpl.ts';

/** One job does no more, so that its lease holds also where each waits for a printer that does not answer. */
const mostAtOnce = 40;
const patience = 10_000;
/** In all, for one that takes it byte by byte. */
const longest = 20_000;

export const labelJob: Job<object> = {
  name: 'labels',
  lease: 900,
  retries: 1,
  cron: '* * * * *',
  run: async ({ db }) => {
    for (let sent = 0; sent < mostAtOnce; sent += 1) {
      const print = await takeNext(db);
      if (!print) return;
      await settle(db, print, afterTry(print.tries, await tryOnce(print)));
    }
  },
};

async function tryOnce({ template, labels, copies, reprint_of, to, printer }: TakenPrint): Promise<Tried> {
  if (!to) return { kind: 'refused', said: `there is no printer ${printer} any more` };
  const { drawLabel } = await import('./drawing.print.ts');
  const dots = Number(to.dots_mm);
  const parts: string[] = [];
  for (const values of labels) {
    const label = drawLabel(template, values, { dot: 1 / dots, reprint: reprint_of !== null });
    if ('says' in label) return { kind: 'refused', said: label.says.replace(/\.$/, '') };
    parts.push(zplOf({ ...template, drawn: label.drawn }, { dots, copies }));
  }
  return handOver(to, parts.join(''));
}

/** Printers answer nothing: what they have taken whole and closed is printed, as far as can be known. */
const handOver = (to: { readonly host: string; readonly port: number }, zpl: string): Promise<Tried> =>
  new Promise((resolve) => {
    const socket = connect({ host: to.host, port: to.port });
    const refused = (said: string): void => {
      socket.destroy();
      resolve({ kind: 'refused', said });
    };
    const silent = (): void => refused(`${to.host}:${to.port} does not answer`);
    const late = setTimeout(silent, longest);
    socket.setTimeout(patience, silent);
    socket.on('error', (error: NodeJS.ErrnoException) => refused(wordsOf(error, to)));
    socket.on('connect', () => socket.end(zpl));
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
