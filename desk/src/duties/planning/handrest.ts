/**
 * The published plan moved by hand, without what was done to some of its orders: the other acts done again on it, so that all else
 * stands where it was seen. Pure; acts and orders are named as the published plan names them.
 */
import { type HandConflict, type HandEdit, type Plan, type Problem, ProblemError } from '@hotlist/engine';
import { suppliesOf } from './below.ts';
import { stepNamed } from './comparison.ts';
import { doneByHand } from './donebyhand.ts';

export type Acts = readonly (readonly HandEdit[])[];

export interface HandRest {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly acts: Acts;
  readonly conflicts: readonly HandConflict[];
}

export type NoRest =
  /** All that was done was done to them. */
  | { readonly none: true }
  /** What is left cannot be done without what is left out; the engine's sentence. */
  | { readonly impossible: string }
  /** What is left moves this order of them still; `by`: the orders that it was done to. */
  | { readonly moves: string; readonly by: readonly string[] };

/** `leftOut`: customers' lines ("SO-1/2") and work orders ("MO-7") that stay as published, with all that they draw on. */
export function restByHand(
  { problem, plan }: { readonly problem: Problem; readonly plan: Plan },
  acts: Acts,
  leftOut: readonly string[],
): HandRest | NoRest {
  const named = leftOut.flatMap((name) => [`demand/${name}`, `work/${name}`]);
  const stays = new Set([...named, ...suppliesOf(plan.pegs)(...named)]);
  const rest = acts.filter((act) => !act.some((edit) => ordersOf(edit).some((order) => stays.has(order))));
  const edits = rest.flat();
  if (edits.length === 0) return { none: true };
  try {
    const { answer, after } = doneByHand(problem, plan, edits);
    const place = ({ operations }: Plan) =>
      new Map(operations.filter(({ order }) => stays.has(order)).map((one) => [stepNamed(one), one]));
    const is = place(after.plan);
    const moved = [...place(plan)].find(([name, was]) => {
      const now = is.get(name);
      return now?.machine !== was.machine || now?.start !== was.start;
    });
    const by = [...new Set(edits.flatMap(ordersOf))];
    return moved ? { moves: moved[1].order, by } : { ...after, acts: rest, conflicts: answer.conflicts };
  } catch (error) {
    if (error instanceof ProblemError) return { impossible: error.message };
    throw error;
  }
}

function ordersOf(edit: HandEdit): readonly string[] {
  if (edit.kind === 'swap') return [edit.one.order, edit.other.order];
  return 'order' in edit ? [edit.order] : [];
}
