/**
 * Decides about a version on its way to the floor: submitted, approved, rejected, published. Reads and writes nothing.
 *
 * Whoever submitted a version never approves it. What was made against a version that is not published any more, from inputs
 * that are too old, for an order that was cancelled since, without what was made firm since, or moving or sizing by hand what has begun since, goes no further; the refusal carries the difference and the way
 * out is another plan. Where supervisors have departments, a version needs the word of each whose work it changes (`words.ts`).
 * Source: RULES.md, "The schedule"; GLOSSARY "version", "published".
 */
import { accept, confirm, type Decision, refuse, type Values } from '../../house/decision.ts';
import { counts, type Voice } from '../deputies/scope.ts';
import type { BegunSince } from '../planning/begunsince.ts';
import { isOnTheWay, isOvertaken, isWaiting, type VersionState } from '../planning/states.ts';
import { heldWords, type SizeHeld } from '../planning/worksizes.messages.ts';
import { awaitedWords } from './words.messages.ts';
import { type Concerned, completes, missingIn, type Word, wordsGiven } from './words.ts';

const stateWords = [
  'submitted',
  'approved',
  'rejected',
  'published',
  'superseded',
] as const satisfies readonly VersionState[];
/** "left-out": what goes on is its rest, made anew as another version. */
export const decisionWords = [...stateWords, 'withdrawn', 'left-out'] as const;
export type DecisionWord = (typeof decisionWords)[number];
/** What one act decides of one version. */
export type ActWord = Exclude<DecisionWord, 'left-out'>;
/** Where a version stands by what was decided: of one that orders were left out of nothing goes on, one taken back is a draft again. */
export function stateBy(word: DecisionWord): VersionState {
  if (word === 'left-out') return 'rejected';
  return word === 'withdrawn' ? 'draft' : word;
}

/** What was decided, by whom and when. */
export interface Decided {
  readonly decision: DecisionWord;
  /** The person's id, and the name that others read. */
  readonly person: string;
  readonly who: string;
  readonly at: string;
  /** Of an approval: what it is for; null: all that the version changes. */
  readonly department: string | null;
}

/** Another version that waits, by whose act and since when. */
export interface Rival {
  readonly number: number;
  /** Who submitted it; of the rest of another, who left some of that out. */
  readonly by: string;
  readonly at: string;
  /** Number of that other; null: it was submitted as it is. */
  readonly rest_of: number | null;
}

export interface VersionSeen {
  readonly number: number;
  readonly state: VersionState;
  /** The number of the version it was made against, and of the one that is published now; null: none. */
  readonly parent: number | null;
  readonly published: number | null;
  /** Hours since the moment it was made for, and how many it may be used. */
  readonly hours: number;
  readonly mostHours: number;
  /** Orders in it that were cancelled since, by name. */
  readonly cancelled: readonly string[];
  /** Work orders that were made firm from other versions since its inputs were read: in it they are planned once more. */
  readonly firmed: readonly string[];
  /** Steps that a person moved of the published version and that have begun since, or whose orders are over. */
  readonly begun: readonly BegunSince[];
  /** Work orders whose quantity it changes by hand, and that have begun, are over or are for another quantity since. */
  readonly sized: readonly SizeHeld[];
  /** Where some orders were left out of it, in words: "approved all but SO-1/1, as version 7"; null: nothing was. */
  readonly allBut: string | null;
  /** In the order in which they were made. */
  readonly decisions: readonly Decided[];
  /** Others that were submitted or approved against the same parent. */
  readonly rivals: readonly Rival[];
  /** Who asked for the planning run that waits or works now; null: none does. */
  readonly run: string | null;
  /** A person moved another version to make it. */
  readonly byHand: boolean;
  /** Number of that version; null: nobody moved it. */
  readonly madeOf: number | null;
  /** How many rules it breaks: a person moved it by hand. */
  readonly broken: number;
  /** Departments whose work it changes; none where every supervisor decides for the whole site. */
  readonly concerned: readonly Concerned[];
}

/** Somebody who decides, with the names in which he may: his own first. */
export interface Decider {
  readonly person: string;
  readonly voices: readonly Voice[];
}

/** What follows from words of approval: whether the version has all of them now. */
export interface Approving {
  readonly words: readonly Word[];
  readonly whole: boolean;
}

export type RefusalCode =
  | 'decided-already'
  | 'not-submitted'
  | 'not-approved'
  | 'own-version'
  | 'not-your-submission'
  | 'word-given'
  | 'stands-in-for-submitter'
  | 'no-voice'
  | 'not-your-part'
  | 'waits-for'
  | 'overtaken'
  | 'stale-inputs'
  | 'order-cancelled'
  | 'firm-since'
  | 'begun-since'
  | 'sized-since'
  | 'rival'
  | 'rules-broken'
  | 'run-comes-to-nothing'
  | 'run-going';

type Answer = Decision<ActWord, RefusalCode>;

const latest = ({ decisions }: VersionSeen, word?: DecisionWord): Decided | undefined =>
  decisions.findLast((one) => word === undefined || one.decision === word);

/** The state it is in, who brought it there, by which act and when. */
const told = (seen: VersionSeen): Values => {
  const last = latest(seen);
  const { number, state, allBut, byHand, published } = seen;
  const { decision = null, department = null, who = null, at = null } = last ?? {};
  return { number, state, allBut, byHand, published, did: decision, department, who, at };
};

/** What comes of an act: where the version stands then, and what was done. */
export interface Outcome {
  readonly state: VersionState;
  readonly done: string;
}

/** What a person was told would come of it; `done` null: the state alone. */
export type Told = Pick<Outcome, 'state'> & { readonly done: string | null };

/** Of a publication every word counts: the floor works to it. Why something waits may have changed meanwhile. */
export const isAsTold = (told: Told, now: Outcome): boolean =>
  told.state === now.state && (now.state !== 'published' || told.done === null || told.done === now.done);

/** Where a version stood as a person saw it; `decisions` null: the state alone. */
export interface Stood {
  readonly state: VersionState;
  readonly decisions: number | null;
}

/** Whether nobody decided about it since. */
export const standsAsSeen = (told: Stood, { state, decisions }: Pick<VersionSeen, 'state' | 'decisions'>): boolean =>
  told.state === state && (told.decisions === null || told.decisions === decisions.length);

/** Those of which only one will be published, it or one of them: none of what goes no further anyway. */
export const rivalsBeside = (seen: VersionSeen): readonly Rival[] =>
  isOnTheWay(seen.state) && !isOvertaken(seen) ? seen.rivals : [];

const named = (orders: readonly string[]): Values => ({
  orders: orders.slice(0, 3).join(', '),
  more: Math.max(0, orders.length - 3),
});

type Held = Pick<VersionSeen, 'state' | 'parent' | 'published'>;

/**
 * Number of the version that it is told against: what the floor works to, of a decided one what it was made from; where nothing was
 * published, what a person moved to make it; null: none.
 */
export const heldAgainst = ({ madeOf, ...seen }: Held & Pick<VersionSeen, 'madeOf'>): number | null =>
  beforeIt(seen) ?? madeOf;

/** Nothing was published before it: it is told by itself too. */
export const isFirst = (seen: Held): boolean => beforeIt(seen) === null;

const beforeIt = ({ state, parent, published }: Held): number | null => (isOnTheWay(state) ? published : parent);

/** What decides whether anybody may go on with it. */
export type Fitness = Pick<
  VersionSeen,
  | 'number'
  | 'state'
  | 'parent'
  | 'published'
  | 'hours'
  | 'mostHours'
  | 'cancelled'
  | 'firmed'
  | 'begun'
  | 'sized'
  | 'byHand'
  | 'madeOf'
>;

/** Why nobody may go on with it, whoever he is. */
function unfit(seen: Fitness): Decision<never, RefusalCode> | undefined {
  const { number, parent, published, hours, mostHours, cancelled, firmed, begun, sized, byHand, madeOf } = seen;
  const [[moved], [size]] = [begun, sized];
  if (isOvertaken(seen)) return refuse('overtaken', { number, byHand, parent, published });
  if (cancelled.length > 0) return refuse('order-cancelled', { number, byHand, published, ...named(cancelled) });
  if (firmed.length > 0) return refuse('firm-since', { number, byHand, published, ...named(firmed) });
  if (size) return refuse('sized-since', { byHand, published, said: heldWords(number, size), more: sized.length - 1 });
  if (moved) return refuse('begun-since', { number, byHand, published, madeOf, ...moved, more: begun.length - 1 });
  if (hours > mostHours)
    return refuse('stale-inputs', { number, byHand, published, hours: Math.floor(hours), mostHours });
  return undefined;
}

/** Why it goes no further, whoever decides; undefined: it may, or it was decided to the end. */
export const goesNoFurther = (seen: Fitness): Decision<never, RefusalCode> | undefined =>
  isOnTheWay(seen.state) ? unfit(seen) : undefined;

/** It goes no further or was rejected, but what a person did to make it can be done again. */
export const mayBeDoneAgain = (seen: VersionSeen): boolean =>
  seen.byHand && (goesNoFurther(seen) !== undefined || (seen.state === 'rejected' && seen.allBut === null));

/** Refuses what was decided already and what is unfit; asks to confirm beside a rival, of which only one will be published. */
export function submit(seen: VersionSeen): Answer {
  if (seen.state !== 'draft') return refuse('decided-already', told(seen));
  const wrong = unfit(seen);
  if (wrong) return wrong;
  const [rival] = seen.rivals;
  return rival
    ? confirm(['submitted'], 'rival', {
        number: seen.number,
        rival: rival.number,
        by: rival.by,
        at: rival.at,
        rest_of: rival.rest_of,
      })
    : accept(['submitted']);
}

/** It is a draft again, for who submitted it alone; refused once somebody has decided, if only for his department. */
export function withdraw(seen: VersionSeen, person: string): Answer {
  const { number, state } = seen;
  if (state === 'draft') return refuse('not-submitted', { ...told(seen), back: true });
  if (state !== 'submitted') return refuse('decided-already', told(seen));
  const submitter = latest(seen, 'submitted');
  if (submitter?.person !== person) return refuse('not-your-submission', { number, who: submitter?.who ?? null });
  return latest(seen) === submitter ? accept(['withdrawn']) : refuse('word-given', told(seen));
}

/** Whose word it waits for. */
const awaited = ({ number, concerned, decisions }: VersionSeen): Values => ({
  number,
  waits: awaitedWords(missingIn(concerned, decisions)),
});

/**
 * Refuses the submitter, what is not submitted, what is unfit, and whoever has no word to give that is missing. Twice is told by
 * whom and when it was done. Asks to confirm what breaks rules, which is for a person to answer for: physics allows it. A word is missing on an approved version too when a work centre has changed its department.
 */
export function approve(seen: VersionSeen, by: Decider): Decision<Approving, RefusalCode> {
  const { number, state, concerned, decisions, broken } = seen;
  const missing = missingIn(concerned, decisions);
  const wrong = unfit(seen);
  // What goes no further is not sent back to be submitted.
  if (state === 'draft') return wrong ?? refuse('not-submitted', told(seen));
  if (state !== 'submitted' && (state !== 'approved' || missing.length === 0))
    return refuse('decided-already', told(seen));
  const submitter = latest(seen, 'submitted');
  if (submitter?.person === by.person) return refuse('own-version', { number });
  if (wrong) return wrong;
  const voices = by.voices.filter((one) => one.person !== submitter?.person);
  if (by.voices.length === 0) return refuse('no-voice', { number });
  if (voices.length === 0) return refuse('stands-in-for-submitter', { number, who: submitter?.who ?? null });
  const words = wordsGiven(missing, voices);
  if (words.length === 0) return refuse('not-your-part', awaited(seen));
  const facts = [{ words, whole: completes(words, missing) }];
  return broken > 0 ? confirm(facts, 'rules-broken', { number, broken }) : accept(facts);
}

/**
 * What is published is not rejected: the next version supersedes it. Who decides for departments rejects what changes theirs.
 * Asks to confirm while a run that somebody asked for (`leavingOut`) approves it without some orders: that comes to nothing.
 */
export function reject(seen: VersionSeen, by: Decider, leavingOut: string | null = null): Answer {
  if (seen.state === 'draft') return refuse('not-submitted', told(seen));
  if (!isWaiting(seen.state)) return refuse('decided-already', told(seen));
  if (!rejecting(seen, by)) return refuse('not-your-part', awaited(seen));
  return leavingOut === null
    ? accept(['rejected'])
    : confirm(['rejected'], 'run-comes-to-nothing', { number: seen.number, who: leavingOut });
}

/** In whose name somebody rejects it. */
export const rejecting = ({ concerned }: VersionSeen, { voices }: Decider): Voice | undefined =>
  concerned.length === 0
    ? voices[0]
    : voices.find((voice) => concerned.some(({ department }) => counts(voice, department)));

/**
 * Waits for a planning run that is going: its version would be overtaken before it is read. What goes no further anyway is told
 * that first: every publication is followed by a run, and no waiting helps what it has overtaken.
 */
export function publish(seen: VersionSeen): Answer {
  const missing = missingIn(seen.concerned, seen.decisions);
  if (missing.length > 0 && (seen.state === 'approved' || latest(seen, 'approved')))
    return refuse('waits-for', awaited(seen));
  if (seen.state === 'draft' || seen.state === 'submitted')
    return refuse('not-approved', { number: seen.number, state: seen.state });
  if (seen.state !== 'approved') return refuse('decided-already', told(seen));
  const wrong = unfit(seen);
  if (wrong) return wrong;
  return seen.run === null ? accept(['published']) : refuse('run-going', { number: seen.number, who: seen.run });
}
