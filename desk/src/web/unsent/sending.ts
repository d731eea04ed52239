/**
 * Sends what waits on this device, in its turn, one at a time over all tabs: when it was done, when the network comes back, when the server
 * is heard of, when the page is looked at, and by itself after growing pauses.
 */
import {
  after,
  type Deed,
  doubtful,
  inDoubt,
  nextOf,
  type Outcome,
  outcomeOf,
  pauseAfter,
  secondsAgo,
  type Unsent,
} from '../../duties/unsent/unsent.ts';
import { apiAddress, onHeard, saidYes } from '../api.ts';
import { overNetwork, Unreachable } from '../kit/refused.ts';
import { milliseconds } from '../kit/time.ts';
import { invalidate, queryClient } from '../queries.ts';
import { unsentShelf } from './shelf.ts';

interface Sender {
  readonly id: string;
  readonly name: string;
}

/** Longer nobody waits at a shelf: it is kept, and sent again under the same key. */
const patience = 15_000;

let sender: Sender | undefined;
let all: readonly Unsent[] = [];
let shown: readonly Unsent[] = [];
/** Done, while the lists that do not know it yet are asked again. */
let landing: readonly Unsent[] = [];
let told: readonly Unsent[] = [];
let silent = 0;
let timer: number | undefined;
let round: Promise<void> | undefined;
const listeners = new Set<() => void>();
/** What a page waits for, and what became of it. */
let awaited: { readonly seq: number; outcome?: Outcome } | undefined;
const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('hotlist-unsent');

/** What waits; what is under way for the first time does not: a refusal of it is the page's to show. */
export const unsentNow = (): readonly Unsent[] => shown;
/** And what is done already, as long as a list may still show it undone. */
export const toldNow = (): readonly Unsent[] => told;
export function onUnsent(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

async function look(): Promise<readonly Unsent[]> {
  all = (await unsentShelf.all().catch(unlessForbidden)) ?? [];
  show();
  return all;
}

function show(): void {
  shown = all.filter(({ seq }) => seq !== awaited?.seq);
  told = [...shown, ...landing];
  for (const listener of listeners) listener();
}

/** Changes one that waits, here and in the other tabs; undefined ends it. */
export async function settle(one: Unsent, now: Unsent | undefined): Promise<void> {
  await unsentShelf.settle(one.seq, now);
  others?.postMessage('changed');
  await look();
}

/**
 * Keeps what was done and sends it, unless something waits before it. `kept`: it waits. A refusal on the spot is the page's to show, and
 * does not wait. `lost`: nobody answered, and this browser keeps nothing.
 */
export async function keepAndSend(deed: Deed, site: string): Promise<Outcome | { readonly kind: 'kept' | 'lost' }> {
  if (!sender) throw new Error('nobody is signed in');
  const { id: person, name } = sender;
  const one = {
    ...deed,
    key: crypto.randomUUID(),
    person,
    name,
    site,
    at: milliseconds(),
    tried: null,
    troubles: 0,
    against: null,
  };
  const seq = await unsentShelf.add(one).catch(unlessForbidden);
  if (seq === undefined) {
    const outcome = await trySending({ ...one, seq: 0 });
    return outcome.kind === 'away' ? { kind: 'lost' } : outcome;
  }
  others?.postMessage('changed');
  const mine: NonNullable<typeof awaited> = { seq };
  const before = round ?? all.find((other) => other.seq < seq && other.person === person && other.against === null);
  if (!before) awaited = mine;
  void navigator.storage?.persist?.();
  await look();
  if (before) {
    void sendAll().then(sendAll);
    return { kind: 'kept' };
  }
  await sendAll();
  const stands = all.find((other) => other.seq === seq);
  if (stands?.against) await settle(stands, undefined);
  if (awaited === mine) awaited = undefined;
  show();
  // Gone without an answer of ours: another tab sent it.
  if (!stands) return mine.outcome ?? { kind: 'done', answer: undefined };
  return stands.against ? { kind: 'refused', against: stands.against } : { kind: 'kept' };
}

/** A browser may forbid to keep anything (private windows of some); a fault of ours it is not. */
function unlessForbidden(error: unknown): undefined {
  if (!(error instanceof DOMException)) throw error;
}

/** All that can go now; a second call while it goes is the same round. */
export function sendAll(): Promise<void> {
  round ??= inTurn(sendRound).finally(() => {
    round = undefined;
  });
  return round;
}

/** One tab at a time, where the browser can say so; else the key alone sees that nothing is done twice. */
const inTurn = (work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request('hotlist-unsent', work) : work();

async function sendRound(): Promise<void> {
  window.clearTimeout(timer);
  const passed = new Set<number>();
  const old = new Set<string>();
  let reached = false;
  for (;;) {
    const by = sender;
    const one = by && nextOf(await look(), by.id, passed);
    if (!one) break;
    if (doubtful(one, milliseconds())) {
      await settle(one, inDoubt(one));
      continue;
    }
    const outcome = await trySending(one);
    if (awaited?.seq === one.seq) awaited.outcome = outcome;
    if (outcome.kind === 'done') {
      landing = [...landing, one];
      for (const kind of one.kinds) old.add(kind);
    }
    await settle(one, after(one, outcome, milliseconds()));
    passed.add(one.seq);
    if (outcome.kind === 'signed-out') void queryClient.invalidateQueries({ queryKey: ['me'] });
    if (outcome.kind === 'away' || outcome.kind === 'signed-out') break;
    reached = true;
  }
  if (passed.size > 0) silent = reached ? 0 : silent + 1;
  const landed = landing;
  void invalidate(queryClient, [...old]).finally(() => {
    landing = landing.filter((one) => !landed.includes(one));
    show();
  });
  if (sender && nextOf(all, sender.id, new Set())) timer = window.setTimeout(() => void sendAll(), pauseAfter(silent));
}

async function trySending(one: Unsent): Promise<Outcome> {
  if (!navigator.onLine) return { kind: 'away' };
  try {
    const answer = await overNetwork(
      fetch(apiAddress(one.path, { site: one.site, ...saidYes(one.confirm) }), {
        method: one.method,
        headers: {
          accept: 'application/json, application/problem+json',
          'content-type': 'application/json',
          'idempotency-key': one.key,
          'done-by': one.person,
          'happened-ago': String(secondsAgo(one, milliseconds())),
        },
        body: JSON.stringify(one.body),
        credentials: 'same-origin',
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      }),
    );
    const ours = /\bjson\b/.test(answer.headers.get('content-type') ?? '');
    return outcomeOf(answer.status, ours ? ((await overNetwork(answer.json())) as object) : undefined);
  } catch (error) {
    // Nobody answered, or the answer was cut.
    if (error instanceof Unreachable || error instanceof DOMException || error instanceof SyntaxError)
      return { kind: 'away' };
    throw error;
  }
}

/** From now on what waits of this person is sent. Answers how to stop. */
export function sendAs(who: Sender): () => void {
  sender = who;
  const go = () => {
    if (!round && nextOf(all, who.id, new Set())) void sendAll();
  };
  const seen = () => {
    if (!document.hidden) go();
  };
  const changedElsewhere = () => void look();
  window.addEventListener('online', go);
  document.addEventListener('visibilitychange', seen);
  others?.addEventListener('message', changedElsewhere);
  const deaf = onHeard(() => {
    if (silent > 0) go();
  });
  void look().then(go);
  return () => {
    sender = undefined;
    window.clearTimeout(timer);
    window.removeEventListener('online', go);
    document.removeEventListener('visibilitychange', seen);
    others?.removeEventListener('message', changedElsewhere);
    deaf();
  };
}
