import { expect, it } from 'vitest';
import { hoursOld } from './stale.ts';

const made = { now: '2026-11-03T06:00:00Z', made_at: '2026-11-04T10:00:00Z', madeOf: null };
const at = { now: '2026-11-04T12:00:00Z', present: '2026-11-04T12:00:00Z' };

it.each([
  ['a plan that a run made are as old as the moment that it plans from', made, at, 30],
  ['a draft of the published version are as old as the draft', { ...made, madeOf: 1 }, at, 2],
  ['a draft of another are as old as what was moved', { ...made, madeOf: 2 }, at, 30],
  ['a draft at a plant that stands still are as old as the draft', { ...made, madeOf: 1 }, { ...at, now: made.now }, 2],
])('the inputs of %s', (_, version, then, hours) => {
  expect(hoursOld(version, 1, then)).toBe(hours);
});
