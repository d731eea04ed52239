/** When a print is tried again, and what can still be cancelled. Pure. GLOSSARY "print queue". */
import { accept, type Decision, refuse } from '../../house/decision.ts';

export type PrintState = 'waiting' | 'sent' | 'failed' | 'cancelled' | 'sheet';

/** Seconds after each try in vain: paper is put in within a quarter of an hour, or somebody must know that it is not. */
export const pauses: readonly number[] = [10, 30, 60, 120, 300, 600];

/** How long a worker has a print for itself; then another takes it, as that one has died. */
export const leaseSeconds = 120;

export type Tried = { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly said: string };

export type Settled =
  | { readonly state: 'sent' }
  | { readonly state: 'waiting'; readonly pause: number; readonly said: string }
  | { readonly state: 'failed'; readonly said: string };

/** `tries`: this one counted. */
export function afterTry(tries: number, tried: Tried): Settled {
  if (tried.kind === 'taken') return { state: 'sent' };
  const pause = pauses[tries - 1];
  return pause === undefined ? { state: 'failed', said: tried.said } : { state: 'waiting', pause, said: tried.said };
}

export const cancel = (state: PrintState): Decision<'cancelled', 'not-waiting'> =>
  state === 'waiting' || state === 'failed' ? accept(['cancelled']) : refuse('not-waiting', { state });

/** Of labels, copies counted. */
export const mostLabels = 2000;
