import { expect, it } from 'vitest';
import { countDescribed, inputsCounted, inputsNamed } from './inputscounted.messages.ts';
import { mostInputs } from './inputscounted.ts';
import { inputsChanged } from './planning.messages.ts';

it.each([
  [1, '1 input was'],
  [999, '999 inputs were'],
  [mostInputs, '1,000 inputs were'],
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

it('what is more than was counted is told alike in a sentence, in why a run was made and beside a field', () => {
  const changes = Array.from({ length: 1001 }, () => ({ called: 'item A' }));
  expect(inputsChanged(changes, mostInputs)).toBe('more than 1,000 inputs changed');
  expect(inputsChanged(changes.slice(1), mostInputs)).toBe('1,000 inputs changed');
  expect(countDescribed('How many')).toBe('How many; 1,001: more than 1,000');
});
