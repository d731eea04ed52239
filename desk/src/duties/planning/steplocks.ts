/**
 * Steps that a person locked where they stand: once the version is published every later plan leaves them there, until they are let go
 * or put elsewhere the same way, are released from the frozen zone, or their time is past. A planned order has no number to remember
 * that by, so publishing makes one with a locked step firm. Pure.
 */
import type { HandEdit, Problem, Second } from '@hotlist/engine';
import { fitting, frozenAt, settled, staying, stepsOfOrders, withSteps } from './frozensteps.ts';
import { groupedBy } from './rows.ts';
import { stepKey } from './stepkey.ts';

type Name = { readonly order: string; readonly seq: number };

export interface StepLock extends Name {
  /** Put elsewhere at any time. */
  readonly moved: boolean;
  /** `moved`: put elsewhere after all that was said of it; absent: nothing was. */
  readonly now: 'locked' | 'let-go' | 'moved';
}

/** What edits lock, let go and move in the end; a part is locked, and moved, with its whole step. */
export function locksIn(edits: readonly HandEdit[]): readonly StepLock[] {
  const found = new Map<string, StepLock>();
  const say = ({ order, seq }: Name, now: StepLock['now']): void => {
    const key = stepKey({ order, seq });
    found.set(key, { order, seq, now, moved: now === 'moved' || found.get(key)?.moved === true });
  };
  for (const edit of edits) {
    if (edit.kind === 'lock') say(edit, 'locked');
    else if (edit.kind === 'unlock') say(edit, 'let-go');
    else if (edit.kind === 'move' || edit.kind === 'pull-forward') say(edit, 'moved');
    else if (edit.kind === 'swap') for (const one of [edit.one, edit.other]) say(one, 'moved');
  }
  return [...found.values()];
}

type Acts = readonly (readonly HandEdit[])[];

/** Steps that acts lock, and of these acts the rest does not. */
export function locksLost(acts: Acts, rest: Acts): readonly StepLock[] {
  const lockedBy = (some: Acts) => locksIn(some.flat()).filter(({ now }) => now === 'locked');
  const stay = new Set(lockedBy(rest).map(stepKey));
  return lockedBy(acts).filter((one) => !stay.has(stepKey(one)));
}

/** How many steps were moved, swapped or pulled forward and are not locked: the plan that follows a publication may put them back. */
export const unlockedMoves = (edits: readonly HandEdit[]): number =>
  locksIn(edits).filter(({ moved, now }) => moved && now !== 'locked').length;

/** Planned orders with a locked step, which become firm with the publication. */
export const firmByLock = (edits: readonly HandEdit[]): readonly string[] => [
  ...new Set(
    locksIn(edits).flatMap(({ order, now }) => (now === 'locked' && !order.startsWith('work/') ? [order] : [])),
  ),
];

/** A locked step, or a part of one, where it was published; `order` is the work order's number. */
export interface LockedPlace extends Name {
  readonly machine: string;
  readonly from: Second;
  readonly to: Second;
  /** The order is for as much as when it was locked: else the step keeps its machine alone, for it lasts another time. */
  readonly asLarge: boolean;
}

/** With locked steps frozen where they stand: not those that began, whose machine cannot do them any more, or whose time is past. */
export function withLocks(problem: Problem, places: readonly LockedPlace[]): Problem {
  if (places.length === 0) return problem;
  const [stepsIn, fits] = [stepsOfOrders(problem), fitting(problem)];
  const byStep = groupedBy(places, stepKey);
  const held = problem.workOrders.flatMap((order) =>
    stepsIn(order).flatMap((step) => {
      const rows = byStep.get(stepKey({ order: order.id, seq: step.seq })) ?? [];
      return !settled(step) && rows.every(({ machine, from }) => fits(step, machine) && from >= problem.now)
        ? rows
        : [];
    }),
  );
  const others = groupedBy(
    held.filter(({ asLarge }) => !asLarge),
    stepKey,
  );
  const pinned = withSteps(
    problem,
    new Map([...others].map(([key, rows]) => [key, staying(rows.map(({ machine }) => ({ machine })))])),
  );
  return frozenAt(
    pinned,
    held.filter(({ asLarge }) => asLarge),
  );
}
