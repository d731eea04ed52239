import { expect, it } from 'vitest';
import { inputsCounted, inputsNamed, mostInputs } from './inputscounted.messages.ts';

it.each([
  [1, '1 input was'],
  [999, '999 inputs were'],
  [mostInputs, '1000 inputs were'],
  [mostInputs + 1, 'More than 1,000 inputs were'],
])('of %i inputs that were read is said: %s', (count, said) => {
  expect(inputsCounted(count, ' was', ' were')).toBe(said);
});

it.each([
  [['SO-1', 'SO-2'], 2, 'SO-1 and SO-2'],
  [['SO-1', 'SO-2', 'SO-1'], 3, 'SO-1, SO-2 and 1 more'],
  [['SO-1', '', 'SO-2'], 3, 'SO-1, SO-2 and 1 more'],
  [['SO-1', 'SO-2', 'SO-3', 'SO-4'], 9, 'SO-1, SO-2, SO-3 and 6 more'],
  [['SO-1', 'SO-2'], mostInputs + 1, 'SO-1, SO-2 and more'],
  [['', ''], 2, ''],
])('of inputs called %j, %i in all, as many are named and left as are counted: %s', (called, count, said) => {
  expect(inputsNamed(called, count)).toBe(said);
});
