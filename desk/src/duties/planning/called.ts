/** Planned orders that became work orders, by the names that they have since. */

/** "planned/17" that became MO-12 is "work/MO-12"; any other name stays. `firmed`: the number of the work order made of it. */
export const calledBy =
  (firmed: (planned: string) => string | undefined) =>
  (name: string): string => {
    const number = firmed(name);
    return number === undefined ? name : `work/${number}`;
  };
