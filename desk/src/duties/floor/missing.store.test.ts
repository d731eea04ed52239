import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { wallOf } from './wall.ts';

let test: TestApp;
let planner: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}
const moved = async (act: string, more: object) =>
  expect(await planner('POST', '/movements', { act, item: 'SHELL', qty: 10, ...more })).toMatchObject({ status: 201 });

/** The list of the work centre that assembles, as dispatch and the wall have it. */
async function assembled() {
  const { rows } = (await planner('GET', '/dispatch/ASM')).body;
  return {
    missing: rows.flatMap((row: { missing: readonly { text: string; by_start: boolean }[] }) => row.missing),
    waiting: wallOf(rows as Parameters<typeof wallOf>[0]).waiting.rows.length,
  };
}

/**
 * Ten lamps of a shell each; the ten shells are under way (MO-SHELL), so the plan gives them to the lamps, which begin when they
 * are done. Then ten shells are found, and the order for the lamps is clear to build.
 */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'supervisor', 'expediter']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 00:00-24:00' }]);
  await put('/work-centres', [
    { code: 'CUT', calendar: 'DAY' },
    { code: 'ASM', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'C1', work_centre: 'CUT' },
    { code: 'A1', work_centre: 'ASM' },
  ]);
  await put('/items', [
    { code: 'LAMP', supply: 'make', unit: 'pcs' },
    { code: 'SHELL', supply: 'make', unit: 'pcs' },
  ]);
  await put('/components', [{ parent: 'LAMP', component: 'SHELL', qty_per: 1 }]);
  await put('/routing-steps', [
    { item: 'LAMP', seq: 10, work_centre: 'ASM', run_minutes: 30 },
    { item: 'SHELL', seq: 10, work_centre: 'CUT', run_minutes: 60 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'LAMP', qty: 10, due: days(2) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'SHELL', qty: 10, due: days(40) },
  ]);
  await put('/locations', [{ code: 'A-1' }, { code: 'Q-1', kind: 'inspection' }]);
  await put('/work-orders', [{ number: 'MO-SHELL', item: 'SHELL', qty: 10 }]);
  await planner('POST', '/tickets/release', { orders: ['MO-SHELL'] });
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { version } = (await planner('GET', '/plan-state')).body;
  const pegs = await test.db.selectFrom('plan_pegs').select('supply').where('version', '=', version.id).execute();
  expect(pegs.map((peg) => peg.supply)).toContain('work/MO-SHELL');

  await moved('adjust', { to: 'A-1', reason: 'found' });
  const [lamp] = (await planner('GET', '/clear-to-build')).body.rows;
  expect(lamp).toMatchObject({ item: 'LAMP', clear: true });
  expect((await planner('POST', '/clear-to-build/release', { orders: [lamp.id] })).body.released).toHaveLength(1);
}, 120_000);
afterAll(() => test.close());

describe('an order that was released as clear to build', () => {
  it('does not wait for material, though the plan gives it what other work makes', async () => {
    expect(await assembled()).toEqual({ missing: [], waiting: 0 });
  });

  describe('when something changed since', () => {
    beforeEach(async () => {
      expect(await assembled()).toEqual({ missing: [], waiting: 0 });
    });

    it('says what was scrapped, and what brings it instead', async () => {
      await moved('scrap', { from: 'A-1', qty: 4, reason: 'dented' });
      const { missing, waiting } = await assembled();
      expect(missing).toMatchObject([{ item: 'SHELL', qty: 4, from: 'work/MO-SHELL', by_start: true }]);
      expect(missing[0].text).toMatch(/^4 pcs SHELL missing; MO-SHELL brings it .*4 pcs of it were scrapped\.$/);
      // It comes at the start of the step, as the plan has it.
      expect(waiting).toBe(0);
      await moved('adjust', { to: 'A-1', qty: 4, reason: 'found' });
    });

    it('says what was put aside, and waits when nothing brings it by its start', async () => {
      await moved('move', { from: 'A-1', to: 'Q-1', qty: 10 });
      await planner('POST', '/allocations', {
        supply: 'work/MO-SHELL',
        item: 'SHELL',
        qty: 10,
        for_order: 'SO-2',
        for_line: 1,
      });
      const { missing, waiting } = await assembled();
      expect(missing).toMatchObject([{ item: 'SHELL', qty: 10, by_start: false }]);
      expect(missing[0].text).toContain('10 pcs of it were put aside.');
      expect(waiting).toBe(1);
      const [{ id, version }] = (await planner('GET', '/allocations')).body.rows;
      await planner('DELETE', `/allocations/${id}`, undefined, { version });
      await moved('move', { from: 'Q-1', to: 'A-1', qty: 10 });
    });

    it('says who has it when it is reserved for another', async () => {
      await put('/allocations', [
        { supply: 'stock/SHELL/A-1/', item: 'SHELL', qty: 10, for_order: 'SO-2', for_line: 1 },
      ]);
      expect((await assembled()).missing[0].text).toMatch(
        /^10 pcs SHELL missing; MO-SHELL brings it .*; SO-2\/1 has some\./,
      );
    });
  });
});

it.each(['/dispatch/NOPE', '/dispatch-paper?work_centre=NOPE'])(
  '%s, of a work centre that there is not, is refused with those that there are',
  async (path) => {
    expect(await planner('GET', path)).toMatchObject({
      status: 404,
      body: { detail: 'There is no work centre "NOPE" here. Maybe one of ASM, CUT.' },
    });
  },
);
