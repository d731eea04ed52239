/** Sentences about work orders that a person reads. */
export const releasedWords = (number: string): string =>
  `Work order ${number} is released: its ticket can be printed and material issued.`;
