/**
 * Of a draft by hand: which operations the hand moved, which followed, and which the version that it was made of had moved
 * already, as a comparison with a third plan counts them. Pure.
 */
import type { HandEdit } from '@hotlist/engine';
import {
  type ByHandOf,
  type Called,
  calledAlike,
  type Moves,
  type Step,
  type StepOf,
  stepNamed,
} from './comparison.ts';
import { stepKey } from './stepkey.ts';

/** The version that was moved; its orders as they are called in what is made of it. */
export interface Base extends Called {
  readonly number: number;
  readonly edits: readonly HandEdit[];
  /** Steps that it locks, and lets go, as they are told. */
  readonly locks: readonly { readonly order: string; readonly seq: number; readonly now: 'locked' | 'let-go' }[];
}

interface Placed extends StepOf {
  readonly machine?: string | undefined;
  readonly start: number;
}

/** Parts of what stands elsewhere; together they are all of it. */
export interface HandMoves {
  readonly hand: number;
  readonly followed: number;
  /** Number of the version that was moved, and how many it had moved. */
  readonly base: number;
  readonly before: number;
  /** Steps that it locks, and lets go. */
  readonly locked: number;
  readonly letGo: number;
  /** Steps that the other draft of that version locks, and it does not. */
  readonly unlocked: number;
}

export function handMovesIn(
  { number: base, locks }: Pick<Base, 'number' | 'locks'>,
  { moves }: Moves,
  by: ByHandOf,
  other?: Pick<Base, 'number' | 'locks'>,
): HandMoves {
  const ways = moves.flatMap(({ before, after }) => (before && after ? [by(after)] : []));
  const count = (way: ReturnType<ByHandOf>): number => ways.filter((one) => one === way).length;
  const said = (now: (typeof locks)[number]['now']): number => locks.filter((one) => one.now === now).length;
  const moved = { hand: count('put'), followed: count('followed'), base, before: count(undefined) };
  const locked = new Set(locks.flatMap((one) => (one.now === 'locked' ? [stepKey(one)] : [])));
  const were = other?.number === base ? other.locks : [];
  const unlocked = were.filter((one) => one.now === 'locked' && !locked.has(stepKey(one))).length;
  return { ...moved, locked: said('locked'), letGo: said('let-go'), unlocked };
}

/** Of each step of the draft, called `called`: whether the hand put it elsewhere than it stood, or it followed. */
export function byHandOf(base: Base, draft: Pick<Called, 'steps'>, called: readonly Step[]): ByHandOf {
  const stood = calledAlike(base, { ...draft, called: (order) => order });
  const put = new Set(movedBy(base.edits, stood, draft.steps));
  const places = new Set(stood.map(placeOf));
  const became = new Map(
    draft.steps.flatMap((step, n) => {
      const of = put.has(step) ? 'put' : places.has(placeOf(step)) ? undefined : 'followed';
      return of ? [[called[n]!, of] as const] : [];
    }),
  );
  return (after) => became.get(after);
}

/** What the edits put elsewhere than it stood, each part of a split step by itself. */
export function movedBy<Row extends Placed>(
  edits: readonly HandEdit[],
  stood: readonly Placed[],
  now: readonly Row[],
): readonly Row[] {
  const isPut = putBy(edits);
  const places = new Set(stood.filter(isPut).map(placeOf));
  return now.filter((one) => isPut(one) && !places.has(placeOf(one)));
}

/** Whether the edits put it somewhere, by the names that their plan has for orders. */
function putBy(edits: readonly HandEdit[]): (one: StepOf) => boolean {
  const put = new Set(edits.flatMap(stepsPut).map(stepNamed));
  return (one) => put.has(stepNamed(one));
}

function stepsPut(edit: HandEdit): readonly StepOf[] {
  if (edit.kind === 'swap') return [edit.one, edit.other];
  return edit.kind === 'move' || edit.kind === 'pull-forward' ? [edit] : [];
}

const placeOf = (one: Placed): string => `${stepNamed(one)} ${one.machine} ${one.start}`;
