import { expect, it } from 'vitest';
import { waitersWords } from './receiving.messages.ts';

it('who waits is named once each, in their turn; what has no number yet by what it makes', () => {
  const waiting = [
    { order: null, kind: 'planned order', makes: 'TUBESET-58' },
    { order: 'WO-5153', kind: 'work order', makes: 'BIKE-TOUR-58' },
    { order: null, kind: 'planned order', makes: 'TUBESET-50' },
    { order: null, kind: 'planned order', makes: 'TUBESET-58' },
    { order: 'SO-4117/3', kind: 'customer line', makes: null },
  ];
  expect(waitersWords(waiting)).toBe('planned TUBESET-58, WO-5153, planned TUBESET-50, SO-4117/3');
});
