import { expect, it } from 'vitest';
import { saidYes, yesBecause } from './api.ts';

it.each([
  ['nothing', undefined, { confirm: '', because: '' }],
  ['a code', ['negative'], { confirm: 'negative', because: '' }],
  [
    'a code with its reason, whatever stands in it',
    ['negative', yesBecause('overfull', 'lift 2: out, till noon')],
    { confirm: 'negative,overfull', because: 'lift 2: out, till noon' },
  ],
])('a yes to %s is asked for as code and reason', (_, all, expected) => {
  expect(saidYes(all)).toEqual(expected);
});
