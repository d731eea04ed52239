/**
 * What orders and customers' lines of a version are called now, and back. A version keeps the names that they had when it was made: since
 * then planned orders became work orders, and work orders and lines were renumbered, deleted, and their numbers given anew. Pure.
 */

/** What became of a name of a version. */
export interface Became {
  /** "planned/17", "work/MO-7", "demand/SO-1/2". */
  readonly was: string;
  /** "work/MO-12"; null: it is gone. */
  readonly now: string | null;
  /** What a planned order was called when it was made firm. */
  readonly made: string;
}

export interface Names {
  /** "planned/17" that became MO-12 is "work/MO-12", "work/MO-7" that is MO-7A is "work/MO-7A", of one that is gone "work/MO-7 (deleted)", whoever has its number since; any other name stays. */
  readonly called: (name: string) => string;
  /** As the inputs that the version read have it with what became firm of it: "planned/17" is "work/MO-12", whatever that is called since. */
  readonly asMade: (name: string) => string;
  /** What an order of now is called in the version; undefined: its number was another's there. */
  readonly wasCalled: (name: string) => string | undefined;
}

/** What was made firm of it first, then what was renumbered since, in its turn: an order that was so twice had its first name in the version. */
export function namesOf(became: readonly Became[]): Names {
  const of = new Map(became.map((one) => [one.was, one]));
  const had = new Map(became.toReversed().map(({ was, now }) => [now, was]));
  return {
    called: (name) => {
      const one = of.get(name);
      return one ? (one.now ?? `${name} (deleted)`) : name;
    },
    asMade: (name) => {
      const one = of.get(name);
      return one && isPlanned(name) ? one.made : name;
    },
    wasCalled: (name) => had.get(name) ?? (of.has(name) ? undefined : name),
  };
}

/** The number of a work order; undefined: it is a planned one. */
export const numberIn = (name: string): string | undefined => (name.startsWith('work/') ? name.slice(5) : undefined);

/** A customer's line as deliveries name it: "SO-1/2". */
export const demandCalled = (line: string, called: Names['called']): string =>
  called(`demand/${line}`).slice('demand/'.length);

const isPlanned = (name: string): boolean => name.startsWith('planned/');
