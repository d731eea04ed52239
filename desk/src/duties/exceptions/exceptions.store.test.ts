import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
const hours = (count: number): string => new Date(Date.parse(plantNow) + count * 3_600_000).toISOString();
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const plan = async () => {
  expect((await planner('POST', '/planning-runs', {})).status).toBeLessThan(300);
  await test.workOff();
};
const seen = async () =>
  (await planner('GET', '/exceptions')).body as {
    published: number | null;
    planned: number | null;
    rows: {
      key: string;
      kind: string;
      text: string;
      days: number | null;
      known: boolean;
      lines: { line: string; days: number | null }[];
    }[];
  };

/** Two saws that do the same; MO-1 for SO-1 and MO-2 for SO-2, four hours each, due today. Now it is 9:00, worked 6:00 to 22:00. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'buyer', 'storekeeper', 'supervisor']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'SAW', calendar: 'DAY' }]);
  await put('/machines', [
    { code: 'S1', work_centre: 'SAW' },
    { code: 'S2', work_centre: 'SAW' },
  ]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 1 }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, name: 'Saw', work_centre: 'SAW', run_minutes: 60 }]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/vendors', [{ code: 'KRAFT' }]);
  await put('/locations', [{ code: 'BIN' }]);
  await put('/stock', [{ item: 'TUBE', location: 'BIN', qty: 8 }]);
  await put(
    '/customer-lines',
    [1, 2].map((n) => ({ order_no: `SO-${n}`, line: 1, customer: 'MILLER', item: 'FRAME', qty: 4, due: plantDay(0) })),
  );
  await put(
    '/work-orders',
    [1, 2].map((n) => ({
      number: `MO-${n}`,
      item: 'FRAME',
      qty: 4,
      due: plantDay(0),
      state: 'firm',
      order_no: `SO-${n}`,
      line: 1,
    })),
  );
});
afterAll(() => test.close());

describe('exceptions', () => {
  it('are none before anything is published, and while the floor is as published', async () => {
    expect(await seen()).toEqual({ published: null, planned: null, rows: [] });
    await plan();
    await planner('POST', '/plan-versions/1/submit', {});
    const answer = await supervisor('POST', '/plan-versions/1/approve', { publish: true });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(await seen()).toMatchObject({ published: 1, rows: [] });
  });
});

describe('a machine that goes down after the publication', () => {
  // The run that the publication asked for has not begun: it plans with the downtime, and it is the only one.
  beforeAll(async () => {
    await put('/downtimes', [{ machine: 'S1', down_from: hours(0), down_to: hours(30), reason: 'blade' }]);
    await test.workOff();
  }, 120_000);

  it('is an exception, with what it holds up and how much later that ships', async () => {
    const steps = await test.db
      .selectFrom('plan_steps')
      .select(['machine', 'order_id'])
      .where('version', '=', 1)
      .execute();
    expect(steps.map(({ machine }) => machine).sort()).toEqual(['S1', 'S2']);
    const { rows, planned } = await seen();
    expect(planned).toBeGreaterThan(1);
    expect(rows).toMatchObject([{ kind: 'machine-down' }]);
    expect(rows[0]?.text).toMatch(
      /^S1 is down for another 1\.3 d \(blade\): that was not known when MO-\d\/10 Saw was published\.$/,
    );
    expect(rows[0]?.lines).toHaveLength(1);
    // Frozen on S1 it waits a day and more for the blade.
    expect(rows[0]?.days).toBeGreaterThan(1);
  });

  it('has proposals that were tried before, and what two people take at once is one draft that nobody works to', async () => {
    const [row] = (await seen()).rows;
    const { status, body } = await planner('GET', `/exceptions/proposals?key=${encodeURIComponent(row!.key)}`);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.rows[0].text).toMatch(/^(Release MO-\d from the frozen zone and do|Do) MO-\d\/10 on S2$/);
    expect(body.tried).toMatch(/^\d+ moves? (was|were) tried: \d+ helps?/);
    expect(body.rows[0].consequence).toMatch(/^1 order saved \(SO-\d\/1 −/);
    const draft = { version: body.version, acts: [body.rows[0].edits], reason: 'blade' };
    const second = await test.as(['planner']);
    // Two people take it at the same moment: one makes the draft, the other is told whose it is.
    const [made, other] = await Promise.all([
      planner('POST', '/board/drafts', draft),
      second('POST', '/board/drafts', { ...draft, reason: 'mine' }),
    ]);
    expect([made.status, other.status], JSON.stringify([made.body, other.body])).toEqual([201, 201]);
    expect(other.body).toMatchObject({ number: made.body.number, conflicts: 0 });
    const { number } = made.body;
    const { version } = (await planner('GET', `/plan-versions/${number}`)).body;
    expect([made.body.done, other.body.done].sort()).toEqual([
      `Draft version ${number} is kept.`,
      `These changes are kept already, as draft version ${number} by ${version.made_by}: “${version.reason}”.`,
    ]);
    const drafts = await test.db
      .selectFrom('plan_versions')
      .select('number')
      .where('by_hand', 'is not', null)
      .execute();
    expect(drafts).toEqual([{ number }]);
    expect((await planner('GET', `/plan-versions/${made.body.number}`)).body.version).toMatchObject({ state: 'draft' });
    expect((await seen()).published).toBe(1);
  });

  it('is not known to a plan that was made before it: what ships later by it stands nowhere until it is planned again', async () => {
    await put('/downtimes', [{ machine: 'S2', down_from: hours(0), down_to: hours(20), reason: 'belt' }]);
    const of = async (machine: string) => (await seen()).rows.find(({ text }) => text.startsWith(`${machine} is down`));
    expect(await of('S2')).toMatchObject({ days: null, known: false });
    expect((await of('S2'))!.lines.map(({ days }) => days)).toEqual([null]);
    expect(await of('S1')).toMatchObject({ known: true, days: expect.any(Number) });
    await plan();
    expect(await of('S2')).toMatchObject({ known: true, days: expect.any(Number) });
    const { id, version } = (await planner('GET', '/downtimes')).body.rows.find(
      (one: { machine: string }) => one.machine === 'S2',
    );
    expect((await planner('DELETE', `/downtimes/${id}`, undefined, { version })).status).toBeLessThan(300);
    await plan();
  });

  it('is gone when it is over, and then nothing is proposed for it', async () => {
    const [row] = (await seen()).rows;
    await setNow(test.db, hours(31));
    expect((await seen()).rows.map(({ kind }) => kind)).toEqual(['not-begun', 'not-begun']);
    expect((await planner('GET', `/exceptions/proposals?key=${encodeURIComponent(row!.key)}`)).status).toBe(404);
  });

  it('nothing is tried on a plan whose hours have gone by', async () => {
    const [row] = (await seen()).rows;
    const answer = await planner('GET', `/exceptions/proposals?key=${encodeURIComponent(row!.key)}`);
    expect([answer.status, answer.body.error?.code ?? answer.body.code]).toEqual([
      202,
      expect.stringMatching(/plan-(old|stale)/),
    ]);
  });

  it('exceptions are seen by who sees the site', async () => {
    expect((await (await test.as(['operator']))('GET', '/exceptions')).status).toBe(403);
    expect((await (await test.as(['viewer']))('GET', '/exceptions')).status).toBe(200);
  });
});
