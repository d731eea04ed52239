import { expect, it } from 'vitest';
import { viewsKept } from './takeover.ts';

it('a view that the browser kept is taken over with its words', () => {
  expect(
    viewsKept('orders', [
      { name: 'Line 2', own: true, sort: '-due', filter: 'tone:eq:late' },
      { name: 'By customer', own: true, group: 'customer' },
    ]),
  ).toEqual([
    { page: 'orders', name: 'Line 2', sort: '-due', filter: 'tone:eq:late', group: null },
    { page: 'orders', name: 'By customer', sort: null, filter: null, group: 'customer' },
  ]);
});

it.each([[undefined], ['text'], [[null, 7, { name: '' }, { name: 3 }]]])('%j holds no view', (kept) => {
  expect(viewsKept('orders', kept)).toEqual([]);
});
