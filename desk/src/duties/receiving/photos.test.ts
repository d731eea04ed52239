import { expect, it } from 'vitest';
import { largestPhoto, mostPhotos, photographed } from './photos.ts';

const bytes = (...begin: readonly (number | string)[]): Uint8Array =>
  Uint8Array.from(begin.flatMap((one) => (typeof one === 'string' ? [...one].map((c) => c.charCodeAt(0)) : [one])));
const large = new Uint8Array(largestPhoto + 1);
large.set([0xff, 0xd8, 0xff]);

it.each([
  ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 0, 'image/jpeg'],
  ['a PNG', bytes(0x89, 'PNG'), 0, 'image/png'],
  ['a WebP', bytes('RIFF', 0, 0, 0, 0, 'WEBP'), 0, 'image/webp'],
  ['the last that it may have', bytes(0xff, 0xd8, 0xff), mostPhotos - 1, 'image/jpeg'],
  ['one too many', bytes(0xff, 0xd8, 0xff), mostPhotos, 'photos-many'],
  ['a page that calls itself a photo', bytes('<svg onload="">'), 0, 'no-photo'],
  ['a sound', bytes('RIFF', 0, 0, 0, 0, 'WAVE'), 0, 'no-photo'],
  ['nothing', bytes(), 0, 'no-photo'],
  ['a large one', large, 0, 'photo-large'],
])('a receipt is photographed: %s', (_, photo, there, outcome) => {
  const decision = photographed(photo, there);
  expect(decision.kind === 'accept' ? decision.facts[0] : decision.code).toBe(outcome);
});
