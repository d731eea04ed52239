import { expect, it } from 'vitest';
import { beginningsOf } from './beginnings.ts';

const newest = { version: { number: 12 } };

it.each([
  [
    'the newest plan, what is published, or nothing',
    12,
    9,
    ['Version 12, the newest', 'Version 9, published', 'From nothing'],
  ],
  ['one that is both, once', 9, 12, ['Version 12, the newest, published', 'Version 9', 'From nothing']],
  [
    'the one that is looked at, also where it is neither',
    3,
    null,
    ['Version 12, the newest', 'Version 3', 'From nothing'],
  ],
])('a schedule is typed on %s', (_, shown, published, labels) => {
  expect(beginningsOf(shown, { ...newest, published }, true).map(({ label }) => label)).toEqual(labels);
});

it('where no work centre is chosen yet, nothing is no choice', () => {
  expect(beginningsOf(12, { ...newest, published: 9 }, false).map(({ value }) => value)).toEqual(['12', '9']);
});
