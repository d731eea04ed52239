/**
 * What a device keeps until the server has answered it: in which order it goes, what becomes of it by each answer, and who may send it.
 * Times are milliseconds of the device's own clock; only their differences are told to anybody. Pure.
 */
import type { ProblemDocument } from '../../house/errors.ts';
import * as say from './unsent.messages.ts';

/** A value of the body that a person may change after a refusal. */
export interface Change {
  readonly label: string;
  /** Where it stands in the body: ['lines', 0, 'qty']. */
  readonly at: readonly (string | number)[];
  /** A reason may be left out. */
  readonly type: 'number' | 'text' | 'reason';
}

/** What a page hands over: one write, with what a person must know of it. */
export interface Deed {
  readonly method: string;
  /** With its parameters in it: '/pick-lists/MO-1/issue'. */
  readonly path: string;
  readonly body: unknown;
  readonly confirm: readonly string[];
  /** "2 pcs of TUBE from A-01 to MO-1". */
  readonly what: string;
  /** What it is about: what comes later of the same waits until this is settled. */
  readonly of: readonly string[];
  /** Kinds of record that are old once it is done. */
  readonly kinds: readonly string[];
  readonly changes: readonly Change[];
}

export interface Against {
  readonly code: string;
  readonly text: string;
  /** The question that may be answered with yes. */
  readonly asks: string | null;
}

export interface Unsent extends Deed {
  /** The turn in which it was done on this device. */
  readonly seq: number;
  /** Made when it was done, the same for every try: the server does it once. */
  readonly key: string;
  readonly person: string;
  readonly name: string;
  readonly site: string;
  readonly at: number;
  /** When it was first sent without an answer: from then on it may be done. */
  readonly tried: number | null;
  /** Answers of a server in trouble. */
  readonly troubles: number;
  readonly against: Against | null;
}

export type Outcome =
  | { readonly kind: 'done'; readonly answer: unknown }
  /** Nobody answered, or something that stands between. */
  | { readonly kind: 'away' }
  /** The server is there and cannot now. */
  | { readonly kind: 'trouble'; readonly against: Against }
  /** Another is signed in, or nobody. */
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly against: Against };

/**
 * What an answer means. Done is only what the server itself says in JSON: a page of a gate that wants a sign-in answers 200 too.
 * `body` is undefined where the answer was none of ours.
 */
export function outcomeOf(status: number, body: Partial<ProblemDocument> | undefined): Outcome {
  if (body === undefined) return { kind: 'away' };
  if (status >= 200 && status < 300) return { kind: 'done', answer: body };
  const { code = 'refused', detail, values } = body;
  if (status === 401 || code === 'of-another') return { kind: 'signed-out' };
  const asks = status === 409 && typeof values?.confirm === 'string' ? values.confirm : null;
  const against = { code, text: detail ?? say.withoutWords(status), asks };
  if (status === 429 || status >= 500 || code === 'busy') return { kind: 'trouble', against };
  return { kind: 'refused', against };
}

/** So often a server in trouble is asked again by itself; then a person is. */
const troublesMost = 4;
/** The server knows for seven days what it has done; a day less, for clocks. */
const sureFor = 6 * 86_400_000;

/** What stands of it after an answer; undefined: it is done, or was never sent. */
export function after(one: Unsent, outcome: Outcome, now: number): Unsent | undefined {
  if (outcome.kind === 'done') return undefined;
  if (outcome.kind === 'away') return { ...one, tried: one.tried ?? now };
  if (outcome.kind === 'signed-out') return one;
  if (outcome.kind === 'refused') return { ...one, tried: null, against: outcome.against };
  const troubles = one.troubles + 1;
  return { ...one, troubles, against: troubles >= troublesMost ? outcome.against : null };
}

/** It may be done, and the server may no longer know that it is: a person looks before it is sent again. */
export const doubtful = ({ tried, against }: Unsent, now: number): boolean =>
  against === null && tried !== null && now - tried > sureFor;

export const inDoubt = (one: Unsent): Unsent => ({
  ...one,
  against: { code: 'in-doubt', text: say.inDoubt, asks: null },
});

/** The first that goes now: of who is signed in, refused by nobody, and none before it of the same is unsettled. */
export function nextOf(all: readonly Unsent[], person: string, not: ReadonlySet<number>): Unsent | undefined {
  const mine = all.filter((one) => one.person === person);
  return mine.find((one) => one.against === null && !not.has(one.seq) && waitsFor(mine, one) === undefined);
}

/** The one before it that must be settled first. */
export const waitsFor = (all: readonly Unsent[], one: Unsent): Unsent | undefined =>
  all.find((before) => before.seq < one.seq && before.of.some((thing) => one.of.includes(thing)));

/** Whole seconds since it was done; a clock that was set back meanwhile makes it now. */
export const secondsAgo = ({ at }: Pick<Unsent, 'at'>, now: number): number =>
  Math.max(0, Math.floor((now - at) / 1000));

/** Milliseconds until it is tried again by itself after so many tries that nobody answered. */
export const pauseAfter = (tries: number): number => Math.min(300_000, 5000 * 2 ** Math.min(tries, 10));

/** Sent again as it is, or with yes to its question. The key stays: were it done after all, it is not done twice. */
export const again = (one: Unsent, confirm?: string): Unsent => ({
  ...one,
  confirm: confirm === undefined ? one.confirm : [...new Set([...one.confirm, confirm])],
  tried: null,
  troubles: 0,
  against: null,
});

/** Done now instead of then: where that day is closed. */
export const asOfNow = (one: Unsent, now: number): Unsent => again({ ...one, at: now });

export const valueAt = (body: unknown, at: Change['at']): unknown =>
  at.reduce<unknown>(
    (inner, step) =>
      inner !== null && typeof inner === 'object' ? (inner as Record<string | number, unknown>)[step] : undefined,
    body,
  );

/** With other values in its body, in the order of `changes`. */
export const changed = (one: Unsent, values: readonly (string | number)[]): Unsent =>
  again({
    ...one,
    what: say.changedWords(one.what, one.changes, values),
    body: one.changes.reduce<unknown>((body, { at }, place) => put(body, at, values[place] ?? null), one.body),
  });

function put(body: unknown, [step, ...rest]: Change['at'], value: unknown): unknown {
  if (step === undefined) return value;
  const inner = (body as Record<string | number, unknown>)[step];
  if (Array.isArray(body)) return body.map((one, place) => (place === step ? put(one, rest, value) : one));
  return { ...(body as object), [step]: put(inner, rest, value) };
}

/** Given up by a person: what goes to the server in its place is that it was. */
export const givenUp = (one: Unsent, key: string, reason: string): Unsent => ({
  ...again(one),
  key,
  method: 'POST',
  path: '/unsent/given-up',
  body: { what: one.what, sent: one.path, refused: one.against?.text ?? '', reason },
  confirm: [],
  what: say.givenUpWords(one.what),
  of: [],
  kinds: [],
  changes: [],
});

/** By person: how many wait on this device, and how many of them a person must look at. */
export function waiting(
  all: readonly Unsent[],
): readonly { person: string; name: string; count: number; against: number }[] {
  return [...new Set(all.map((one) => one.person))].map((person) => {
    const theirs = all.filter((one) => one.person === person);
    return {
      person,
      name: theirs[0]?.name ?? '',
      count: theirs.length,
      against: theirs.filter((one) => one.against !== null).length,
    };
  });
}
