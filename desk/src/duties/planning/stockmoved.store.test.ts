/** Which movements of stock a plan has to be made anew for, and what it is asked on meanwhile. */
import { check } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { readAsMade } from './asmade.store.ts';
import { standingVersion } from './planning.store.ts';

let test: TestApp;
let planner: Ask;
let keeper: Ask;

/** A frame takes two tubes. Ten lie in store A, half of what is needed; nothing lies in store B, and what lies in Q is locked away. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'supervisor']);
  keeper = await test.as(['storekeeper']);
  const put = async (path: string, rows: readonly object[]): Promise<void> => {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  };
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/locations', [{ code: 'A' }, { code: 'B' }, { code: 'Q', usable: false }]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 2 }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 6 }]);
  await put('/vendors', [{ code: 'KRAFT' }]);
  await put('/sources', [{ item: 'TUBE', vendor: 'KRAFT', transit_days: 2 }]);
  await put('/stock', [
    { item: 'TUBE', location: 'A', lot: 'L1', qty: 10 },
    { item: 'TUBE', location: 'A', lot: 'L2', qty: 4, expires: days(60) },
    { item: 'TUBE', location: 'B', lot: 'L2', qty: 1, expires: days(90) },
    { item: 'TUBE', location: 'B', lot: 'OWED', qty: -3 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 10, due: days(3) },
  ]);
});
afterAll(() => test.close());

const patience = 120_000;
const move = async (more: object) =>
  expect(await keeper('POST', '/movements', { act: 'move', item: 'TUBE', lot: 'L1', ...more })).toMatchObject({
    status: 201,
  });
async function state() {
  const { stale, changes } = (await planner('GET', '/plan-state')).body;
  return { stale, changes: [...new Set(changes.map((one: { called: string }) => one.called))] };
}

describe('stock that moves', () => {
  beforeAll(async () => {
    await planner('POST', '/planning-runs', {});
    await test.workOff();
  }, patience);

  it(
    'between places that both count leaves the plan as it is: it is asked, and moved by hand, as it was made',
    async () => {
      await move({ from: 'A', to: 'B', qty: 6 });
      await move({ from: 'A', to: 'B', qty: 4 });
      expect(await state()).toEqual({ stale: false, changes: [] });
      expect(await planner('GET', '/ship-dates?line=SO-1/1')).toMatchObject({ status: 200 });
      expect(await planner('GET', '/board/problem?version=1')).toMatchObject({ status: 200 });
      const { problem, plan } = await test.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (tx) => readAsMade(tx, 'PLANT', (await standingVersion(tx, 'PLANT'))!));
      // What the plan draws on in A lies in B by now.
      expect(problem.stock.map(({ id, qty }) => [id, qty])).toContainEqual(['TUBE/A/L1', 10]);
      expect(problem.stock.map(({ id }) => id)).not.toContain('TUBE/B/L1');
      expect(check(problem, plan)).toEqual([]);
    },
    patience,
  );

  it('out of what counts and back again is what it was; out of it alone makes the plan stale, and says by what', async () => {
    await move({ from: 'B', to: 'Q', qty: 2 });
    expect(await state()).toEqual({ stale: true, changes: ['TUBE/L1'] });
    expect(await planner('GET', '/ship-dates?line=SO-1/1')).toMatchObject({
      status: 202,
      body: { code: 'plan-stale' },
    });
    await move({ from: 'Q', to: 'A', qty: 2 });
    expect(await state()).toEqual({ stale: false, changes: [] });
  });

  it.each([
    ['to where its lot expires on another day', { lot: 'L2', from: 'A', to: 'B', qty: 1 }],
    ['onto a balance below zero, which is no supply', { lot: 'OWED', from: 'A', to: 'B', qty: 2 }],
  ])(
    '%s makes the plan stale',
    async (_, one) => {
      if (one.lot === 'OWED')
        expect(
          await keeper('POST', '/movements', {
            act: 'adjust',
            item: 'TUBE',
            lot: 'OWED',
            to: 'A',
            qty: 2,
            reason: 'x',
          }),
        ).toMatchObject({ status: 201 });
      await planner('POST', '/planning-runs', {});
      await test.workOff();
      expect(await state()).toMatchObject({ stale: false });
      await move(one);
      expect((await state()).stale).toBe(true);
    },
    patience,
  );

  it('is not seen as of another moment where what a person moved is cleared: that is said, and to plan again', async () => {
    const asMade = test.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const standing = (await standingVersion(tx, 'PLANT'))!;
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
        const by_hand = JSON.stringify({ base: 77, acts: [], conflicts: [] });
        await tx.updateTable('plan_versions').set({ by_hand }).where('id', '=', standing.id).execute();
        return readAsMade(tx, 'PLANT', standing);
      });
    await expect(asMade).rejects.toThrow(
      /^Version \d+ is version 77 moved by hand, which was cleared: .* Maybe plan again\.$/,
    );
  });
});
