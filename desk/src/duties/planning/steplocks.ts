/**
 * Steps that a person locked where they stand: once the version is published every later plan leaves them there, until they are let go
 * the same way or their time is past. A planned order has no number to remember that by, so publishing makes one with a locked step firm. Pure.
 */
import type { HandEdit, Problem, Second } from '@hotlist/engine';
import { fitting, frozenAt, settled, stepsOfOrders } from './frozensteps.ts';
import { groupedBy } from './rows.ts';
import { stepKey } from './stepkey.ts';

export interface StepLocked {
  readonly order: string;
  readonly seq: number;
  readonly locked: boolean;
}

/** What edits lock and let go in the end; a part is locked with its whole step, and what is put elsewhere afterwards is no longer. */
export function locksIn(edits: readonly HandEdit[]): readonly StepLocked[] {
  const found = new Map<string, StepLocked>();
  const set = ({ order, seq }: { readonly order: string; readonly seq: number }, locked: boolean): void =>
    void found.set(stepKey({ order, seq }), { order, seq, locked });
  const moved = (step: { readonly order: string; readonly seq: number }): void => {
    if (found.get(stepKey(step))?.locked) found.delete(stepKey(step));
  };
  for (const edit of edits) {
    if (edit.kind === 'lock' || edit.kind === 'unlock') set(edit, edit.kind === 'lock');
    else if (edit.kind === 'move' || edit.kind === 'pull-forward') moved(edit);
    else if (edit.kind === 'swap') [edit.one, edit.other].forEach(moved);
  }
  return [...found.values()];
}

/** Planned orders with a locked step, which become firm with the publication. */
export const firmByLock = (edits: readonly HandEdit[]): readonly string[] => [
  ...new Set(locksIn(edits).flatMap(({ order, locked }) => (locked && !order.startsWith('work/') ? [order] : []))),
];

/** A locked step, or a part of one, where it was published; `order` is the work order's number. */
export interface LockedPlace {
  readonly order: string;
  readonly seq: number;
  readonly machine: string;
  readonly from: Second;
  readonly to: Second;
}

/** With locked steps frozen where they stand: not those that began, whose machine cannot do them any more, or whose time is past. */
export function withLocks(problem: Problem, places: readonly LockedPlace[]): Problem {
  if (places.length === 0) return problem;
  const [stepsIn, fits] = [stepsOfOrders(problem), fitting(problem)];
  const open = new Map(
    problem.workOrders.flatMap((order) =>
      stepsIn(order).flatMap((step) => (settled(step) ? [] : [[stepKey({ order: order.id, seq: step.seq }), step]])),
    ) as [string, ReturnType<typeof stepsIn>[number]][],
  );
  const held = [...groupedBy(places, stepKey)].flatMap(([key, rows]) => {
    const step = open.get(key);
    return step && rows.every(({ machine, from }) => fits(step, machine) && from >= problem.now) ? rows : [];
  });
  return frozenAt(problem, held);
}
