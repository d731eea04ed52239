import { expect, it } from 'vitest';
import { otherPlanWords, wasMended } from './otherplan.messages.ts';

it.each([
  [
    'that of one from nothing',
    { fromNothing: false, other: { saved: 3, newlyLate: 0, moved: 1756 } },
    'A plan from nothing would save 3 orders and move 1,756 operations.',
  ],
  [
    'whom it makes late too',
    { fromNothing: false, other: { saved: 1, newlyLate: 2, moved: 1 } },
    'A plan from nothing would save 1 order, make 2 newly late and move 1 operation.',
  ],
  [
    'that nobody is saved',
    { fromNothing: false, other: { saved: 0, newlyLate: 0, moved: 40 } },
    'A plan from nothing would save no order and move 40 operations.',
  ],
  [
    'that of the published version, mended',
    { fromNothing: true, other: { saved: 0, newlyLate: 2, moved: 310 } },
    'It was planned from nothing: the published version, mended, would save no order, make 2 newly late and move 310 operations.',
  ],
  ['nothing where the other costs no less', { fromNothing: false }, null],
  ['nothing where nothing was published', {}, null],
])('of the plan that was not taken is said %s', (_, figures, words) => {
  expect(otherPlanWords(figures)).toBe(words);
});

it('one from nothing is asked for where the published plan was mended', () => {
  expect([{ fromNothing: false }, { fromNothing: true }, {}].map(wasMended)).toEqual([true, false, false]);
});
