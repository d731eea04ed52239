import { expect, it } from 'vitest';
import { crossDock, type Lying, type Waiter } from './crossdock.ts';

const lying: Lying = { receipt: 3, item: 'TUBE', left: 20, place: 'DOCK', inspected: false };
const waiter: Waiter = { order: 'MO-7', kind: 'work order', qty: 12, work_centre: 'WELD', area: 'WELD-IN' };
const bring = (some: Partial<Lying> = {}, who: Partial<Waiter> | null = {}, asked: number | null = null) =>
  crossDock({ ...lying, ...some }, 'MO-7', who === null ? undefined : { ...waiter, ...who }, asked);

it.each<[string, ReturnType<typeof bring>, object]>([
  ['what it waits for', bring(), { qty: 12, to: 'WELD-IN' }],
  ['what there is, where that is less', bring({ left: 5 }), { qty: 5, to: 'WELD-IN' }],
  ['so much as was asked', bring({}, {}, 4), { qty: 4, to: 'WELD-IN' }],
])('an order is brought %s', (_, decision, expected) => {
  expect(decision).toEqual({ kind: 'accept', facts: [expected] });
});

it.each<[string, ReturnType<typeof bring>, string]>([
  ['what was brought on already', bring({ left: 0 }), 'nothing-left'],
  ['what is to be inspected first', bring({ inspected: true }), 'in-inspection'],
  ['who does not wait for it', bring({}, null), 'not-waiting'],
  ['a customer, to whom it is shipped', bring({}, { kind: 'customer line' }), 'not-waiting'],
  ['a work centre without a place', bring({}, { area: null }), 'no-area'],
  ['more than there is', bring({ left: 3 }, {}, 4), 'more-than-left'],
  ['more than is waited for', bring({}, {}, 13), 'more-than-waited'],
])('nothing goes from the dock of or to %s', (_, decision, code) => {
  expect(decision).toMatchObject({ kind: 'refuse', code });
});
