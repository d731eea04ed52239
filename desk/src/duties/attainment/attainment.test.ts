import { describe, expect, it } from 'vitest';
import { byTheClock } from '../planning/openhours.ts';
import { bandWords, proposalFor } from './attainment.messages.ts';
import { attained, bandEndsAfter, bandsOf, departureOf, departuresOf, type Followed, shareKept } from './attainment.ts';

describe('a day of the published schedule', () => {
  const [mon, tue, wed] = ['2026-11-02', '2026-11-03', '2026-11-04'];

  it.each([
    ['finished on its day is kept', mon, { due: 1, kept: 1, early: 0, late: 0, open: 0 }],
    ['finished a day after is late', tue, { due: 1, kept: 0, early: 0, late: 1, open: 0 }],
    ['finished days before is kept, early', '2026-10-30', { due: 1, kept: 1, early: 1, late: 0, open: 0 }],
    ['not finished is open', null, { due: 1, kept: 0, early: 0, late: 0, open: 1 }],
  ])('an operation %s', (_, finished, expected) => {
    expect(attained([mon], [{ day: mon, finished }])).toEqual([{ day: mon, ...expected }]);
  });

  it('adds up: what was kept, what is late and what is open is what was due', () => {
    const operations = [mon, tue, wed, null].map((finished) => ({ day: tue, finished }));
    const [, day] = attained([mon, tue], operations);
    expect(day).toEqual({ day: tue, due: 4, kept: 2, early: 1, late: 1, open: 1 });
  });

  it('without work has zeros, and no share of nothing is given', () => {
    expect(attained([mon], [])).toEqual([{ day: mon, due: 0, kept: 0, early: 0, late: 0, open: 0 }]);
    expect(shareKept(attained([mon], []))).toBeUndefined();
  });

  it('has a share: 3 of 4 in two days', () => {
    const kept = { day: mon, finished: mon };
    expect(shareKept(attained([mon, tue], [kept, kept, { ...kept, day: tue }, { day: tue, finished: wed }]))).toBe(
      0.75,
    );
  });
});

describe('an operation published from 8:00 to 10:00', () => {
  const [eight, hour] = [1_000_000, 3600];
  const step = (more: Partial<Followed>): Followed => ({
    state: 'waiting',
    start: eight,
    end: eight + 2 * hour,
    begun: null,
    finished: null,
    behind: null,
    draws: null,
    said: 0,
    ...more,
  });
  it.each([
    ['waits at 8:10: that is nothing', {}, eight + 600, undefined],
    ['waits at 9:00: it begins an hour late', {}, eight + hour, { kind: 'late-start', seconds: hour }],
    ['is at work at 9:00: that is the plan', { state: 'started' }, eight + hour, undefined],
    ['is at work at 11:30: it runs over', { state: 'started' }, eight + 3.5 * hour, { kind: 'overrun', seconds: 5400 }],
    ['was done at 9:00', { state: 'done', finished: eight + hour }, eight + hour, { kind: 'early', seconds: hour }],
    ['was done early two days ago: no news', { state: 'done', finished: eight + hour }, eight + 50 * hour, undefined],
    ['was done late: that is over', { state: 'done', finished: eight + 5 * hour }, eight + 5 * hour, undefined],
  ] as const)('%s', (_, more, now, expected) => {
    expect(departureOf(step(more), now, byTheClock)).toEqual(expected);
  });

  it('is late from its publication on: nobody could begin by it before', () => {
    const at = (now: number) => departureOf(step({ said: eight + hour }), now, byTheClock);
    expect([eight + hour + 600, eight + 2 * hour].map(at)).toEqual([undefined, { kind: 'late-start', seconds: hour }]);
  });

  const late = (hours: number) => ['late-start', hours * hour];
  const over = (hours: number) => ['overrun', hours * hour];
  it.each([
    ['begun at 9:00 and done at 10:00 began late and ended in time', 'done', 1, 2, [late(1)]],
    ['begun at 9:00 and done at 12:00 began late and ran over', 'done', 1, 4, [late(1), over(2)]],
    ['begun at 9:00 and done at 9:30 began late and ended early', 'done', 1, 1.5, [late(1), ['early', hour / 2]]],
    ['begun at 8:10 and done at 10:10 went as published', 'done', 1 / 6, 2 + 1 / 6, []],
    ['begun at 7:00 and at work at 11:00 runs over, and began in time', 'started', -1, null, [over(1)]],
    ['not begun at 11:00 has no end to judge', 'waiting', null, null, [late(3)]],
    ['done, nobody said when, went as published', 'done', null, null, []],
  ] as const)('%s', (_, state, begun, finished, expected) => {
    const at = (hours: number | null) => (hours === null ? null : eight + hours * hour);
    const all = departuresOf(step({ state, begun: at(begun), finished: at(finished) }), eight + 3 * hour, byTheClock);
    expect(all.map(({ kind, seconds }) => [kind, Math.round(seconds)])).toEqual(expected);
  });
});

it.each([
  ['late-start', 10, 'MO-1', null, /Step 10 before it is not done/],
  ['late-start', null, 'MO-1', null, /It draws on MO-1, which is not done\. Maybe hurry that, or plan again\./],
  ['late-start', null, null, null, /Maybe begin it/],
  ['overrun', null, null, 'MO-2/20', /MO-2\/20 waits for it/],
  ['overrun', null, null, null, /Maybe report it finished/],
  ['early', null, null, 'MO-2/20', /pull MO-2\/20 forward/],
  ['early', null, null, null, /machine is free/],
] as const)('what to do about %s behind %s, drawing on %s, before %s', (kind, behind, draws, next, sentence) => {
  expect(proposalFor(kind, { behind, draws }, next)).toMatch(sentence);
});

describe('how near a moved operation stood', () => {
  it.each<[string, number, readonly string[]]>([
    ['the frozen zone first', 2, ['in the frozen zone (day 1 to 2)', 'day 3 to 5', 'day 6 to 20', 'after day 20']],
    ['a zone of one day', 1, ['in the frozen zone (day 1)', 'day 2 to 5', 'day 6 to 20', 'after day 20']],
    ['no zone', 0, ['day 1 to 5', 'day 6 to 20', 'after day 20']],
    ['a zone as long as a span', 5, ['in the frozen zone (day 1 to 5)', 'day 6 to 20', 'after day 20']],
    ['a zone beyond all of them', 30, ['in the frozen zone (day 1 to 30)', 'after day 30']],
  ])('%s: no day stands in two spans', (_, frozen, words) => {
    expect(bandsOf(frozen).map(bandWords)).toEqual(words);
  });

  it('ends with working days: two of them from Friday noon are over on Tuesday noon', () => {
    const day = 86_400;
    // Day 0 is a Friday, days 1 and 2 are closed.
    const days = (at: number): number => at / day - Math.min(2, Math.max(0, at / day - 1));
    expect(bandEndsAfter(bandsOf(2).slice(0, 1), days, day / 2)).toEqual([4.5 * day]);
  });
});
