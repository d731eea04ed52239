/** Rows by a key, each group in the order of the rows, the groups in that of their first. */
export function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  // Rows of one group mostly stand together: then it need not be looked up.
  let last: string | undefined;
  let group: T[] | undefined;
  for (const row of rows) {
    const name = key(row);
    if (name !== last) group = groups.get((last = name));
    if (group) group.push(row);
    else groups.set(name, (group = [row]));
  }
  return groups;
}
