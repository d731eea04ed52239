import { describe, expect, it } from 'vitest';
import { addressesIn } from './mailaddresses.ts';

describe('addresses of mail in a cell', () => {
  it.each<[string, string | null, readonly string[]]>([
    [
      'are parted by commas, semicolons, spaces and line breaks',
      'a@x.org, b@x.org;c@x.org d@x.org\ne@x.org',
      ['a', 'b', 'c', 'd', 'e'].map((one) => `${one}@x.org`),
    ],
    ['are each sent to once, however they are written', 'paint@x.org, Paint@X.org', ['paint@x.org']],
    ['may be of a host of the house', 'paint+list@mailhost', ['paint+list@mailhost']],
    ['may be none', ' ', []],
    ['may be empty', null, []],
  ])('%s', (_, cell, good) => {
    expect(addressesIn(cell)).toEqual({ good, wrong: [] });
  });

  it.each([
    'paint',
    '@x.org',
    'paint@',
    'a@b@x.org',
    'a..b@x.org',
    '.a@x.org',
    'a.@x.org',
    'a@-x.org',
    'Paint<a@x.org>',
    '"a"@x.org',
    'a@x.org>',
    'a\u0000@x.org',
    'ä@x.org',
    `${'a'.repeat(200)}@x.org`,
  ])('%j is none', (cell) => {
    expect(addressesIn(cell)).toEqual({ good: [], wrong: [cell] });
  });

  it('cannot carry a head of a mail: what stands behind a line break is a word of its own, and no address', () => {
    expect(addressesIn('a@x.org\r\nBcc: thief@y.org')).toEqual({ good: ['a@x.org', 'thief@y.org'], wrong: ['Bcc:'] });
  });
});
