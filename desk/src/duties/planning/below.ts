/** What a plan makes or takes for somebody, down to the last component. Pure, over pegs. */
import { groupedBy } from './rows.ts';

interface Drawing {
  readonly supply: string;
  readonly consumer: string;
}

/** Supplies that consumers draw on, the nearest first; `called`: one name for what has two. */
export function suppliesOf(
  pegs: readonly Drawing[],
  called: (name: string) => string = (name) => name,
): (...consumers: readonly string[]) => readonly string[] {
  return reachable(pegs.map(({ consumer, supply }) => [called(consumer), called(supply)]));
}

/** What can be come to from some, the nearest first; a circle ends nothing. */
export function reachable(
  edges: readonly (readonly [from: string, to: string])[],
): (...from: readonly string[]) => readonly string[] {
  const next = groupedBy(edges, ([from]) => from);
  return (...from) => {
    const found = new Set<string>();
    const queue = [...from];
    for (const one of queue)
      for (const [, to] of next.get(one) ?? []) {
        if (found.has(to)) continue;
        found.add(to);
        queue.push(to);
      }
    return [...found];
  };
}
