/** How many inputs were written since a version was made: more than so many are not counted. */

export const mostInputs = 1000;

/** "3 inputs were", "More than 1,000 inputs were". */
export const inputsCounted = (count: number, one: string, some: string): string => {
  if (count > mostInputs) return `More than ${mostInputs.toLocaleString('en-GB')} inputs${some}`;
  return `${count} ${count === 1 ? `input${one}` : `inputs${some}`}`;
};
