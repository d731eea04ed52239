import { expect, it } from 'vitest';
import { type Closing, closing } from './periods.ts';

const none = { 'below-zero': 0, late: 0, work: 0, dock: 0 };
const asked: Closing = {
  lastDay: '2026-10-31',
  today: '2026-11-04',
  before: '2026-09-30',
  open: none,
  reason: '',
  sure: false,
};

it.each<[string, Partial<Closing>, string]>([
  ['where nothing stands against it', {}, 'accept'],
  ['as the first one', { before: null }, 'accept'],
  ['but for a day that is not over', { lastDay: '2026-11-04' }, 'not-over'],
  ['but for a day of the year 1, which nobody means', { lastDay: '0001-01-01', before: null }, 'too-far'],
  ['but for a day that is closed already', { lastDay: '2026-09-30' }, 'closed-already'],
  ['after a question where a point is open', { open: { ...none, 'below-zero': 2 } }, 'open-points'],
  ['with a reason then', { open: { ...none, late: 1 }, sure: true }, 'reason-missing'],
  ['with open points by who says why', { open: { ...none, work: 3 }, sure: true, reason: 'year end' }, 'accept'],
])('a period is closed %s', (_, more, expected) => {
  const decision = closing({ ...asked, ...more });
  expect('code' in decision ? decision.code : decision.kind).toBe(expected);
});
