/** Which of the changes by hand break a rule, as far as their steps tell. Pure. */
import type { HandConflict, HandEdit, StepOf } from '@hotlist/engine';

type Acts = readonly (readonly HandEdit[])[];

/** Places of acts: those done to the step that breaks it, else to the other that it meets, else to its order. */
export function breaksBy(acts: Acts, { order, seq, with: other }: HandConflict): readonly number[] {
  const done = (is: (step: Partial<StepOf>) => boolean): readonly number[] =>
    acts.flatMap((act, at) => (act.some((edit) => stepsOf(edit).some(is)) ? [at] : []));
  const isOf = (one: StepOf) => (step: Partial<StepOf>) => step.order === one.order && step.seq === one.seq;
  const found = [done(isOf({ order, seq })), other ? done(isOf(other)) : [], done((step) => step.order === order)];
  return found.find((some) => some.length > 0) ?? [];
}

/** Steps that an edit puts, or all of an order that it makes larger or smaller. */
function stepsOf(edit: HandEdit): readonly Partial<StepOf>[] {
  if (edit.kind === 'swap') return [edit.one, edit.other];
  return 'order' in edit && edit.kind !== 'lock' && edit.kind !== 'unlock' ? [edit] : [];
}
