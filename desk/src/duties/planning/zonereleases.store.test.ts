import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Two orders on one machine, both in time and within the frozen zone of the plan that is published. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-14:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 }]);
  for (const number of ['MO-A', 'MO-B'])
    await put('/work-orders', [{ number, item: 'FRAME', qty: 1, due: days(1), state: 'firm' }]);
  await plan();
  await planner('POST', '/plan-versions/1/submit', {});
  expect((await supervisor('POST', '/plan-versions/1/approve', { publish: true })).status).toBe(201);
});
afterAll(() => test.close());

async function plan(): Promise<void> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
}
const release = (who: Ask, more: object = {}) =>
  who('POST', '/zone-releases', { work_order: 'MO-A', reason: 'the jig is away', until: days(3), ...more });

describe('work released from the frozen zone', () => {
  it('is named by a supervisor alone, once, and stands in the history of changes', async () => {
    expect((await release(planner)).status).toBe(403);
    expect((await release(supervisor, { work_order: 'MO-NONE' })).status).toBe(404);
    expect(await release(supervisor, { until: 'some day' })).toMatchObject({
      status: 400,
      body: { faults: [{ field: 'until', text: expect.stringMatching(/^The day "some day" is not/) }] },
    });
    const { status, body } = await release(supervisor, { seq: 77 });
    expect([status, body.code, body.detail]).toEqual([
      404,
      'no-such-step',
      expect.stringMatching(/ has no step 77 in the published plan, but 10\. Maybe name one of these\.$/),
    ]);
    expect((await release(supervisor)).body.done).toMatch(
      /^MO-A is released from the frozen zone until Sat 7 Nov 2026 00:00: the next plan may move it/,
    );
    expect(await release(supervisor)).toMatchObject({ status: 409, body: { code: 'released-already' } });
    expect((await planner('GET', '/zone-releases')).body.rows).toMatchObject([
      { work_order: 'MO-A', seq: null, reason: 'the jig is away', who: expect.stringMatching(/^supervisor/) },
    ]);
    expect((await planner('GET', '/audit?kind=zone_releases&called=MO-A')).body.rows).toMatchObject([
      { one: 'release from the frozen zone', action: 'insert' },
    ]);
  });

  it('is let go by the next plan while the rest is held, until it runs out', async () => {
    await plan();
    const steps = await test.db
      .selectFrom('plan_steps')
      .innerJoin('plan_versions', 'plan_versions.id', 'plan_steps.version')
      .select(['order_id', 'frozen'])
      .where('number', '=', 2)
      .orderBy('order_id')
      .execute();
    expect(steps).toEqual([
      { order_id: 'work/MO-A', frozen: false },
      { order_id: 'work/MO-B', frozen: true },
    ]);
    await setNow(test.db, `${days(4)}T08:00:00.000Z`);
    expect((await planner('GET', '/zone-releases')).body.rows).toEqual([]);
  });

  it('is taken back by who may release it, with why, and held again by the next plan', async () => {
    await setNow(test.db, plantNow);
    const [{ id }] = (await planner('GET', '/zone-releases')).body.rows;
    const takeBack = (who: Ask, of = id) =>
      who('POST', `/zone-releases/${of}/take-back`, { reason: 'the jig is here' });
    expect((await takeBack(planner)).status).toBe(403);
    expect((await takeBack(supervisor, id + 900)).status).toBe(404);
    expect((await takeBack(supervisor)).body.done).toBe(
      'The release of MO-A from the frozen zone is taken back: the next plan keeps its machine and its turn as published.',
    );
    const { status, body } = await takeBack(supervisor);
    expect([status, body.code, body.detail]).toEqual([
      409,
      'taken-back-already',
      expect.stringMatching(
        /^supervisor \d+ took the release of MO-A back already, on \w{3} \d+ \w{3} \d{4} \d\d:\d\d\.$/,
      ),
    ]);
    expect((await planner('GET', '/zone-releases')).body.rows).toEqual([]);
    expect((await planner('GET', '/audit?kind=zone_releases_taken_back&called=MO-A')).body.rows).toMatchObject([
      { one: 'release from the frozen zone taken back', action: 'insert' },
    ]);
    await plan();
    const steps = await test.db
      .selectFrom('plan_steps')
      .innerJoin('plan_versions', 'plan_versions.id', 'plan_steps.version')
      .select(['order_id', 'frozen'])
      .where('number', '=', 3)
      .orderBy('order_id')
      .execute();
    expect(steps.map(({ frozen }) => frozen)).toEqual([true, true]);
    expect(await release(supervisor, { until: '2099-01-01' })).toMatchObject({
      status: 409,
      body: { code: 'too-far', detail: expect.stringMatching(/^2099-01-01 is more than ten years ahead\./) },
    });
  });

  it('goes with its order when that is renumbered, and who takes the number has none of it', async () => {
    const renumber = async (from: string, to: string) => {
      const [{ id, version }] = (await planner('GET', `/work-orders?filter=number:eq:${from}`)).body.rows;
      expect((await planner('PATCH', `/work-orders/${id}`, { number: to }, { version })).status).toBe(200);
    };
    const listed = async () => (await planner('GET', '/zone-releases')).body.rows;
    const { id } = (await release(supervisor)).body;
    await renumber('MO-A', 'MO-X');
    await renumber('MO-B', 'MO-A');
    expect(await listed()).toMatchObject([{ id, work_order: 'MO-X' }]);
    expect((await release(supervisor)).status).toBe(201);
    const [{ id: other }] = await listed();
    await supervisor('POST', `/zone-releases/${other}/take-back`, { reason: 'the jig is here' });
    await plan();
    const frozen = await test.db
      .selectFrom('plan_steps')
      .innerJoin('plan_versions', 'plan_versions.id', 'plan_steps.version')
      .select(['order_id', 'frozen'])
      .where('number', '=', (from) => from.selectFrom('plan_versions').select(({ fn }) => fn.max('number').as('last')))
      .orderBy('order_id')
      .execute();
    expect(frozen).toEqual([
      { order_id: 'work/MO-A', frozen: true },
      { order_id: 'work/MO-X', frozen: false },
    ]);
    const back = await supervisor('POST', `/zone-releases/${id}/take-back`, { reason: 'the jig is here' });
    expect(back.body.done).toMatch(/^The release of MO-X from/);
    await renumber('MO-A', 'MO-B');
    await renumber('MO-X', 'MO-A');
  });

  it('is taken back while another stands, which is said', async () => {
    await setNow(test.db, plantNow);
    const [one, other] = [
      (await release(supervisor, { seq: 10 })).body.id,
      (await release(supervisor, { until: days(20) })).body.id,
    ];
    const takeBack = async (id: number) =>
      (await supervisor('POST', `/zone-releases/${id}/take-back`, { reason: 'the jig is here' })).body.done;
    expect(await takeBack(one)).toMatch(
      /^The release of step 10 of MO-A from the frozen zone is taken back\. Still released: MO-A by supervisor \d+ until \w{3} \d+ Nov 2026 00:00\. The next plan may move that\. Maybe take it back too\.$/,
    );
    expect(await takeBack(other)).toMatch(
      /is taken back: the next plan keeps its machine and its turn as published\.$/,
    );
  });

  it('bears both names where a deputy releases it', async () => {
    await setNow(test.db, plantNow);
    const [ann, dan] = [await test.person(['supervisor']), await test.person(['viewer'])];
    const people = (await (await test.as(['administrator']))('GET', '/users')).body.rows;
    const { number } = people.find((one: { email: string }) => one.email === dan.email);
    expect(await ann.ask('POST', '/deputies', { deputy: number, from: days(0), to: days(4) })).toMatchObject({
      status: 201,
    });
    expect(await release(dan.ask, { work_order: 'MO-B' })).toMatchObject({ status: 201 });
    expect((await planner('GET', '/zone-releases')).body.rows[0]).toMatchObject({
      work_order: 'MO-B',
      who: `${dan.name}, standing in for ${ann.name}`,
    });
  });
});
