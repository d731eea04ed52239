/** A version with edits by hand in it, as it is kept: the edits done again by the engine, and judged by the checker. Pure. */
import {
  type ByHand,
  type HandConflict,
  type HandEdit,
  type Plan,
  type PlannedOperation,
  type Problem,
  ProblemError,
  type Second,
  type StepOf,
} from '@hotlist/engine';
import { doneByHand } from '../planning/donebyhand.ts';
import { asItWas, sameStep } from './hand.ts';
import { type Impossible, impossibleBy } from './impossible.ts';

export interface DraftInput {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly edits: readonly HandEdit[];
  /** What time it is: nothing is put before that, however long ago the plan was made. */
  readonly present: Second;
  /** The inputs changed since the plan was made: it breaks rules which no edit does. */
  readonly stale?: boolean;
}

export interface Draft {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly conflicts: readonly HandConflict[];
}

function draftOf({ problem, plan, edits, stale }: DraftInput): { readonly draft: Draft; readonly answer: ByHand } {
  const { answer, after, silent } = doneByHand(problem, plan, edits, stale);
  return { draft: { ...after, conflicts: [...answer.conflicts, ...silent] }, answer };
}

const isFrozenIn = ({ workOrders }: Problem, { order, seq }: StepOf): boolean =>
  workOrders.some(
    ({ id, operations }) =>
      `work/${id}` === order && operations?.some((step) => step.seq === seq && step.frozen !== undefined),
  );

export type DraftMade =
  | { readonly draft: Draft }
  /** The edits are none of this plan. */
  | { readonly impossible: Impossible }
  /** A step is put where no plan reaches: it is a year mistyped. */
  | { readonly far: StepOf & { readonly side: 'past' | 'ahead' } }
  /** A step is put before the plan's now, or before what time it is: no plan can make that happen. */
  | { readonly past: StepOf & { readonly start: Second } }
  /** All stands where it stood. */
  | { readonly unchanged: true };

/** Seconds. */
const farthest = 3660 * 86_400;

/** What a person put before what time it is, and stands there then. */
function putBefore({ plan, edits, present }: DraftInput, { operations }: Plan): DraftMade | undefined {
  const stood = (one: StepOf, { start, machine }: PlannedOperation): boolean =>
    plan.operations.some((was) => sameStep(partOf(was), one) && was.start === start && was.machine === machine);
  for (const one of edits.toReversed().flatMap(putBy)) {
    const now = operations.find((step) => step.start < present && sameStep(partOf(step), one));
    if (now && !stood(one, now)) return { past: { order: one.order, seq: one.seq, start: now.start } };
  }
  return undefined;
}

const partOf = ({ order, seq, part }: PlannedOperation): StepOf => ({
  order: order as StepOf['order'],
  seq,
  ...(part ? { part: part.number } : undefined),
});

function putBy(edit: HandEdit): readonly StepOf[] {
  if (edit.kind === 'swap') return [edit.one, edit.other];
  return edit.kind === 'move' || edit.kind === 'pull-forward' ? [edit] : [];
}

export function triedDraft(input: DraftInput): DraftMade {
  const { problem, edits } = input;
  const moves = edits.filter((edit) => edit.kind === 'move');
  const far = moves.find(({ start }) => Math.abs(start - problem.now) > farthest);
  if (far) return { far: { order: far.order, seq: far.seq, side: far.start < problem.now ? 'past' : 'ahead' } };
  try {
    const { draft, answer } = draftOf(input);
    const early = draft.conflicts.filter(({ rule }) => rule === 'nothing starts before now');
    const past = moves.findLast((one) => one.start < problem.now && early.some((conflict) => sameStep(conflict, one)));
    if (past) return { past: { order: past.order, seq: past.seq, start: past.start } };
    const before = putBefore(input, draft.plan);
    if (before) return before;
    return asItWas(answer, edits, (step) => isFrozenIn(problem, step)) ? { unchanged: true } : { draft };
  } catch (error) {
    if (error instanceof ProblemError) return { impossible: impossibleBy(error) };
    throw error;
  }
}
