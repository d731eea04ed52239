/** When a mail is tried again, how it stands with those of a publication, who may try it out. Pure. Source: RFC 5321 4.5.4; GLOSSARY "outbox". */

import { accept, type Decision, refuse } from '../../house/decision.ts';
import { isAddress } from '../../house/mailaddresses.ts';

export type MailState = 'waiting' | 'sent' | 'failed' | 'overtaken';

/** Seconds after each try in vain: within four hours a server is mended, or somebody must know that it is not. */
export const pauses: readonly number[] = [60, 120, 300, 900, 1800, 3600, 7200];

/** How long a worker has a mail for itself; then another takes it, as that one has died. */
export const leaseSeconds = 300;

export type Tried =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly final: boolean; readonly said: string };

export type Settled =
  | { readonly state: 'sent' }
  | { readonly state: 'waiting'; readonly pause: number; readonly said: string }
  | { readonly state: 'failed'; readonly said: string };

/** `tries`: this one counted. `test`: somebody sits there and waits for the answer, so it is tried once. */
export function afterTry(tries: number, tried: Tried, test = false): Settled {
  if (tried.kind === 'taken') return { state: 'sent' };
  const pause = tried.final || test ? undefined : pauses[tries - 1];
  return pause === undefined ? { state: 'failed', said: tried.said } : { state: 'waiting', pause, said: tried.said };
}

export const mailWords = ['sent', 'waits', 'failed', 'overtaken', 'no-address', 'not-set-up', 'not-sent'] as const;
export type MailWord = (typeof mailWords)[number];

/** What a department could be sent now. */
export interface Reach {
  readonly setUp: boolean;
  readonly addresses: readonly string[];
}

/**
 * How it stands with the mails of one publication: the word of the one that somebody must look after, if there is one. Nobody
 * looks after one that gave up where its address was taken away since.
 */
export function wordOf(
  mails: readonly { readonly recipient: string; readonly state: MailState }[],
  { setUp, addresses }: Reach,
): MailWord {
  const states = mails.flatMap(({ recipient, state }) =>
    state === 'failed' && !addresses.includes(recipient) ? [] : state,
  );
  if (states.includes('failed')) return 'failed';
  if (states.includes('waiting')) return 'waits';
  if (states.includes('overtaken')) return 'overtaken';
  if (states.length > 0) return 'sent';
  if (!setUp) return 'not-set-up';
  return addresses.length === 0 ? 'no-address' : 'not-sent';
}

export type TestCode = 'not-set-up' | 'no-address' | 'too-often';

/** Test mails to one address within `testMinutes`: enough to mend a setting, too few to fill somebody's box. */
export const mostTests = 3;
export const testMinutes = 10;

/** A test goes to nobody but who asks for it. `lately`: those sent to him within `testMinutes`. */
export function tryOut(
  own: string,
  { setUp, lately }: { readonly setUp: boolean; readonly lately: number },
): Decision<{ readonly recipient: string }, TestCode> {
  if (!setUp) return refuse('not-set-up');
  if (!isAddress(own)) return refuse('no-address', { own });
  return lately >= mostTests ? refuse('too-often') : accept([{ recipient: own }]);
}
