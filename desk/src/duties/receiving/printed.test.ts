import { expect, it } from 'vitest';
import { printed } from './printed.ts';

const bytes = (...parts: readonly (number | string | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((one) =>
      typeof one === 'number' ? [one] : typeof one === 'string' ? [...one].map((sign) => sign.charCodeAt(0)) : [...one],
    ),
  );
const four = (count: number): Uint8Array => Uint8Array.of(count >>> 24, count >>> 16, count >>> 8, count);

const chunk = (name: string, data: Uint8Array, says = data.length): Uint8Array =>
  bytes(four(says), name, data, four(0));
const head = (colours: number, passes = 0): Uint8Array =>
  chunk('IHDR', bytes(four(4), four(4), 8, colours, 0, 0, passes));
const png = (...chunks: readonly Uint8Array[]): Uint8Array => bytes(0x89, 'PNG\r\n\x1a\n', ...chunks);
const [data, end] = [chunk('IDAT', bytes('packed')), chunk('IEND', bytes())];
const grey = png(head(0), data, end);

it.each<[string, Uint8Array, Uint8Array | undefined]>([
  ['in grey, as it is packed', grey, grey],
  [
    'of a palette',
    png(head(3), chunk('PLTE', bytes(1, 2, 3)), data, end),
    png(head(3), chunk('PLTE', bytes(1, 2, 3)), data, end),
  ],
  [
    'without what else its program noted',
    png(head(2), chunk('tEXt', bytes('where')), data, end),
    png(head(2), data, end),
  ],
  ['not with transparency', png(head(6), data, end), undefined],
  ['not with a colour that is seen through', png(head(2), chunk('tRNS', bytes(0, 0)), data, end), undefined],
  ['not in passes', png(head(2, 1), data, end), undefined],
  [
    'not where a part says that it is longer than all',
    png(head(2), chunk('IDAT', bytes('packed'), 0xffffffff), end),
    undefined,
  ],
  ['not where it ends too soon', png(head(2), data), undefined],
  ['not without a head', png(data, end), undefined],
])('a PNG is printed %s', (_, photo, expected) => {
  expect(printed(photo, 'image/png')).toEqual(expected);
});

const part = (marker: number, held: Uint8Array, says = held.length + 2): Uint8Array =>
  bytes(0xff, marker, says >>> 8, says & 255, held);
const frame = part(0xc0, bytes(8, 0, 2, 0, 2, 1, 1, 0x11, 0));
const scan = bytes(part(0xda, bytes(1, 1, 0, 0, 63, 0)), 'light', 0xff, 0xd9);
const jpeg = (...parts: readonly Uint8Array[]): Uint8Array => bytes(0xff, 0xd8, ...parts);
const tag = (held: number): Uint8Array => bytes(1, 0x12, 0, 3, four(1), 0, held, 0, 0);
const noted = (held: number, ...more: readonly Uint8Array[]): Uint8Array =>
  part(0xe1, bytes('Exif\0\0MM\0*', four(8), 0, 1 + more.length, ...more, tag(held), four(0)));

it.each<[string, Uint8Array, Uint8Array | undefined]>([
  [
    'with how the camera was held, and nothing else that it noted',
    jpeg(noted(6, bytes(0x88, 0x25, 0, 4, four(0xffffff), four(9))), frame, scan),
    jpeg(noted(6), frame, scan),
  ],
  ['as it lies where that is none of the eight ways', jpeg(noted(9), frame, scan), jpeg(noted(1), frame, scan)],
  [
    'as it lies where nothing is noted',
    jpeg(part(0xe0, bytes('JFIF')), part(0xfe, bytes('mine')), frame, scan),
    jpeg(noted(1), frame, scan),
  ],
  [
    'with what its colours mean',
    jpeg(part(0xee, bytes('Adobe')), frame, scan),
    jpeg(noted(1), part(0xee, bytes('Adobe')), frame, scan),
  ],
  ['not without a frame', jpeg(scan), undefined],
  ['not without light', jpeg(frame), undefined],
  ['not where a part says that it is longer than all', jpeg(part(0xdb, bytes(1), 999), frame, scan), undefined],
  ['not where a part is shorter than itself', jpeg(part(0xdb, bytes(1), 1), frame, scan), undefined],
])('a JPEG is printed %s', (_, photo, expected) => {
  expect(printed(photo, 'image/jpeg')).toEqual(expected);
});

it('a WebP is not printed', () => {
  expect(printed(bytes('RIFF\0\0\0\0WEBP'), 'image/webp')).toBeUndefined();
});
