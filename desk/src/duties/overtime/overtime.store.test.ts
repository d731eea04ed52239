import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';
import { windowThen } from './overtime.tables.ts';

let test: TestApp;
let planner: Ask;
let expediter: Ask;
let supervisor: Ask;

const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const plan = async () => {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
};
/** Planning is a worker's job; a busy machine takes its time. */
const patience = 120_000;

/**
 * Two hours a day, eight to ten, for machine and welders: the eight frames of an hour that are due on the evening of the day
 * after tomorrow are late, and with eight hours more tomorrow they are not.
 */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper']);
  expediter = await test.as(['expediter']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 08:00-10:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/crews', [{ code: 'WELDERS', calendar: 'DAY', size: 1 }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'WELD', crew: 'WELDERS', setup_minutes: 0, run_minutes: 60 },
  ]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  const line = { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 8 };
  await put('/customer-lines', [{ ...line, due: plantDay(2), promised: plantDay(2) }]);
  await plan();
}, patience);
afterAll(() => test.close());

const tomorrow = () => ({ work_centre: 'WELD', day: plantDay(1), hours: '10:00-18:00', hour_price: 60 });
const effects = (more: object = {}) =>
  planner(
    'GET',
    `/overtime-effects?${new URLSearchParams(Object.entries({ ...tomorrow(), ...more }).map(([k, v]) => [k, String(v)]))}`,
  );
const ask = async (more: object = {}, by = planner): Promise<number> => {
  const answer = await by('POST', '/overtime-requests', { ...tomorrow(), reason: 'SO-1 is late', ...more });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id;
};
const act = (by: Ask, id: number, what: string, body: object = {}) =>
  by('POST', `/overtime-requests/${id}/${what}`, body);
/** Dan decides in Ann's name. */
async function standingIn() {
  const [ann, dan] = [await test.person(['supervisor']), await test.person(['viewer'])];
  const people = (await (await test.as(['administrator']))('GET', '/users')).body.rows;
  const { number } = people.find((one: { email: string }) => one.email === dan.email);
  const named = await ann.ask('POST', '/deputies', { deputy: number, from: plantDay(0), to: plantDay(4) });
  expect(named).toMatchObject({ status: 201 });
  return { ann, dan };
}

describe('overtime, before it is asked for', () => {
  it(
    'shows what it moves, whom it saves, who comes and what it costs; nothing is kept',
    async () => {
      const { status, body } = await effects();
      expect(status).toBe(200);
      // Eight hours at 60.00.
      expect(body).toMatchObject({ crews: ['WELDERS'], cost: 480_00, version: { number: 1 }, hurts: [] });
      expect(body.saves).toMatchObject([{ demand: 'SO-1/1', customer: 'Miller Cycles', became: 'saved' }]);
      expect(body.verdict).toMatch(/8 h overtime/);
      expect((await planner('GET', '/overtime-requests')).body.rows).toEqual([]);
    },
    patience,
  );

  it.each([
    ['an unknown work centre', { work_centre: 'NOWHERE' }, /no work centre "NOWHERE"/],
    ['a machine of another', { machine: 'SAW' }, /no machine of WELD/],
    ['an unknown crew', { crews: 'GHOSTS' }, /no crew "GHOSTS"/],
    ['hours that are none', { hours: 'evening' }, /not a span of hours/],
    ['a crew that is named twice', { crews: 'WELDERS,WELDERS' }, /"WELDERS" stands there twice/],
    ['hours that end when they begin', { hours: '06:00-06:00' }, /06:00-06:00 ends when it begins/],
    ['an open shift', { hours: '09:00-12:00' }, /W1 is open/],
    ['a day gone by', { day: plantDay(-1) }, /is gone by/],
  ])('refuses %s with a way out', async (_, more, text) => {
    const { status, body } = await effects(more);
    expect([400, 422]).toContain(status);
    expect(body.detail).toMatch(text);
    expect(body.detail).toMatch(/Maybe/);
  });
});

describe('overtime that was asked for', () => {
  it.each([
    ['null', null],
    ['nothing', ''],
    ['blanks', ' '],
    ['a number in hex', '0x10'],
    ['one with an exponent', '1e1'],
  ])('wants its price: %s is none', async (_, hour_price) => {
    const answer = await planner('POST', '/overtime-requests', { ...tomorrow(), hour_price, reason: 'late' });
    expect(answer).toMatchObject({ status: 400, body: { faults: [{ field: 'hour_price' }] } });
  });

  it(
    'is decided by another than who asked, whom his role allows it, with a reason where it is refused',
    async () => {
      const id = await ask({}, supervisor);
      expect((await act(planner, id, 'approve')).status).toBe(403);
      expect(await act(supervisor, id, 'approve')).toMatchObject({ status: 422, body: { code: 'own-request' } });
      const other = await test.as(['supervisor']);
      expect((await act(other, id, 'refuse')).status).toBe(400);
      expect(await act(other, id, 'refuse', { reason: 'no money' })).toMatchObject({ status: 201 });
      expect(await act(other, id, 'approve')).toMatchObject({ status: 409, body: { code: 'decided' } });
      expect((await planner('GET', '/overtime-requests?waiting=true')).body.rows).toEqual([]);
      expect((await planner('GET', '/overtime-requests')).body.rows).toMatchObject([
        { id, state: 'refused', decision_reason: 'no money', mine: false, cost: 480_00 },
      ]);
    },
    patience,
  );

  it(
    'stands once, however many ask for the same hours at once',
    async () => {
      const wished = { ...tomorrow(), reason: 'SO-1 is late' };
      const answers = await Promise.all(
        [planner, planner, expediter, supervisor].map((one) => one('POST', '/overtime-requests', wished)),
      );
      expect(answers.map((one) => one.status).toSorted()).toEqual([201, 422, 422, 422]);
      for (const { body } of answers.filter((one) => one.status === 422)) expect(body.code).toBe('asked-already');
      const [{ id }] = (await planner('GET', '/overtime-requests?waiting=true')).body.rows;
      expect(await act(await test.as(['supervisor']), id, 'refuse', { reason: 'tried' })).toMatchObject({
        status: 201,
      });
    },
    patience,
  );

  it(
    'and approved is worked by the next plan, however many approve at once; revoked, it is not',
    async () => {
      const id = await ask({}, expediter);
      expect(await planner('POST', '/overtime-requests', { ...tomorrow(), reason: 'twice' })).toMatchObject({
        status: 422,
        body: { code: 'asked-already' },
      });
      // Hours that somebody called so stand in nobody's way.
      const named = { code: `OT-${id}`, work_centre: 'WELD', hour_price: 0 };
      const saturday = { work_from: `${plantDay(30)}T18:00`, work_to: `${plantDay(30)}T19:00` };
      const mine = await planner('POST', '/overtime-windows', { ...named, ...saturday });
      expect(mine).toMatchObject({ status: 201 });
      const others = [supervisor, await test.as(['supervisor'])];
      const answers = await Promise.all(others.map((one) => act(one, id, 'approve')));
      expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409]);
      const windows = (await planner('GET', '/overtime-windows')).body.rows;
      const window = windows.find((row: { decided: boolean }) => row.decided);
      expect(window).toMatchObject({ code: `OT-${id}-2`, work_centre: 'WELD', crews: 'WELDERS', decided: true });
      await planner('DELETE', `/overtime-windows/${mine.body.id}`, undefined, { version: mine.body.version });

      // Whoever writes records approves nothing by it, and takes nothing away.
      const row = {
        code: 'MINE',
        work_centre: 'WELD',
        work_from: `${plantDay(3)}T10:00`,
        work_to: `${plantDay(3)}T12:00`,
      };
      for (const [method, path, body] of [
        ['POST', '/overtime-windows', { ...row, hour_price: 1, decided: true }],
        ['PATCH', `/overtime-windows/${window.id}`, { work_to: `${plantDay(1)}T23:00` }],
        ['DELETE', `/overtime-windows/${window.id}`, undefined],
      ] as const)
        expect(await planner(method, path, body, { version: window.version })).toMatchObject({
          status: 403,
          body: { detail: expect.stringMatching(/only a supervisor.*Maybe/) },
        });

      await plan();
      const late = async () => (await planner('GET', '/plan-versions')).body.rows[0].figures.onTime;
      expect(await late()).toBe(1);
      expect((await planner('GET', '/overtime-requests?ahead=true')).body.rows).toMatchObject([
        { id, state: 'approved', begun: false },
      ]);

      expect((await act(supervisor, id, 'revoke')).status).toBe(400);
      const { ann, dan } = await standingIn();
      expect(await act(dan.ask, id, 'revoke', { reason: 'nobody came' })).toMatchObject({ status: 201 });
      expect(await act(supervisor, id, 'revoke', { reason: 'again' })).toMatchObject({
        status: 409,
        body: { code: 'revoked-already' },
      });
      expect((await planner('GET', '/overtime-windows')).body.rows).toEqual([]);
      await plan();
      expect(await late()).toBe(0);
      const [told] = (await planner('GET', '/overtime-requests')).body.rows;
      expect(told).toMatchObject({
        state: 'revoked',
        revoke_reason: 'nobody came',
        revoked_by: `${dan.name}, standing in for ${ann.name}`,
      });
    },
    patience,
  );

  it('on a holiday is asked for by who says that it is meant', async () => {
    const days = [{ calendar: 'DAY', day: plantDay(4), hours: '', name: 'Stocktaking' }];
    expect(await planner('POST', '/calendar-changes', { days })).toMatchObject({ status: 201 });
    const body = { ...tomorrow(), day: plantDay(4), hours: '08:00-12:00', reason: 'inventory' };
    expect(await planner('POST', '/overtime-requests', body)).toMatchObject({
      status: 409,
      body: { code: 'closed-day', values: { confirm: 'closed-day' }, detail: expect.stringMatching(/Stocktaking/) },
    });
    // Said yes to, it goes on to the plan, which is stale by now.
    expect(await planner('POST', '/overtime-requests?confirm=closed-day', body)).toMatchObject({
      status: 409,
      body: { code: 'plan-stale' },
    });
  });

  it('over midnight for long is asked for by who says that it is meant', async () => {
    const body = { ...tomorrow(), hours: '10:00-06:00', reason: 'all night' };
    expect(await planner('POST', '/overtime-requests', body)).toMatchObject({
      status: 409,
      body: {
        code: 'over-midnight',
        values: { confirm: 'over-midnight' },
        detail: expect.stringMatching(
          /^10:00-06:00 of WELD on .* is 20 hours, until 06:00 of the next day\. Is that meant\?/,
        ),
      },
    });
    expect(await planner('POST', '/overtime-requests?confirm=over-midnight', body)).toMatchObject({
      body: { code: 'plan-stale' },
    });
  });

  it('stands in the history of changes, with who decided and who revoked', async () => {
    const told = async (kind: string) => (await planner('GET', `/audit?kind=${kind}`)).body.rows;
    expect((await told('overtime_requests'))[0]).toMatchObject({ one: 'overtime asked for', called: 'WELD' });
    expect((await told('overtime_decisions'))[0].changes).toContainEqual(
      expect.objectContaining({ field: 'who', after: expect.stringMatching(/^supervisor/) }),
    );
    expect(await told('overtime_revocations')).toHaveLength(1);
    const actions = (await told('overtime_windows')).map((row: { action: string }) => row.action);
    expect(actions).toEqual(['delete', 'delete', 'insert', 'insert']);
  });

  it(
    'is revoked whatever its hours are called by now; nobody else’s hours go, and hours that are gone are told',
    async () => {
      await plan();
      const [early, late] = [await ask({ hours: '10:00-12:00' }), await ask({ hours: '12:00-14:00' })];
      const windows = async () => (await planner('GET', '/overtime-windows')).body.rows;
      const opened = async (id: number) => {
        expect(await act(supervisor, id, 'approve')).toMatchObject({ status: 201, body: { code: `OT-${id}` } });
        return (await windows()).find((row: { code: string }) => row.code === `OT-${id}`);
      };
      const [first, second] = [await opened(early), await opened(late)];
      const called = await supervisor('PATCH', `/overtime-windows/${first.id}`, { code: 'EARLY' }, first);
      expect(called).toMatchObject({ status: 200 });
      expect(await supervisor('DELETE', `/overtime-windows/${second.id}`, undefined, second)).toMatchObject({
        status: 200,
      });
      const { id, version, changed_at, changed_by, ...same } = second;
      expect(await planner('POST', '/overtime-windows', { ...same, decided: false })).toMatchObject({ status: 201 });

      const why = { reason: 'nobody came' };
      expect((await act(supervisor, late, 'revoke', why)).body.done).toMatch(/^Revoked\. Its hours .* by hand before/);
      expect((await windows()).map((row: { code: string }) => row.code).sort()).toEqual(['EARLY', `OT-${late}`]);
      // Of approvals before ids were kept the log knows the same.
      const kept = sql.raw<{ window_id: number; logged: number }>(`
        select d.window_id, ${windowThen('d', 'r.site')} as logged
        from overtime_decisions d join overtime_requests r on r.id = d.request where d.code is not null`);
      const { rows } = await kept.execute(test.db);
      expect(rows).toContainEqual({ window_id: first.id, logged: first.id });
      for (const { window_id, logged } of rows) expect(logged).toBe(window_id);
      expect((await act(supervisor, early, 'revoke', why)).body.done).toMatch(/^Revoked: it is not worked/);
      expect(await windows()).toMatchObject([{ code: `OT-${late}`, decided: false }]);
    },
    patience,
  );

  it('stays as it was written', async () => {
    await expect(test.db.updateTable('overtime_requests').set({ reason: 'x' }).execute()).rejects.toThrow(
      /append-only/,
    );
    await expect(test.db.deleteFrom('overtime_revocations').execute()).rejects.toThrow(/append-only/);
  });
});
