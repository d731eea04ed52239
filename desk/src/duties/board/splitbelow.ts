/** Which orders are split with those that a person split: the engine makes anew what they are made of, each part for itself. Pure. */
import type { ByHand, HandEdit } from '@hotlist/engine';
import type { Board } from './board.ts';

/** Items of the orders below that are two by now, one entry an order. `base`: the board before all changes. */
export function splitBelow(
  { orders, items }: Pick<Board, 'orders' | 'items'>,
  answer: Pick<ByHand, 'orders'>,
  edits: readonly HandEdit[],
): readonly string[] {
  const known = new Map(orders.id.map((id, n) => [id, items[orders.item[n]!]?.code]));
  const split = new Set(edits.flatMap((edit) => (edit.kind === 'split' ? [known.get(edit.order)] : [])));
  if (split.size === 0) return [];
  const smaller = new Set(answer.orders.flatMap(({ order, item }) => (known.has(order) ? [item] : [])));
  return answer.orders.flatMap(({ order, item }) =>
    !known.has(order) && smaller.has(item) && !split.has(item) ? [item] : [],
  );
}

/** Whether a planned order is made for an order: no other is split with it. */
export const mayBeSplitBelow = ({ fedBy, orders }: Pick<Board, 'fedBy' | 'orders'>, order: number): boolean =>
  fedBy.to.subarray(fedBy.at[order], fedBy.at[order + 1]).some((below) => orders.state[below] === 'planned');
