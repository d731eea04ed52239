/**
 * What orders of a version are called now, and back. A version keeps the names that its orders had when it was made: since then planned
 * ones became work orders, and work orders were renumbered, deleted, and their numbers given anew. Pure.
 */

/** What became of a name of a version. */
export interface Became {
  /** "planned/17", "work/MO-7". */
  readonly was: string;
  /** The number of the work order; null: it is gone. */
  readonly now: string | null;
  /** The number that it was made with. */
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
  const had = new Map(became.toReversed().map(({ was, now }) => [`work/${now}`, was]));
  return {
    called: (name) => {
      const one = of.get(name);
      return one ? `work/${one.now ?? `${one.made} (deleted)`}` : name;
    },
    asMade: (name) => {
      const one = of.get(name);
      return one && isPlanned(name) ? `work/${one.made}` : name;
    },
    wasCalled: (name) => had.get(name) ?? (of.has(name) ? undefined : name),
  };
}

/** The number of a work order; undefined: it is a planned one. */
export const numberIn = (name: string): string | undefined => (name.startsWith('work/') ? name.slice(5) : undefined);

const isPlanned = (name: string): boolean => name.startsWith('planned/');
