import { qty } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { type LineToSplit, splitLine } from './splits.ts';

const line = (more: Partial<LineToSplit> = {}): LineToSplit => ({
  ref: 'PO-1/2',
  state: 'open',
  ordered: qty(20),
  received: qty(0),
  underWay: qty(0),
  requisition: null,
  ...more,
});
const split = (of: LineToSplit, part: number, seen = of.ordered - of.received) => splitLine(of, qty(part), qty(seen));

it('a part goes, and the rest stays', () => {
  expect(split(line(), 8)).toMatchObject({ kind: 'accept', facts: [{ ordered: 12, closed: false }] });
});

it('all that did not come goes: what came is all of the line then, and it is closed', () => {
  expect(split(line({ received: qty(12) }), 8)).toMatchObject({ facts: [{ ordered: 12, closed: true }] });
});

it.each<[string, LineToSplit, number, number | undefined, string]>([
  ['a closed line', line({ state: 'closed' }), 8, undefined, 'not-open'],
  ['all of a line', line(), 20, undefined, 'no-part'],
  ['more than is open', line({ received: qty(15) }), 8, undefined, 'no-part'],
  ['what is on its way', line({ underWay: qty(13) }), 8, undefined, 'under-way'],
  ['what fills a requisition', line({ requisition: 'R-4' }), 8, undefined, 'requisition'],
  ['a line of which some came since', line({ received: qty(2) }), 8, 20, 'changed'],
])('%s is not split', (_, of, part, seen, code) => {
  expect(split(of, part, seen)).toMatchObject({ kind: 'refuse', code });
});
