import { expect, it } from 'vitest';
import { inputsCounted, mostInputs } from './inputscounted.messages.ts';

it.each([
  [1, '1 input was'],
  [999, '999 inputs were'],
  [mostInputs, '1000 inputs were'],
  [mostInputs + 1, 'More than 1,000 inputs were'],
])('of %i inputs that were read is said: %s', (count, said) => {
  expect(inputsCounted(count, ' was', ' were')).toBe(said);
});
