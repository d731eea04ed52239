/** Steps one after the other on their machine, each as soon as the one before lets it go. Pure. */

import type { Second } from '@hotlist/engine';
import {
  type ByHand,
  byHandAnyhow,
  type HandEdit,
  type Plan,
  type Prepared,
  type Problem,
  type StepOf,
  stepOfRow,
} from '@hotlist/engine';
import { sameStep } from '../board/hand.ts';

export interface InTurn {
  readonly steps: readonly (StepOf & { readonly notBefore?: Second })[];
  readonly start: Second;
}

type Desk = { readonly problem: Problem; readonly plan: Plan; readonly prepared: Prepared };

/** Edits that put the steps in turn; each is asked of the engine, who knows set-ups, hours and pauses. */
export function putInTurn({ problem, plan, prepared }: Desk, edits: readonly HandEdit[], asked: InTurn): HandEdit[] {
  const others = edits.filter((edit) => edit.kind !== 'move' || !asked.steps.some((of) => sameStep(of, edit)));
  const put: HandEdit[] = [];
  let start = asked.start;
  for (const { order, seq, notBefore } of asked.steps) {
    if (notBefore !== undefined && notBefore > start) start = notBefore;
    const machine = edits.findLast((edit) => edit.kind === 'move' && sameStep(edit, { order, seq }));
    put.push({
      kind: 'move',
      order,
      seq,
      start,
      ...(machine?.kind === 'move' && machine.machine !== undefined ? { machine: machine.machine } : undefined),
    });
    const answer = byHandAnyhow(problem, plan, [...others, ...put], { prepared });
    start = endIn(answer, plan, { order, seq }) ?? start;
  }
  return put;
}

const endIn = ({ moved }: ByHand, plan: Plan, of: StepOf): Second | undefined =>
  moved.find((move) => sameStep(move, of))?.after.end ??
  plan.operations.find((row) => sameStep(stepOfRow(row), of))?.end;
