import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
/** Three orders are sawn for a day each on one of two saws, or in twice the time on the laser of another work centre, by one crew of two. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  const put = async (path: string, row: object) =>
    expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  await put('/units', { code: 'pcs' });
  await put('/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-22:00' });
  for (const code of ['SAW', 'LASER']) await put('/work-centres', { code, calendar: 'DAY', department: code });
  for (const code of ['S1', 'S2']) await put('/machines', { code, work_centre: 'SAW' });
  await put('/machines', { code: 'L1', work_centre: 'LASER', speed_percent: 50 });
  await put('/crews', { code: 'SAWYERS', calendar: 'DAY', size: 2 });
  await put('/items', { code: 'FRAME', supply: 'make', unit: 'pcs' });
  await put('/routing-steps', {
    item: 'FRAME',
    seq: 10,
    work_centre: 'SAW',
    machines: 'S1, S2, L1',
    run_minutes: 60,
    crew: 'SAWYERS',
  });
  await put('/customers', { code: 'MILLER' });
  for (const n of [1, 2, 3]) {
    const of = { item: 'FRAME', qty: 8, due: plantDay(2) };
    await put('/work-orders', { number: `MO-${n}`, state: 'firm', ...of });
    await put('/customer-lines', { order_no: `SO-${n}`, line: 1, customer: 'MILLER', ...of });
  }
  await planner('POST', '/planning-runs', {});
  await test.workOff();
});
afterAll(() => test.close());

it('an order that is moved to the slower machine of another work centre, where its crew pushes others, is kept', async () => {
  const { plan } = (await planner('GET', '/board/problem?version=1')).body;
  const [step] = plan.operations.filter((one: { machine: string }) => one.machine !== 'L1');
  const acts = [[{ kind: 'move', order: step.order, seq: step.seq, machine: 'L1', start: step.start }]];
  expect(await planner('POST', '/board/drafts', { version: 1, acts, reason: 'the laser is free' })).toMatchObject({
    status: 201,
  });
});
