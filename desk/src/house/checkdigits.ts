/**
 * Check digits of the numbers that GS1 gives out (GTIN, SSCC, GLN …): modulo 10, the digits weighed 3 and 1 by turns from the
 * right. Source: GS1 General Specifications, 7.9.1.
 */

/** Of the digits before it. */
export function checkDigit(body: string): number {
  if (!/^\d+$/.test(body)) throw new Error(`a check digit is made of digits, not of "${body}"`);
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) sum += Number(body[body.length - 1 - at]) * (at % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

export const withCheckDigit = (body: string): string => `${body}${checkDigit(body)}`;

/** A number of digits that ends with the check digit of the others. */
export const checks = (digits: string): boolean =>
  /^\d{2,}$/.test(digits) && Number(digits.at(-1)) === checkDigit(digits.slice(0, -1));

/** GTIN-8, GTIN-12 (UPC), GTIN-13 (EAN), GTIN-14. */
export const gtinLengths: readonly number[] = [8, 12, 13, 14];

export const isGtin = (text: string): boolean => gtinLengths.includes(text.length) && checks(text);

/** As application identifiers carry it: of 14 digits, filled with zeros from the left. */
export const gtin14 = (gtin: string): string => gtin.padStart(14, '0');

/** "GTIN 4006381333932 ends with the check digit 2; by its other digits it would be 1. Maybe a digit was mistyped." */
export const wrongCheckDigit = (name: string, digits: string): string =>
  `${name} ${digits} ends with the check digit ${digits.at(-1)}; by its other digits it would be ${checkDigit(digits.slice(0, -1))}. Maybe a digit was mistyped.`;

/** What is wrong with a GTIN somebody typed, in a sentence. */
export function wrongGtin(text: string): string | undefined {
  if (!/^\d+$/.test(text)) return `"${text}" is no GTIN: it is digits alone. Maybe leave out spaces and hyphens.`;
  if (!gtinLengths.includes(text.length))
    return `GTIN ${text} has ${text.length} digits, and one has 8, 12, 13 or 14. Maybe some are missing.`;
  return checks(text) ? undefined : wrongCheckDigit('GTIN', text);
}
