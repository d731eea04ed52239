/** When each supply of a plan is there, in seconds since the epoch of its problem; what lies in stock is, whenever it is asked for. Pure. */
import type { Plan, Problem } from '@hotlist/engine';

export function thereIn(
  { stock, purchaseLines }: Pick<Problem, 'stock' | 'purchaseLines'>,
  { orders, purchases, moves }: Pick<Plan, 'orders' | 'purchases' | 'moves'>,
): (supply: string) => number {
  const there = new Map<string, number>([
    ...stock.map(({ id, availableFrom }) => [`stock/${id}`, availableFrom ?? -Infinity] as const),
    ...purchaseLines.map(({ id, estimated }) => [`purchase/${id}`, estimated] as const),
    ...orders.map(({ id, end }) => [id, end] as const),
    ...[...purchases, ...moves].map(({ id, arrival }) => [id, arrival] as const),
  ]);
  return (supply) => there.get(supply) ?? -Infinity;
}
