/** Edits by hand done again by the engine, judged by the checker and weighed, its moves counted from the plan that was moved. Pure. */
import {
  applyByHand,
  type ByHand,
  byHand,
  check,
  type HandConflict,
  type HandEdit,
  isNoPlan,
  type Plan,
  type Problem,
  prepare,
  typedAlone,
  type Violation,
  weighedBy,
} from '@hotlist/engine';

interface Done {
  readonly answer: ByHand;
  readonly after: { readonly problem: Problem; readonly plan: Plan };
  /** Rules that steps of a plan of other inputs break, and no conflict says so. */
  readonly silent: readonly HandConflict[];
}

/**
 * Throws where the checker finds a rule broken and no conflict says so: a plan that breaks rules in silence is a bug of ours.
 * `stale`: not so where the inputs changed since the plan was made.
 */
export function doneByHand(problem: Problem, plan: Plan, edits: readonly HandEdit[], stale = false): Done {
  if (isNoPlan(plan)) {
    const { answer, ...after } = typedAlone(problem, edits);
    return { answer, after, silent: [] };
  }
  const prepared = prepare(problem, plan);
  const answer = byHand(problem, plan, edits, { prepared });
  const after = applyByHand(problem, plan, edits, { prepared });
  // One conflict may break several rules of the checker; without any the plan is clean.
  const found = answer.conflicts.length > 0 && !stale ? [] : check(after.problem, after.plan);
  const weighed = { ...after, plan: weighedBy(after.problem, after.plan, plan) };
  if (stale) return { answer, after: weighed, silent: ofSteps(found, answer.conflicts) };
  const [silent] = found;
  if (silent) throw new Error(`edits by hand break a rule in silence: ${silent.rule}: ${silent.text}`);
  return { answer, after: weighed, silent: [] };
}

/** As the checker names a step: "work/W2 step 10". */
function ofSteps(found: readonly Violation[], said: readonly HandConflict[]): readonly HandConflict[] {
  const known = new Set(said.map(({ rule, order, seq }) => `${rule} ${order} ${seq}`));
  return found.flatMap(({ rule, what, text }) => {
    const [, order, seq] = /^((?:work|planned)\/.+) step (\d+)(?: part \d+)?$/.exec(what) ?? [];
    if (order === undefined || known.has(`${rule} ${order} ${seq}`)) return [];
    return [{ rule, order: order as HandConflict['order'], seq: Number(seq), text }];
  });
}
