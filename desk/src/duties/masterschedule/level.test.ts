import { applyByHand, check, type Problem, plan, prepare, type Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { offerWords } from './level.messages.ts';
import { type Cell, levels } from './level.ts';
import { at, sawShop } from './sawshop.test-support.ts';

function desk(due: Readonly<Record<string, Second>>, more: Partial<Problem> = {}) {
  const problem = sawShop(due, more);
  const made = plan(problem);
  return { problem, plan: made, prepared: prepare(problem, made) };
}
const oneSaw = { machines: [{ id: 'S1', workCentre: 'SAW', capacity: 1 }] };
const day = (n: number, goal: number, more: Partial<Cell> = {}): Cell => ({
  resource: 'SAW',
  kind: 'work-centre',
  from: at(n, 0),
  to: at(n + 1, 0),
  each: 'day',
  goal,
  ...more,
});
/** Four boards of two hours just in time fill Wednesday of one saw. */
const full = { A: at(2, 10), B: at(2, 12), C: at(2, 14), D: at(2, 16) };

describe('a day on which more is asked than the goal', () => {
  const wednesday = desk(full, oneSaw);

  it('is relieved by work that is done before it', () => {
    const [best] = levels(wednesday, day(2, 0.85));
    expect(best).toMatchObject({ kind: 'earlier', count: 1, before: 1, after: 0.75 });
  });

  it('is relieved by hours beside the calendar, as many half hours as are missing', () => {
    const found = levels(wednesday, day(2, 0.85)).find(({ kind }) => kind === 'overtime');
    // 8 h ÷ 0.85 = 9.4 h: an hour and a half more.
    expect(found?.edits).toEqual([{ kind: 'overtime', of: 'S1', from: at(2, 16), to: at(2, 17.5) }]);
    expect(found?.after).toBeCloseTo(8 / 9.5);
    expect(found && offerWords(found)).toBe('Work 1.5 h longer (S1): 100 % becomes 84 %');
  });

  it('is relieved without overtime first where that reaches the goal too, if not as low', () => {
    // A board less of four: 75 %; three hours more than eight: 73 %.
    const offers = levels(wednesday, day(2, 0.76));
    expect(offers.map(({ kind }) => kind)).toEqual(['earlier', 'overtime']);
    expect(offers[1]!.after).toBeLessThan(offers[0]!.after);
  });

  it('of a crew is measured by its people', () => {
    const crewed = desk(full, { ...oneSaw, crews: [{ id: 'SAWYERS', size: 1, calendar: 'DAY' }] });
    const offers = levels(crewed, day(2, 0.85, { resource: 'SAWYERS', kind: 'crew' }));
    expect(offers.map(({ kind }) => kind)).toContain('earlier');
  });

  it('offers only what breaks no rule and makes nobody late', () => {
    const { problem, plan: made, prepared } = wednesday;
    const offers = levels(wednesday, day(2, 0.5));
    expect(offers.length).toBeGreaterThan(0);
    for (const { edits, answer, before, after } of offers) {
      const done = applyByHand(problem, made, edits, { prepared });
      expect(check(done.problem, done.plan)).toEqual([]);
      expect(answer.newlyLate).toEqual([]);
      expect(after).toBeLessThan(before);
    }
  });
});

describe('a day that cannot be relieved by moves', () => {
  it('is offered no work before it where now is its morning', () => {
    const today = desk({ A: at(0, 10), B: at(0, 12), C: at(0, 14), D: at(0, 16) }, { ...oneSaw, now: at(0, 8) });
    expect(levels(today, day(0, 0.85)).map(({ kind }) => kind)).toEqual(['overtime']);
  });
});

it.each([
  ['a day under its goal', day(2, 1)],
  ['a day without work', day(1, 0.85)],
  ['a resource that is not there', day(2, 0.85, { resource: 'NONE' })],
])('%s is offered nothing', (_, cell) => {
  expect(levels(desk(full, oneSaw), cell)).toEqual([]);
});
