/**
 * "Approve all but …": a submitted version is approved without some of its orders. They stay as the published plan has them, the
 * rest is planned around them, and what comes of it is the version that is approved. Pure. Source: RULES.md, "The schedule".
 *
 * A customer's order is held with all that it hangs on: stock, purchase lines, the steps of its work orders, and its planned orders.
 */

import { secondsOf } from '../../house/clock.ts';
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { fewNamed } from '../../house/names.ts';
import { type Change, changesBetween, type Seen } from '../planning/orderchanges.ts';
import type { Pledged } from '../planning/pledges.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { approve, type Decider, type RefusalCode, type VersionSeen } from './approval.ts';
import type { Back, Given } from './pledgesgiven.ts';

const mostNamed = 5;

/** An order as a person names it, a customer's ("SO-1042/2") or a work order ("MO-7"), and what there is to hold of it. */
export interface LeftOut {
  readonly name: string;
  readonly inVersion: boolean;
  readonly inPublished: boolean;
  /** Numbers of the work orders of it that the published plan has and the version still plans. */
  readonly work: readonly string[];
  /** These, and those that they draw on: they stand as published, too. */
  readonly below: readonly string[];
  /** Its line asks for a later day than it did when that was published, and the version keeps it: both ISO. */
  readonly putOff?: { readonly from: string; readonly to: string } | undefined;
  /** All that stands as published with it, planned orders too, and what it draws on in either plan. */
  readonly back: Back;
}

/** Who asked for a run that leaves orders out; `since`: no worker is at it since then. */
export interface Leaving {
  readonly who: string;
  readonly since: string | null;
}

/** `doneAgain`: what was done to it can be done again on it, without some. */
export interface MovedOther {
  /** 0: none, it was typed without a plan. */
  readonly base: number;
  readonly doneAgain: boolean;
}

export interface Whole {
  /** The version that was moved by hand to make it; null: none, or it is the published one. */
  readonly byHand: MovedOther | null;
  /** A run that approves it without some orders and is not over. */
  readonly asked: Leaving | null;
  /** Orders that it moves, adds or drops, as the plan names them ("work/MO-7", "planned/3"). */
  readonly moving: readonly string[];
  /** Customers' orders that it ships otherwise than published. */
  readonly changing: readonly string[];
  /** What was done by hand and can be done again without some: the orders that each act was done to, as the plan names them. */
  readonly acts: readonly (readonly string[])[];
}

export type AllButCode =
  | RefusalCode
  | 'asked-already'
  | 'nothing-published'
  | 'moved-by-hand'
  | 'acts-alone'
  | 'not-in-it'
  | 'not-published'
  | 'over'
  | 'as-published'
  | 'put-off'
  | 'all-left-out'
  | 'no-such-act';

/** Accepts with the numbers of the work orders that are held; `leftActs`: by their place. Refuses what may not be approved whole, too. */
export function approveAllBut(
  seen: VersionSeen,
  by: Decider,
  { byHand, asked, moving, changing, acts }: Whole,
  leftOut: readonly LeftOut[],
  leftActs: readonly number[] = [],
): Decision<string, AllButCode> {
  const { number, published } = seen;
  const whole = approve(seen, by);
  if (whole.kind === 'refuse') return whole;
  if (asked !== null) return refuse('asked-already', { number, ...asked });
  if (published === null && !byHand?.doneAgain) return refuse('nothing-published', { number });
  if (byHand !== null && !byHand.doneAgain) return refuse('moved-by-hand', { number, base: byHand.base });
  if (byHand !== null && leftOut.length > 0) return refuse('acts-alone', { number, base: byHand.base });
  const named = (some: readonly LeftOut[]): string =>
    fewNamed(
      some.map((one) => one.name),
      mostNamed,
    );
  for (const code of ['not-in-it', 'not-published', 'over'] as const) {
    const some = leftOut.filter((one) => unheld(one) === code);
    if (some.length > 0) return refuse(code, { number, published, orders: named(some) });
  }
  if (leftActs.some((at) => at >= acts.length)) return refuse('no-such-act', { number });
  const held = [...new Set(leftOut.flatMap((one) => one.work))].sort();
  const gone = {
    orders: leftOut.map((one) => one.name),
    below: leftOut.flatMap((one) => one.below),
    acts: leftActs,
  };
  if (isNothingLeft({ moving, acts: goneWith(acts, leftOut) }, gone))
    return refuse('all-left-out', { number, ...(byHand === null ? {} : { base: byHand.base }) });
  const changed = { moves: worksOf(moving), changing: new Set(changing) };
  const late = leftOut.find((one) => isPutOffAlone(one, changed));
  if (late) return refuse('put-off', { number, published, orders: late.name, ...late.putOff });
  const untouched = leftOut.filter((one) => isUntouched(one, changed));
  if (untouched.length > 0)
    return refuse('as-published', { number, orders: named(untouched), one: untouched.length === 1 });
  return accept(held);
}

/** An order where nothing is published: there is nothing to hold. */
export const unpublished = (name: string): LeftOut => ({
  name,
  inVersion: true,
  inPublished: false,
  work: [],
  below: [],
  back: { name, stays: new Set(), used: new Set(), uses: new Set() },
});

const unheld = ({ inVersion, inPublished }: LeftOut): 'not-in-it' | 'not-published' | 'over' | undefined =>
  inPublished ? (inVersion ? undefined : 'over') : inVersion ? 'not-published' : 'not-in-it';

/** What a version moves, by the numbers of work orders, and which customers' orders it ships otherwise. */
interface Changed {
  readonly moves: ReadonlySet<string>;
  readonly changing: ReadonlySet<string>;
}

const worksOf = (moving: readonly string[]): ReadonlySet<string> =>
  new Set(moving.map((order) => order.replace(/^work\//, '')));

const isMoved = ({ below }: LeftOut, { moves }: Changed): boolean => below.some((work) => moves.has(work));

/** It ships on another day for what was written of its line alone: none of its work stands elsewhere. */
const isPutOffAlone = (one: LeftOut, changed: Changed): boolean => one.putOff !== undefined && !isMoved(one, changed);

/** The version leaves it as published. */
const isUntouched = (one: LeftOut, changed: Changed): boolean =>
  !changed.changing.has(one.name) && !isMoved(one, changed);

/** Nothing is left of what a version changes once these work orders stay where they are published. */
const isAll = (moving: readonly string[], stays: readonly string[]): boolean =>
  moving.every((order) => stays.includes(order.replace(/^work\//, '')));

/** An act is left out with every order that it is done to, and with what that draws on. */
const goesWith = (act: readonly string[], { back }: Pick<LeftOut, 'back'>): boolean =>
  act.some((order) => back.stays.has(order));

/** Of each act by hand the orders with which it is left out, too. */
export const goneWith = (acts: Whole['acts'], orders: readonly LeftOut[]): readonly (readonly string[])[] =>
  acts.map((act) => orders.filter((one) => goesWith(act, one)).map((one) => one.name));

interface Gone {
  readonly orders: readonly string[];
  /** The work orders that stay with these. */
  readonly below: readonly string[];
  /** Acts by hand, by their places. */
  readonly acts: readonly number[];
}

/** Nothing of a version is left without these: all that it moves stays, or all that was done by hand is left out. `acts`: as `goneWith` has them. */
export const isNothingLeft = (
  { moving, acts }: { readonly moving: readonly string[]; readonly acts: readonly (readonly string[])[] },
  gone: Gone,
): boolean =>
  (gone.orders.length > 0 && isAll(moving, gone.below)) ||
  (acts.length > 0 &&
    acts.every((own, at) => gone.acts.includes(at) || own.some((name) => gone.orders.includes(name))));

/** What a version costs against what is published. */
export interface Toll {
  /** Customers' lines. */
  readonly newlyLate: readonly string[];
  readonly promisesBroken: readonly string[];
  /** Rush orders that were let go before others, and ship later than that. */
  readonly pledgesBroken: readonly Pledged[];
}

/** Whom the rest hurts and the whole did not: nobody has approved that yet, however few they are. */
export const hurtAnew = (rest: Toll, whole: Toll): readonly string[] => [
  ...new Set([
    ...(['newlyLate', 'promisesBroken'] as const).flatMap((what) =>
      rest[what].filter((line) => !whole[what].includes(line)),
    ),
    ...pledgesLost(rest, whole).map(({ line }) => line),
  ]),
];

/** Operations that stand elsewhere than before, and which of them the whole leaves there. */
export interface MovedByRest {
  readonly whole: number;
  readonly rest: number;
  readonly alone: readonly string[];
}

/** Nobody has seen that yet: without a change that made room for others, these may be pushed. */
export const movesMore = ({ whole, rest }: MovedByRest): boolean => rest > whole;

/** Rush orders that the rest ships later than they were let go, and the whole did not. */
export const pledgesLost = (rest: Toll, whole: Toll): readonly Pledged[] =>
  rest.pledgesBroken.filter(({ line }) => !whole.pledgesBroken.some((one) => one.line === line));

/** What an order loses by what was left out. */
export const losses = ['newly late', 'early date', 'later'] as const;
export type Loss = (typeof losses)[number];

/** Orders that ship later in the rest than in the whole, the worst first. `early date`: the whole had it earlier than it is published. */
export function lostBy(
  published: readonly Seen[],
  whole: readonly Seen[],
  rest: readonly Seen[],
): readonly { readonly change: Change; readonly lost: Loss }[] {
  const gainsIn = (version: readonly Seen[]): ReadonlySet<string> =>
    new Set(
      changesBetween(published, version).flatMap(({ demand, became }) =>
        became === 'earlier' || became === 'saved' ? [demand] : [],
      ),
    );
  const [were, are] = [gainsIn(whole), gainsIn(rest)];
  const lost = changesBetween(whole, rest).flatMap((change): { change: Change; lost: Loss }[] => {
    const { became, demand } = change;
    if (became === 'newly late') return [{ change, lost: became }];
    return became === 'later' ? [{ change, lost: were.has(demand) && !are.has(demand) ? 'early date' : became }] : [];
  });
  return lost.sort((a, b) => losses.indexOf(a.lost) - losses.indexOf(b.lost));
}

/** How many ship later, and of whom it is worst; null days: nothing delivers it. */
export interface Worst {
  readonly count: number;
  readonly demand: string;
  readonly days: number | null;
}

export function worstOf(lost: ReturnType<typeof lostBy>, days: WorkingDays): Worst | undefined {
  const far = lost.map(({ change: { demand, before, after } }) => ({
    demand,
    days: before === null || after === null ? null : lateDays(days, secondsOf(before), secondsOf(after)),
  }));
  const size = (one: { readonly days: number | null }): number => one.days ?? Number.MAX_SAFE_INTEGER;
  const [worst] = far.toSorted((a, b) => size(b) - size(a) || (a.demand < b.demand ? -1 : 1));
  return worst && { count: lost.length, ...worst };
}

/** What leaving one order out would do, said before it is asked for. */
export interface Stays {
  readonly order: string;
  /** Numbers of the work orders, among those that the version moves, that stay with it. */
  readonly holds: readonly string[];
  /** Customers' orders that draw on these, or on the work order itself, too. */
  readonly others: readonly string[];
  /** Rush orders that lose their place by it. */
  readonly gives: readonly Given[];
  /** Steps that the draft locks, and that are not locked without it. */
  readonly unlocks?: readonly string[] | undefined;
  /** Why it cannot be left out. */
  readonly barred?: 'not-in-it' | 'not-published' | 'over' | 'put-off' | 'all-left-out' | undefined;
  readonly putOff?: LeftOut['putOff'];
}

/** Those of which there is something to say. */
export function staysOf(
  orders: readonly LeftOut[],
  { moving, changing }: Pick<Whole, 'moving' | 'changing'>,
  given: (back: Back) => readonly Given[] = () => [],
  unlocked: (order: string) => readonly string[] = () => [],
): readonly Stays[] {
  const changed = { moves: worksOf(moving), changing: new Set(changing) };
  const { moves } = changed;
  const users = new Map<string, string[]>();
  for (const { name, below } of orders) for (const work of below) users.set(work, [...(users.get(work) ?? []), name]);
  return orders.flatMap((one): Stays[] => {
    const { name: order } = one;
    const stays = one.below.filter((work) => moves.has(work));
    const holds = stays.filter((work) => work !== order);
    const others = [...new Set(stays.flatMap((work) => users.get(work) ?? []))].filter(
      (other) => other !== order && !stays.includes(other) && !moves.has(other),
    );
    const { putOff } = one;
    const barred =
      unheld(one) ?? (isPutOffAlone(one, changed) ? 'put-off' : isAll(moving, one.below) ? 'all-left-out' : undefined);
    const isLeft = barred === undefined && !isUntouched(one, changed);
    const gives = isLeft ? given(one.back) : [];
    const unlocks = isLeft ? unlocked(order) : [];
    return [holds, others, gives, unlocks].every((some) => some.length === 0) && barred === undefined
      ? []
      : [{ order, holds, others, gives, unlocks: unlocks.length === 0 ? undefined : unlocks, barred, putOff }];
  });
}
