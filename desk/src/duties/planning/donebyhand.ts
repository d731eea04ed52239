/** Edits by hand done again by the engine, judged by the checker and weighed, its moves counted from the plan that was moved. Pure. */
import {
  applyByHand,
  type ByHand,
  byHand,
  check,
  type HandEdit,
  type Plan,
  type Problem,
  prepare,
  weighedBy,
} from '@hotlist/engine';

interface Done {
  readonly answer: ByHand;
  readonly after: { readonly problem: Problem; readonly plan: Plan };
}

/** Throws where the checker finds a rule broken and no conflict says so: a plan that breaks rules in silence is a bug of ours. */
export function doneByHand(problem: Problem, plan: Plan, edits: readonly HandEdit[]): Done {
  const prepared = prepare(problem, plan);
  const answer = byHand(problem, plan, edits, { prepared });
  const after = applyByHand(problem, plan, edits, { prepared });
  // One conflict may break several rules of the checker; without any the plan is clean.
  const [silent] = answer.conflicts.length > 0 ? [] : check(after.problem, after.plan);
  if (silent) throw new Error(`edits by hand break a rule in silence: ${silent.rule}: ${silent.text}`);
  return { answer, after: { ...after, plan: weighedBy(after.problem, after.plan, plan) } };
}
