/**
 * What may happen after a plan was made, and what it does to the problem: one small function a kind of change, so
 * that whoever keeps the problem may use them too. An id that the problem does not know throws `ProblemError`.
 */
import type { Qty, Second } from '../units/units.ts';
import type { Demand, OpenOperation, OpenPurchase, OpenWorkOrder, Problem } from './problem.ts';
import { ProblemError } from './problem.ts';

export type Change =
  /** An open purchase line has a new date. */
  | { readonly kind: 'purchase-late'; readonly line: string; readonly estimated: Second }
  /** A machine does not run over a span. */
  | { readonly kind: 'machine-down'; readonly machine: string; readonly from: Second; readonly to: Second }
  /** An order comes in. */
  | { readonly kind: 'rush-order'; readonly demand: Demand }
  /** Pieces of an open order are lost, at step `seq` or (absent) in all that is still to run. */
  | { readonly kind: 'scrap'; readonly workOrder: string; readonly qty: Qty; readonly seq?: number }
  /** Some of a crew (absent: all) are not there. */
  | {
      readonly kind: 'crew-absent';
      readonly crew: string;
      readonly from: Second;
      readonly to: Second;
      readonly people?: number;
    }
  /** Calendars are other than they were: these are all of them. */
  | { readonly kind: 'working-time'; readonly calendars: Problem['calendars'] }
  /** A customer wants more or less; 0 cancels the line. */
  | { readonly kind: 'quantity'; readonly demand: string; readonly qty: Qty };

type Of<Kind extends Change['kind']> = Omit<Extract<Change, { readonly kind: Kind }>, 'kind'>;

export function applyChange(problem: Problem, change: Change): Problem {
  switch (change.kind) {
    case 'purchase-late':
      return delayPurchase(problem, change);
    case 'machine-down':
      return stopMachine(problem, change);
    case 'rush-order':
      return addOrder(problem, change);
    case 'scrap':
      return loseToScrap(problem, change);
    case 'crew-absent':
      return missCrew(problem, change);
    case 'working-time':
      return { ...problem, calendars: change.calendars };
    case 'quantity':
      return changeQuantity(problem, change);
  }
}

export const applyChanges = (problem: Problem, changes: readonly Change[]): Problem =>
  changes.reduce(applyChange, problem);

export function delayPurchase(problem: Problem, { line, estimated }: Of<'purchase-late'>): Problem {
  const late = (row: OpenPurchase): OpenPurchase => ({ ...row, estimated });
  return { ...problem, purchaseLines: replaced(problem.purchaseLines, 'purchaseLines', line, late) };
}

export function stopMachine(problem: Problem, { machine, from, to }: Of<'machine-down'>): Problem {
  ordered('machines', machine, from, to);
  return {
    ...problem,
    machines: replaced(problem.machines, 'machines', machine, (row) => ({
      ...row,
      downtime: [...(row.downtime ?? []), { from, to }],
    })),
  };
}

export function addOrder(problem: Problem, { demand }: Of<'rush-order'>): Problem {
  if (problem.demands.some(({ id }) => id === demand.id))
    throw new ProblemError('demands', demand.id, `demand ${demand.id} is known already`, {
      maybe: 'change its quantity',
    });
  return { ...problem, demands: [...problem.demands, demand] };
}

/** What is lost will not come out good, and is not run at the steps from the one where it was lost. */
export function loseToScrap(problem: Problem, { workOrder, qty, seq }: Of<'scrap'>): Problem {
  if (qty <= 0) throw new ProblemError('workOrders', workOrder, `scrap must be above 0, not ${qty}`);
  const less = (open: Qty): Qty => Math.max(0, open - qty) as Qty;
  const step = (row: OpenOperation): OpenOperation =>
    row.done || row.qtyOpen === undefined || (seq !== undefined && row.seq < seq)
      ? row
      : { ...row, qtyOpen: less(row.qtyOpen) };
  const lost = (row: OpenWorkOrder): OpenWorkOrder => {
    if (qty > row.qtyOpen)
      throw new ProblemError('workOrders', row.id, `order ${row.id} has ${row.qtyOpen} open, so ${qty} cannot be lost`);
    return {
      ...row,
      qtyOpen: less(row.qtyOpen),
      scrapped: ((row.scrapped ?? 0) + qty) as Qty,
      ...(row.operations ? { operations: row.operations.map(step) } : undefined),
    };
  };
  return { ...problem, workOrders: replaced(problem.workOrders, 'workOrders', workOrder, lost) };
}

export function missCrew(problem: Problem, { crew, from, to, people }: Of<'crew-absent'>): Problem {
  ordered('crews', crew, from, to);
  const span = people === undefined ? { from, to } : { from, to, people };
  const missing = replaced(problem.crews, 'crews', crew, (row) => ({ ...row, away: [...(row.away ?? []), span] }));
  return { ...problem, crews: missing };
}

export function changeQuantity(problem: Problem, { demand, qty }: Of<'quantity'>): Problem {
  const demands = replaced(problem.demands, 'demands', demand, (row) => ({ ...row, qty }));
  if (qty > 0) return { ...problem, demands };
  return {
    ...problem,
    demands: problem.demands.filter((row) => row.id !== demand),
    allocations: problem.allocations.filter((row) => !('demand' in row.for) || row.for.demand !== demand),
  };
}

function replaced<T extends { readonly id: string }>(
  rows: readonly T[],
  list: keyof Problem,
  id: string,
  change: (row: T) => T,
): T[] {
  let found = false;
  const changed = rows.map((row) => {
    if (row.id !== id) return row;
    found = true;
    return change(row);
  });
  if (!found) throw new ProblemError(list, id, `${id} is not among the ${list}`);
  return changed;
}

function ordered(list: keyof Problem, id: string, from: Second, to: Second): void {
  if (!(from < to))
    throw new ProblemError(list, id, `the span of ${id} ends before it begins, or as it begins`, {
      maybe: 'the two are the other way round',
    });
}
