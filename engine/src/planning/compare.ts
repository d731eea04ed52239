/** What a supervisor must know before approving plan B over plan A. */
import type { Second } from '../units/units.ts';
import type { Plan, PlannedOperation } from './plan.ts';
import type { Problem } from './problem.ts';

export interface DemandChange {
  readonly demand: string;
  readonly due: Second;
  /** When its last part ships in A and in B; absent: it is not served. */
  readonly before?: Second;
  readonly after?: Second;
  /** After − before; absent where one of them is. */
  readonly seconds?: number;
}

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
}

/**
 * Planned orders have no identity from plan to plan: their operations are matched by item, step and rank in time; those
 * of work orders by order and step.
 */
export function compare(problem: Problem, a: Plan, b: Plan): Comparison {
  const before = lastDates(a);
  const after = lastDates(b);
  const changes = problem.demands.map((demand): DemandChange => {
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
  const onTime = (date: Second | undefined, due: Second) => date !== undefined && date <= due;
  const bySize = (x: DemandChange, y: DemandChange) =>
    Math.abs(y.seconds ?? Infinity) - Math.abs(x.seconds ?? Infinity) || (x.demand < y.demand ? -1 : 1);
  const size = (change: DemandChange) =>
    change.seconds ?? (change.before === change.after ? 0 : change.after === undefined ? Infinity : -Infinity);
  const { moved, same } = operationMoves(a, b);
  return {
    earlier: changes.filter((change) => size(change) < 0).sort(bySize),
    later: changes.filter((change) => size(change) > 0).sort(bySize),
    newlyLate: changes
      .filter((change) => onTime(change.before, change.due) && !onTime(change.after, change.due))
      .sort(bySize),
    saved: changes
      .filter((change) => !onTime(change.before, change.due) && onTime(change.after, change.due))
      .sort(bySize),
    moved,
    sameOperations: same,
    onTime: { before: a.figures.onTime, after: b.figures.onTime },
    lateSeconds: { before: a.figures.totalLate, after: b.figures.totalLate },
    setupSeconds: { before: a.figures.setupSeconds, after: b.figures.setupSeconds },
  };
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

function operationMoves(a: Plan, b: Plan): { moved: OperationMove[]; same: number } {
  const theirs = keyed(b);
  const moved: OperationMove[] = [];
  let same = 0;
  for (const [key, operation] of keyed(a)) {
    const other = theirs.get(key);
    if (!other) continue;
    if (other.start === operation.start && other.machine === operation.machine) same++;
    else {
      moved.push({
        order: other.order,
        item: operation.item,
        seq: operation.seq,
        before: { machine: operation.machine, start: operation.start },
        after: { machine: other.machine, start: other.start },
      });
    }
  }
  return { moved, same };
}

function keyed(plan: Plan): Map<string, PlannedOperation> {
  const sorted = plan.operations.toSorted(
    (x, y) => x.start - y.start || x.end - y.end || (x.order < y.order ? -1 : x.order > y.order ? 1 : x.seq - y.seq),
  );
  const rank = new Map<string, number>();
  const keys = new Map<string, PlannedOperation>();
  for (const operation of sorted) {
    const own = operation.order.startsWith('work/');
    const base = own ? `${operation.order} ${operation.seq}` : `${operation.item} ${operation.seq}`;
    const n = rank.get(base) ?? 0;
    rank.set(base, n + 1);
    keys.set(`${base} ${n}`, operation);
  }
  return keys;
}
