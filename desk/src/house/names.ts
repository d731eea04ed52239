/** "MO-1, MO-2 and 3 more": the first few by name, the others counted. */
export const fewNamed = (names: readonly string[], most = 6): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

/** "MO-1, MO-2 and MO-3": all of them, as a sentence names them. */
export const allNamed = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((text) => text !== '').join(' and ');
