import { describe, expect, test } from 'vitest';
import { pagesOf, renewed } from './held.ts';

interface Row {
  readonly id: string;
  readonly value: number;
}
const keyOf = (row: Row) => row.id;
const row = (id: string, value = 0): Row => ({ id, value });
const byKey = (rows: readonly Row[]) => new Map(rows.map((one) => [one.id, one]));
const renew = (held: readonly Row[], page: readonly Row[]) => renewed(held, page, byKey(page), keyOf);

describe('rows that are looked at', () => {
  test('take on new values where they stand', () => {
    const { rows, moved } = renew([row('a'), row('b')], [row('a', 7), row('b')]);
    expect([rows.map((one) => one.value), moved]).toEqual([[7, 0], false]);
  });
  test('stay in their order when the fresh order is another, and say so', () => {
    const { rows, moved } = renew([row('a', 1), row('b', 2)], [row('b', 3), row('a', 1)]);
    expect([rows.map(keyOf), rows.map((one) => one.value), moved]).toEqual([['a', 'b'], [1, 3], true]);
  });
  test('a row that came is not shown yet', () => {
    const { rows, moved } = renew([row('a')], [row('new'), row('a')]);
    expect([rows.map(keyOf), moved]).toEqual([['a'], true]);
  });
  test('a row that came below the last one is shown: nothing moves by it', () => {
    const { rows, moved, below } = renew([row('a')], [row('a', 7), row('b'), row('c')]);
    expect([rows.map(keyOf), rows[0]?.value, moved, below]).toEqual([['a', 'b', 'c'], 7, false, 2]);
  });
  test('a row that came below while another went waits like it', () => {
    const { rows, moved, below } = renew([row('a'), row('b')], [row('b'), row('c'), row('d')]);
    expect([rows.map(keyOf), moved, below]).toEqual([['a', 'b'], true, 0]);
  });
  test('a row that went stays until asked for', () => {
    const { rows, moved } = renew([row('a'), row('b')], [row('b')]);
    expect([rows.map(keyOf), moved]).toEqual([['a', 'b'], true]);
  });
  test('are the very same rows when nothing changed, so that nothing is drawn again', () => {
    const held = [row('a')];
    expect(renewed(held, held, byKey(held), keyOf).rows).toBe(held);
  });
});

test.each([
  [0, 30, 200, [0]],
  [190, 210, 200, [0, 1]],
  [400, 401, 200, [2]],
  [-5, 3, 200, [0]],
])('rows %d to %d lie on the pages that hold them', (first, last, size, pages) => {
  expect(pagesOf(first, last, size)).toEqual(pages);
});
