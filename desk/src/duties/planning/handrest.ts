/**
 * A plan moved by hand, the published one or another, without some of what was done: the other acts done again on it, so that all else
 * stands where it was seen. Pure; acts and orders are named as that plan names them. Orders are left out of the published one alone.
 */
import {
  type HandConflict,
  type HandEdit,
  type Plan,
  type Problem,
  ProblemError,
  type StepOf,
  stepOfRow,
} from '@hotlist/engine';
import { suppliesOf } from './below.ts';
import { ordersOf } from './byhand.ts';
import { stepNamed } from './comparison.ts';
import { doneByHand } from './donebyhand.ts';
import { onMadeWords } from './handacts.messages.ts';

export type Acts = readonly (readonly HandEdit[])[];

export interface HandRest {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly acts: Acts;
  readonly conflicts: readonly HandConflict[];
}

type Why =
  /** It cannot be done without what is left out; the engine's sentence. */
  | { readonly impossible: string }
  /** It moves this step of what is left out still. */
  | { readonly moves: StepOf };

/** `at`: its place among the acts. */
export type InTheWay = Why & { readonly at: number };

export type NoRest =
  /** All that was done was done to them. */
  | { readonly none: true }
  /** Acts without which it goes; `further`: or goes further, for there are more. */
  | { readonly inTheWay: readonly InTheWay[]; readonly further: boolean };

/** The same by other names of its orders. */
export const restCalled = (rest: NoRest, called: (order: string) => string): NoRest =>
  'none' in rest
    ? rest
    : {
        ...rest,
        inTheWay: rest.inTheWay.map((one) =>
          'moves' in one ? { ...one, moves: { ...one.moves, order: called(one.moves.order) as StepOf['order'] } } : one,
        ),
      };

export interface LeftUndone {
  /** Customers' lines ("SO-1/2") and work orders ("MO-7") that stay as published, with all that they draw on. */
  readonly orders: readonly string[];
  /** Acts, by their place among all, from 0 on. */
  readonly acts: readonly number[];
}

type Base = Pick<HandRest, 'problem' | 'plan'>;

/** Acts that are looked for at most: looking for one plans several times. */
const mostInTheWay = 10;

/** Lets others be served while it is looked for acts in the way, of which so many were found; what it throws ends that. */
export type Pause = (found: number) => Promise<void>;

export async function restByHand(
  base: Base,
  acts: Acts,
  { orders, acts: left }: LeftUndone,
  pause: Pause,
): Promise<HandRest | NoRest> {
  const named = orders.flatMap((name) => [`demand/${name}`, `work/${name}`]);
  const stays = new Set([...named, ...suppliesOf(base.plan.pegs)(...named)]);
  const rest = [...acts.keys()].filter(
    (at) => !left.includes(at) && !acts[at]!.some((edit) => ordersOf(edit).some((order) => stays.has(order))),
  );
  const without = (some: readonly number[]) =>
    doneWithout(
      base,
      some.map((at) => acts[at]!),
      stays,
    );
  if (rest.flatMap((at) => acts[at]!).length === 0) return { none: true };
  // What a split or another quantity makes is named in the turn in which it is made: with one of them less the name is another order's.
  const makes = acts.some(
    (act, at) => !rest.includes(at) && act.some(({ kind }) => kind === 'split' || kind === 'resize'),
  );
  const known = new Set(base.plan.operations.map(({ order }) => order));
  const onMade = rest.filter((at) => makes && acts[at]!.flatMap(ordersOf).some((order) => !known.has(order)));
  if (onMade.length > 0) return { inTheWay: onMade.map((at) => ({ at, impossible: onMadeWords })), further: false };
  const all = without(rest);
  return 'plan' in all ? all : inTheWay(rest, all, without, pause);
}

/** Acts done on the base, unless one of what stays is moved by them. */
function doneWithout({ problem, plan }: Base, acts: Acts, stays: ReadonlySet<string>): HandRest | Why {
  try {
    const { answer, after } = doneByHand(problem, plan, acts.flat());
    const place = ({ operations }: Plan) =>
      new Map(operations.filter(({ order }) => stays.has(order)).map((one) => [stepNamed(one), one]));
    const is = place(after.plan);
    const moved = [...place(plan)].find(([name, was]) => {
      const now = is.get(name);
      return now?.machine !== was.machine || now?.start !== was.start;
    });
    return moved ? { moves: stepOfRow(moved[1]) } : { ...after, acts, conflicts: answer.conflicts };
  } catch (error) {
    if (error instanceof ProblemError) return { impossible: error.message };
    throw error;
  }
}

/** Each is the last of the shortest beginning found that does not go, so what went before it goes without it: why that does not is its own. */
async function inTheWay(
  acts: readonly number[],
  whyNot: Why,
  without: (some: readonly number[]) => HandRest | Why,
  pause: Pause,
): Promise<NoRest> {
  const found: InTheWay[] = [];
  const sorted = (): readonly InTheWay[] => found.toSorted((a, b) => a.at - b.at);
  for (let [rest, why] = [acts, whyNot]; found.length < mostInTheWay; ) {
    // So many from the first on go; so many do not.
    let [good, bad] = [0, rest.length];
    while (bad - good > 1) {
      const middle = Math.floor((good + bad) / 2);
      await pause(found.length);
      const tried = without(rest.slice(0, middle));
      if ('plan' in tried) good = middle;
      else [bad, why] = [middle, tried];
    }
    found.push({ ...why, at: rest[good]! });
    rest = rest.toSpliced(good, 1);
    await pause(found.length);
    const left = rest.length === 0 ? undefined : without(rest);
    if (!left || 'plan' in left) return { inTheWay: sorted(), further: false };
    why = left;
  }
  return { inTheWay: sorted(), further: true };
}
