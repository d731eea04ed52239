/**
 * Two plans side by side: which operations stand elsewhere, which of them in the frozen zone, and what that comes to
 * by the company's weights. Pure, over the rows of versions; times are seconds since 1970.
 *
 * Planned orders change their names from plan to plan: operations are paired by the engine's twins. What became of the
 * customers' orders is said by `orderchanges.ts`.
 */
import { kinOf, moveCounts, type Objective, strays } from '@hotlist/engine';
import { numberIn } from './called.ts';
import { worthTelling } from './orderchanges.ts';
import { groupedBy } from './rows.ts';
import { touchedInZone } from './zonetouched.ts';

export interface Step {
  readonly order: string;
  readonly item: string;
  readonly seq: number;
  /** Of a step that is split over machines; absent, or 0: it is not. */
  readonly part?: number | { readonly number: number } | undefined;
  readonly machine?: string | undefined;
  readonly crew?: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Working seconds. */
  readonly setup: number;
  readonly run: number;
}

/**
 * An operation that stands elsewhere, is new, or is no more. One that slid by less than an hour on its machine stands where
 * it stood, unless the frozen zone is touched by it.
 */
export interface Move {
  readonly before: Step | undefined;
  readonly after: Step | undefined;
  /** It changes what people in the frozen zone work to: another machine, or another place in a machine's sequence. */
  readonly frozen: boolean;
  /** It does so by coming in: it is new, or stood outside the zone. */
  readonly enters: boolean;
}

export interface Moves {
  /** Those in the frozen zone first, then by where they stood. */
  readonly moves: readonly Move[];
  /** Of these, how many are in both plans. */
  readonly moved: number;
  readonly same: number;
}

export type Pair = readonly [before: Step | undefined, after: Step | undefined];

/** A plan's steps, and what its orders are called now. */
export interface Called {
  readonly steps: readonly Step[];
  readonly called: (order: string) => string;
}

/** An operation that both plans have. */
export type Both = readonly [before: Step, after: Step];

/**
 * What the orders of one plan are called now, beside another. A planned order that became a work order which the other plan does not
 * know is left as it was planned: there it has its twin.
 */
export function alike({ called }: Pick<Called, 'called'>, other: Called): (order: string) => string {
  let theirs: ReadonlySet<string> | undefined;
  return (name) => {
    const order = called(name);
    if (order === name || numberIn(name) !== undefined) return order;
    theirs ??= new Set(other.steps.map((one) => other.called(one.order)));
    return theirs.has(order) ? order : name;
  };
}

export function calledAlike(one: Called, other: Called): readonly Step[] {
  const called = alike(one, other);
  return one.steps.map((step) => {
    const order = called(step.order);
    return order === step.order ? step : { ...step, order };
  });
}

/** What a person who made the newer plan by hand did; absent, a run made it. */
interface Hand {
  readonly by?: ByHandOf | undefined;
  /** The older plan is the one that was moved: its orders have their names in both, and need no twins. */
  readonly sameNames?: boolean;
}

/** `frozenUntil`: what starts before it is in the frozen zone. What was put elsewhere by hand is told however near. */
export function movesBetween(
  before: readonly Step[],
  after: readonly Step[],
  frozenUntil: number,
  hand: Hand = {},
): Moves & { readonly both: readonly Both[] } {
  const called = hand.sameNames ? pairedByName(before, after) : { kept: [], pairs: [], before, after };
  const twins = pairedByKin(called.before, called.after);
  const [kept, pairs] = [
    [...called.kept, ...twins.kept],
    [...called.pairs, ...twins.pairs],
  ];
  const all = [...kept, ...pairs];
  const both = all.filter((pair): pair is Both => pair[0] !== undefined && pair[1] !== undefined);
  const touched = touchedInZone(all, frozenUntil, hand.by);
  const moves = pairs
    .map(([one, other]): Move => {
      const frozen = other !== undefined && touched.has(other);
      return { before: one, after: other, frozen, enters: frozen && !(one && one.start < frozenUntil) };
    })
    .filter(
      ({ before: one, after: other, frozen }) =>
        frozen || !slid(one, other) || (other !== undefined && hand.by?.(other) === 'put'),
    );
  const moved = moves.filter((one) => one.before && one.after).length;
  return { moves: moves.sort(byUrgency), moved, same: kept.length + pairs.length - moves.length, both };
}

interface Paired {
  /** They stand as they stood. */
  readonly kept: readonly Pair[];
  readonly pairs: readonly Pair[];
}

/** What has its name in both, and the rest of both. */
function pairedByName(before: readonly Step[], after: readonly Step[]) {
  const theirs = new Map(after.map((one) => [stepNamed(one), one]));
  const [kept, pairs, rest]: [Pair[], Pair[], Step[]] = [[], [], []];
  for (const one of before) {
    const other = theirs.get(stepNamed(one));
    theirs.delete(stepNamed(one));
    if (!other) rest.push(one);
    else (one.start === other.start && one.machine === other.machine ? kept : pairs).push([one, other]);
  }
  return { kept, pairs, before: rest, after: [...theirs.values()] };
}

function pairedByKin(before: readonly Step[], after: readonly Step[]): Paired {
  const theirs = new Map(groupedBy(after, kinOf));
  const [kept, pairs]: [Pair[], Pair[]] = [[], []];
  for (const [kin, ours] of groupedBy(before, kinOf)) {
    const others = theirs.get(kin) ?? [];
    theirs.delete(kin);
    const [stood, came] = [kept.length, pairs.length];
    pairs.push(...strays([...ours], [...others], (one, other) => kept.push([one, other])));
    // Each that comes stands for one that is gone, as long as there are such.
    if (ours.length >= others.length) continue;
    const paired = new Set([...kept.slice(stood), ...pairs.slice(came)].map(([, other]) => other));
    for (const one of others) if (!paired.has(one)) pairs.push([undefined, one]);
  }
  for (const some of theirs.values()) for (const one of some) pairs.push([undefined, one]);
  return { kept, pairs };
}

/** A step of an order, or a part of one that is split over machines. */
export type StepOf = Pick<Step, 'order' | 'seq' | 'part'>;

/** By one name; the only part, or the first, without a number. */
export const stepNamed = ({ order, seq, part }: StepOf): string =>
  `${order} ${seq} ${(typeof part === 'object' ? part.number : part) || 1}`;

type Placed = Pick<Step, 'machine' | 'start'>;

/** By less than an hour on its machine: it stands where it stood. The board's hand counts by it too. */
export const slid = (before: Placed | undefined, after: Placed | undefined): boolean =>
  before !== undefined &&
  after !== undefined &&
  before.machine === after.machine &&
  Math.abs(before.start - after.start) < worthTelling;

const begins = ({ before, after }: Move): number => (before ?? after)?.start ?? 0;
const named = ({ before, after }: Move): string => (after ?? before)?.order ?? '';
const byUrgency = (x: Move, y: Move): number =>
  Number(y.frozen) - Number(x.frozen) || begins(x) - begins(y) || (named(x) < named(y) ? -1 : 1);

/** The most urgent moves, order by order and each order whole, until there are so many: what is told of an order is told of all of it. */
export function listedMoves(moves: readonly Move[], most: number): readonly Move[] {
  const listed: Move[] = [];
  for (const theirs of groupedBy(moves, named).values()) {
    if (listed.length >= most) break;
    listed.push(...theirs);
  }
  return listed;
}

/** What a person did to a step: put it, or it followed from what was put. */
export type ByHandOf = (after: Step) => 'put' | 'followed' | undefined;

export interface Side {
  readonly before: number;
  readonly after: number;
}

export type Term = Exclude<keyof Objective, 'points'>;
/** As a version kept them: one that was made before a term was thought of does not have it. */
export type Terms = Partial<Objective>;
const terms: readonly Term[] = ['tardiness', 'overtime', 'moved', 'setup', 'stock'];

export interface Cost {
  readonly term: Term;
  readonly weight: number;
  readonly amount: Side;
  readonly points: Side;
}

/** With so many minor units more of overtime: what a person opens costs beside what planning does. */
export const withOvertime = ({ overtime, ...terms }: Terms, cost: number): Terms =>
  overtime ? { ...terms, overtime: { ...overtime, amount: overtime.amount + cost } } : terms;

/**
 * What each choice costs: the terms of the objective of both plans, both by the newer one's weights, so that weights which
 * somebody changed do not look like a better schedule. Moves are those from the one to the other.
 */
export function costsOf(before: Terms, after: Terms, { moves }: Moves, now: number): readonly Cost[] {
  const moved = moves.reduce((sum, one) => sum + (one.before ? moveCounts(one.before, one.after, now, 0) : 0), 0);
  return terms.flatMap((term) => {
    const weight = after[term]?.weight;
    if (weight === undefined) return [];
    const amount =
      term === 'moved'
        ? { before: 0, after: moved }
        : { before: before[term]?.amount ?? 0, after: after[term]?.amount ?? 0 };
    return [{ term, weight, amount, points: { before: amount.before * weight, after: amount.after * weight } }];
  });
}
