/** Every sentence about approving and publishing that a person reads. */
import { wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { departmentWords } from '../../house/departmentwords.ts';
import { allNamed, fewNamed } from '../../house/names.ts';
import { standingIn } from '../deputies/deputies.messages.ts';
import { plansByItself, spoken, whereItStands } from '../planning/planning.messages.ts';
import { isOnTheWay, isOvertaken, type VersionState } from '../planning/states.ts';
import type { ActWord, DecisionWord, Outcome, RefusalCode, Rival, VersionSeen } from './approval.ts';

/** "Tue 3 Nov 09:12" on the plant's clock. */
const momentIn = (zone: string, instant: Values[string] | undefined): string => {
  if (typeof instant !== 'string') return '';
  const wall = wallClock(zone, instant);
  const day = wall.slice(0, 10);
  return `${dayWords(day, day)} ${wall.slice(11, 16)}`;
};

const rulesCounted = (broken: number): string => (broken === 1 ? '1 rule' : `${broken} rules`);

/** What a supervisor ticks, and how his reason begins. */
export const brokenTick = (broken: number): string =>
  `Publish with ${broken === 1 ? '1 broken rule' : `${broken} broken rules`}`;
export const brokenReason = (broken: number, reason: string): string =>
  `with ${broken === 1 ? '1 broken rule' : `${broken} broken rules`}: ${reason}`;
/** "It breaks 2 rules: work only in working time." of what the checker calls them, three at most by name. */
export function brokenHead(broken: readonly { readonly rule: string }[]): string {
  const named = [...new Set(broken.map(({ rule }) => rule))];
  return `It breaks ${rulesCounted(broken.length)}: ${named.slice(0, 3).join('; ')}${named.length > 3 ? ' and others' : ''}.`;
}
export const notKeptHead = (count: number): string =>
  count === 1 ? '1 thing could not be kept as published' : `${count} things could not be kept as published`;
export const brokenSubmitted = (broken: number): string =>
  `It breaks ${rulesCounted(broken)}: whoever approves it must say that it shall be published so, and why.`;
/** After a publication that was approved so. */
export const brokenPublished = (broken: number): string =>
  broken === 0
    ? ''
    : `It breaks ${rulesCounted(broken)}, as was approved: what breaks ${broken === 1 ? 'it' : 'them'} may not be worked as it is dated.`;
export const reasonNeeded =
  'Say why it shall be published although it breaks rules: the reason stands beside the version.';

export interface WhatWaits {
  readonly versions: number;
  readonly rush: number;
  readonly overtime: number;
  readonly requisitions: number;
  readonly safetyStocks: number;
}

/** "1 version and 2 requisitions wait". */
export function waitsWords({ versions, rush, overtime, requisitions, safetyStocks }: WhatWaits): string {
  const counted = [
    [versions, 'version', 'versions'],
    [rush, 'rush order', 'rush orders'],
    [overtime, 'overtime request', 'overtime requests'],
    [requisitions, 'requisition', 'requisitions'],
    [safetyStocks, 'safety stock', 'safety stocks'],
  ] as const;
  const said = counted.flatMap(([count, one, many]) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]));
  if (said.length === 0) return 'nothing waits';
  const all = versions + rush + overtime + requisitions + safetyStocks;
  return `${allNamed(said)} ${all === 1 ? 'waits' : 'wait'}`;
}

interface LockedStep {
  readonly order: string;
  readonly item: string;
  readonly seq: number;
  readonly machine: string | null;
  /** An instant. */
  readonly starts: string;
}
/** Steps that a sentence names; the rest of them stand behind an opening. */
export const mostLocks = 3;
const stepsLocked = (some: readonly LockedStep[], zone: string): string =>
  fewNamed(
    some.map(
      ({ order, item, seq, machine, starts }) =>
        `${order} step ${seq} (${item}${machine === null ? '' : ` on ${machine}`}, ${momentIn(zone, starts)})`,
    ),
    mostLocks,
  );
/** "It locks 2 steps, which later plans leave where they stand: MO-7 step 10 (FRAME on W1, Wed 9 Dec 11:03), …" */
export const lockWords = (some: readonly LockedStep[], zone: string): string =>
  `It locks ${some.length === 1 ? '1 step, which later plans leave where it stands' : `${some.length} steps, which later plans leave where they stand`}: ${stepsLocked(some, zone)}.`;
export const letGoWords = (some: readonly LockedStep[], zone: string): string =>
  `It lets go ${some.length === 1 ? '1 step that was locked' : `${some.length} steps that were locked`}: ${stepsLocked(some, zone)}.`;
export const allLocks = (steps: number): string => `All ${steps} steps`;

const planAgain = 'Maybe plan again: the new version is a draft against what is published.';
/** How one that goes no further comes to the floor all the same. */
const anew = ({ byHand, published }: Values): string => {
  if (byHand !== true) return planAgain;
  return published === null
    ? 'Maybe plan again, then do its changes again on that plan.'
    : 'Maybe do its changes again on the published version.';
};
export const doAgainWords = (acts: number): string =>
  `${acts === 1 ? 'One thing was' : `${acts} things were`} done by hand to make it.`;

export const refusalWords: Readonly<Record<RefusalCode, (values: Values, zone: string) => string>> = {
  'decided-already': ({ number, state, allBut, who, at, did, department, ...of }, zone) =>
    `Version ${number} ${typeof allBut === 'string' ? `was ${allBut}` : `is ${state} already`}${who === null ? '' : `: ${who} ${didWords(did, department)} on ${momentIn(zone, at)}`}. Nothing was changed.${
      typeof allBut === 'string'
        ? ' Maybe go on with that one.'
        : state === 'rejected'
          ? ` ${anew(of)}`
          : state === 'superseded'
            ? ` ${planAgain}`
            : ''
    }`,
  'not-submitted': ({ number, who, at, back }, zone) =>
    back === true
      ? `Version ${number} is a draft${who === null ? '' : ` again: ${who} took it back on ${momentIn(zone, at)}`}. There is nothing to take back.`
      : who === null
        ? `Version ${number} is a draft that nobody has submitted. Maybe ask its planner to submit it.`
        : `Version ${number} is a draft again: ${who} took it back on ${momentIn(zone, at)}. Maybe ask ${who} to submit it again.`,
  'not-approved': ({ number, state }) =>
    `Version ${number} is ${state === 'draft' ? 'a draft' : 'submitted'} and not approved yet. Maybe approve it first, or ask who may.`,
  'own-version': ({ number }) =>
    `You submitted version ${number} yourself, so somebody else must approve it. Maybe ask another supervisor, or the deputy of one; where there is none yet, an administrator adds a person.`,
  'not-your-submission': ({ number, who }) =>
    `${who} submitted version ${number}, and nobody else takes that back. Maybe ask ${who}, or a supervisor to reject it.`,
  'word-given': ({ number, who, at }, zone) =>
    `${who} approved version ${number} for a department on ${momentIn(zone, at)}, so it is not taken back any more. Maybe ask ${who} to reject it.`,
  'no-voice': ({ number }) =>
    `You may not approve version ${number} any more. Maybe ask a supervisor, or an administrator for the right.`,
  'stands-in-for-submitter': ({ number, who }) =>
    `${who} submitted version ${number}, and you decide in the name of ${who}; somebody else must approve it. Maybe ask another supervisor.`,
  'not-your-part': ({ number, waits }) =>
    `Version ${number} changes nothing that waits for your word${waits === '' ? '' : `; it waits for ${waits}`}. Maybe ask who decides there, or an administrator for another department.`,
  'waits-for': ({ number, waits }) =>
    `Version ${number} cannot be published yet: it waits for ${waits}. Maybe ask them, or somebody who decides for the whole site.`,
  overtaken: ({ number, parent, published, otherwise, ...of }) =>
    `Version ${number} was made against ${parent === null ? 'no published version' : `version ${parent}`}, but ${
      published === null ? 'none is' : `version ${published} is`
    } published now${typeof otherwise === 'string' && otherwise !== '' ? `, which ships ${otherwise} otherwise` : ''}. ${anew({ ...of, published })}`,
  'stale-inputs': ({ number, hours, mostHours, ...of }) =>
    `Version ${number} stands on inputs that are ${hours} hours old; after ${mostHours} they count as stale. ${anew(of)}`,
  'order-cancelled': ({ number, orders, more, ...of }) =>
    `Version ${number} plans ${orders}${Number(more) > 0 ? ` and ${more} more` : ''}, cancelled since. ${anew(of)}`,
  'firm-since': ({ number, orders, more, ...of }) =>
    `${orders}${Number(more) > 0 ? ` and ${more} more` : ''} ${String(orders).includes(',') ? 'were' : 'was'} made firm from another version since version ${number} was made: by it they would be made twice. ${anew(of)}`,
  'begun-since': ({ number, order, seq, over, madeOf, more, ...of }) =>
    `Version ${number} moves step ${seq} of ${spoken(String(order))}, ${over === true ? `and ${spoken(String(order))} is over` : 'which has begun'} since version ${madeOf} was made${Number(more) > 0 ? `, and ${more} ${more === 1 ? 'step' : 'steps'} more of the kind` : ''}. ${anew(of)}`,
  'sized-since': ({ said, more, ...of }) =>
    `${said}${Number(more) > 0 ? `, and so with ${more} more` : ''}. ${anew(of)}`,
  rival: ({ number, rival, by, at, rest_of }, zone) =>
    `Version ${rival}, ${rivalBy(String(by), typeof rest_of === 'number' ? rest_of : null)} on ${momentIn(zone, at)}, was made against the same plan as version ${number}; when one of them is published, the other is overtaken. Submit yours beside it?`,
  'rules-broken': ({ number, broken }) =>
    `Version ${number} was moved by hand and breaks ${rulesCounted(Number(broken))}. Maybe reject it, or say that it shall be published so, and why.`,
  'run-comes-to-nothing': ({ number, who }) =>
    `${who} asked for version ${number} to be approved without some of it, and that run is going. When version ${number} is rejected, the run comes to nothing. Reject it all the same?`,
  'run-going': ({ who }) =>
    `A planning run ${who === plansByItself ? 'that began by itself' : `that ${who} asked for`} is going, and what it makes would be overtaken at once. Maybe wait until it is done, or cancel it under Versions.`,
};

export const doneWords: Readonly<Record<ActWord, (number: number, byHand?: boolean) => string>> = {
  submitted: (number) => `Version ${number} is submitted: a supervisor decides about it.`,
  withdrawn: (number) => `Version ${number} is taken back: it is a draft again, and nobody decides about it.`,
  approved: (number) => `Version ${number} is approved; publishing it brings it to the floor.`,
  rejected: (number, byHand) =>
    `Version ${number} is rejected. ${byHand ? 'Its changes can be done again on the published version' : 'The next plan is a new draft'}.`,
  published: (number) => `Version ${number} is published: dispatch, tickets and reports stand on it.`,
  superseded: (number) => `Version ${number} is superseded.`,
};

/** Of an act that was told before it was done, where something came between. */
export function toldOtherwise(number: number, { state, done }: Outcome): string {
  const now =
    state === 'published'
      ? `would be published now. ${done}`
      : state === 'approved'
        ? 'would be approved now, and not published.'
        : 'would wait for a supervisor now.';
  return `Nothing was done, for it is otherwise than it was told a moment ago: version ${number} ${now} Maybe do it again${state === 'published' ? ': you are asked first' : ''}.`;
}

export const rejectAllTheSame = 'Reject it all the same';

/** Who opens the first version of a site has seen no publication yet. */
export const publishingWords = (windowDays: number): string =>
  `Published, the floor works to it: what starts within ${windowDays === 1 ? '1 working day' : `${windowDays} working days`} becomes firm orders, those that are clear to build are released and their tickets printed, each department is sent its list, and the plan is made anew with them.`;

/** By whose act a rival waits. */
export const rivalBy = (by: string, restOf: number | null): string =>
  restOf === null ? `submitted by ${by}` : `the rest of version ${restOf}, of which ${by} left some out`;
/** After an approval: others that wait against the same version, which that one overtakes or is overtaken by. */
export const approvedBeside = (rivals: readonly Pick<Rival, 'number' | 'by' | 'rest_of'>[]): string =>
  rivals.map(({ number, by, rest_of }) => ` Version ${number}, ${rivalBy(by, rest_of)}, ${rivalWords}`).join('');
/** After the name of a version that waits beside it. */
export const rivalWords =
  'was made against the same plan and waits too. Whichever of the two is published first overtakes the other.';

/** What becomes of a version next, in a word or two. */
const stateWords: Readonly<Record<VersionState, string>> = {
  draft: 'Draft: nobody works to it. Its planner may submit it.',
  submitted: 'Submitted: waits for a supervisor.',
  approved: 'Approved: waits to be published.',
  published: 'Published: the floor works to it.',
  superseded: 'Superseded by a later publication.',
  rejected: 'Rejected: the next plan is a new draft.',
};

const cancelledWords = ([first, ...more]: readonly string[]): string =>
  more.length === 0 ? `${first} was` : `${first} and ${more.length} more were`;

/** What became of its orders, without "since"; undefined: nothing that holds it up. */
function sinceWords({ cancelled, begun: [moved] }: Pick<VersionSeen, 'cancelled' | 'begun'>): string | undefined {
  if (cancelled.length > 0) return `${cancelledWords(cancelled)} cancelled`;
  if (!moved) return undefined;
  return spoken(
    moved.over
      ? `${moved.order}, of which it moves step ${moved.seq}, is over`
      : `step ${moved.seq} of ${moved.order}, which it moves, has begun`,
  );
}

const rejectedByHand = 'Rejected: its changes can be done again on the published version.';

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

type Standing = Pick<VersionSeen, 'state' | 'parent' | 'published' | 'allBut' | 'byHand' | 'cancelled' | 'begun'>;

/** Where it stands on its way to the floor; what was overtaken, has orders that were cancelled since, or moves what has begun since, waits for nobody. */
export function standingWords(seen: Standing): string {
  if (seen.allBut !== null) return `${capital(seen.allBut)}.`;
  if (seen.state === 'rejected' && seen.byHand) return rejectedByHand;
  if (!isOvertaken(seen)) {
    const wrong = isOnTheWay(seen.state) ? sinceWords(seen) : undefined;
    return wrong === undefined
      ? stateWords[seen.state]
      : `${capital(whereItStands(seen.state, false))}, and goes no further: ${wrong} since.`;
  }
  const since =
    seen.published === null
      ? 'what it was made against is published no more'
      : `version ${seen.published} was published since it was made`;
  return `${capital(whereItStands(seen.state, true))}: ${since}.`;
}

/** "approved it for WELD", of values that a refusal carries. */
const didWords = (did: Values[string] | undefined, department: Values[string] | undefined): string =>
  `${decisionVerbs[String(did) as DecisionWord]}${typeof department === 'string' ? ` for ${departmentWords(department)}` : ''}`;

const decisionVerbs: Readonly<Record<DecisionWord, string>> = {
  submitted: 'submitted it',
  withdrawn: 'took it back',
  approved: 'approved it',
  rejected: 'rejected it',
  published: 'published it',
  superseded: 'superseded it',
  'left-out': 'made it anew',
};

interface Told {
  readonly decision: DecisionWord;
  readonly who: string;
  readonly reason: string | null;
  readonly department: string | null;
  readonly for_who: string | null;
}

/**
 * "Sven rejected it: SO-1042 must not wait". Of what some orders were left out of, where that stands now: "Sven: approved all but SO-1042/1, as version 7";
 * of what came of it, by whom they were left out of whose submission.
 */
export const decidedWords = (
  one: Told,
  allBut: { readonly whole?: string | null; readonly rest?: string | null } = {},
): string => {
  if (allBut.rest && one.decision === 'submitted') return allBut.rest;
  // Before there was a word for it, it was kept as a rejection.
  if (allBut.whole && (one.decision === 'left-out' || one.decision === 'rejected'))
    return `${standingIn(one.who, one.for_who)}: ${allBut.whole}`;
  const reason = one.reason === null ? '' : `: ${one.reason}`;
  const department = one.department === null ? '' : ` for ${departmentWords(one.department)}`;
  return `${standingIn(one.who, one.for_who)}${one.for_who === null ? '' : ','} ${decisionVerbs[one.decision]}${department}${reason}`;
};

/** Of a version that somebody decided about after it was read by who rejects it. */
export const decidedMeanwhile = (number: number, one: Told & { readonly at: string }, zone: string): string =>
  `Nothing was done: ${decidedWords({ ...one, reason: null })} on ${momentIn(zone, one.at)}, after you opened version ${number}. Maybe read it again, or reject it all the same.`;

/** The door to the next page of what waits. */
export const moreWaiting = (left: number): string =>
  `Show more: ${left === 1 ? '1 version waits' : `${left} versions wait`} besides`;

/** Of who submitted what waits. */
export const inactiveWords = (who: string): string => `${who} was made inactive since.`;

/** How many are late in it, beside what is published. */
export const lateBeside = (late: number, before: number): string =>
  `${late === 0 ? 'Every order ships in time' : late === 1 ? '1 order is late' : `${late} orders are late`}${
    before === late ? '' : `, ${before} in the published version`
  }.`;

/** Beside a version, or in the place of one, where nothing was published before. */
export const firstOne = 'Nothing is published yet: it would be the first plan that the floor is given.';
const submittedHere = 'A version that a planner submits stands here until a supervisor approves or rejects it.';
/** Where no version waits. */
export const noneWaits = (published: number | null | undefined): string =>
  published === null
    ? `Nothing is published yet, and the floor goes by the newest plan. ${submittedHere}`
    : submittedHere;
/** Before what it changes of the draft from which it was moved by hand. */
export const againstDraft = 'Against the draft from which it was moved by hand,';

/** Why the plan is made anew when one was published: who published did not plan it. */
export const afterPublishing = (who: string, number: number): string => `after ${who} published version ${number}`;

/** Under the doors "Approve and publish" and "Approve". */
export const approvedAlone = (published: number | null): string =>
  `Approved but not published, it waits: the floor goes on ${published === null ? 'by the newest plan' : 'with what is published'} until a supervisor publishes it.`;

/** To who may not decide. */
export const decidesWords = { submit: 'A planner submits it.', decide: 'A supervisor decides about it.' } as const;

/** Before and in the link to the board of the published version. */
export const moveInsteadWords =
  'What the version that it was made of had moved counts beside your own. To publish a small change of yours alone, move';
export const publishedOne = (number: number): string => `version ${number}, the published one`;
