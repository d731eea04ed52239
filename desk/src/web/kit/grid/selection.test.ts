import { describe, expect, test } from 'vitest';
import { moved, single, spanOf, toggled, within } from './selection.ts';

const bounds = { rows: 100, columns: 5, page: 20 };
const at = (row: number, column: number) => ({ row, column });

describe('the cursor of a grid', () => {
  test.each([
    ['down one', at(3, 2), 'ArrowDown', false, at(4, 2)],
    ['stays on the last row', at(99, 2), 'ArrowDown', false, at(99, 2)],
    ['stays in the first column', at(3, 0), 'ArrowLeft', false, at(3, 0)],
    ['a page on', at(3, 2), 'PageDown', false, at(23, 2)],
    ['a page back from near the top stops at the top', at(3, 2), 'PageUp', false, at(0, 2)],
    ['Home goes to the first column', at(3, 2), 'Home', false, at(3, 0)],
    ['Ctrl End goes to the last cell', at(3, 2), 'End', true, at(99, 4)],
    ['Ctrl ArrowUp goes to the first row', at(50, 2), 'ArrowUp', true, at(0, 2)],
  ])('%s', (_, from, key, far, to) => {
    expect(moved(from, key, far, bounds)).toEqual(to);
  });

  test('a key that is not one of movement moves nothing', () => {
    expect(moved(at(0, 0), 'a', false, bounds)).toBeUndefined();
  });
});

describe('a marked range', () => {
  test('is the same rectangle from either corner', () => {
    expect(spanOf(at(5, 3), at(2, 1))).toEqual(spanOf(at(2, 1), at(5, 3)));
    expect(spanOf(at(5, 1), at(2, 3))).toEqual({ top: 2, bottom: 5, left: 1, right: 3 });
  });
  test('holds its corners and nothing beyond', () => {
    const span = spanOf(at(2, 1), at(5, 3));
    expect([
      within(span, 2, 1),
      within(span, 5, 3),
      within(span, 6, 3),
      within(span, 5, 0),
      within(undefined, 2, 1),
    ]).toEqual([true, true, false, false, false]);
  });
  test('of one cell is single', () => {
    expect([single(spanOf(at(1, 1), at(1, 1))), single(spanOf(at(1, 1), at(1, 2)))]).toEqual([true, false]);
  });
});

test('x marks a row and x again unmarks it, leaving the old set as it was', () => {
  const none: ReadonlySet<string> = new Set();
  const one = toggled(none, 'a');
  expect([[...none], [...one], [...toggled(one, 'a')]]).toEqual([[], ['a'], []]);
});
