import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
/** Planning is a worker's job; a busy machine takes its time. */
const patience = 120_000;

beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper']);
  supervisor = await test.as(['supervisor']);
  for (const [path, row] of [
    ['/units', { code: 'pcs' }],
    ['/calendars', { code: 'DAY', week: 'Mon-Sun 08:00-16:00' }],
    ['/work-centres', { code: 'WELD', calendar: 'DAY' }],
    ['/machines', { code: 'W1', work_centre: 'WELD' }],
    ['/items', { code: 'FRAME', supply: 'make', unit: 'pcs' }],
    ['/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 }],
    ['/customers', { code: 'MILLER' }],
  ] as const)
    expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  await plan();
}, patience);
afterAll(() => test.close());

async function plan() {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
}
const wanted = { customer: 'MILLER', item: 'FRAME', qty: 2, wish: plantDay(5) };
async function ask(by: Ask, confirm = '', more: object = {}) {
  const words = { ...wanted, ...more };
  const { body } = await planner('GET', `/rush-offers?${new URLSearchParams({ ...words, qty: String(words.qty) })}`);
  return by('POST', `/rush-requests?confirm=${confirm}`, { ...words, option: 'kept', date: body.kept.date });
}
const approve = (id: number, confirm = '') => supervisor('POST', `/rush-requests/${id}/approve?confirm=${confirm}`, {});

describe('the same rush order, asked for twice', () => {
  it('stands once, however many ask at once, and each other is told who asked', { timeout: patience }, async () => {
    const askers = [planner];
    while (askers.length < 5) askers.push(await test.as(['planner']));
    const answers = await Promise.all(askers.map((one) => ask(one)));
    expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    for (const { body } of answers.filter((one) => one.status === 409))
      expect(body).toMatchObject({
        code: 'asked-already',
        values: { confirm: 'asked-already', line: null },
        detail: expect.stringMatching(/^planner.* asked for the same .*\d\d:\d\d, already.*another one\?$/),
      });
  });

  it('is asked for once more where somebody says that it is another one; one of another quantity is another', async () => {
    expect(await ask(planner, 'asked-already')).toMatchObject({ status: 201 });
    expect(await ask(planner, '', { qty: 3 })).toMatchObject({ status: 201 });
    expect(await ask(planner, '', { wish: plantDay(6) })).toMatchObject({ status: 201 });
  });

  it('is ordered once, unless who approves it says that it is another one, which its line tells', {
    timeout: patience,
  }, async () => {
    const { body } = await planner('GET', '/rush-requests?waiting=true');
    const twins = body.rows.filter((row: { qty: number; wish: string }) => row.qty === 2 && row.wish === wanted.wish);
    const [second, first] = twins;
    const { status, body: done } = await approve(first.id);
    expect(status).toBe(201);
    // Before the plan with it is made already.
    const refused = await approve(second.id);
    expect(refused).toMatchObject({ status: 409, body: { code: 'ordered-already', values: { line: done.line } } });
    expect(refused.body.detail).toContain(`ordered already, as ${done.line}`);
    await test.workOff();
    expect(await approve(second.id)).toMatchObject({ status: 409, body: { code: 'ordered-already' } });
    expect(await ask(planner)).toMatchObject({ status: 409, body: { code: 'ordered-already' } });
    expect((await planner('GET', '/customer-lines')).body.rows).toHaveLength(1);

    const another = await approve(second.id, 'ordered-already');
    expect(another).toMatchObject({ status: 201 });
    const lines = (await planner('GET', '/customer-lines')).body.rows;
    expect(lines.map((row: { note: string }) => row.note)).toContainEqual(
      expect.stringContaining(`Another one than ${done.line}.`),
    );
  });

  it('is another once what was ordered is cancelled', { timeout: patience }, async () => {
    for (const { id, version } of (await planner('GET', '/customer-lines')).body.rows)
      expect(await planner('PATCH', `/customer-lines/${id}`, { state: 'cancelled' }, { version })).toMatchObject({
        status: 200,
      });
    await plan();
    expect(await ask(planner)).toMatchObject({ status: 201 });
  });
});
