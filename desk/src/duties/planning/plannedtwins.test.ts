import { expect, it } from 'vitest';
import { calledByTwins } from './plannedtwins.ts';

const step = (order: string, item: string, start: number) => ({
  order,
  item,
  seq: 10,
  machine: 'W1',
  start,
  end: start + 8,
  setup: 0,
  run: 8,
});

it.each([
  ['is called as the one that makes the same then', 'planned/2', 'planned/3'],
  ['is called as the one that makes the same at another time', 'planned/1', 'planned/1'],
  ['that is not made there is called as nothing there', 'planned/4', 'not there: planned/4'],
  ['that is bought is called as nothing there', 'planned/9', 'not there: planned/9'],
  ['that is firm has its number in both', 'work/MO-1', 'work/MO-1'],
])('an order %s', (_, order, called) => {
  const from = [step('planned/1', 'A', 0), step('planned/2', 'B', 8), step('planned/4', 'C', 16)];
  const there = [step('planned/1', 'A', 4), step('planned/2', 'D', 16), step('planned/3', 'B', 8)];
  expect(calledByTwins(from, there)(order)).toBe(called);
});
