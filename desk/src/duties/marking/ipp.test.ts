import { expect, it } from 'vitest';
import { ippAnswer, ippRequest } from './ipp.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));

it('a job is written as RFC 8010 says: version, operation, number, attributes with their lengths, an end, then the document', () => {
  const job = { printer: 'ipp://c/q', name: 'n', by: 'é', format: 'a/b' };
  expect(Buffer.from(ippRequest(job, bytes('5e58'))).toString('hex')).toBe(
    Buffer.from(
      bytes(`
        0101 0002 00000001 01
        47 0012 ${hexOf('attributes-charset')} 0005 ${hexOf('utf-8')}
        48 001b ${hexOf('attributes-natural-language')} 0002 ${hexOf('en')}
        45 000b ${hexOf('printer-uri')} 0009 ${hexOf('ipp://c/q')}
        42 0014 ${hexOf('requesting-user-name')} 0002 c3a9
        42 0008 ${hexOf('job-name')} 0001 ${hexOf('n')}
        49 000f ${hexOf('document-format')} 0003 ${hexOf('a/b')}
        03 5e58`),
    ).toString('hex'),
  );
});
it('an address is never cut, a name is', () => {
  const long = 'x'.repeat(300);
  const text = Buffer.from(
    ippRequest({ printer: `ipp://${long}/q`, name: 'y'.repeat(300), by: 'b', format: 'a/b' }, bytes('')),
  ).toString();
  expect(text).toContain(`ipp://${long}/q`);
  expect(text.match(/y+/g)?.map(({ length }) => length)).toContain(255);
});
const hexOf = (text: string): string => Buffer.from(text).toString('hex');

it.each([
  ['is taken', '0101 0000 00000001 03', { kind: 'taken' }],
  ['is taken with a remark', '0101 0001 00000001 03', { kind: 'taken' }],
  [
    'is refused with its words',
    `0101 0406 00000001 01 47 0012 ${hexOf('attributes-charset')} 0005 ${hexOf('utf-8')} 41 000e ${hexOf('status-message')} 0004 ${hexOf('gone')} 03`,
    { kind: 'refused', status: 0x0406, says: 'gone' },
  ],
  ['is refused without any', '0101 0500 00000001 03', { kind: 'refused', status: 0x0500, says: '' }],
  ['is cut', '0101 0400 00000001 01 41 000e 7374', { kind: 'refused', status: 0x0400, says: '' }],
  [
    'says more than can be kept',
    `0101 0500 00000001 01 41 000e ${hexOf('status-message')} 0101 6100 62${'78'.repeat(254)} 03`,
    { kind: 'refused', status: 0x0500, says: `a b${'x'.repeat(197)}` },
  ],
  ['is none', '3c68', undefined],
  ['is a page', hexOf('<!DOCTYPE html>'), undefined],
  ['is text of two bytes a letter', '004f004b00200066 00', undefined],
])('an answer that %s', (_, hex, answer) => {
  expect(ippAnswer(bytes(hex))).toEqual(answer);
});
