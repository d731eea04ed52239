import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';
import { setApproval } from './approval.test-support.ts';

let test: TestApp;
let planner: Ask;
let other: Ask;
let supervisor: Ask;
let second: Ask;
let viewer: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Frames are welded on one machine for two customers. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  other = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  second = await test.as(['supervisor']);
  viewer = await test.as(['viewer']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', setup_minutes: 30, run_minutes: 60 }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await put('/work-orders', [{ number: 'MO-1', item: 'FRAME', qty: 4, due: days(3), state: 'firm' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 4, due: days(5) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 5, due: days(9) },
  ]);
});
afterAll(() => test.close());

/** Plans, and answers the version's number. */
async function plan(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
}
const act = (who: Ask, what: string, number: number, body: object = {}) =>
  who('POST', `/plan-versions/${number}/${what}`, body);
/** Beside what others submitted before. */
const submit = (who: Ask, number: number) => act(who, 'submit?confirm=rival', number);
const stateOf = async (number: number) => (await planner('GET', `/plan-versions/${number}`)).body.version.state;

/** What the list says of one. */
const listed = async (number: number) =>
  (await viewer('GET', '/plan-versions')).body.rows.find((row: { number: number }) => row.number === number);

async function published(): Promise<number> {
  const number = await plan();
  expect((await submit(planner, number)).status).toBe(201);
  expect((await act(supervisor, 'approve', number, { publish: true })).body).toMatchObject({ state: 'published' });
  return number;
}

describe('a version', () => {
  it('is a draft, is submitted, approved by another and published; the next one supersedes it', async () => {
    const first = await plan();
    expect(await stateOf(first)).toBe('draft');
    expect((await submit(planner, first)).body).toMatchObject({ state: 'submitted' });
    expect((await act(supervisor, 'approve', first)).body).toMatchObject({ state: 'approved' });
    expect((await act(supervisor, 'publish', first)).body).toMatchObject({ state: 'published' });
    const next = await published();
    expect([await stateOf(first), await stateOf(next)]).toEqual(['superseded', 'published']);
    const { body } = await planner('GET', `/plan-versions/${first}`);
    expect(body.decisions.map((one: { decision: string }) => one.decision)).toEqual([
      'submitted',
      'approved',
      'published',
      'superseded',
    ]);
  });

  it('is made against what is published, however many drafts were made since', async () => {
    const standing = await published();
    await plan();
    const draft = await plan();
    expect((await planner('GET', `/plan-versions/${draft}`)).body).toMatchObject({ parent: standing });
  });

  it('is never approved by who submitted it, even where the role would let him', async () => {
    const number = await plan();
    await submit(supervisor, number);
    const answer = await act(supervisor, 'approve', number);
    expect(answer).toMatchObject({ status: 409, body: { code: 'own-version' } });
    expect(answer.body.detail).toMatch(/somebody else .* Maybe/);
    expect((await act(second, 'approve', number)).status).toBe(201);
  });

  it('is neither approved nor published by a planner', async () => {
    const number = await plan();
    await submit(planner, number);
    for (const what of ['approve', 'publish']) expect((await act(planner, what, number)).status).toBe(403);
    expect((await act(planner, 'reject', number, { reason: 'no' })).status).toBe(403);
  });

  it('is rejected with a reason, and the next plan is a new draft', async () => {
    const number = await plan();
    await submit(planner, number);
    expect((await act(supervisor, 'reject', number, {})).status).toBe(400);
    expect((await act(supervisor, 'reject', number, { reason: 'SO-1 first' })).body).toMatchObject({
      state: 'rejected',
    });
    expect((await submit(planner, number)).body.detail).toMatch(/rejected already.*plan again/);
    expect(await stateOf(await plan())).toBe('draft');
  });

  it('is approved beside another that waits against the same plan: which one, and what becomes of the two, is said', async () => {
    const [first, second] = [await plan(), await plan()];
    await submit(planner, first);
    await submit(planner, second);
    const { done } = (await act(supervisor, 'approve', second)).body;
    expect(done).toContain(`Version ${first}, submitted by planner`);
    expect(done).toMatch(/waits too\. Whichever of the two is published first overtakes the other\.$/);
  });

  it('is taken back by who submitted it, until somebody decides: it is a draft again, of which no rival is told', async () => {
    const number = await plan();
    await submit(planner, number);
    const beside = await plan();
    const rivals = async () => (await planner('GET', `/plan-versions/${beside}`)).body.rivals;
    expect(await rivals()).toContainEqual(expect.objectContaining({ number }));
    expect((await act(viewer, 'withdraw', number)).status).toBe(403);
    const others = await act(other, 'withdraw', number);
    expect(others).toMatchObject({ status: 409, body: { code: 'not-your-submission' } });
    expect(others.body.detail).toMatch(/^planner \d+ submitted version \d+.* Maybe/);
    expect((await planner('GET', `/plan-versions/${number}`)).body.barred.withdraw).toBeNull();
    const send = () => planner('POST', `/plan-versions/${number}/withdraw`, {}, { key: `take-back-${number}` });
    expect([await send(), await send()].map((one) => one.body.state)).toEqual(['draft', 'draft']);
    expect(await rivals()).not.toContainEqual(expect.objectContaining({ number }));
    const { rows } = (await supervisor('GET', '/approvals')).body;
    expect(rows.map((row: { number: number }) => row.number)).not.toContain(number);
    expect((await act(supervisor, 'approve', number)).body.detail).toMatch(
      /is a draft again: planner \d+ took it back/,
    );
    expect((await submit(other, number)).body).toMatchObject({ state: 'submitted' });
    expect((await act(other, 'approve', number)).status).toBe(403);
    expect((await act(supervisor, 'approve', number)).status).toBe(201);
    const late = await act(other, 'withdraw', number);
    expect(late).toMatchObject({ status: 409, body: { code: 'decided-already' } });
    expect(late.body.detail).toMatch(/is approved already: supervisor \d+ approved it on/);
    const { decisions } = (await planner('GET', `/plan-versions/${number}`)).body;
    expect(decisions.map((one: { said: string }) => one.said.replace(/ \d+/, ''))).toEqual([
      'planner submitted it',
      'planner took it back',
      'planner submitted it',
      'supervisor approved it',
    ]);
  });

  it('approved from two windows at once is approved by one; the other is told who and when', async () => {
    const number = await plan();
    await submit(planner, number);
    const again = await submit(planner, number);
    expect([again.status, again.body.detail]).toEqual([
      409,
      expect.stringMatching(
        /^Version \d+ is submitted already: planner \d+ submitted it on \w{3} \d+ \w{3} \d\d:\d\d\. Nothing was changed\.$/,
      ),
    ]);
    const answers = await Promise.all([act(supervisor, 'approve', number), act(second, 'approve', number)]);
    expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409]);
    const refused = answers.find((one) => one.status === 409)?.body;
    expect(refused).toMatchObject({ code: 'decided-already' });
    expect(refused.detail).toMatch(/supervisor \d+ approved it on \w{3} \d+ \w{3} \d\d:\d\d/);
    expect((await planner('GET', `/plan-versions/${number}`)).body.decisions).toHaveLength(2);
  });

  it('approved after it was read is rejected only by who is told that', async () => {
    const number = await plan();
    await submit(planner, number);
    const { decisions, version } = (await second('GET', `/plan-versions/${number}`)).body;
    const seen = { state: version.state, decisions: decisions.length };
    const reject = (told: object, confirm = '') =>
      second('POST', `/plan-versions/${number}/reject?confirm=${confirm}`, { reason: 'SO-1 first', told });
    expect((await act(supervisor, 'approve', number)).status).toBe(201);
    for (const told of [seen, { state: 'submitted' }]) {
      const refused = await reject(told, 'told-otherwise');
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'told-otherwise', values: { state: 'approved', decisions: 2, who: expect.any(String) } },
      });
      expect(refused.body.detail).toMatch(
        /^Nothing was done: supervisor \d+ approved it on \w{3} \d+ \w{3} \d\d:\d\d, after/,
      );
    }
    expect(await stateOf(number)).toBe('approved');
    expect((await reject({ state: 'approved', decisions: 2 })).body).toMatchObject({ state: 'rejected' });
    const late = await reject({ state: 'approved', decisions: 2 });
    expect(late).toMatchObject({ status: 409, body: { code: 'decided-already' } });
  });

  it('pressed twice with one key is one decision', async () => {
    const number = await plan();
    const send = () =>
      planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {}, { key: `submit-twice-${number}` });
    const answers = [await send(), await send()];
    expect(answers.map((one) => one.body.state)).toEqual(['submitted', 'submitted']);
    expect((await planner('GET', `/plan-versions/${number}`)).body.decisions).toHaveLength(1);
  });
});

describe('of many who decide at once', () => {
  it('one publishes, and of a site one version is published at any moment', async () => {
    const rivals: number[] = [];
    for (let one = 0; one < 4; one++) {
      const number = await plan();
      await submit(planner, number);
      await act(supervisor, 'approve', number);
      rivals.push(number);
    }
    const answers = await Promise.all(
      rivals.flatMap((number) => [act(supervisor, 'publish', number), act(second, 'publish', number)]),
    );
    expect(answers.filter((one) => one.status === 201)).toHaveLength(1);
    expect(new Set(answers.filter((one) => one.status !== 201).map((one) => one.body.code))).toEqual(
      new Set(['overtaken', 'decided-already']),
    );
    const standing = await test.db
      .selectFrom('plan_versions')
      .select('number')
      .where('state', '=', 'published')
      .execute();
    expect(standing).toHaveLength(1);
  });

  it('a decision that breaks off half way leaves nothing of itself', async () => {
    const before = await published();
    const number = await plan();
    await submit(planner, number);
    await act(supervisor, 'approve', number);
    // The last thing the publication writes fails: what it superseded before stands again.
    await sql`alter table plan_versions add constraint broken check (number <> ${sql.lit(number)} or state <> 'published')`.execute(
      test.db,
    );
    expect((await act(supervisor, 'publish', number)).status).toBe(500);
    await sql`alter table plan_versions drop constraint broken`.execute(test.db);
    expect([await stateOf(before), await stateOf(number)]).toEqual(['published', 'approved']);
    expect((await act(supervisor, 'publish', number)).body).toMatchObject({ state: 'published' });
  });
});

describe('what goes no further', () => {
  it('was made against a version that is not published any more: the orders that ship otherwise are said, and it waits for nobody', async () => {
    await published();
    const mine = await plan();
    await submit(planner, mine);
    await put('/customer-lines', [
      { order_no: `SO-OTHER-${mine}`, line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(9) },
    ]);
    const theirs = await plan();
    const asked = await act(other, 'submit', theirs);
    expect(asked).toMatchObject({ status: 409, body: { code: 'rival', values: { confirm: 'rival', rival: mine } } });
    expect(asked.body.detail).toMatch(new RegExp(`Version ${mine}, submitted by planner`));
    expect((await submit(other, theirs)).status).toBe(201);
    const waits = async () =>
      (await supervisor('GET', '/approvals')).body.rows.map(({ number }: { number: number }) => number);
    expect(await waits()).toEqual(expect.arrayContaining([mine, theirs]));
    await act(supervisor, 'approve', theirs, { publish: true });
    expect(await waits()).not.toContain(mine);
    const refused = await act(supervisor, 'approve', mine);
    expect(refused).toMatchObject({ status: 409, body: { code: 'overtaken' } });
    expect(refused.body.detail).toMatch(
      new RegExp(
        `version ${theirs} is published now, which ships .*\\bSO-OTHER-${mine}/1\\b.* otherwise\\. Maybe plan again`,
      ),
    );
    expect(refused.body.values.orders).toContain(`SO-OTHER-${mine}/1`);
    const { overtaken, no_further } = (await viewer('GET', `/plan-versions/${mine}`)).body;
    expect(overtaken.length).toBeGreaterThan(0);
    // Also who may decide nothing is told that nobody does, and the way out.
    expect(no_further).toMatch(new RegExp(`version ${theirs} is published now. Maybe plan again`));
    expect((await viewer('GET', `/plan-versions/${theirs}`)).body.no_further).toBeNull();
    expect(await listed(mine)).toMatchObject({
      standing: expect.stringMatching(/, overtaken$/),
      overtaken: true,
      no_further,
    });
    expect(await listed(theirs)).toMatchObject({ standing: 'published', overtaken: false, no_further: null });
  });

  it('plans once more what was made firm from another version since: nothing is made twice', async () => {
    const [first, next] = [await plan(), await plan()];
    const { rows } = (await sql<{ id: string }>`select o.id from plan_orders o join plan_versions v on v.id = o.version
      where v.number = ${next} and o.work_order is null order by o.id limit 1`.execute(test.db)) as {
      rows: { id: string }[];
    };
    const firm = await planner('POST', '/planned-orders/firm', { planned: rows[0]!.id, version: next });
    expect(firm.status).toBe(201);
    const refused = await submit(planner, first);
    expect(refused).toMatchObject({ status: 409, body: { code: 'firm-since' } });
    expect(refused.body.detail).toMatch(/^MO-\S+ was made firm from another version since/);
    expect((await listed(first)).no_further).toBe(refused.body.detail);
    expect((await listed(next)).no_further).toBeNull();
    // From the version itself it is made once, whoever did it.
    expect((await submit(planner, next)).status).toBe(201);
  });

  it('plans an order that was cancelled since: it is named', async () => {
    await put('/work-orders', [{ number: 'MO-GONE', item: 'FRAME', qty: 1, due: days(6), state: 'firm' }]);
    const number = await plan();
    await submit(planner, number);
    const [order] = (await planner('GET', '/work-orders?filter=number:eq:MO-GONE')).body.rows;
    await planner('PATCH', `/work-orders/${order.id}`, { state: 'cancelled' }, { version: order.version });
    const refused = await act(supervisor, 'approve', number);
    expect(refused).toMatchObject({ status: 409, body: { code: 'order-cancelled', values: { orders: ['MO-GONE'] } } });
    expect(refused.body.detail).toMatch(/plans MO-GONE, cancelled since. Maybe plan again/);
    expect((await listed(number)).no_further).toBe(refused.body.detail);
    // Whoever submits one that goes on is asked about none that does not.
    const without = await plan();
    expect((await planner('GET', `/plan-versions/${without}`)).body.rivals).not.toContainEqual(
      expect.objectContaining({ number }),
    );
    await act(supervisor, 'reject', number, { reason: 'MO-GONE is' });
    // Decided to the end, it goes nowhere anyway.
    expect((await listed(number)).no_further).toBeNull();
  });

  it('stands on inputs older than a day, or than the site says: what was written since is said', async () => {
    const number = await plan();
    await submit(planner, number);
    await put('/customer-lines', [
      { order_no: 'SO-LATER', line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(12) },
    ]);
    await setNow(test.db, new Date(Date.parse(plantNow) + 25 * 3_600_000).toISOString());
    const refused = await act(supervisor, 'approve', number);
    expect(refused).toMatchObject({ status: 409, body: { code: 'stale-inputs' } });
    expect((await listed(number)).no_further).toBe(refused.body.detail);
    expect(refused.body.values.inputs).toContain('SO-LATER/1');
    expect((await setApproval(planner, { stale_hours: 48 })).status).toBe(403);
    expect((await setApproval(supervisor, { stale_hours: 48 })).status).toBe(200);
    expect((await act(supervisor, 'approve', number)).status).toBe(201);
    await setApproval(supervisor, { stale_hours: 24 });
    await setNow(test.db, plantNow);
  });

  it('waits to be published while a planning run is going', async () => {
    const number = await plan();
    await submit(planner, number);
    await act(supervisor, 'approve', number);
    const { body: run } = await planner('POST', '/planning-runs', {});
    const refused = await act(supervisor, 'publish', number);
    expect(refused).toMatchObject({ status: 409, body: { code: 'run-going' } });
    expect(refused.body.detail).toMatch(/Maybe wait until it is done, or cancel it/);
    await planner('POST', `/planning-runs/${run.id}/cancel`, {});
    expect((await act(supervisor, 'publish', number)).status).toBe(201);
    await test.workOff();
  });
});

describe('what was decided', () => {
  it('is never changed', async () => {
    const number = await published();
    await expect(
      test.db
        .updateTable('version_decisions')
        .set({ who: 'somebody else' })
        .where('decision', '=', 'approved')
        .execute(),
    ).rejects.toThrow(/append-only/);
    expect(await stateOf(number)).toBe('published');
  });

  it('stands in the history of changes, and outlives its version', async () => {
    const number = await plan();
    await submit(planner, number);
    await act(supervisor, 'reject', number, { reason: 'SO-1 first' });
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'night clearing', email: '', via: 'cli' }, 'PLANT');
      await tx.deleteFrom('plan_versions').where('number', '=', number).execute();
    });
    expect((await planner('GET', `/plan-versions/${number}`)).status).toBe(404);
    const { rows } = (await planner('GET', `/audit?kind=version_decisions&called=${number}`)).body;
    expect(rows.map((row: { changes: { after: unknown }[] }) => row.changes.map((one) => one.after))).toEqual([
      [expect.stringMatching(/^supervisor/), 'SO-1 first', 'rejected'],
      [expect.stringMatching(/^planner/), 'submitted'],
    ]);
    expect(
      await test.db.selectFrom('version_decisions').select('id').where('number', '=', number).execute(),
    ).toHaveLength(2);
    await expect(test.db.deleteFrom('version_decisions').execute()).rejects.toThrow(/append-only/);
  });
});

describe('the floor', () => {
  it('works to what is published, while the hot list stands on the newest plan', async () => {
    const number = await published();
    const draft = await plan();
    expect((await planner('GET', '/dispatch')).body.version).toMatchObject({ number });
    expect((await planner('GET', '/plan-state')).body.version).toMatchObject({ number: draft });
  });
});
