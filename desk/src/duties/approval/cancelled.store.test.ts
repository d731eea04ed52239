import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, plantDay, type TestAnswer, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
/** What the version at hand plans. */
let order: string;
let version: number;

const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};

/** Frames and forks are welded on one machine. Whoever writes what is gated waits there as long as the test says. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  for (const item of ['FRAME', 'FORK']) {
    await put('/items', [{ code: item, name: item, supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item, seq: 10, work_centre: 'WELD', setup_minutes: 30, run_minutes: 60 }]);
  }
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await sql`create function gate() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(42); return null; end $$`.execute(
    test.db,
  );
  for (const table of ['customer_lines', 'work_orders'])
    await sql`create trigger gate after update or delete on ${sql.table(table)} for each row execute function gate()`.execute(
      test.db,
    );
  await sql`create trigger gate after update on plan_versions for each row when (new.state = 'published') execute function gate()`.execute(
    test.db,
  );
});
afterAll(() => test.close());

let made = 0;
/** A line, and a firm order for which nobody waits, in a version that is approved. */
beforeEach(async () => {
  made += 1;
  order = String(made);
  const due = plantDay(9 + made);
  await put('/work-orders', [{ number: `MO-${order}`, item: 'FORK', qty: 2, due, state: 'firm' }]);
  await put('/customer-lines', [{ order_no: `SO-${order}`, line: 1, customer: 'MILLER', item: 'FRAME', qty: 3, due }]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  version = (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
  expect((await planner('POST', `/plan-versions/${version}/submit?confirm=rival`, {})).status).toBe(201);
  expect((await supervisor('POST', `/plan-versions/${version}/approve`, {})).status).toBe(201);
});

const publish = () => supervisor('POST', `/plan-versions/${version}/publish`, {});

const recordOf = async (path: string, filter: string) =>
  (await planner('GET', `${path}?filter=${filter}`)).body.rows[0] as { id: number; version: number; state: string };
const line = () => recordOf('/customer-lines', `order_no:eq:SO-${order}`);
const work = () => recordOf('/work-orders', `number:eq:MO-${order}`);

async function change(path: string, { id, version: seen }: { id: number; version: number }, to: object) {
  return planner('PATCH', `${path}/${id}`, to, { version: seen });
}
const ways: readonly (readonly [string, () => string, () => Promise<() => Promise<TestAnswer>>])[] = [
  [
    'a customer’s line cancelled',
    () => `SO-${order}/1`,
    async () => {
      const row = await line();
      return () => change('/customer-lines', row, { state: 'cancelled' });
    },
  ],
  [
    'a customer’s line deleted',
    () => `SO-${order}/1`,
    async () => {
      const row = await line();
      return () => planner('DELETE', `/customer-lines/${row.id}`, undefined, { version: row.version });
    },
  ],
  [
    'a work order cancelled',
    () => `MO-${order}`,
    async () => {
      const row = await work();
      return () => change('/work-orders', row, { state: 'cancelled' });
    },
  ],
  [
    'a work order called otherwise',
    () => `MO-${order}`,
    async () => {
      const row = await work();
      return () => change('/work-orders', row, { number: `MX-${order}` });
    },
  ],
  [
    'a work order cancelled as the plan advises',
    () => `MO-${order}`,
    async () => {
      const body = { version, kind: 'cancel', supply: `work/MO-${order}`, decision: 'applied' };
      return () => planner('POST', '/action-messages/decide', body);
    },
  ],
  [
    'a customer’s line cancelled by a file',
    () => `SO-${order}/1`,
    async () => {
      const rows = [[`SO-${order}`, 1, 'cancelled']];
      const sheet = { kind: 'customer_lines', head: ['Order', 'Line', 'State'], rows };
      const { body } = await planner('POST', '/imports/paste', sheet);
      expect(body).toMatchObject({ counts: [{ changed: 1, bad: 0 }] });
      return () => planner('POST', `/imports/${body.id}/apply`, {});
    },
  ],
];

/** How many wait for a lock. */
const waiting = async () =>
  (
    await sql<{
      n: number;
    }>`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      test.db,
    )
  ).rows[0]!.n;

/** The first is stopped after it wrote and before it stands; the second comes then, and is done or waits when the first goes on. */
async function crossed(first: () => Promise<TestAnswer>, second: () => Promise<TestAnswer>) {
  let answers: Promise<TestAnswer>[] = [];
  await test.db.connection().execute(async (gate) => {
    await sql`select pg_advisory_lock(42)`.execute(gate);
    try {
      const until = async (most: number) => {
        while ((await waiting()) < most) await new Promise((resolve) => setTimeout(resolve, 10));
      };
      answers = [first()];
      await until(1);
      answers.push(second());
      await Promise.race([answers[1], until(2)]);
    } finally {
      await sql`select pg_advisory_unlock(42)`.execute(gate);
    }
  });
  const [one, other] = await Promise.all(answers);
  return [one!, other!] as const;
}

it('many who publish, cancel, release and bring files at once wait for each other, and never in a circle', async () => {
  const others = ['A', 'B', 'C'].map((name) => `MO-${order}${name}`);
  await put(
    '/work-orders',
    others.map((number) => ({ number, item: 'FORK', qty: 1, due: plantDay(20), state: 'firm' })),
  );
  const acts = [
    ...(await Promise.all(ways.map(([, , way]) => way()))),
    ...others.map((number) => () => planner('POST', `/work-orders/${number}/release`, {})),
    () => planner('POST', '/planning-runs', {}),
    publish,
  ];
  const answers = await Promise.all([...acts, ...acts.toReversed()].map((act) => act()));
  expect(answers.map(({ body }) => body.code)).not.toContain('busy');
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  await test.workOff();
});

describe.each(ways)('%s in the same instant as the version with it is published', (_, name, way) => {
  it('before it: who publishes is told, and nothing is published', async () => {
    const [cancelled, published] = await crossed(await way(), publish);
    expect(cancelled.status).toBeLessThan(300);
    expect(published).toMatchObject({ status: 409, body: { code: 'order-cancelled', values: { orders: [name()] } } });
    expect(published.body.detail).toContain(`Version ${version} plans ${name()}, cancelled since. Maybe plan again`);
  });

  it('after it: who cancels is told, and nothing is cancelled until he says so again', async () => {
    const cancel = await way();
    const [published, cancelled] = await crossed(publish, cancel);
    expect(published.status).toBe(201);
    expect(cancelled).toMatchObject({ status: 409, body: { code: 'published-meanwhile' } });
    expect(cancelled.body.detail).toMatch(
      new RegExp(`^Version ${version}, which supervisor \\d+ published .* plans ${name()}.* Maybe `),
    );
    expect([(await line()).state, (await work()).state]).not.toContain('cancelled');
    expect((await (await way())()).status).toBeLessThan(300);
  });
});
