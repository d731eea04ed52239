import { describe, expect, it } from 'vitest';
import { qty } from '../units/units.ts';
import { applyChange, applyChanges, type Change } from './change.ts';
import { type OpenWorkOrder, type Problem, ProblemError } from './problem.ts';
import { at, demand, factory, item, step } from './small-factory.test-support.ts';

const order: OpenWorkOrder = {
  id: 'W',
  item: 'CHAIR',
  state: 'started',
  qty: qty(10),
  qtyOpen: qty(8),
  scrapped: qty(2),
  operations: [
    { ...step('CHAIR', 10, 'SAW'), done: true, qtyOpen: qty(0) },
    { ...step('CHAIR', 20, 'SAW'), done: false, qtyOpen: qty(8) },
    { ...step('CHAIR', 30, 'PAINT'), done: false, qtyOpen: qty(8) },
  ],
};
const problem = factory({
  items: [item('CHAIR', 'make')],
  crews: [{ id: 'PAINTERS', size: 2, calendar: 'DAY' }],
  purchaseLines: [{ id: 'L', item: 'CHAIR', qty: qty(5), estimated: at(2, 8), promised: at(1, 8) }],
  workOrders: [order],
  demands: [demand('D', 'CHAIR', 4, at(3, 16)), demand('E', 'CHAIR', 1, at(4, 16))],
  allocations: [{ supply: 'work/W', item: 'CHAIR', qty: qty(4), for: { demand: 'D' } }],
});

describe('a change, applied to the problem', () => {
  const rows: readonly (readonly [string, Change, (after: Problem) => unknown, unknown])[] = [
    [
      'a late purchase line has the new date, and keeps what was promised',
      { kind: 'purchase-late', line: 'L', estimated: at(9, 8) },
      (after) => after.purchaseLines[0],
      { id: 'L', item: 'CHAIR', qty: 5, estimated: at(9, 8), promised: at(1, 8) },
    ],
    [
      'a machine that is down is closed over the span',
      { kind: 'machine-down', machine: 'SAW-1', from: at(0, 8), to: at(1, 8) },
      (after) => after.machines[0]?.downtime,
      [{ from: at(0, 8), to: at(1, 8) }],
    ],
    [
      'a rush order is one demand more',
      { kind: 'rush-order', demand: demand('R', 'CHAIR', 1, at(1, 8)) },
      (after) => after.demands.map(({ id }) => id),
      ['D', 'E', 'R'],
    ],
    // 8 were open and 3 are lost: 5 still come out good; 2 + 3 are lost in all.
    [
      'scrap comes off what is open and is counted as lost',
      { kind: 'scrap', workOrder: 'W', qty: qty(3) },
      (after) => [after.workOrders[0]?.qtyOpen, after.workOrders[0]?.scrapped],
      [5, 5],
    ],
    // What painting loses the saw has still to cut.
    [
      'scrap at a step comes off that step and the ones after it',
      { kind: 'scrap', workOrder: 'W', qty: qty(3), seq: 30 },
      (after) => after.workOrders[0]?.operations?.map(({ qtyOpen }) => qtyOpen),
      [0, 8, 5],
    ],
    [
      'a painter who is ill is missing from his crew',
      { kind: 'crew-absent', crew: 'PAINTERS', people: 1, from: at(0, 8), to: at(1, 8) },
      (after) => after.crews[0]?.away,
      [{ from: at(0, 8), to: at(1, 8), people: 1 }],
    ],
    [
      'another quantity is the demand’s own',
      { kind: 'quantity', demand: 'D', qty: qty(6) },
      (after) => after.demands.map((row) => row.qty),
      [6, 1],
    ],
    [
      'a quantity of nothing cancels the demand and what was reserved for it',
      { kind: 'quantity', demand: 'D', qty: qty(0) },
      (after) => [after.demands.map(({ id }) => id), after.allocations],
      [['E'], []],
    ],
  ];
  it.each(rows)('%s', (_, change, read, expected) => {
    expect(read(applyChange(problem, change))).toEqual(expected);
  });

  it('leaves the problem itself alone', () => {
    const before = JSON.stringify(problem);
    applyChanges(problem, rows.map(([, change]) => change).slice(0, 7));
    expect(JSON.stringify(problem)).toBe(before);
  });

  it.each<readonly [string, Change]>([
    ['a line that nobody ordered', { kind: 'purchase-late', line: 'X', estimated: at(9, 8) }],
    ['a machine that is not there', { kind: 'machine-down', machine: 'X', from: at(0, 8), to: at(1, 8) }],
    ['a span that ends before it begins', { kind: 'machine-down', machine: 'SAW-1', from: at(1, 8), to: at(0, 8) }],
    ['an order that came in before', { kind: 'rush-order', demand: demand('D', 'CHAIR', 1, at(1, 8)) }],
    ['more scrap than is open', { kind: 'scrap', workOrder: 'W', qty: qty(9) }],
    ['a crew of strangers', { kind: 'crew-absent', crew: 'X', from: at(0, 8), to: at(1, 8) }],
    ['a demand that is gone', { kind: 'quantity', demand: 'X', qty: qty(1) }],
  ])('refuses %s', (_, change) => {
    expect(() => applyChange(problem, change)).toThrow(ProblemError);
  });
});
