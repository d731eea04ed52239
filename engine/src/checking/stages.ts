/** Steps of an order, where one may be split over machines. */
import type { OrderFact, StepFact } from './facts.ts';

/** The rows of an order step by step: one, or the parts of a step that is split. */
export function stages({ rows }: Pick<OrderFact, 'rows'>): readonly (readonly [StepFact, ...StepFact[]])[] {
  const found: [StepFact, ...StepFact[]][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last && last[0].row.seq === row.row.seq && row.row.part) last.push(row);
    else found.push([row]);
  }
  return found;
}
