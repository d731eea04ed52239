/** Every sentence about approving a version without some of its orders. */

import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Values } from '../../house/decision.ts';
import { allNamed, fewNamed } from '../../house/names.ts';
import { ordersNamed as named } from '../planning/allbut.messages.ts';
import { type AllBut, allTicked } from '../planning/allbut.ts';
import { stepCalled } from '../planning/handacts.messages.ts';
import { movedWords } from '../planning/orderchanges.messages.ts';
import { dayIn, momentIn } from '../planning/planning.messages.ts';
import { pledgeWords, shippedWords } from '../planning/pledges.messages.ts';
import type { VersionState } from '../planning/states.ts';
import {
  type AllButCode,
  hurtAnew,
  type Loss,
  type MovedByRest,
  movesMore,
  pledgesLost,
  type Stays,
  type Toll,
  type Worst,
} from './allbut.ts';
import { refusalWords } from './approval.messages.ts';
import type { Given } from './pledgesgiven.ts';

export const allButRefusals: Readonly<Record<AllButCode, (values: Values, zone: string) => string>> = {
  ...refusalWords,
  'asked-already': ({ number, who, since }, zone) =>
    `${who} asked for version ${number} to be approved without some of it, and that run ${since ? waitsWords(String(since), zone) : 'is going'}. Maybe wait until it is done, or cancel it under Versions.`,
  'nothing-published': ({ number }) =>
    `No version is published yet, so no order of version ${number} can stay as it is published. Maybe approve all of it, or reject it.`,
  'moved-by-hand': ({ number, base }) =>
    `Version ${number} is ${base === 0 ? 'typed by hand without a plan' : `version ${base} moved by hand`}: planned anew without some orders it would lose what the hand put. Maybe reject it, and say which orders are to be put back; of the published version moved by hand orders are left out.`,
  'acts-alone': ({ number, base }) =>
    `Version ${number} is version ${base} moved by hand, and that is not the published one: changes by hand can be left out of it, orders cannot. Maybe leave out the changes that were done to them.`,
  'not-in-it': ({ number, published, orders }) =>
    `Neither version ${number} nor the published version ${published} has ${orders}. Maybe look at what changes again: it names the orders that can be left out.`,
  'not-published': ({ number, published, orders }) =>
    `${orders} came after version ${published} was published: there is nothing to leave them at. Maybe approve all of version ${number}, or reject it.`,
  over: ({ number, published, orders }) =>
    `${orders}: the published version ${published} has that, but version ${number} does not plan it any more, so there is nothing to hold. Maybe it was shipped, completed or cancelled since: leave it out of what you tick.`,
  'as-published': ({ number, orders, one }) =>
    `Version ${number} leaves ${orders} as published, so there is nothing of ${one ? 'it' : 'them'} to leave out. Maybe take one that its page names under What changes.`,
  'put-off': ({ number, published, orders, from, to }, zone) =>
    `${orders} is wanted on ${dayIn(zone, String(to))} since version ${published} was planned, and no more on ${dayIn(zone, String(from))}: version ${number} moves none of its work, so there is nothing of it to leave out. Maybe set the line's due date back, then plan again.`,
  'all-left-out': ({ number, base }) =>
    base !== undefined
      ? `Without these nothing is left of what was done by hand: that is version ${base}. Maybe reject version ${number}, and have version ${base} submitted.`
      : `Without these nothing is left of what version ${number} changes. Maybe reject it instead.`,
  'no-such-act': ({ number }) =>
    `Version ${number} has no change by hand in that place to leave out. Maybe open its page again: it names those that it has.`,
};

/** Why the run is asked for, and what its version is submitted as. */
export const allButReason = (number: number, orders: readonly string[]): string =>
  `version ${number} without ${named(orders)}`;

/** `byHand`: it was moved by hand, and the rest is done again; no other is planned. */
export const allButAsked = (number: number, orders: readonly string[], byHand: boolean): string =>
  `Version ${number} is ${byHand ? `made again without ${named(orders)}` : `planned anew with ${named(orders)} as published`}. What comes of it is approved, unless it makes an order late, breaks a promise or ships a rush order later than promised, where version ${number} did not, or moves more operations than that. Then it waits: read its verdict, then publish it.`;

/** Of a run that no worker has: none began it, or the one that did gives no sign of life. */
export const waitsWords = (since: string, zone: string): string =>
  `waits for a worker since ${momentIn(instantAt, zone)(secondsOf(since))}`;

const mostHurt = 3;

/** "Against published version 4: 3 orders newly late (version 5: 3), no promise broken (version 5: none). SO-7/1 is hurt by it alone, so it was not approved at once." */
export function againstPublished(
  before: { readonly number: number; readonly state: VersionState },
  whole: { readonly number: number; readonly toll: Toll },
  rest: Toll,
  zone: string,
  {
    worst,
    unlocked = [],
    moved,
  }: {
    readonly worst?: Worst | undefined;
    readonly unlocked?: readonly string[];
    readonly moved?: MovedByRest;
  } = {},
) {
  const of = (n: number, then: number, one: string, more: string, became: string): string =>
    `${n === 0 ? 'no' : n} ${n > 1 ? more : one} ${became} (version ${whole.number}: ${then === 0 ? 'none' : then})`;
  const late = of(rest.newlyLate.length, whole.toll.newlyLate.length, 'order', 'orders', 'newly late');
  const broken = of(rest.promisesBroken.length, whole.toll.promisesBroken.length, 'promise', 'promises', 'broken');
  const anew = hurtAnew(rest, whole.toll);
  const pledges = pledgesLost(rest, whole.toll).map((one) => ` ${pledgeWords(one, zone)}.`);
  const more = moved && movesMore(moved) ? moreMovedWords(whole.number, moved) : '';
  const waits =
    anew.length === 0
      ? more && `${more}, so it was not approved at once.`
      : `${more && `${more}.`} ${fewNamed(anew, mostHurt)} ${anew.length === 1 ? 'is' : 'are'} hurt by it alone, so it was not approved at once.`;
  const later = worst ? ` ${worstWords(whole.number, worst)}` : '';
  const locks = unlocked.length === 0 ? '' : ` ${unlockedWords(whole.number, unlocked)}`;
  return `Against ${before.state === 'published' ? 'published ' : ''}version ${before.number}: ${late}, ${broken}.${later}${pledges.join('')}${locks}${waits}`;
}

/** " It moves 5 operations (version 5: 3), step 10 of MO-7 too, which nobody has seen yet" */
function moreMovedWords(number: number, { whole, rest, alone }: MovedByRest): string {
  const which = alone.length === 0 ? '' : `, ${fewNamed(alone, mostHurt)} too`;
  return ` It moves ${rest} operation${rest === 1 ? '' : 's'} (version ${number}: ${whole})${which}, which nobody has seen yet`;
}

/** "3 orders ship later than in version 5, at most 2.5 d: CO-1007." */
function worstWords(number: number, { count, demand, days }: Worst): string {
  const later = `${count === 1 ? '1 order ships' : `${count} orders ship`} later than in version ${number}`;
  if (days === null) return `${later}; nothing delivers ${demand}.`;
  const far = days.toFixed(1);
  if (far === '0.0') return `${later}, within a working day: ${demand}.`;
  return `${later}, ${count === 1 ? 'by' : 'at most'} ${far} d: ${demand}.`;
}

const unlockedWords = (number: number, steps: readonly string[]): string =>
  steps.length === 1
    ? `The lock of ${steps[0]} in version ${number} is left out.`
    : `The locks of ${fewNamed(steps, mostHurt)} in version ${number} are left out.`;

interface Breaks {
  readonly order: string;
  readonly seq: number;
  readonly part?: number | undefined;
  readonly rule: string;
}
const mostBroken = 5;

/** Before it is asked for: which change by hand breaks which rule; that must be left out, too, each with the places of its acts. */
export function breakingWords(
  number: number,
  breaks: readonly (Breaks & { readonly by: readonly number[] })[],
  names: readonly string[],
): readonly { readonly words: string; readonly acts: readonly number[] }[] {
  const told = breaks.map(({ by, ...one }) => {
    const acts = by.map((at) => names[at]!);
    const who = acts.length === 0 ? '' : ` by ${fewNamed(acts, mostHurt)}`;
    const out = acts.length === 0 ? 'what breaks it' : acts.length === 1 ? 'that' : 'those';
    const words = `${stepCalled(one).replace(/^s/, 'S')} breaks “${one.rule}”${who}: in part version ${number} is approved only without ${out}.`;
    return { words, acts: by };
  });
  const each = told.filter(({ words }, at) => told.findIndex((one) => one.words === words) === at);
  const more = each.slice(mostBroken);
  if (more.length === 0) return each;
  const counted = `And ${more.length} more ${more.length === 1 ? 'breaks a rule' : 'break rules'}.`;
  return [...each.slice(0, mostBroken), { words: counted, acts: [...new Set(more.flatMap(({ acts }) => acts))] }];
}

/** Why the rest was not approved; the rest has no number that anybody knows. */
export const restBreaks = (number: number, breaks: readonly Breaks[], inTheWay: number): string => {
  const steps = [...new Set(breaks.map((one) => `${stepCalled(one)} (${one.rule})`))];
  const out = inTheWay === 0 ? 'what breaks it' : inTheWay === 1 ? 'the change that did it' : 'the changes that did it';
  return `What is left of version ${number} breaks ${steps.length === 1 ? 'a rule' : 'rules'} still: ${fewNamed(steps, mostHurt)}. Maybe leave ${out} out too, or approve all of version ${number} and say why.`;
};

export const lostHead = (number: number): string => `Later than in version ${number}`;

const lossWords: Readonly<Record<Loss, (whole: number) => readonly string[]>> = {
  'newly late': (whole) => [`newly late against version ${whole}`],
  'early date': (whole) => [`loses the earlier date of version ${whole}`],
  later: () => [],
};
/** Beside the order's name: "newly late against version 5, +2.0 d"; null days: nothing delivers it any more. */
export const lostWords = (whole: number, lost: Loss, days: number | null): string =>
  [...lossWords[lost](whole), days === null ? 'nothing delivers it' : movedWords(days)].join(', ');

/** Of the version that came of it: its submission is that of the whole, without what somebody left out. */
export const leftOutWords = (
  { version, by, ...ticked }: Pick<AllBut, 'version' | 'orders' | 'held' | 'acts' | 'called' | 'by'>,
  submitter: string,
): string => `${by.name} left ${named(allTicked(ticked))} out of version ${version}, which ${submitter} submitted`;

/** "Approve all but these 2". */
export const allButWords = (count: number): string =>
  count === 1 ? 'Approve all but this one' : `Approve all but these ${count}`;
/** At the tick: "Left out, it keeps MO-7 as published; SO-2/1 draws on that too." */
export const staysWords = (stays: Kept, gives: readonly string[] = []): string => {
  const kept = keptWords(stays);
  return [kept === '' ? '' : `Left out, ${kept}.`, ...gives].filter((text) => text !== '').join(' ');
};
/** Of what is ticked: "SO-1/1: it keeps MO-7 as published". */
export const tickedWords = (order: string, stays: Kept | undefined): string => {
  const kept = stays ? keptWords(stays) : '';
  return kept === '' ? order : `${order}: ${kept}`;
};
type Kept = Pick<Stays, 'holds' | 'others' | 'unlocks'>;
function keptWords({ holds, others, unlocks = [] }: Kept): string {
  const kept = holds.length === 0 ? [] : [`it keeps ${named(holds)} as published`];
  const shared = others.length === 0 ? [] : [`${named(others)} ${others.length === 1 ? 'draws' : 'draw'} on that too`];
  const locks =
    unlocks.length === 0
      ? []
      : [
          `its ${unlocks.length === 1 ? 'lock' : 'locks'} of ${named(unlocks)} ${unlocks.length === 1 ? 'goes' : 'go'} with it`,
        ];
  return [...kept, ...shared, ...locks].join('; ');
}
/** At the tick, and of what is ticked: which rush order loses its place by it. */
export function givenWords({ by, published, ...one }: Given, version: number, zone: string): string {
  const inIt = { version: `version ${version}`, ships: one.ships };
  if (published === undefined) {
    const place = by === null || by === 'stays' ? 'what it draws on' : `its place on ${by.machine}`;
    return `${shippedWords(one, inIt.version, zone)}: ${place} goes back, so it may ship later.`;
  }
  const may = by === 'stays' ? 'would' : 'may';
  return `${pledgeWords({ ...one, ships: published }, zone, { beside: inIt, may, as: ', as it is published' })}.`;
}
/** At an order that stays because another was ticked. */
export const staysWithWords = (ticked: string): string => `Stays with ${ticked}.`;
export const leaveOutWords = (order: string): string => `Leave out ${order}`;
/** The same where its orders have no tick. */
export const howToLeaveActsOut = (base: number): string =>
  `To approve it without some changes by hand, tick them. Its orders have no tick: version ${base}, which was moved, is not the published one.`;
export const howToLeaveOut = 'To approve it without some orders, tick them below.';
/** Over the ticks of what a person did. */
export function actsHead(count: number, alone: boolean): string {
  const head = count === 1 ? 'leave out the one change by hand' : `leave out some of the ${count} changes by hand`;
  return alone ? head.replace('l', 'L') : `Or ${head}`;
}
/** The way out of a refusal, on a button. */
export const alsoLeaveOut = (acts: readonly string[]): string =>
  `Also leave out ${acts.length <= mostHurt ? allNamed(acts) : fewNamed(acts, mostHurt)}`;

export const goingWords = (orders: readonly string[], who: string): string =>
  `${who} approves it without ${named(orders)}`;
/** Under the verdict of what a run made of it. */
export const readThenDecide = (number: number): string => `Read version ${number}, then decide about it`;
export const failedWords = (orders: readonly string[], error: string): string =>
  `It could not be approved without ${named(orders)}: ${error}`;
