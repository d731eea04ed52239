import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ask, TestApp } from '../../server/test-app.ts';
import { ledgerTest, rawly } from './ledger.test-support.ts';

let test: TestApp;
let keeper: Ask;
beforeAll(async () => {
  const ledger = await ledgerTest();
  ({ test, keeper } = ledger);
  await ledger.put('/items', [
    { code: 'STEEL', supply: 'buy', unit: 'pcs' },
    { code: 'TUBE', supply: 'make', unit: 'pcs' },
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
  ]);
  const moved = (item: string, lot: string, qty: number, from: string, to: string, order: string | null) => {
    const place = (side: string) => (side.length === 1 ? `'store', '${side}'` : `'${side}', null`);
    return `('PLANT', now(), '${item}', '${lot}', ${qty}, ${place(from)}, ${place(to)}, ${order ? `'work order', '${order}'` : 'null, null'})`;
  };
  await rawly(
    test.db,
    `insert into movements (site, moved_at, item, lot, qty, from_kind, from_location, to_kind, to_location, reference_kind, reference_key) values ${[
      moved('STEEL', 'H1', 10, 'vendor', 'A', null),
      moved('STEEL', 'H2', 9, 'vendor', 'A', null),
      moved('STEEL', 'H1', 6, 'A', 'work order', 'MO-1'),
      moved('STEEL', 'H1', 2, 'work order', 'A', 'MO-1'),
      moved('STEEL', 'H2', 3, 'A', 'work order', 'MO-1'),
      moved('STEEL', 'H2', 3, 'work order', 'A', 'MO-1'),
      moved('TUBE', 'T1', 4, 'work order', 'B', 'MO-1'),
      moved('TUBE', 'T1', 3, 'B', 'work order', 'MO-2'),
      moved('FRAME', 'F1', 2, 'work order', 'C', 'MO-2'),
      moved('FRAME', 'F1', 1, 'C', 'customer', null),
    ].join(', ')}`,
  );
});
afterAll(() => test.close());

const trace = async (item: string, lot: string, direction: string) => {
  const { body } = await keeper('GET', `/lot-trace?item=${item}&lot=${lot}&direction=${direction}`);
  return {
    steps: body.steps.map((step: { level: number; order: string; item: string; lot: string; qty: number }) =>
      [step.level, step.order, step.item, step.lot, step.qty].join(' '),
    ),
    at: body.whereabouts.map((one: { item: string; at: string; qty: number }) => `${one.qty} ${one.item} ${one.at}`),
  };
};

it('a lot is found in what was made of it, and where that is or to whom it went', async () => {
  expect(await trace('STEEL', 'H1', 'used')).toEqual({
    steps: ['1 MO-1 TUBE T1 4', '2 MO-2 FRAME F1 2'],
    at: ['1 FRAME C', '1 FRAME customer', '6 STEEL A', '1 TUBE B'],
  });
});

it('what is in a lot is what its orders used, less what came back', async () => {
  expect((await trace('FRAME', 'F1', 'from')).steps).toEqual(['1 MO-2 TUBE T1 3', '2 MO-1 STEEL H1 4']);
});

it('a lot that came back whole was used by nothing', async () => {
  expect((await trace('STEEL', 'H2', 'used')).steps).toEqual([]);
});
