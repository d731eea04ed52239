/** Values by their group, groups in the order in which they first came. */
export function grouped<T>(some: readonly T[], by: (one: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const one of some) {
    const list = groups.get(by(one));
    if (list) list.push(one);
    else groups.set(by(one), [one]);
  }
  return [...groups];
}
