import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, checks, isGtin, withCheckDigit, wrongGtin } from './checkdigits.ts';

describe('a check digit', () => {
  // By hand: 6291041500213, right to left before the check digit 1·3 2·1 0·3 0·1 5·3 1·1 4·3 0·1 1·3 9·1 2·3 6·1 = 57, so 3.
  it.each([
    ['the worked example of GS1, a GTIN-13', '6291041500213'],
    ['a GTIN-12, the tissues of the UPC article', '036000241457'],
    ['the example rice of GS1 Digital Link, a GTIN-14', '09506000134352'],
    ['a GTIN-13 of the GS1 EPCIS examples', '4012345987652'],
    ['an SSCC of the GS1 EPCIS examples (0614141.1234567890)', '106141412345678908'],
    ['a GLN under the prefix that GS1 keeps for examples', '9506000134369'],
    ['a GTIN-8', '96385074'],
  ])('of %s is right', (_, digits) => {
    expect(withCheckDigit(digits.slice(0, -1))).toBe(digits);
    expect(checks(digits)).toBe(true);
  });

  it('finds every single digit that was mistyped, and every two neighbours that were swapped unless they differ by five', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{7,17}$/), fc.nat(), fc.integer({ min: 1, max: 9 }), (body, where, more) => {
        const good = withCheckDigit(body);
        const at = where % good.length;
        const other = `${good.slice(0, at)}${(Number(good[at]) + more) % 10}${good.slice(at + 1)}`;
        expect(checks(other)).toBe(false);
        const next = Math.min(at, good.length - 2);
        const [one, two] = [Number(good[next]), Number(good[next + 1])];
        const swapped = `${good.slice(0, next)}${two}${one}${good.slice(next + 2)}`;
        expect(checks(swapped)).toBe(one === two || Math.abs(one - two) === 5);
      }),
    );
  });

  it('is never made of letters', () => {
    expect(() => checkDigit('12A4')).toThrow('12A4');
    expect(isGtin('ABCDEFGH')).toBe(false);
  });
});

describe('a GTIN that somebody typed', () => {
  it.each([
    ['4006381333931', undefined],
    ['4006381333932', 'GTIN 4006381333932 ends with the check digit 2; by its other digits it would be 1.'],
    ['400638133393', 'GTIN 400638133393 ends with the check digit'],
    ['40063813339', '11 digits'],
    ['4006381-333931', 'Maybe leave out spaces and hyphens.'],
  ])('%s: %s', (typed, says) => {
    if (says === undefined) expect(wrongGtin(typed)).toBeUndefined();
    else expect(wrongGtin(typed)).toContain(says);
  });
});
