/** Steps one after the other on their machine, each as soon as the one before lets it go. Pure. */

import type { Second } from '@hotlist/engine';
import {
  type ByHand,
  byHand,
  type HandEdit,
  type Plan,
  type Prepared,
  type Problem,
  type StepOf,
  stepOfRow,
} from '@hotlist/engine';

export interface InTurn {
  readonly steps: readonly StepOf[];
  readonly start: Second;
}

type Desk = { readonly problem: Problem; readonly plan: Plan; readonly prepared: Prepared };

/** Edits that put the steps in turn; each is asked of the engine, who knows set-ups, hours and pauses. */
export function putInTurn({ problem, plan, prepared }: Desk, edits: readonly HandEdit[], asked: InTurn): HandEdit[] {
  const others = edits.filter((edit) => edit.kind !== 'move' || !asked.steps.some((of) => same(of, edit)));
  const put: HandEdit[] = [];
  let start = asked.start;
  for (const { order, seq } of asked.steps) {
    const machine = edits.findLast((edit) => edit.kind === 'move' && same(edit, { order, seq }));
    put.push({
      kind: 'move',
      order,
      seq,
      start,
      ...(machine?.kind === 'move' && machine.machine !== undefined ? { machine: machine.machine } : undefined),
    });
    const answer = byHand(problem, plan, [...others, ...put], { prepared });
    start = endIn(answer, plan, { order, seq }) ?? start;
  }
  return put;
}

const same = (a: StepOf, b: StepOf): boolean =>
  a.order === b.order && a.seq === b.seq && (a.part ?? 1) === (b.part ?? 1);

const endIn = ({ moved }: ByHand, plan: Plan, of: StepOf): Second | undefined =>
  moved.find((move) => same(move, of))?.after.end ?? plan.operations.find((row) => same(stepOfRow(row), of))?.end;
