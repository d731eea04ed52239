/** What a plan makes or takes for somebody, down to the last component. Pure, over pegs. */
import { groupedBy } from './rows.ts';

interface Drawing {
  readonly supply: string;
  readonly consumer: string;
}

/** Supplies that a consumer draws on, the nearest first; `called`: one name for what has two. */
export function suppliesOf(
  pegs: readonly Drawing[],
  called: (name: string) => string = (name) => name,
): (consumer: string) => readonly string[] {
  const drawn = groupedBy(pegs, ({ consumer }) => called(consumer));
  return (consumer) => {
    const found = new Set<string>();
    const queue = [consumer];
    for (const one of queue)
      for (const { supply } of drawn.get(one) ?? []) {
        const name = called(supply);
        if (found.has(name)) continue;
        found.add(name);
        queue.push(name);
      }
    return [...found];
  };
}
