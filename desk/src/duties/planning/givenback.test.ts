import { type Plan, plan, qty } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { givenBack } from './givenback.ts';

/** A board for A and one for B, each on its day; of boards that lie idle one is there at nine, one is bought and comes after a week. */
const shop = sawShop(
  { A: at(0, 16), B: at(0, 16) },
  {
    stock: [
      { id: 'BOARD/MAIN/', item: 'BOARD', qty: qty(1) },
      { id: 'BOARD/LATE/', item: 'BOARD', qty: qty(1), availableFrom: at(0, 9) },
    ],
    purchaseLines: [{ id: 'P1', item: 'BOARD', qty: qty(1), estimated: at(7, 8) }],
  },
);
const made = plan(shop);
const drawing = (rows: readonly (readonly [supply: string, demand: string])[]): Plan => ({
  ...made,
  orders: [],
  operations: [],
  pegs: rows.map(([supply, demand]) => ({
    supply: supply as Plan['pegs'][number]['supply'],
    consumer: `demand/${demand}`,
    item: 'BOARD',
    qty: qty(1),
    at: at(0, 16),
  })),
});

it.each([
  ['there in time before what comes a week late', ['stock/BOARD/LATE/', 'purchase/P1']],
  ['in whatever order they stood', ['purchase/P1', 'stock/BOARD/LATE/']],
])('who had what is given back has instead what is %s', (_, idle) => {
  const published = drawing([['stock/BOARD/MAIN/', 'A']]);
  const seen = drawing([['stock/BOARD/MAIN/', 'B'], ...idle.map((supply) => [supply, 'A'] as const)]);
  const standing = drawing([
    ['stock/BOARD/MAIN/', 'A'],
    ['stock/BOARD/MAIN/', 'B'],
  ]);
  const { standing: after } = givenBack({ standing, first: new Set(['demand/A']) }, seen, published, shop);
  expect(after.pegs.map(({ supply, consumer }) => [supply, consumer])).toEqual([
    ['stock/BOARD/MAIN/', 'demand/A'],
    ['stock/BOARD/LATE/', 'demand/B'],
  ]);
});
