import { describe, expect, it } from 'vitest';
import { orderSentence, verdictSentence } from './productionsheet.messages.ts';
import { type LineStanding, toneOf } from './verdict.ts';

const line: LineStanding = {
  state: 'open',
  due: '2026-11-03',
  promised: null,
  ships: '2026-11-06',
  planned: true,
  lateDays: 3,
  cause: { kind: 'purchase-late', name: 'tubing', until: '2026-11-04' },
};
const today = '2026-10-30';

describe('the verdict of a customer line', () => {
  it.each<[string, Partial<LineStanding>, string, string]>([
    [
      'names the day, the lateness and the cause',
      {},
      'late',
      'Ships Fri 6 Nov, 3 days late, because tubing arrives Wed 4 Nov.',
    ],
    [
      'says one day, not one days',
      { lateDays: 1 },
      'late',
      'Ships Fri 6 Nov, 1 day late, because tubing arrives Wed 4 Nov.',
    ],
    ['says how much time there is', { lateDays: -4.26, cause: null }, 'fine', 'Ships Fri 6 Nov, 4.3 days early.'],
    [
      'is in time below a day of slack: the plan makes things just in time',
      { lateDays: -0.4, cause: null },
      'fine',
      'Ships Fri 6 Nov, in time.',
    ],
    [
      'is at risk, not late, when only the promise is broken',
      { lateDays: -2, promised: '2026-11-05', cause: null },
      'risk',
      'Ships Fri 6 Nov, 2 days early, but after the promised Thu 5 Nov.',
    ],
    [
      'says what cannot be had at all',
      { ships: null, lateDays: 9999, cause: { kind: 'no-source', name: 'TUBE', until: null } },
      'late',
      'Cannot be delivered as things stand, because nobody supplies TUBE.',
    ],
    [
      'asks for a plan where none has seen it',
      { planned: false, lateDays: null, ships: null },
      'unknown',
      'No plan has seen this line yet; the sheet is exploded from the structures. Plan to get a date.',
    ],
    ['says what is over', { state: 'shipped' }, 'over', 'Shipped.'],
  ])('%s', (_, more, tone, sentence) => {
    expect(toneOf({ ...line, ...more })).toBe(tone);
    expect(verdictSentence({ ...line, ...more }, today)).toBe(sentence);
  });

  it('of an order is that of its worst line, named where there are several', () => {
    const lines = [
      { line: 1, verdict: 'Shipped.' },
      { line: 2, verdict: 'Late.' },
    ];
    expect(orderSentence(lines, 2)).toBe('Line 2: Late.');
    expect(orderSentence(lines.slice(0, 1), 1)).toBe('Shipped.');
  });
});
