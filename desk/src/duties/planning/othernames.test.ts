import { type DemandChange, type OtherPlan, second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { otherNamed, otherPlanWords } from './otherplan.messages.ts';
import { mostOfOther, otherFigures, promisedIn } from './otherplan.ts';
import { never } from './workingdays.ts';

const day = 86_400;
/** Every day is worked. */
const days = (at: number) => at / day;
const at = (n: number) => `day ${n / day}`;
const ships = (demand: string, due: number, before: number | null, after: number | null): DemandChange => ({
  demand,
  due: second(due * day),
  ...(before === null ? {} : { before: second(before * day) }),
  ...(after === null ? {} : { after: second(after * day) }),
});
const told = (dates: readonly DemandChange[], promised: Readonly<Record<string, number>> = {}) => {
  const other: OtherPlan = { saved: 0, newlyLate: 0, moved: 5, dates };
  return otherFigures(other, (one) => (one in promised ? [second(promised[one]! * day)] : []), days, at);
};

describe('of the plan that was not taken a version keeps', () => {
  it('whom it saves and makes late, with by how much', () => {
    const { named } = told([ships('SO-1/1', 3, 6, 3), ships('SO-2/1', 3, 2, 4.5), ships('SO-3/1', 9, 6, 7)]);
    expect(named.saved).toEqual([{ demand: 'SO-1/1', due: 'day 3', before: 'day 6', after: 'day 3', late: 3 }]);
    expect(named.newlyLate).toMatchObject([{ demand: 'SO-2/1', late: 1.5 }]);
  });

  it('whom it never ships, and whom it ships that this one never does', () => {
    const { named } = told([ships('SO-1/1', 3, null, 3), ships('SO-2/1', 3, 2, null)]);
    expect([named.saved[0]?.late, named.newlyLate[0]?.late]).toEqual([never, never]);
  });

  it('the promises that this one keeps and it does not, those of orders in time for their day too', () => {
    const dates = [ships('SO-1/1', 9, 5, 6), ships('SO-2/1', 9, 5, 6), ships('SO-3/1', 9, 7, 8)];
    const { broken, named } = told(dates, { 'SO-1/1': 5, 'SO-2/1': 7, 'SO-3/1': 6 });
    expect(broken).toBe(1);
    expect(named.broken.map(({ demand }) => demand)).toEqual(['SO-1/1']);
    expect(named.newlyLate).toEqual([]);
  });

  it('no more by name than a page has room for, and says how many it does not name', () => {
    const many = Array.from({ length: mostOfOther + 3 }, (_, n) => ships(`SO-${n}/1`, 3, 6, 3));
    const figures = { fromNothing: false, other: { ...told(many), saved: many.length } };
    expect(otherNamed(figures)).toMatchObject([{ kind: 'saved', more: 3 }]);
    expect(otherNamed(figures)[0]?.of).toHaveLength(mostOfOther);
  });
});

it('what is promised of a line is what its customer was told and what was pledged', () => {
  const demand = { id: 'SO-1/1', pledged: second(2 * day) };
  const problem = { epoch: '2026-11-02T00:00:00Z', demands: [demand] };
  const lines = [
    { order_no: 'SO-1', line: 1, promised: '2026-11-05T00:00:00Z' },
    { order_no: 'SO-2', line: 1, promised: null },
  ];
  const promised = promisedIn(problem, lines);
  expect(promised('SO-1/1')).toEqual([2 * day, 3 * day]);
  expect(promised('SO-2/1')).toEqual([]);
});

it('promises broken are counted in the sentence; a version from before names nobody', () => {
  const before = { saved: 3, newlyLate: 0, moved: 7 };
  expect(otherPlanWords({ fromNothing: false, other: { ...before, broken: 2 } })).toBe(
    'A plan from nothing would save 3 orders, break 2 promises and move 7 operations.',
  );
  expect(otherNamed({ fromNothing: false, other: before })).toEqual([]);
  expect(otherNamed({})).toEqual([]);
});
