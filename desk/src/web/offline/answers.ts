/**
 * What the server last answered, for pages of the phone that are opened or loaded anew where nobody answers. Of one person: it is
 * forgotten when he signs out or another signs in, and what is older than a day when the phone is opened with a network.
 */

import { Refused, Unreachable } from '../kit/refused.ts';
import { milliseconds } from '../kit/time.ts';

interface Kept<T> {
  readonly at: number;
  /** Another build may ask for other things. */
  readonly build: string | undefined;
  readonly answer: T;
}

const shelf = 'hotlist-answers';
const day = 86_400_000;
const build = (): string | undefined =>
  document.querySelector('script[type="module"][src]:not([async])')?.getAttribute('src') ?? undefined;
const addressOf = (name: string): string => `/kept/${encodeURIComponent(name)}`;

let asOf: number | undefined;
const listeners = new Set<() => void>();
/** When the oldest was told of what is shown instead of an answer; undefined: the server answers. */
export const shownAsOf = (): number | undefined => asOf;
export function onShownAsOf(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
function showAsOf(at: number | undefined): void {
  asOf = at;
  for (const listener of listeners) listener();
}

/** The answer; where nobody answers, the one that was kept. */
export async function orKept<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    const answer = await ask();
    showAsOf(undefined);
    return answer;
  } catch (error) {
    if (!nobodyAnswered(error)) throw error;
    const kept = await read<T>(name);
    if (kept === undefined) throw error;
    showAsOf(Math.min(kept.at, asOf ?? kept.at));
    return kept.answer;
  }
}

/** What the server itself says counts, a refusal too; a gate that finds nobody behind it says nothing. A fault of our own is shown as one. */
const nobodyAnswered = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Refused && error.status >= 502 && error.status <= 504);

export const forgetAnswers = async (): Promise<void> => {
  await within((all) => all.delete(shelf));
};

export const keepAnswer = (name: string, answer: unknown): Promise<void> =>
  within(async (all) => {
    const open = await all.open(shelf);
    const kept: Kept<unknown> = { at: milliseconds(), build: build(), answer };
    await open.put(addressOf(name), Response.json(kept));
  }).then(() => undefined);

const read = <T>(name: string): Promise<Kept<T> | undefined> =>
  within(async (all) => {
    const found = await all.match(addressOf(name), { cacheName: shelf });
    const kept = (await found?.json()) as Kept<T> | undefined;
    return kept?.build === build() ? kept : undefined;
  });

export const forgetOld = (): Promise<void> =>
  within(async (all) => {
    const open = await all.open(shelf);
    for (const one of await open.keys()) {
      const kept = (await (await open.match(one))?.json()) as Kept<unknown> | undefined;
      if (!kept || milliseconds() - kept.at > day) await open.delete(one);
    }
  }).then(() => undefined);

/** Undefined where the browser keeps nothing: without TLS, in private windows of some, or where it is full. */
async function within<T>(work: (all: CacheStorage) => Promise<T>): Promise<T | undefined> {
  if (!('caches' in window)) return undefined;
  try {
    return await work(caches);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
