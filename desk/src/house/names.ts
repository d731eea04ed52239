/** "MO-1, MO-2 and 3 more": the first few by name, the others counted; `all`: so many there are, where not all are known by name. */
export function fewNamed(names: readonly string[], most = 6, all = names.length): string {
  const named = names.slice(0, most);
  return all > named.length ? `${named.join(', ')} and ${all - named.length} more` : named.join(', ');
}

/** "MO-1, MO-2 and MO-3": all of them, as a sentence names them. */
export const allNamed = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((text) => text !== '').join(' and ');
