/** Work orders that edits by hand make for another quantity, or split: what publishing writes into their records. Pure. */
import { type HandEdit, type Plan, type Problem, sizesAfter } from '@hotlist/engine';
import { decimalOf } from '../../house/amounts.ts';

export interface WorkSize {
  /** As the plan that was moved has it: "work/MO-7". */
  readonly order: string;
  readonly item: string;
  readonly decimals: number;
  /** In the item's unit: what that plan was made with, and what stays in the order. */
  readonly from: number;
  readonly to: number;
  /** The planned orders that were split off it. */
  readonly rest: readonly string[];
}

export function workSizes(problem: Problem, plan: Plan, edits: readonly HandEdit[]): readonly WorkSize[] {
  const works = new Map(problem.workOrders.map((one) => [`work/${one.id}`, one]));
  return [...sizesAfter(problem, plan, edits)].flatMap(([order, [stays, ...rest]]): WorkSize[] => {
    const work = works.get(order);
    if (!work || !stays || (stays.qty === work.qty && rest.length === 0)) return [];
    const { decimals } = problem.items.find(({ id }) => id === work.item)!;
    const [from, to] = [decimalOf(work.qty, decimals), decimalOf(stays.qty, decimals)];
    return [{ order, item: work.item, decimals, from, to, rest: rest.map(({ id }) => id) }];
  });
}

/** Planned orders that were split off work orders: they become firm with the publication. */
export const splitOff = (sizes: readonly WorkSize[] = []): readonly string[] => sizes.flatMap(({ rest }) => rest);

/** The same by other names of the orders. */
export const sizesCalled = (sizes: readonly WorkSize[] = [], called: (order: string) => string): readonly WorkSize[] =>
  sizes.map((one) => ({ ...one, order: called(one.order) }));

/** Per edit, where it sizes one of these orders: from how many to how many. */
export function sizedBy(edits: readonly HandEdit[], sizes: readonly WorkSize[]): ReadonlyMap<HandEdit, Sized> {
  const now = new Map(sizes.map(({ order, from }) => [order, from]));
  const found = new Map<HandEdit, Sized>();
  for (const edit of edits) {
    if (edit.kind !== 'resize' && edit.kind !== 'split') continue;
    const from = now.get(edit.order);
    if (from === undefined) continue;
    const { decimals } = sizes.find(({ order }) => order === edit.order)!;
    const to = decimalOf(edit.qty, decimals);
    found.set(edit, { from, to });
    now.set(edit.order, to);
  }
  return found;
}

export type Sized = Pick<WorkSize, 'from' | 'to'>;
