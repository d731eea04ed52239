/** When a print is tried again, and what can still be cancelled. Pure. GLOSSARY "print queue". */
import { accept, type Decision, refuse } from '../../house/decision.ts';

/** Superseded: nobody is to work by its papers any more, so that nothing was printed. */
export const printStates = ['waiting', 'sent', 'failed', 'cancelled', 'sheet', 'superseded'] as const;
export type PrintState = (typeof printStates)[number];

/** Seconds after each try in vain: paper is put in within a quarter of an hour, or somebody must know that it is not. */
export const pauses: readonly number[] = [10, 30, 60, 120, 300, 600];

/** How long a worker has a print for itself; then another takes it, as that one has died. */
export const leaseSeconds = 120;

export type Tried =
  /** `left`: what was not printed of it, and why. */
  | { readonly kind: 'taken'; readonly left?: string }
  | { readonly kind: 'refused'; readonly said: string }
  | { readonly kind: 'superseded'; readonly said: string };

export type Settled =
  | { readonly state: 'sent'; readonly said: string | null }
  | { readonly state: 'superseded'; readonly said: string }
  | { readonly state: 'waiting'; readonly pause: number; readonly said: string }
  | { readonly state: 'failed'; readonly said: string };

/** `tries`: this one counted. */
export function afterTry(tries: number, tried: Tried): Settled {
  if (tried.kind === 'taken') return { state: 'sent', said: tried.left ?? null };
  if (tried.kind === 'superseded') return { state: 'superseded', said: tried.said };
  const pause = pauses[tries - 1];
  return pause === undefined ? { state: 'failed', said: tried.said } : { state: 'waiting', pause, said: tried.said };
}

/** What is no label: papers, which are made when their turn comes. */
export const papers = ['ticket', 'dispatch list'] as const;
export type PaperSubject = (typeof papers)[number];
export const isPaper = (subject: string): subject is PaperSubject => papers.some((one) => one === subject);

/** Who prints a thing again or cancels it: papers who prints those of a publication, labels who prints labels. */
export const printNeeds = (subject: string): 'progress.write' | 'locations.write' =>
  isPaper(subject) ? 'progress.write' : 'locations.write';

export const cancel = (state: PrintState): Decision<'cancelled', 'not-waiting'> =>
  state === 'waiting' || state === 'failed' ? accept(['cancelled']) : refuse('not-waiting', { state });

/** Of labels, copies counted. */
export const mostLabels = 2000;
