import { describe, expect, it } from 'vitest';
import type { Row } from '../../house/kind.ts';
import { lineBecame, openOf, type Standing, unpostedOf, wentOf } from './went.ts';

const before: Row = {
  order_no: 'SO-1',
  line: 1,
  item: 'BIKE',
  qty: 10,
  shipped: 4,
  state: 'open',
  said_shipped: false,
};
const all: Row = { ...before, shipped: 10, state: 'shipped' };

describe('a customer line of which goods went', () => {
  it.each<[string, Row, Row, 'hand' | 'import', Row]>([
    ['cut to what went is shipped', before, { qty: 4 }, 'hand', { state: 'shipped', said_shipped: false }],
    ['cut to what is left stays open', before, { qty: 6 }, 'hand', { state: 'open', said_shipped: false }],
    [
      'that went whole is open again when more is wanted',
      all,
      { qty: 12 },
      'import',
      { state: 'open', said_shipped: false },
    ],
    ['that went whole is opened by hand', all, { state: 'open' }, 'hand', { state: 'open', said_shipped: false }],
    [
      'that went whole stays shipped where an import calls it open',
      all,
      { state: 'open' },
      'import',
      { state: 'shipped', said_shipped: false },
    ],
    ['is said to be shipped by hand', before, { state: 'shipped' }, 'hand', { state: 'shipped', said_shipped: true }],
    [
      'is said by no import to be shipped',
      before,
      { state: 'shipped' },
      'import',
      { state: 'shipped', said_shipped: false },
    ],
    [
      'was said to be shipped, whatever else changes',
      { ...before, state: 'shipped', said_shipped: true },
      { note: 'x' },
      'import',
      { state: 'shipped', said_shipped: true },
    ],
    [
      'opened again is said to be nothing',
      { ...before, state: 'shipped', said_shipped: true },
      { state: 'open' },
      'hand',
      { state: 'open', said_shipped: false },
    ],
    [
      'of another book keeps its state',
      { ...all, shipped: 0 },
      { qty: 12 },
      'hand',
      { state: 'shipped', said_shipped: false },
    ],
  ])('%s', (_, was, change, by, expected) => {
    expect(lineBecame(was, { ...was, ...change }, by)).toEqual({ set: expected, faults: [] });
  });

  it.each<[string, Row, string]>([
    [
      'wants no less than went',
      { qty: 3 },
      '4 of BIKE went out for SO-1/1: it cannot want less. Maybe set it to 4, which makes it shipped, or take a shipment back first.',
    ],
    [
      'stays a line of its item',
      { item: 'BELL' },
      '4 of BIKE went out for SO-1/1: it stays a line of BIKE. Maybe add a line for the other item, or take its shipments back first.',
    ],
    [
      'keeps its order',
      { order_no: 'SO-2' },
      '4 of BIKE went out for SO-1/1, whose number stands on its papers and stays. Maybe take its shipments back first.',
    ],
    [
      'keeps its line',
      { line: 2 },
      '4 of BIKE went out for SO-1/1, whose number stands on its papers and stays. Maybe take its shipments back first.',
    ],
  ])('%s', (_, change, text) => {
    expect(lineBecame(before, { ...before, ...change }, 'hand').faults.map((fault) => fault.text)).toEqual([text]);
    expect(lineBecame({ ...before, shipped: 0 }, { ...before, shipped: 0, ...change }, 'hand').faults).toEqual([]);
  });

  it.each<[string, Standing, boolean, [number, number, number]]>([
    ['open: what is left', { state: 'open', qty: 10, shipped: 4 }, false, [6, 4, 0]],
    ['open, of which more went', { state: 'open', qty: 10, shipped: 13 }, false, [0, 13, 0]],
    ['shipped, of another book', { state: 'shipped', qty: 10, shipped: 0 }, false, [0, 10, 0]],
    ['shipped, as said', { state: 'shipped', qty: 10, shipped: 0 }, true, [0, 10, 10]],
    ['shipped, the rest as said', { state: 'shipped', qty: 10, shipped: 4 }, false, [0, 10, 6]],
    ['closed short', { state: 'closed', qty: 10, shipped: 4 }, false, [0, 4, 0]],
    ['closed, of another book', { state: 'closed', qty: 10, shipped: 0 }, false, [0, 10, 0]],
    ['cancelled', { state: 'cancelled', qty: 10, shipped: 0 }, false, [0, 0, 0]],
  ])('%s: open, went, not posted', (_, line, said, expected) => {
    expect([openOf(line), wentOf(line), unpostedOf(line, said)]).toEqual(expected);
  });
});
