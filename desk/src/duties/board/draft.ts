/** A version with edits by hand in it, as it is kept: the edits done again by the engine, and judged by the checker. Pure. */
import {
  applyByHand,
  byHand,
  check,
  type HandConflict,
  type HandEdit,
  type Plan,
  type Problem,
  prepare,
} from '@hotlist/engine';

export interface DraftInput {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly edits: readonly HandEdit[];
}

export interface Draft {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly conflicts: readonly HandConflict[];
}

/** Throws where the checker finds a rule broken and no conflict says so: a plan that breaks rules in silence is a bug of ours. */
function draftOf({ problem, plan, edits }: DraftInput): Draft {
  const prepared = prepare(problem, plan);
  const { conflicts } = byHand(problem, plan, edits, { prepared });
  const after = applyByHand(problem, plan, edits, { prepared });
  // One conflict may break several rules of the checker; without any the plan is clean.
  const [silent] = conflicts.length > 0 ? [] : check(after.problem, after.plan);
  if (silent) throw new Error(`edits by hand break a rule in silence: ${silent.rule}: ${silent.text}`);
  return { ...after, conflicts };
}

export type DraftMade =
  | { readonly draft: Draft }
  /** The edits are none of this plan. */
  | { readonly impossible: string };

export function triedDraft(input: DraftInput): DraftMade {
  try {
    return { draft: draftOf(input) };
  } catch (error) {
    if (error instanceof Error && error.name === 'ProblemError') return { impossible: error.message };
    throw error;
  }
}
