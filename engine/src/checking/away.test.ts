import { expect, it } from 'vitest';
import { plan } from '../planning/planner.ts';
import type { Absence } from '../planning/problem.ts';
import { at, demand, factory, item, machine, step } from '../planning/small-factory.test-support.ts';
import { check } from './check.ts';

/** Two chairs are painted side by side on Monday from 08:00 to 10:00, by one painter each. */
const withAway = (away: readonly Absence[]) =>
  factory({
    items: [item('CHAIR', 'make')],
    operations: [step('CHAIR', 10, 'PAINT', { crew: 'PAINTERS' })],
    machines: [machine('PAINT-1', 'PAINT'), machine('PAINT-2', 'PAINT')],
    crews: [{ id: 'PAINTERS', size: 2, calendar: 'DAY', away }],
    demands: [demand('A', 'CHAIR', 1, at(0, 10)), demand('B', 'CHAIR', 1, at(0, 10))],
  });
const made = plan(withAway([]));

it.each([
  { who: 'nobody', away: [], broken: [] },
  {
    who: 'one painter until 09:00',
    away: [{ from: at(0, 8), to: at(0, 9), people: 1 }],
    broken: ['no crew over its size'],
  },
  { who: 'one painter from 10:00', away: [{ from: at(0, 10), to: at(0, 12), people: 1 }], broken: [] },
  {
    who: 'both until 09:00',
    away: [{ from: at(0, 8), to: at(0, 9) }],
    broken: ['work only in working time'],
  },
])('with $who away, two chairs painted side by side break $broken', ({ away, broken }) => {
  expect([...new Set(check(withAway(away), made).map(({ rule }) => rule))]).toEqual(broken);
});
