import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leastLate } from '../../house/lengths.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { lateVerdict } from './lateorders.messages.ts';
import { lateCountIn, seenBy } from './orderchanges.store.ts';
import { shipsLate } from './orderchanges.ts';

describe('a version that nothing can be held against', () => {
  const late = (demand: string, late_days: number, why = 'SAW-1 is closed.') => ({ demand, late_days, why });
  it.each<[string, number, Parameters<typeof lateVerdict>[0], string]>([
    ['says that no customer waits for it', 0, [], 'No customer’s order is in it.'],
    ['says that everything ships in time', 1, [], 'The one customer’s order in it ships in time.'],
    ['counts what ships in time', 14, [], 'All 14 customers’ orders in it ship in time.'],
    [
      'names the one that is late, and why',
      1,
      [late('SO-1/1', 3)],
      'The one customer’s order in it is late: SO-1/1 by 3.0 d. SAW-1 is closed.',
    ],
    [
      'counts what is late, and names the worst with its cause',
      14,
      [late('SO-1/1', 3.21), late('SO-2/1', 1)],
      '2 of 14 customers’ orders are late, the worst SO-1/1 by 3.2 d. SAW-1 is closed.',
    ],
    [
      'says what nothing delivers',
      14,
      [late('SO-1/1', 9999, 'Nobody sells FRAME.'), late('SO-2/1', 1)],
      '2 of 14 customers’ orders are late, the worst SO-1/1, which nothing delivers. Nobody sells FRAME.',
    ],
    [
      'says less than a tenth of a day as every list does',
      2,
      [late('SO-1/1', 0.02, '')],
      '1 of 2 customers’ orders is late: SO-1/1 by 29 min.',
    ],
    [
      'is late by no working day where only hours on which nobody works lie between',
      2,
      [late('SO-1/1', leastLate, '')],
      '1 of 2 customers’ orders is late: SO-1/1 by no working day.',
    ],
  ])('%s', (_, all, orders, sentence) => {
    expect(lateVerdict(orders, all)).toBe(sentence);
  });
});

describe('the page of the first version', () => {
  let test: TestApp;
  let planner: Ask;
  beforeAll(async () => {
    test = await testApp();
    planner = await test.as(['planner']);
    const put = async (path: string, row: object) =>
      expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
    await put('/units', { code: 'pcs' });
    await put('/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-14:00' });
    await put('/work-centres', { code: 'WELD', calendar: 'DAY' });
    await put('/machines', { code: 'W1', work_centre: 'WELD' });
    await put('/items', { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' });
    await put('/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 });
    await put('/customers', { code: 'MILLER', name: 'Miller Cycles' });
    for (const [n, qty, due] of [
      [1, 2, 20],
      [2, 30, 1],
      [3, 40, 1],
    ] as const)
      await put('/customer-lines', {
        order_no: `SO-${n}`,
        line: 1,
        customer: 'MILLER',
        item: 'FRAME',
        qty,
        due: days(due),
      });
    // What nobody ordered is no order that is late.
    await put('/forecasts', { item: 'FRAME', qty: 50, due: days(1) });
    await planner('POST', '/planning-runs', {});
    await test.workOff();
  });
  afterAll(() => test.close());

  it('counts its late orders, and names each with how late it is and why, the worst first', async () => {
    const { in_it } = (await planner('GET', '/plan-versions/1')).body;
    const [worst, other] = in_it.late_orders;
    expect(in_it.verdict).toMatch(
      new RegExp(`^2 of 3 customers’ orders are late, the worst ${worst.demand} by \\d\\.\\d d\\. \\S`),
    );
    expect([in_it.late, in_it.late_orders.length]).toEqual([2, 2]);
    expect(new Set([worst.demand, other.demand])).toEqual(new Set(['SO-2/1', 'SO-3/1']));
    expect(worst.late_days).toBeGreaterThan(other.late_days);
    expect(worst).toMatchObject({
      customer: 'Miller Cycles',
      item_name: 'Frame 54',
      why: expect.stringMatching(/\.$/),
    });
  });

  it('is counted under Approvals as it is on its page', async () => {
    await planner('POST', '/plan-versions/1/submit', {});
    const { rows } = (await planner('GET', '/approvals')).body;
    expect(rows).toMatchObject([{ number: 1, late: 2, late_before: null }]);
  });

  it('says of a late order without a reason that the plan names none, not that it is new', async () => {
    await test.db
      .updateTable('plan_deliveries')
      .set({ reasons: '[]' as never })
      .where('demand', '=', 'SO-2/1')
      .execute();
    const { late_orders } = (await planner('GET', '/plan-versions/1')).body.in_it;
    expect(late_orders.find(({ demand }: { demand: string }) => demand === 'SO-2/1').why).toBe(
      'The plan names no cause.',
    );
  });

  it('is counted by the database as by the one rule, also what nothing delivers and what ships in parts', async () => {
    const counts = await test.db.transaction().execute(async (tx) => {
      await sql`update plan_deliveries set delivered = null, ships = null, late_seconds = 0 where demand = 'SO-1/1'`.execute(
        tx,
      );
      await sql`insert into plan_deliveries
        select (jsonb_populate_record(d, jsonb_build_object('delivered', d.due, 'ships', d.due, 'late_seconds', 0))).* from plan_deliveries d where demand = 'SO-2/1'`.execute(
        tx,
      );
      const { rows } = await sql<{
        id: number;
        late: number;
      }>`select v.id, ${lateCountIn('v.id')} as late from plan_versions v`.execute(tx);
      const [{ id, late }] = rows as [{ id: number; late: number }];
      return [late, (await seenBy(tx, 'PLANT', id)).filter(shipsLate).length];
    });
    expect(counts).toEqual([3, 3]);
  });

  it('says nothing of that beside a version that it is held against', async () => {
    await (await test.as(['supervisor']))('POST', '/plan-versions/1/approve', { publish: true });
    await test.workOff();
    expect((await planner('GET', '/plan-versions/1')).body.in_it).not.toBeNull();
    await planner('POST', '/planning-runs', {});
    await test.workOff();
    const [{ number }] = (await planner('GET', '/plan-versions?limit=1')).body.rows;
    expect((await planner('GET', `/plan-versions/${number}`)).body.in_it).toBeNull();
  });
});
