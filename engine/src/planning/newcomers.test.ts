import { expect, it } from 'vitest';
import { type Plan, type Problem, plan, resumed } from '../index.ts';
import { at, demand, factory, item, lot, step, vendor } from './small-factory.test-support.ts';

const before = factory({
  items: [item('CHAIR', 'make'), item('BOLT', 'buy')],
  operations: [step('CHAIR', 10, 'SAW')],
  sources: [vendor('BOLT', 2)],
  demands: [demand('A', 'CHAIR', 4, at(3, 16)), demand('B', 'CHAIR', 2, at(4, 16)), demand('C', 'BOLT', 5, at(9, 16))],
});
const newest = plan(before);
const sizes = ({ orders, purchases }: Plan) => [orders.map(({ qty }) => qty), purchases.map(({ qty }) => qty)];

it.each<readonly [string, Partial<Problem>, readonly (readonly number[])[]]>([
  ['nothing', {}, [[4, 2], [5]]],
  ['enough for the first order', { stock: [lot('CHAIR', 4)] }, [[2], [5]]],
  ['enough for all', { stock: [lot('CHAIR', 7), lot('BOLT', 5)] }, [[], []]],
  ['some that comes too late', { stock: [lot('CHAIR', 4, { availableFrom: at(8, 8) })] }, [[4, 2], [5]]],
  ['some that does not keep until then', { stock: [lot('CHAIR', 4, { expires: at(2, 8) })] }, [[4, 2], [5]]],
])('what lies there since is neither made nor bought, beside a published plan and the newest: %s', (_, more, left) => {
  const after = { ...before, ...more };
  expect(sizes(plan(after, { published: newest }))).toEqual(left);
  expect(sizes(resumed(after, newest, plan(after), { work: 2000 }))).toEqual(left);
});
