import { describe, expect, it } from 'vitest';
import { oneCustomerAnOrder } from './orders.ts';

const line = (order_no: string, line: number, customer: string) => ({ order_no, line, customer });

describe('an order', () => {
  it.each([
    ['has one customer on all its lines', [line('SO-1', 1, 'MILLER'), line('SO-1', 2, 'MILLER')], []],
    ['is another customer’s under another number', [line('SO-1', 1, 'MILLER'), line('SO-2', 1, 'BOLT')], []],
    ['with a second customer is named at that line', [line('SO-1', 1, 'MILLER'), line('SO-1', 2, 'BOLT')], ['BOLT']],
  ])('%s', (_, rows, customers) => {
    expect(oneCustomerAnOrder(rows).map((fault) => fault.value)).toEqual(customers);
  });
});
