/** What tests of approving do over and over, and the small plant that they do it in. */
import { expect } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { keepPledges } from '../planning/pledges.store.ts';

/** Sets some of the settings, having read the rest. */
export const setApproval = async (who: Ask, more: object) =>
  who('PUT', '/approval-settings', more, { version: (await who('GET', '/approval-settings')).body.version });

interface Order {
  readonly due: string;
  readonly qty?: number;
  readonly [field: string]: unknown;
}

const named = { 'customer-lines': 'order_no:eq:SO-', 'work-orders': 'number:eq:MO-' } as const;

export type SmallPlant = Awaited<ReturnType<typeof smallPlant>>;

/** A calendar of every day and the customer Miller Cycles: a planner and a supervisor, and what they do. `hours`: of each day. */
export async function smallPlant(hours = '06:00-14:00') {
  const test: TestApp = await testApp();
  const planner = await test.as(['planner']);
  const supervisor = await test.as(['supervisor']);

  async function put(path: string, rows: readonly object[]): Promise<void> {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  }
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: `Mon-Sun ${hours}` }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);

  /** A work centre with one machine. */
  async function centre(code: string, machine: string, more: object = {}): Promise<void> {
    await put('/work-centres', [{ code, calendar: 'DAY', ...more }]);
    await put('/machines', [{ code: machine, work_centre: code }]);
  }
  /** Made by a step of so many minutes in each of the centres, one after the other. */
  async function made(code: string, run_minutes: number, ...centres: readonly string[]): Promise<void> {
    await put('/items', [{ code, supply: 'make', unit: 'pcs' }]);
    await put(
      '/routing-steps',
      centres.map((work_centre, at) => ({ item: code, seq: 10 * (at + 1), work_centre, run_minutes })),
    );
  }
  /** A customer's line for an item, FRAME-X of SO-X where none is named. */
  const line = (letter: string, { qty = 1, ...more }: Order) =>
    put('/customer-lines', [
      { order_no: `SO-${letter}`, line: 1, customer: 'MILLER', item: `FRAME-${letter}`, qty, ...more },
    ]);
  /** The same with a firm work order for it. */
  async function ordered(letter: string, { due, qty = 1, ...more }: Order): Promise<void> {
    await line(letter, { due, qty, ...more });
    await put('/work-orders', [{ number: `MO-${letter}`, item: `FRAME-${letter}`, qty, due, state: 'firm' }]);
  }
  /** Its line is changed, or its work order. */
  async function changed(letter: string, to: object, kind: keyof typeof named = 'customer-lines'): Promise<void> {
    const [row] = (await planner('GET', `/${kind}?filter=${named[kind]}${letter}`)).body.rows;
    expect((await planner('PATCH', `/${kind}/${row.id}`, to, { version: row.version })).status).toBe(200);
  }
  const seen = async (number: number) => (await planner('GET', `/plan-versions/${number}`)).body;
  const newest = async (): Promise<number> => (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
  async function plan(body: object = {}): Promise<number> {
    await planner('POST', '/planning-runs', body);
    await test.workOff();
    return newest();
  }
  /** Plans, submits, approves and publishes. Answers the version. */
  async function publish(): Promise<number> {
    const number = await plan();
    await planner('POST', `/plan-versions/${number}/submit`, {});
    const { body } = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
    expect(body).toMatchObject({ state: 'published' });
    await test.workOff();
    return number;
  }
  /** A line is a rush order, let go for the day on which it is due. */
  const pledged = (letter: string) =>
    test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      const lines = tx.selectFrom('customer_lines').select('due').where('order_no', '=', `SO-${letter}`);
      const { due } = await lines.executeTakeFirstOrThrow();
      await keepPledges(tx, 'PLANT', [{ line: `SO-${letter}/1`, item: `FRAME-${letter}`, qty: 1, due, ships: due }]);
    });
  return { test, planner, supervisor, put, centre, made, line, ordered, changed, seen, newest, plan, publish, pledged };
}
