/**
 * Of a draft by hand: which operations the hand moved, which followed, and which the version that it was made of had moved
 * already, as a comparison with a third plan counts them. Pure.
 */
import { calledAlike, movesBetween, type Step } from './comparison.ts';

interface Side {
  readonly steps: readonly Step[];
  /** The number of the work order that was made of a planned order of it. */
  readonly firmed: (planned: string) => string | undefined;
}

/** The version that was moved. */
export interface Base extends Side {
  readonly number: number;
  /** Steps that the edits put somewhere, by the names that the draft has for their orders. */
  readonly put: readonly { readonly order: string; readonly seq: number }[];
}

export interface HandMoves {
  readonly hand: number;
  readonly followed: number;
  /** Number of the version that was moved, and how many it had moved. */
  readonly base: number;
  readonly before: number;
}

export function handMovesIn(base: Base, draft: Side, before: Side): HandMoves {
  const touched = new Set(base.put.map(stepOf));
  const isPut = (step: Step): boolean => touched.has(stepOf(step));
  const stood = calledAlike(base.steps, base.firmed, draft.steps);
  const places = new Set(stood.filter(isPut).map(placeOf));
  const away = draft.steps.filter((step) => isPut(step) && !places.has(placeOf(step)));
  const { moves } = movesBetween(stood, draft.steps, 0);
  const theirs = movesBetween(
    calledAlike(before.steps, before.firmed, base.steps),
    calledAlike(base.steps, base.firmed, before.steps),
    0,
  );
  return {
    hand: new Set(away.map(stepOf)).size,
    followed: moves.filter((move) => move.before && move.after && !isPut(move.after)).length,
    base: base.number,
    before: theirs.moved,
  };
}

const stepOf = ({ order, seq }: { readonly order: string; readonly seq: number }): string => `${order} ${seq}`;
const placeOf = (step: Step): string => `${stepOf(step)} ${step.machine} ${step.start}`;
