/** What a supervisor must know before approving plan B over plan A. */
import type { Second } from '../units/units.ts';
import { netOfOrders } from './consume.ts';
import { objectiveOf } from './objective.ts';
import type { DemandChange, Objective, OtherPlan, Plan } from './plan.ts';
import type { Problem } from './problem.ts';
import { byKin, strays } from './twins.ts';

export interface OperationMove {
  readonly order: string;
  readonly item: string;
  readonly seq: number;
  readonly before: { readonly machine?: string; readonly start: Second };
  readonly after: { readonly machine?: string; readonly start: Second };
}

export interface Comparison {
  readonly earlier: readonly DemandChange[];
  readonly later: readonly DemandChange[];
  /** On time in A, late or not served in B. */
  readonly newlyLate: readonly DemandChange[];
  /** Late or not served in A, on time in B. */
  readonly saved: readonly DemandChange[];
  readonly moved: readonly OperationMove[];
  readonly sameOperations: number;
  readonly onTime: { readonly before: number; readonly after: number };
  readonly lateSeconds: { readonly before: number; readonly after: number };
  readonly setupSeconds: { readonly before: number; readonly after: number };
  /** Hours of overtime that are opened, in seconds. */
  readonly overtimeSeconds: { readonly before: number; readonly after: number };
  /** What each weight contributes to the cost of A and of B; moves are those from A to B. */
  readonly objective: { readonly before: Objective; readonly after: Objective };
}

export function compare(problem: Problem, a: Plan, b: Plan): Comparison {
  const changes = dateChanges(problem, a, b);
  const { moved, same } = operationMoves(a, b);
  return {
    ...movedDates(changes),
    ...turned(changes),
    moved,
    sameOperations: same,
    onTime: { before: a.figures.onTime, after: b.figures.onTime },
    lateSeconds: { before: a.figures.totalLate, after: b.figures.totalLate },
    setupSeconds: { before: a.figures.setupSeconds, after: b.figures.setupSeconds },
    overtimeSeconds: { before: a.figures.overtimeSeconds ?? 0, after: b.figures.overtimeSeconds ?? 0 },
    objective: { before: objectiveOf(problem, a), after: objectiveOf(problem, b, a) },
  };
}

/**
 * What the other of two plans beside a published one has of the one that is taken. Orders of customers are counted, no
 * forecasts; an operation of the published plan that is no more in the other has moved too.
 */
export function toldFrom(problem: Problem, taken: Plan, other: Plan, published: Plan): OtherPlan {
  const ordered = new Set(problem.demands.flatMap(({ id, kind }) => (kind === 'order' ? [id] : [])));
  const dates = dateChanges(problem, taken, other).filter((one) => ordered.has(one.demand) && size(one) !== 0);
  const { saved, newlyLate } = turned(dates);
  const { moved, gone } = operationMoves(published, other);
  return { saved: saved.length, newlyLate: newlyLate.length, moved: moved.length + gone, dates: dates.sort(bySize) };
}

function turned(changes: readonly DemandChange[]): Pick<Comparison, 'newlyLate' | 'saved'> {
  const onTime = (date: Second | undefined, due: Second) => date !== undefined && date <= due;
  return {
    newlyLate: changes
      .filter((change) => onTime(change.before, change.due) && !onTime(change.after, change.due))
      .sort(bySize),
    saved: changes
      .filter((change) => !onTime(change.before, change.due) && onTime(change.after, change.due))
      .sort(bySize),
  };
}

const bySize = (x: DemandChange, y: DemandChange) =>
  Math.abs(y.seconds ?? Infinity) - Math.abs(x.seconds ?? Infinity) || (x.demand < y.demand ? -1 : 1);
const size = (change: DemandChange) =>
  change.seconds ?? (change.before === change.after ? 0 : change.after === undefined ? Infinity : -Infinity);

/** Demands that ship at another date, the largest change first. */
export const movedDates = (changes: readonly DemandChange[]): Pick<Comparison, 'earlier' | 'later'> => ({
  earlier: changes.filter((change) => size(change) < 0).sort(bySize),
  later: changes.filter((change) => size(change) > 0).sort(bySize),
});

export function dateChanges(problem: Problem, a: Plan, b: Plan): DemandChange[] {
  const before = lastDates(a);
  const after = lastDates(b);
  return netOfOrders(problem).demands.map((demand): DemandChange => {
    const from = before.get(demand.id);
    const to = after.get(demand.id);
    return {
      demand: demand.id,
      due: demand.due,
      before: from,
      after: to,
      seconds: from !== undefined && to !== undefined ? to - from : undefined,
    };
  });
}

function lastDates(plan: Plan): Map<string, Second | undefined> {
  const dates = new Map<string, Second | undefined>();
  for (const { demand, date } of plan.deliveries) {
    const known = dates.get(demand);
    if (!dates.has(demand)) dates.set(demand, date);
    else if (date === undefined || known === undefined) dates.set(demand, undefined);
    else if (date > known) dates.set(demand, date);
  }
  return dates;
}

/** `gone`: how many of A are no more in B. */
function operationMoves(a: Plan, b: Plan): { moved: OperationMove[]; same: number; gone: number } {
  const theirs = byKin(b.operations);
  const moved: OperationMove[] = [];
  let same = 0;
  let gone = 0;
  for (const [kin, before] of byKin(a.operations)) {
    const pairs = strays(before, theirs.get(kin) ?? [], () => {
      same++;
    });
    for (const [from, to] of pairs)
      if (!to) gone++;
      else
        moved.push({
          order: to.order,
          item: from.item,
          seq: from.seq,
          before: { machine: from.machine, start: from.start },
          after: { machine: to.machine, start: to.start },
        });
  }
  return { moved: moved.sort(byOldStart), same, gone };
}

const byOldStart = (x: OperationMove, y: OperationMove): number =>
  x.before.start - y.before.start || (x.order < y.order ? -1 : x.order > y.order ? 1 : x.seq - y.seq);
