import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { setApproval } from './approval.test-support.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Two firm orders of ten frames, far from late, are published. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 1 }]);
  await put('/locations', [{ code: 'A1' }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await put('/work-orders', [
    { number: 'MO-1', item: 'FRAME', qty: 10, due: days(20), state: 'firm' },
    { number: 'MO-2', item: 'FRAME', qty: 10, due: days(20), state: 'firm' },
  ]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 10, due: days(20) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 10, due: days(20) },
  ]);
  await setApproval(supervisor, { delegated: true, delegated_days: 20 });
  const number = await planned();
  await planner('POST', `/plan-versions/${number}/submit`, {});
  const { body } = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  expect(body).toMatchObject({ state: 'published' });
  await test.workOff();
});
afterAll(() => test.close());

async function planned(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
}

/** Plans anew and submits that; what would wait for a supervisor is taken back. */
async function submit(): Promise<{ state: string; done: string }> {
  const number = await planned();
  const { body } = await planner('POST', `/plan-versions/${number}/submit`, {});
  if (body.state === 'submitted') await planner('POST', `/plan-versions/${number}/withdraw`, {});
  await test.workOff();
  return body;
}

async function change(number: string, more: object): Promise<void> {
  const { rows } = (await planner('GET', '/work-orders')).body;
  const { id, version } = rows.find((row: { number: string }) => row.number === number);
  expect(await planner('PATCH', `/work-orders/${id}`, more, { version })).toMatchObject({ status: 200 });
}

describe('delegated limits see for how many an order is', () => {
  it('not what is done of it: that leaves less to come of the same order', async () => {
    await change('MO-1', { good: 4, state: 'started' });
    const four = { item: 'FRAME', location: 'A1', qty: 4 };
    const storekeeper = await test.as(['storekeeper']);
    expect(await storekeeper('POST', '/stock', four)).toMatchObject({ status: 201 });
    expect(await submit()).toMatchObject({ state: 'published' });
  });

  it('each of two, though the one is as much larger as the other is smaller, begun or not', async () => {
    await change('MO-1', { qty: 8 });
    await change('MO-2', { qty: 12 });
    const { state, done } = await submit();
    expect(state).toBe('submitted');
    expect(done).toContain(
      'It is beyond the delegated limits: MO-1 of FRAME is for 8 and was published for 10. So it is with 1 more order.',
    );
  });

  it('and nothing any more once they are for as many as before', async () => {
    await change('MO-1', { qty: 10 });
    await change('MO-2', { qty: 10 });
    expect(await submit()).toMatchObject({ state: 'published' });
  });
});
