import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
let numbers: readonly number[] = [];

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

async function submitted(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { number } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
  expect((await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {})).status).toBe(201);
  return number;
}

/** Two orders wait for one welder; three versions are submitted, nothing is published. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY', department: 'Metal' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 240 }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await put('/work-orders', [
    { number: 'MO-1', item: 'FRAME', qty: 2, due: days(2), state: 'firm' },
    { number: 'MO-2', item: 'FRAME', qty: 2, due: days(4), state: 'firm' },
  ]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 2, due: days(-1) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 2, due: days(4) },
  ]);
  numbers = [await submitted(), await submitted(), await submitted()];
});
afterAll(() => test.close());

const page = async (query: string, who = supervisor) => (await who('GET', `/approvals?${query}`)).body;

const changes = async (of: readonly number[], who = supervisor) =>
  (await who('GET', `/approvals/changes?numbers=${of.join(',')}`)).body.rows;

/** What its own page says of the same. */
async function onItsPage(number: number, who = supervisor) {
  const { body } = await who('GET', `/plan-versions/${number}`);
  const { standing, published, decisions, rivals, held_against, broken, hours, words, move_instead, no_further } = body;
  return { standing, published, decisions, rivals, held_against, broken, hours, words, move_instead, no_further };
}

/** As their comparison tells the same orders: newly late, later, saved. */
function foremostIn(
  orders: readonly { demand: string; customer: string; became: string; after: string; moved_days: number }[],
) {
  const first = orders
    .filter(({ became }) => ['newly late', 'later', 'saved'].includes(became))
    .map(({ demand, customer, became, after: ships, moved_days }) => ({ demand, customer, became, ships, moved_days }));
  expect(first).toMatchObject([
    { demand: 'SO-2/1', customer: 'Miller Cycles', became: 'newly late' },
    { demand: 'SO-1/1', customer: 'Miller Cycles', became: 'later' },
  ]);
  // Due a week sooner, it ships earlier than it did and is late.
  expect(first.map(({ moved_days }) => Math.sign(moved_days))).toEqual([-1, 1]);
  return { first, more: orders.length - first.length };
}

describe('what waits for a decision', () => {
  it('says that who submitted it was made inactive since', async () => {
    expect((await page('limit=50')).rows.map(({ inactive }: { inactive: boolean }) => inactive)).toEqual([
      false,
      false,
      false,
    ]);
    const { person } = await test.db.selectFrom('version_decisions').select('person').executeTakeFirstOrThrow();
    const become = (active: boolean) =>
      test.db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
        await tx.updateTable('badges').set({ active }).where('user_id', '=', person).execute();
      });
    await become(false);
    expect((await page('limit=50')).rows.map(({ inactive }: { inactive: boolean }) => inactive)).toEqual([
      true,
      true,
      true,
    ]);
    await become(true);
  });

  it('comes by pages, the oldest first, and says how many there are', async () => {
    const first = await page('limit=2');
    expect(first).toMatchObject({ rows: [{ number: numbers[0] }, { number: numbers[1] }], total: 3, next: numbers[1] });
    expect(first.rows.map((row: { told: unknown }) => row.told)).toEqual([null, null]);
    const second = await page(`limit=2&cursor=${first.next}`);
    expect(second).toMatchObject({ rows: [{ number: numbers[2] }], total: 3, next: null });
    expect(await page('limit=3')).toMatchObject({ next: null });
  });

  it('is refused a page that is none', async () => {
    for (const query of ['limit=0', 'limit=51', 'cursor=x', 'cursor=-1', 'told=maybe'])
      expect((await supervisor('GET', `/approvals?${query}`)).status).toBe(400);
    for (const some of ['', '0', '1,', 'x', '1,2,-3', Array.from({ length: 51 }, (_, n) => n + 1).join(',')])
      expect((await supervisor('GET', `/approvals/changes?numbers=${some}`)).status).toBe(400);
  });

  it('is told as on the page of each, with what may be done by who asks', async () => {
    for (const who of [supervisor, planner]) {
      const { rows } = await page('told=true', who);
      expect(rows).toHaveLength(3);
      for (const { number, told } of rows) {
        const { body } = await who('GET', `/plan-versions/${number}`);
        expect(told).toMatchObject({ ...(await onItsPage(number, who)), barred: body.barred });
        expect(told.version).toMatchObject({ number, state: 'submitted' });
        expect(await changes([number], who)).toEqual([
          {
            number,
            held_against: null,
            change: null,
            lost: null,
            in_it: { verdict: body.in_it.verdict, late: body.in_it.late },
          },
        ]);
      }
    }
    expect((await page('told=true', planner)).rows[0].told.barred.approve).toMatch(/\S/);
    expect((await page('told=true')).rows[0].told.barred.approve).toBeNull();
  });

  it('is held against what is published, as comparing the two says; what waited before is overtaken', async () => {
    expect((await supervisor('POST', `/plan-versions/${numbers[0]}/approve`, { publish: true })).status).toBe(201);
    await test.workOff();
    expect(await page('told=true')).toMatchObject({ rows: [], total: 0, next: null });
    const [row] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-2')).body.rows;
    await planner('PATCH', `/customer-lines/${row.id}`, { due: days(-2), priority: 1 }, { version: row.version });
    const [order] = (await planner('GET', '/work-orders?filter=number:eq:MO-2')).body.rows;
    await planner('PATCH', `/work-orders/${order.id}`, { due: days(-2) }, { version: order.version });
    const both = [await submitted(), await submitted()];
    const { rows } = await page('told=true');
    expect(rows.map((one: { number: number }) => one.number)).toEqual(both);
    expect((await changes([both[1]!, 999, both[0]!])).map((one: { number: number }) => one.number)).toEqual(both);
    for (const { number, told } of rows) {
      const { comparison } = (await supervisor('GET', `/plan-versions/${numbers[0]}/compare/${number}`)).body;
      expect(told).toMatchObject(await onItsPage(number));
      const { verdict, counts } = comparison;
      expect(await changes([number])).toEqual([
        {
          number,
          held_against: numbers[0],
          lost: null,
          change: { verdict, counts, foremost: foremostIn(comparison.orders) },
          in_it: null,
        },
      ]);
      expect(told.rivals.map((one: { number: number }) => one.number)).toEqual(both.filter((one) => one !== number));
    }
  });
});
