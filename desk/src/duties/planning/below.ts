/** What a plan makes or takes for somebody, down to the last component, over pegs. What a list of pegs joins is found once and kept as long as the list, which nobody changes. */
import { groupedBy } from './rows.ts';

export interface Drawing {
  readonly supply: string;
  readonly consumer: string;
}

/** What pegs join: an order, a stock or purchase line, a demand. */
export interface Joined<Peg> {
  readonly name: string;
  /** Its turn among all, from 0. */
  readonly nth: number;
  /** Pegs of which it is the supply, and where each goes. */
  readonly given: readonly Peg[];
  readonly consumer: readonly Joined<Peg>[];
  /** What it draws on. */
  readonly supply: readonly Joined<Peg>[];
}
type Joining<Peg> = {
  -readonly [Name in keyof Joined<Peg>]: Joined<Peg>[Name] extends readonly (infer One)[] ? One[] : Joined<Peg>[Name];
};

const known = new WeakMap<readonly Drawing[], ReadonlyMap<string, unknown>>();

/** What pegs join, by its name; of one list found once, whoever asks. */
export function joinedBy<Peg extends Drawing>(pegs: readonly Peg[]): ReadonlyMap<string, Joined<Peg>> {
  const found = known.get(pegs) as ReadonlyMap<string, Joined<Peg>> | undefined;
  if (found) return found;
  const all = new Map<string, Joining<Peg>>();
  // Most have one end alone: an empty list is made for none of them.
  const [noPegs, noOthers]: [Peg[], Joined<Peg>[]] = [[], []];
  const at = (name: string): Joining<Peg> => {
    let one = all.get(name);
    if (!one) all.set(name, (one = { name, nth: all.size, given: noPegs, consumer: noOthers, supply: noOthers }));
    return one;
  };
  for (const peg of pegs) {
    const [supply, consumer] = [at(peg.supply), at(peg.consumer)];
    if (supply.given === noPegs) [supply.given, supply.consumer] = [[peg], [consumer]];
    else {
      supply.given.push(peg);
      supply.consumer.push(consumer);
    }
    if (consumer.supply === noOthers) consumer.supply = [supply];
    else consumer.supply.push(supply);
  }
  known.set(pegs, all);
  return all;
}

/** Supplies that consumers draw on, the nearest first; `called`: one name for what has two. */
export function suppliesOf(
  pegs: readonly Drawing[],
  called?: (name: string) => string,
): (...consumers: readonly string[]) => readonly string[] {
  if (called) return reachable(pegs.map(({ consumer, supply }) => [called(consumer), called(supply)]));
  const all = joinedBy(pegs);
  return reached(
    (name) => all.get(name)?.supply,
    ({ name }) => name,
  );
}

/** What can be come to from some, the nearest first; a circle ends nothing. */
export function reachable(
  edges: readonly (readonly [from: string, to: string])[],
): (...from: readonly string[]) => readonly string[] {
  const next = groupedBy(edges, ([from]) => from);
  return reached(
    (name) => next.get(name),
    ([, to]) => to,
  );
}

function reached<Edge>(
  next: (name: string) => readonly Edge[] | undefined,
  end: (edge: Edge) => string,
): (...from: readonly string[]) => readonly string[] {
  return (...from) => {
    const found = new Set<string>();
    const queue = [...from];
    for (const one of queue)
      for (const edge of next(one) ?? []) {
        const to = end(edge);
        if (found.has(to)) continue;
        found.add(to);
        queue.push(to);
      }
    return [...found];
  };
}
