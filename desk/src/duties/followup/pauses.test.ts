import { describe, expect, it } from 'vitest';
import { endedWords, endRefusals, pausedWords, pauseRefusals } from './followup.messages.ts';
import { type Asked, comesBack, endPause, type Known, type Pause, pause, pausing, stillHolding } from './pauses.ts';

const today = '2026-11-03';
const asked: Asked = { vendor: 'KRAFT', ref: 'PO-1/1', until: '2026-11-09', reason: 'waits for the mill' };
const known: Known = { today, vendor: true, line: { id: 7, vendor: 'KRAFT' } };
const standing = (id: number, more: Partial<Pause> = {}): Pause => ({
  ...asked,
  id,
  vendor_name: 'Kraft Rohr',
  at: '2026-11-03T08:00:00Z',
  by: 'Ann',
  ...more,
});
const all = standing(2, { ref: null, until: null });

describe('a pause', () => {
  it.each<[name: string, asked: Asked, known: Known, line: number | null]>([
    ['of a line is of its record, whatever it is called later', asked, known, 7],
    ['of a vendor needs no day', { ...asked, ref: null, until: null }, { ...known, line: undefined }, null],
    ['of a vendor may have one', { ...asked, ref: null }, { ...known, line: undefined }, null],
  ])('%s', (_, of, by, purchase_line) => {
    expect(pause(of, by)).toEqual({ kind: 'accept', facts: [{ ...of, purchase_line }] });
  });

  it.each<[name: string, asked: Asked, known: Known, code: string]>([
    ['until today', { ...asked, until: today }, known, 'day-gone'],
    ['of a vendor until a day gone by', { ...asked, ref: null, until: '2026-11-02' }, known, 'day-gone'],
    ['of a line without a day', { ...asked, until: null }, known, 'no-day'],
    ['of a line that is not open', asked, { ...known, line: undefined }, 'no-line'],
    ['of another vendor’s line', asked, { ...known, line: { id: 7, vendor: 'BOLT' } }, 'no-line'],
    ['of a vendor that there is not', { ...asked, ref: null }, { ...known, vendor: false }, 'no-vendor'],
  ])('%s is refused in a sentence', (_, of, by, code) => {
    const decision = pause(of, by);
    if (decision.kind !== 'refuse') throw new Error('taken');
    expect(decision.code).toBe(code);
    expect(pauseRefusals[decision.code](decision.values)).not.toMatch(/undefined|null/);
  });
});

describe('what holds a line', () => {
  const of = { vendor: 'KRAFT', ref: 'PO-1/1' };
  const own = standing(3);

  it('is its own pause, then its vendor’s', () => {
    const others = [standing(4, { ref: 'PO-2/1' }), standing(5, { vendor: 'BOLT' })];
    expect(pausing([all, own, ...others], of)).toEqual([own, all]);
  });

  it('lets it come back when the last of them ends by itself', () => {
    expect(comesBack([own, standing(2, { ref: null, until: '2026-11-20' })], '2026-11-04')).toBe('2026-11-20');
    expect(comesBack([own, all], '2026-11-04')).toBe('2026-11-09');
    expect(comesBack([own], '2026-11-12')).toBe('2026-11-12');
    expect(comesBack([], '2026-11-04')).toBe('2026-11-04');
  });
});

describe('the end of a pause', () => {
  const own = standing(3);

  it('is a fact, once', () => {
    expect(endPause(own, false, [own])).toEqual({ kind: 'accept', facts: [{ pause: 3 }] });
    expect(endPause(own, true, [])).toEqual({ kind: 'accept', facts: [] });
  });

  it('is refused where another took its place, which is named', () => {
    const decision = endPause(own, false, [all, standing(9, { until: '2026-11-12' })]);
    if (decision.kind !== 'refuse') throw new Error('taken');
    expect(endRefusals[decision.code](decision.values, today)).toBe(
      'PO-1/1 was paused anew since, until Thu 12 Nov. Maybe end that pause.',
    );
    // Ended already by another window, and paused anew: it is not followed up.
    expect(endPause(own, true, [standing(9)]).kind).toBe('refuse');
    const vendor = endPause(all, false, [standing(9, { ref: null, until: null })]);
    if (vendor.kind !== 'refuse') throw new Error('taken');
    expect(endRefusals[vendor.code](vendor.values, today)).toBe(
      'Kraft Rohr was paused anew since, until that is ended. Maybe end that pause.',
    );
  });

  it.each<[name: string, ended: Pause, standing: readonly Pause[], words: string]>([
    ['of a line', own, [own], 'The pause of PO-1/1 is ended. It is followed up again.'],
    ['of a vendor', all, [all], 'The pause of Kraft Rohr is ended. His lines are followed up again.'],
    [
      'of a line names its vendor’s that holds it still',
      own,
      [own, all, standing(8, { ref: 'PO-2/1' })],
      'The pause of PO-1/1 is ended. Kraft Rohr is still paused until that is ended.',
    ],
    [
      'of a vendor names the lines that are paused still',
      all,
      [own, all, standing(8, { vendor: 'BOLT', ref: 'PO-2/1' })],
      'The pause of Kraft Rohr is ended. PO-1/1 is still paused until Mon 9 Nov.',
    ],
    [
      'of a vendor names three of many',
      all,
      [1, 2, 3, 4, 5].map((line) => standing(10 + line, { ref: `PO-1/${line}` })),
      'The pause of Kraft Rohr is ended. PO-1/1 is still paused until Mon 9 Nov, PO-1/2 is still paused until Mon 9 Nov, PO-1/3 is still paused until Mon 9 Nov, and so are 2 more of his lines.',
    ],
  ])('%s', (_, ended, of, words) => {
    expect(endedWords(ended, stillHolding(ended, of), today)).toBe(words);
  });
});

it('a pause is told with its end', () => {
  expect(pausedWords(standing(1), today)).toBe('PO-1/1 is paused until Mon 9 Nov.');
  expect(pausedWords(all, today)).toBe('Kraft Rohr is paused until that is ended.');
});
