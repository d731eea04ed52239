import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { pledgesOf } from '../planning/pledges.store.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}
async function plan() {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
}
/** Planning is a worker's job; a busy machine takes its time. */
const patience = 120_000;

/** One machine, an hour a frame from eight to four: SO-1 of 30 frames takes it until Friday, in time for its due date. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 08:00-16:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', supply: 'buy', unit: 'pcs' },
    { code: 'CART', supply: 'make', unit: 'pcs', lot_max: 1 },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 1 }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 },
    { item: 'CART', seq: 10, work_centre: 'WELD', run_minutes: 60 },
  ]);
  await put('/customers', [{ code: 'MILLER' }, { code: 'KRAFT' }]);
  await put('/locations', [{ code: 'A-1' }]);
  await put('/stock', [{ item: 'TUBE', location: 'A-1', qty: 100 }]);
  await put('/customer-lines', [
    {
      order_no: 'SO-1',
      line: 1,
      customer: 'KRAFT',
      item: 'FRAME',
      qty: 30,
      due: days(3),
      promised: days(3),
      unit_price: 400,
    },
  ]);
  await plan();
}, patience);
afterAll(() => test.close());

const wanted = () => ({ customer: 'MILLER', item: 'FRAME', qty: 8, wish: days(1) });
const offers = async (asked: object = {}) =>
  planner('GET', `/rush-offers?${new URLSearchParams({ ...wanted(), qty: '8', ...asked })}`);
const effects = async (option: 'kept' | 'first', more: object = {}) =>
  planner('GET', `/rush-effects?${new URLSearchParams({ ...wanted(), qty: '8', option, ...more })}`);
async function ask(option: 'kept' | 'first', by = planner, confirm = ''): Promise<number> {
  const { body } = await offers();
  const answer = await by('POST', `/rush-requests${confirm && `?confirm=${confirm}`}`, {
    ...wanted(),
    option,
    date: body[option].date,
  });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id;
}

describe('a rush order, asked of the plan', () => {
  it('has a date that delays nobody, and a sooner one with whom it hurts, by how much and in money', async () => {
    const { status, body } = await offers();
    expect(status).toBe(200);
    expect(body.first.date < body.kept.date).toBe(true);
    const [kept, first] = [await effects('kept'), await effects('first')];
    expect(kept.body).toMatchObject({
      plan: body.plan,
      date: body.kept.date,
      from_nothing: false,
      hurts: [],
      value: 0,
    });
    expect(first.body).toMatchObject({ date: body.first.date, ships: body.first.date, from_nothing: false });
    // 30 × 400.00
    expect(first.body).toMatchObject({ value: 30 * 400_00, hurts: [{ line: 'SO-1/1', customer: 'KRAFT' }] });
    expect(first.body.hurts[0].seconds).toBeGreaterThan(0);
    expect(body.kept.late_days).toBeGreaterThan(body.first.late_days);
  });

  it('refuses a quantity that the engine cannot make orders of, with its sentence', async () => {
    expect(await offers({ item: 'CART', qty: '1000000' })).toMatchObject({
      status: 422,
      body: { code: 'cannot-be', detail: expect.stringMatching(/1000000 of CART.*Maybe/) },
    });
  });

  it.each([
    ['an unknown item', { item: 'NOWHERE' }, 'item', /no item "NOWHERE"/],
    ['an unknown customer', { customer: 'NOBODY' }, 'customer', /no customer "NOBODY"/],
    ['a quantity of nothing', { qty: '0' }, 'qty', /quantity of 0/],
    ['a quantity that is not typed', { qty: '' }, 'qty', /^A quantity is a number such as 8/],
    ['a quantity in no numbers', { qty: '0x10' }, 'qty', /^A quantity is a number such as 8/],
    ['a quantity with an exponent', { qty: '1e3' }, 'qty', /^A quantity is a number such as 8/],
    ['more than is counted', { qty: '9'.repeat(30) }, 'qty', /more than is counted/],
    ['a day gone by', { wish: days(-1) }, 'wish', /gone by/],
  ])('refuses %s at its field, with a way out', async (_, asked, field, text) => {
    const { status, body } = await offers(asked);
    expect(status).toBe(400);
    expect(body.faults).toMatchObject([{ field, text: expect.stringMatching(text) }]);
    expect(body.faults[0].text).toMatch(/Maybe/);
  });

  it('is asked of a supervisor as it was offered, and with no other date', async () => {
    const otherDate = { date: `${days(9)}T12:00:00Z` };
    expect(await effects('first', otherDate)).toMatchObject({ status: 409, body: { code: 'other-date' } });
    const other = { ...wanted(), option: 'kept', date: `${days(9)}T12:00:00Z` };
    expect(await planner('POST', '/rush-requests', other)).toMatchObject({ status: 409, body: { code: 'other-date' } });
  });
});

describe('the decision about a rush order', () => {
  it('is for who approves, and never one’s own', async () => {
    const id = await ask('kept');
    expect(await planner('POST', `/rush-requests/${id}/approve`, {})).toMatchObject({ status: 403 });
    const own = await ask('kept', supervisor, 'asked-already');
    expect(await supervisor('POST', `/rush-requests/${own}/approve`, {})).toMatchObject({
      status: 422,
      body: { code: 'own-request' },
    });
    expect(await supervisor('POST', `/rush-requests/${own}/refuse`, { reason: 'not today' })).toMatchObject({
      status: 201,
    });
    expect(await supervisor('POST', `/rush-requests/${id}/refuse`, {})).toMatchObject({ status: 400 });
    expect(await supervisor('POST', `/rush-requests/${id}/refuse`, { reason: 'no' })).toMatchObject({ status: 201 });
    expect((await planner('GET', '/rush-requests?waiting=true')).body.rows).toEqual([]);
    expect((await planner('GET', '/rush-requests')).body.rows).toMatchObject([
      { id: own, decision: 'refused', reason: 'not today', mine: false },
      { id, decision: 'refused', mine: true },
    ]);
  });

  it('is not waited for once who asked has taken it back, with a reason that the audit log has', async () => {
    const id = await ask('kept');
    const path = `/rush-requests/${id}/take-back`;
    const other = await test.as(['planner']);
    expect(await other('POST', path, { reason: 'not wanted' })).toMatchObject({
      status: 409,
      body: {
        code: 'not-yours',
        detail: expect.stringMatching(/asked for it, .* Maybe ask a supervisor to refuse it/),
      },
    });
    expect(await planner('POST', path, {})).toMatchObject({ status: 400 });
    expect(await planner('POST', path, { reason: 'The customer waits until May' })).toMatchObject({ status: 201 });
    expect((await planner('GET', '/rush-requests?waiting=true')).body.rows).toEqual([]);
    const [row] = (await planner('GET', '/rush-requests')).body.rows;
    expect(row).toMatchObject({
      id,
      decision: 'refused',
      taken_back: true,
      inactive: false,
      reason: 'The customer waits until May',
    });
    expect(await planner('POST', path, { reason: 'once more' })).toMatchObject({
      status: 409,
      body: { code: 'decided', detail: expect.stringMatching(/already\. Maybe /) },
    });
    const logged = await test.db.selectFrom('audit').selectAll().where('kind', '=', 'rush_decisions').execute();
    expect(JSON.stringify(logged.at(-1))).toContain('The customer waits until May');
  });

  it(
    'makes one order line however many approve at once; it is planned with, and its tickets alone are printed',
    async () => {
      const id = await ask('first');
      // What the offer says stands with what the approver reads: whom it hurts, whose given date breaks, who gains.
      const { hurts, gains, from_nothing } = (await effects('first')).body;
      const told = { hurts: [{ ...hurts[0], became: [] }], gains, from_nothing };
      expect(hurts).toMatchObject([{ line: 'SO-1/1', breaks: hurts[0].due }]);
      expect((await supervisor('GET', '/rush-requests?waiting=true')).body.rows).toMatchObject([{ id, ...told }]);
      const others = [supervisor, await test.as(['supervisor']), await test.as(['supervisor'])];
      const answers = await Promise.all(others.map((one) => one('POST', `/rush-requests/${id}/approve`, {})));
      expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409, 409]);
      for (const { body } of answers.filter((one) => one.status === 409))
        expect(['decided', 'plan-stale']).toContain(body.code);
      const [line] = (await planner('GET', '/customer-lines?filter=customer:eq:MILLER')).body.rows;
      expect(line).toMatchObject({ item: 'FRAME', qty: 8, priority: 1, state: 'open' });
      const pledges = () => test.db.transaction().execute((tx) => pledgesOf(tx, 'PLANT'));
      expect(await pledges()).toEqual([{ line: `${line.order_no}/1`, ships: line.promised, turn: 1 }]);

      expect(await planner('POST', `/rush-requests/${id}/tickets`, {})).toMatchObject({
        status: 409,
        body: { code: 'not-planned' },
      });
      await test.workOff();
      const [row] = (await planner('GET', '/rush-requests')).body.rows;
      expect(row).toMatchObject({ gains: [], from_nothing: false, hurts: [{ breaks: hurts[0].due }] });
      expect(row).toMatchObject({ id, decision: 'approved', line: `${line.order_no}/1`, run: 'done' });
      expect(Date.parse(row.ships)).toBeLessThanOrEqual(Date.parse(row.promised));
      // Nothing was ever published: departments work by the standing plan.
      expect(row).toMatchObject({ version: expect.any(Number), at_work: true });
      const { became, after } = row.hurts.find((one: { line: string }) => one.line === 'SO-1/1');
      // What was told is what the run made.
      expect([Date.parse(became[0].ships), row.run_ships]).toEqual([Date.parse(after), row.ships]);
      const { rows } = await sql<{ ships: string; late: number }>`
        select ships, late_seconds as late from plan_deliveries d join plan_versions v on v.id = d.version
        where v.number = ${row.version} and demand = 'SO-1/1'`.execute(test.db);
      const is = rows[0]!.late > 0 ? 'late' : 'in time';
      expect(became).toMatchObject([{ version: row.version, published: false, is, ships: rows[0]!.ships }]);

      const printed = await planner('POST', `/rush-requests/${id}/tickets`, {});
      expect(printed).toMatchObject({ status: 201, body: { sent: [] } });
      const orders = (await planner('GET', '/work-orders')).body.rows;
      expect(orders).toMatchObject([{ item: 'FRAME', qty: 8, state: 'released', number: printed.body.tickets[0] }]);
      expect((await planner('GET', printed.body.pdf)).raw.subarray(0, 4).toString()).toBe('%PDF');
      await vi.waitFor(
        async () =>
          expect(await planner('POST', `/rush-requests/${id}/tickets`, {})).toMatchObject({
            status: 409,
            body: { code: 'nothing-to-print' },
          }),
        { timeout: 20_000 },
      );
      // What changed since goes to the printer, once one is set, and no second time while it is on its way there.
      const admin = await test.as(['administrator']);
      const hall = { code: 'HALL', host: '127.0.0.1', port: 9, speaks: 'PDF' };
      expect((await admin('POST', '/printers', hall)).status).toBe(201);
      expect((await planner('PUT', '/labels/ticket-printer', { printer: 'HALL' })).status).toBe(200);
      const [step] = (await planner('GET', `/work-steps?filter=work_order:eq:${orders[0].number}`)).body.rows;
      const changed = { instructions: 'Gently.' };
      expect((await planner('PATCH', `/work-steps/${step.id}`, changed, { version: step.version })).status).toBe(200);
      expect((await planner('POST', `/rush-requests/${id}/tickets`, {})).body).toEqual({
        tickets: [orders[0].number],
        sent: [{ printer: 'HALL', tickets: 1, said: '1 ticket waits for HALL.' }],
        pdf: null,
      });
      expect((await planner('POST', `/rush-requests/${id}/tickets`, {})).body.code).toBe('nothing-to-print');
      expect((await planner('PUT', '/labels/ticket-printer', { printer: null })).status).toBe(200);
    },
    patience,
  );

  it(
    'is told with the version that ships it, and whether departments work by that or by the published one',
    async () => {
      const asked = async () => (await planner('GET', '/rush-requests')).body.rows[0];
      await plan();
      const { version } = await asked();
      const publish = () => supervisor('POST', `/plan-versions/${version}/approve`, { publish: true });
      expect(await planner('POST', `/plan-versions/${version}/submit`, {})).toMatchObject({ status: 201 });
      expect(await publish()).toMatchObject({ status: 201 });
      expect(await asked()).toMatchObject({ version, at_work: true });
      const fates = async () => {
        const { became } = (await asked()).hurts.find((one: { line: string }) => one.line === 'SO-1/1');
        return became.map((one: { version: number; published: boolean }) => [one.version, one.published]);
      };
      expect(await fates()).toEqual([[version, true]]);
      await plan();
      expect(await asked()).toMatchObject({ version: version + 1, at_work: false });
      // Whom it was said to delay is told by both.
      expect(await fates()).toEqual([
        [version + 1, false],
        [version, true],
      ]);
      const [line] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-1')).body.rows;
      const cancelled = { state: 'cancelled' };
      expect(await planner('PATCH', `/customer-lines/${line.id}`, cancelled, { version: line.version })).toMatchObject({
        status: 200,
      });
      expect((await asked()).hurts[0].became).toMatchObject([{ is: 'gone' }, { is: 'gone' }]);
    },
    patience,
  );

  it('is pledged as it was approved: to ask for more, or sooner, is another question', async () => {
    const pledged = () => test.db.transaction().execute((tx) => pledgesOf(tx, 'PLANT'));
    const line = async () => (await planner('GET', '/customer-lines?filter=customer:eq:MILLER')).body.rows[0];
    const change = async (more: object) => {
      const { id, version } = await line();
      expect(await planner('PATCH', `/customer-lines/${id}`, more, { version })).toMatchObject({ status: 200 });
    };
    const { qty, due } = await line();
    expect(await pledged()).toHaveLength(1);
    for (const [more, back] of [
      [{ qty: 9 }, { qty }],
      [{ due: days(0) }, { due }],
    ] as const) {
      await change(more);
      expect(await pledged()).toEqual([]);
      await change(back);
      expect(await pledged()).toHaveLength(1);
    }
  });

  it(
    'is told, where another was approved since, that the plan with that is on its way',
    async () => {
      await plan();
      const both = 'asked-already,ordered-already';
      const [one, other] = [await ask('kept', planner, both), await ask('kept', planner, both)];
      const approve = (id: number) => supervisor('POST', `/rush-requests/${id}/approve?confirm=${both}`, {});
      expect(await approve(one)).toMatchObject({ status: 201 });
      const second = await approve(other);
      expect(second).toMatchObject({
        status: 409,
        body: {
          code: 'plan-stale',
          detail: expect.stringMatching(/ and the plan with them is on its way\. Maybe ask again once /),
        },
      });
      await test.workOff();
    },
    patience,
  );

  it('stays as it was written', async () => {
    await expect(test.db.updateTable('rush_decisions').set({ reason: 'x' }).execute()).rejects.toThrow(/append-only/);
    await expect(test.db.deleteFrom('rush_requests').execute()).rejects.toThrow(/append-only/);
  });

  it('stands in the history of changes: what was asked, and what was decided about it by whom', async () => {
    const told = async (kind: string) => (await planner('GET', `/audit?kind=${kind}`)).body.rows;
    expect(await told('pledges')).toMatchObject([{ one: 'pledge of a rush order', action: 'insert' }]);
    const requests = await told('rush_requests');
    expect(requests[0]).toMatchObject({ one: 'rush order asked for', called: 'FRAME', action: 'insert' });
    const [decision] = await told('rush_decisions');
    const fields = decision.changes.map((one: { field: string; after: unknown }) => [one.field, one.after]);
    expect(Object.fromEntries(fields)).toMatchObject({ who: expect.stringMatching(/^supervisor/) });
    expect(requests.map((row: { record: number }) => row.record)).toContain(decision.record);
  });

  /** Asked by the planner, approved by the supervisor and planned with; its row since. */
  const goes = async (wish: Readonly<Record<string, string>>, option: 'kept' | 'first' = 'first') => {
    const { body } = await offers(wish);
    const asking = { ...wanted(), ...wish, qty: Number(wish.qty), option, date: body[option].date };
    const { id } = (await planner('POST', '/rush-requests', asking)).body;
    expect(await supervisor('POST', `/rush-requests/${id}/approve`, {})).toMatchObject({ status: 201 });
    await test.workOff();
    return async () => (await planner('GET', '/rush-requests')).body.rows.find((one: { id: number }) => one.id === id);
  };

  it(
    'puts off whom it was said to delay though they went first before: they are pledged anew, for what was told',
    async () => {
      await plan();
      const pledges = () => test.db.transaction().execute((tx) => pledgesOf(tx, 'PLANT'));
      const [earlier] = await pledges();
      const row = await (await goes({ customer: 'KRAFT', qty: '3', wish: days(0) }))();
      const told = row.hurts.find((one: { line: string }) => one.line === earlier!.line);
      expect(Date.parse(told.after)).toBeGreaterThan(Date.parse(earlier!.ships as string));
      expect(Date.parse(row.ships)).toBeLessThanOrEqual(Date.parse(row.promised));
      const now = await pledges();
      const ships = new Map(now.map((one) => [one.line, Date.parse(one.ships as string)]));
      expect(ships).toEqual(
        new Map([
          [earlier!.line, Date.parse(told.after)],
          [row.line, Date.parse(row.promised)],
        ]),
      );
      // It was pledged before, and is still, though it is pledged anew for a later day.
      const turns = new Map(now.map((one) => [one.line, Number(one.turn)]));
      expect(turns.get(earlier!.line)).toBe(earlier!.turn);
      expect(turns.get(row.line)).toBeGreaterThan(Number(earlier!.turn));
      expect(Date.parse(told.became[0].ships)).toBeLessThanOrEqual(Date.parse(told.after));
    },
    patience,
  );

  it(
    'of a site that publishes is released and printed once the version at work has it, and not before',
    async () => {
      // Of carts there is no order yet.
      const asked = await goes({ item: 'CART', qty: '1' }, 'kept');
      const { id, version, line } = await asked();
      expect(await asked()).toMatchObject({ ships: expect.any(String), at_work: false, in_work: false });
      const released = async () =>
        (await planner('GET', '/work-orders?filter=item:eq:CART')).body.rows.map((one: { state: string }) => one.state);
      const tickets = () => planner('POST', `/rush-requests/${id}/tickets`, {});
      expect(await tickets()).toMatchObject({
        status: 409,
        body: { code: 'not-published', detail: expect.stringContaining(`${line} is not in the published version`) },
      });
      expect(await released()).toEqual([]);

      expect(await planner('POST', `/plan-versions/${version}/submit`, {})).toMatchObject({ status: 201 });
      expect(await supervisor('POST', `/plan-versions/${version}/approve`, { publish: true })).toMatchObject({
        status: 201,
      });
      await test.workOff();
      expect(await tickets()).toMatchObject({
        status: 201,
        body: { tickets: [expect.stringMatching(/^MO-/)] },
      });
      expect(await asked()).toMatchObject({ in_work: true });
      expect(await released()).toEqual(['released']);
    },
    patience,
  );
});

it(
  'what ships from stock is in work by the version at work, and has no ticket',
  async () => {
    const wish = { ...wanted(), item: 'TUBE', qty: 1 };
    const { body } = await offers({ item: 'TUBE', qty: '1' });
    const asking = { ...wish, option: 'kept', date: body.kept.date };
    const { id } = (await planner('POST', '/rush-requests', asking)).body;
    expect(await supervisor('POST', `/rush-requests/${id}/approve`, {})).toMatchObject({ status: 201 });
    await test.workOff();
    const asked = async () =>
      (await planner('GET', '/rush-requests')).body.rows.find((one: { id: number }) => one.id === id);
    const tickets = () => planner('POST', `/rush-requests/${id}/tickets`, {});
    expect(await asked()).toMatchObject({ in_work: false });
    expect(await tickets()).toMatchObject({ status: 409, body: { code: 'not-published' } });
    const { version, line } = await asked();
    expect(await planner('POST', `/plan-versions/${version}/submit`, {})).toMatchObject({ status: 201 });
    expect(await supervisor('POST', `/plan-versions/${version}/approve`, { publish: true })).toMatchObject({
      status: 201,
    });
    await test.workOff();
    expect(await asked()).toMatchObject({ in_work: true });
    expect(await tickets()).toMatchObject({
      status: 409,
      body: { code: 'nothing-to-print', detail: expect.stringMatching(new RegExp(`^${line} ships from stock`)) },
    });
  },
  patience,
);

it(
  'what is there by its wish is in time and goes before nobody; its date is the wish',
  async () => {
    await put('/stock', [{ item: 'CART', location: 'A-1', qty: 2 }]);
    await plan();
    const { body } = await offers({ item: 'CART', qty: '1' });
    // Five in Berlin.
    const first = await effects('first', { item: 'CART', qty: '1' });
    expect(first).toMatchObject({
      status: 409,
      body: {
        code: 'no-offer',
        detail: 'Going first would not be sooner. Maybe ask for the date by which it waits its turn.',
      },
    });
    expect(body).toMatchObject({ kept: { sets: [], date: `${days(1)}T16:00:00Z`, late_days: 0 }, first: null });
  },
  patience,
);
