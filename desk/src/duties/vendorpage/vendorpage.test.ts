import { describe, expect, it } from 'vitest';
import { answerRefusals, changeWords, doneWords } from './vendorpage.messages.ts';
import { type LineAnswer, type LineNow, type Seen, take } from './vendorpage.ts';

const today = '2026-11-03';
const shown: Seen = { open: 20, required: '2026-11-09', promised: null, means: 'usable' };
const line = (more: Partial<LineNow> = {}): LineNow => ({
  ...shown,
  ref: 'PO-1/1',
  state: 'open',
  acknowledged: false,
  ...more,
});
const said = (more: Partial<LineAnswer> = {}): LineAnswer => ({
  ref: 'PO-1/1',
  seen: shown,
  act: 'confirm',
  qty: null,
  day: null,
  means: null,
  note: '',
  ...more,
});
const promised: Partial<LineNow> = { promised: '2026-11-12', means: 'ship' };
const date = (day: string, more: Partial<LineAnswer> = {}): LineAnswer =>
  said({ act: 'date', day, means: 'dock', ...more });

describe('what a vendor says of a line is kept', () => {
  it.each<[string, LineAnswer, LineNow, object]>([
    [
      'the date required, which is when it is to be usable, where nothing is promised',
      said(),
      line(),
      { act: 'confirm', promise: { day: '2026-11-09', means: 'usable' } },
    ],
    [
      'the promise that stands, with its meaning, where there is one',
      said({ seen: { ...shown, promised: '2026-11-12', means: 'ship' } }),
      line(promised),
      { act: 'confirm', promise: { day: '2026-11-12', means: 'ship' } },
    ],
    ['another date', date('2026-11-20'), line(), { act: 'date', promise: { day: '2026-11-20', means: 'dock' } }],
    [
      'another meaning of the same day as another date',
      date('2026-11-09'),
      line(),
      { act: 'date', promise: { day: '2026-11-09', means: 'dock' } },
    ],
    [
      'the very date that stands as its confirmation',
      date('2026-11-09', { means: 'usable' }),
      line(),
      { act: 'confirm', promise: { day: '2026-11-09', means: 'usable' } },
    ],
    ['today', date(today), line(), { act: 'date' }],
    [
      'the date of a part, also where it is the one that stands',
      date('2026-11-09', { act: 'part', qty: 8, means: 'usable' }),
      line(),
      { act: 'part', qty: 8, promise: { day: '2026-11-09', means: 'usable' } },
    ],
    ['a question, without a date', said({ act: 'ask', note: 'Which alloy?' }), line(), { act: 'ask', promise: null }],
    [
      'a question of a line that changed: it is asked all the same',
      said({ act: 'ask', note: 'Which alloy?' }),
      line({ open: 5 }),
      { act: 'ask' },
    ],
    [
      'a note beside a date that he confirmed before',
      said({ note: 'on two pallets' }),
      line({ acknowledged: true }),
      { act: 'confirm', note: 'on two pallets' },
    ],
  ])('%s', (_, answer, now, word) => {
    expect(take(answer, now, today)).toMatchObject({ kind: 'accept', facts: [word] });
  });
});

describe('what a vendor says twice is said once', () => {
  it.each<[string, LineAnswer, LineNow]>([
    ['a confirmation from the page as it was', said(), line({ promised: '2026-11-09', acknowledged: true })],
    [
      'a date from the page as it was, its note too',
      date('2026-11-20', { note: 'mill late' }),
      line({ promised: '2026-11-20', means: 'dock', acknowledged: true }),
    ],
  ])('%s', (_, answer, now) => {
    expect(take(answer, now, today)).toEqual({ kind: 'accept', facts: [] });
  });
});

describe('what a vendor says is not taken', () => {
  it.each<[string, LineAnswer, LineNow | undefined, string]>([
    ['of a line that is not his', said(), undefined, 'no-such-line'],
    ['of a closed line', said(), line({ state: 'closed' }), 'line-closed'],
    [
      'of a cancelled line, a question neither',
      said({ act: 'ask', note: '?' }),
      line({ state: 'cancelled' }),
      'line-closed',
    ],
    ['where less is to come than he saw', said(), line({ open: 5 }), 'line-changed'],
    ['where it is needed another day than he saw', said(), line({ required: '2026-11-12' }), 'line-changed'],
    ['where another promise was logged meanwhile', date('2026-11-20'), line(promised), 'line-changed'],
    [
      'without any date to confirm',
      said({ seen: { ...shown, required: null } }),
      line({ required: null }),
      'nothing-to-confirm',
    ],
    ['without the other date', said({ act: 'date', means: 'dock' }), line(), 'no-date'],
    ['without what the other date means', said({ act: 'date', day: '2026-11-20' }), line(), 'no-date'],
    ['of a day gone by', date('2026-11-02'), line(), 'date-past'],
    [
      'a confirmation of a day gone by',
      said({ seen: { ...shown, required: '2026-11-02' } }),
      line({ required: '2026-11-02' }),
      'date-past',
    ],
    ['of a day that nobody means', date('2062-11-20'), line(), 'date-far'],
    ['a question without words', said({ act: 'ask' }), line(), 'no-question'],
    ['a question of what nobody sees', said({ act: 'ask', note: '\u200b' }), line(), 'no-question'],
  ])('%s', (_, answer, now, code) => {
    expect(take(answer, now, today)).toMatchObject({ kind: 'refuse', code });
  });
});

describe('the sentences', () => {
  it('say what changed since he saw it', () => {
    const now = line({ open: 30, required: '2026-11-12', promised: '2026-11-13', means: 'ship' });
    expect(changeWords(shown, now, today)).toBe(
      'quantity was 20, is 30; needed was Mon 9 Nov, is Thu 12 Nov; promised was none, is Fri 13 Nov (leaves you)',
    );
  });

  it('say which day is wrong', () => {
    const of = { ref: 'PO-1/1', day: '2062-11-20', today, seen: shown, now: line() };
    expect(answerRefusals['date-far'](of)).toBe(
      'PO-1/1: Mon 20 Nov 2062 is more than two years ahead. Maybe the year is mistyped.',
    );
    expect(answerRefusals['date-past']({ ...of, day: '2026-11-02' })).toBe(
      'PO-1/1: Mon 2 Nov is gone by; today is Tue 3 Nov. Please give the day on which it will be.',
    );
  });

  it.each([
    [{ kept: 2, asked: 1 }, 'Thank you, Anna. We have received the dates of 2 lines and 1 question.'],
    [{ kept: 1, asked: 0 }, 'Thank you, Anna. We have received the date of 1 line.'],
    [
      { kept: 1, asked: 0, parts: ['8 m of PO-1/1'], notice: 'LS 1', goods: ['1000 m of PO-1/2', '2 m of PO-1/3'] },
      'Thank you, Anna. We have received your shipment LS 1 (1000 m of PO-1/2, 2 m of PO-1/3) and the date of 1 line (8 m of PO-1/1).',
    ],
    [{ kept: 0, asked: 0 }, 'Thank you, Anna: that was received already.'],
  ])('thank for %o', (taken, words) => expect(doneWords('Anna', taken)).toBe(words));
});
