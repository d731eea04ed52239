import { expect, it } from 'vitest';
import { closedUnder } from './closedsince.ts';

const lost = [
  { machine: 'W1', span: { from: 100, to: 200 }, calendar: 'DAY' },
  { machine: 'W1', span: { from: 250, to: 300 } },
];

it.each<[string, string, number, number, readonly number[]]>([
  ['in hours that were closed since', 'W1', 150, 160, [200]],
  ['over them', 'W1', 90, 210, [200]],
  ['over all of them, until the last', 'W1', 90, 400, [300]],
  ['before them', 'W1', 0, 100, []],
  ['behind them', 'W1', 200, 250, []],
  ['on another machine', 'W2', 150, 160, []],
])('a step that is moved and stands %s', (_, machine, start, end, until) => {
  const found = closedUnder([{ order: 'work/A', seq: 10, machine, start, end }], lost);
  expect(found.map((one) => one.lost.span.to)).toEqual(until);
});
