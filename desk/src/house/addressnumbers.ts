/** What a number is called by in an address: whole decimal digits, and no other way to write one ("0x1", "1e3", "1.0"). Pure. */

/** Largest whole number of the database's columns for numbers. */
export const largestNumber = 2_147_483_647;

/** Undefined: it is none. */
export function numberIn(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= 1 && number <= largestNumber ? number : undefined;
}
