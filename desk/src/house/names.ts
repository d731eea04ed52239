/** "MO-1, MO-2 and 3 more": the first few by name, the others counted. */
export const fewNamed = (names: readonly string[], most = 6): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
