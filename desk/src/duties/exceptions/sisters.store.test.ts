import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, plantNow, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
const hours = (count: number): string => new Date(Date.parse(plantNow) + count * 3_600_000).toISOString();
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const seen = async (): Promise<{ key: string; kind: string }[]> => (await planner('GET', '/exceptions')).body.rows;
const proposed = async (key: string) => {
  const { status, body } = await planner('GET', `/exceptions/proposals?key=${encodeURIComponent(key)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const numbers = [1, 2, 3, 4, 5, 6, 7, 8];

const published = async (number: number) => {
  await planner('POST', `/plan-versions/${number}/submit`, {});
  const answer = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
};
const planned = async () => {
  expect((await planner('POST', '/planning-runs', {})).status).toBeLessThan(300);
  await test.workOff();
};
/** Where the plan that stands has what a version has on LINE-1. */
const onLine1 = async (version: number) => {
  const { rows } = await sql<{ order: string; machine: string }>`
    select substr(o.order_id, 6) as order, n.machine from plan_steps o
    join plan_steps n on n.order_id = o.order_id and n.version = (select max(id) from plan_versions)
    where o.version = ${version} and o.machine = 'LINE-1' order by o.starts`.execute(test.db);
  return rows.map(({ order, machine }) => `${order} ${machine}`);
};

/**
 * Four lines that do the same, worked 6:00 to 22:00; eight orders of seven hours, released and firm, two on each line, the first
 * due today. What is first on LINE-1 has begun there when that goes down till tomorrow afternoon.
 */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'buyer', 'storekeeper', 'supervisor']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'LINE', calendar: 'DAY' }]);
  await put(
    '/machines',
    [1, 2, 3, 4].map((n) => ({ code: `LINE-${n}`, work_centre: 'LINE' })),
  );
  await put('/items', [{ code: 'BIKE', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'BIKE', seq: 10, name: 'Assemble', work_centre: 'LINE', run_minutes: 60 }]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put(
    '/customer-lines',
    numbers.map((n) => ({
      order_no: `SO-${n}`,
      line: 1,
      customer: 'MILLER',
      item: 'BIKE',
      qty: 7,
      due: plantDay(n > 4 ? 1 : 0),
    })),
  );
  await put(
    '/work-orders',
    numbers.map((n) => ({
      number: `MO-${n}`,
      item: 'BIKE',
      qty: 7,
      due: plantDay(n > 4 ? 1 : 0),
      state: 'firm',
      order_no: `SO-${n}`,
      line: 1,
    })),
  );
  await planned();
  // The run that a publication asks for has not begun: it plans with what comes next.
  await published(1);
  const first = (await onLine1(1))[0]!.split(' ')[0]!;
  const report = { ticket: first, seq: 10, machine: 'LINE-1', started: true };
  expect((await planner('POST', '/progress', report)).body.detail).toBeUndefined();
  await put('/downtimes', [{ machine: 'LINE-1', down_from: hours(0), down_to: hours(30), reason: 'drive' }]);
  await test.workOff();
}, 240_000);
afterAll(() => test.close());

it('of a machine that is down what has not begun goes to a sister and stays there once it is published', async () => {
  const [began, waits] = await onLine1(1);
  expect([began, waits]).toEqual([expect.stringMatching(/^MO-\d LINE-1$/), expect.stringMatching(/^MO-\d LINE-1$/)]);
  const number = waits!.split(' ')[0]!;
  const rows = await seen();
  expect(rows.map(({ kind }) => kind)).toEqual(['machine-down']);
  const { version, tried, rows: proposals } = await proposed(rows[0]!.key);
  expect(tried).toMatch(/helps?/);
  const [{ text, edits }] = proposals;
  expect(text).toMatch(new RegExp(`^Release ${number} from the frozen zone and do ${number}/10 on LINE-[234]$`));
  const made = await planner('POST', '/board/drafts', { version, acts: [edits], reason: 'drive' });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  await published(made.body.number);
  await test.workOff();
  expect(await onLine1(1)).toEqual([began, `${number} ${text.split(' ').at(-1)}`]);
}, 240_000);

it('of what has begun there it is said that no plan moves it; given a sister by its record it is held up no more', async () => {
  const [began] = await onLine1(1);
  const number = began!.split(' ')[0]!;
  // The published version knows the downtime since; what is written anew is news to it.
  await put('/downtimes', [{ machine: 'LINE-1', down_from: hours(29), down_to: hours(40), reason: 'drive again' }]);
  await planned();
  const [row] = await seen();
  expect(row).toMatchObject({ kind: 'machine-down', holds: [{ order: number }] });
  const { tried, rows: proposals } = await proposed(row!.key);
  expect(proposals).toEqual([]);
  expect(tried).toMatch(
    new RegExp(
      `${number}/10 has begun on LINE-1 by what was reported, and no plan moves what has begun\\. Maybe give it another machine \\(LINE-2, LINE-3, LINE-4\\) under Operations and plan again\\.$`,
    ),
  );
  const [step] = (await planner('GET', `/work-steps?filter=work_order:eq:${number}`)).body.rows;
  const changed = await planner('PATCH', `/work-steps/${step.id}`, { machine: 'LINE-2' }, { version: step.version });
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  await planned();
  expect((await onLine1(1))[0]).toBe(`${number} LINE-2`);
  expect((await seen()).map(({ kind }) => kind)).not.toContain('machine-down');
}, 240_000);
