import { describe, expect, it } from 'vitest';
import { promisedAwayWords } from './promisedaway.messages.ts';
import { promisedAwayBy } from './promisedaway.ts';

const line = {
  order_no: 'PO-1',
  line: 2,
  vendor: 'KRAFT',
  qty: 40,
  received: 10,
  state: 'open',
  promised: '2026-12-04T16:00:00.000Z',
};
const dayOf = (instant: string): string => instant.slice(0, 10);

describe('a purchase line of which the vendor promised what is open', () => {
  it.each([
    ['is deleted', undefined, 30],
    ['is cancelled', { ...line, state: 'cancelled' }, 30],
    ['is closed', { ...line, state: 'closed' }, 30],
    ['is given to another vendor', { ...line, vendor: 'NABEN' }, 30],
    ['is made less', { ...line, qty: 15 }, 25],
    ['is made less than came', { ...line, qty: 5 }, 30],
  ])('%s: that is asked about', (_, row, qty) => {
    const found = promisedAwayBy('purchase_lines', line, row, dayOf);
    expect(found).toEqual([{ ref: 'PO-1/2', vendor: 'KRAFT', qty, promised: '2026-12-04' }]);
    expect(promisedAwayWords(found, '2026-12-01')).toBe(
      `KRAFT promised ${qty} of PO-1/2 for Fri 4 Dec, and is told nothing by this. Maybe call or write to him first, under Follow-up.`,
    );
  });

  it.each([
    ['nothing is open', { received: 40 }, undefined],
    ['he promised nothing', { promised: null }, undefined],
    ['it is closed already', { state: 'closed' }, undefined],
    ['it stays', {}, { ...line, note: 'by lorry' }],
    ['more is wanted', {}, { ...line, qty: 50 }],
    ['goods came', {}, { ...line, received: 40 }],
  ])('%s: nobody is asked', (_, before, row) => {
    expect(promisedAwayBy('purchase_lines', { ...line, ...before }, row, dayOf)).toEqual([]);
  });
});
