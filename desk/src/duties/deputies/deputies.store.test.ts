import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Ask,
  plantDay as days,
  plantNow,
  setNow,
  type TestApp,
  type TestPerson,
  testApp,
} from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let administrator: Ask;
let ann: TestPerson;
let bob: TestPerson;
let cara: TestPerson;
let dan: TestPerson;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Ann and Bob decide for a department each; Cara plans, Dan watches. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  administrator = await test.as(['administrator']);
  ann = await test.person(['supervisor']);
  bob = await test.person(['supervisor']);
  cara = await test.person(['planner']);
  dan = await test.person(['viewer']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [
    { code: 'WELD', calendar: 'DAY', department: 'Metal' },
    { code: 'PAINT', calendar: 'DAY', department: 'Finish' },
  ]);
  await put('/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'P1', work_centre: 'PAINT' },
  ]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'STAND', supply: 'make', unit: 'pcs' },
  ]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 },
    { item: 'STAND', seq: 10, work_centre: 'PAINT', run_minutes: 60 },
  ]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await scope(ann, ['Metal']);
  await scope(bob, ['Finish']);
});
afterAll(() => test.close());

async function userOf({ email }: TestPerson) {
  const { rows } = (await administrator('GET', '/users')).body;
  return rows.find((one: { email: string }) => one.email === email);
}
async function scope(whom: TestPerson, departments: readonly string[], roles = ['supervisor']) {
  const { number, version } = await userOf(whom);
  const answer = await administrator('PUT', `/users/${number}/roles`, { roles, departments }, { version });
  expect(answer.status).toBe(200);
}
const nameDeputy = async (by: TestPerson, whom: TestPerson, from = days(0), to = days(4)) =>
  by.ask('POST', '/deputies', { deputy: (await userOf(whom)).number, from, to });
const endDeputy = (by: TestPerson, id: number) => by.ask('POST', `/deputies/${id}/end`, {});
const may = async (who: TestPerson): Promise<boolean> =>
  (await who.ask('GET', '/me')).body.sites[0].permissions.includes('plan.approve');
/** What a day gives, and takes when it is over. */
async function during(by: TestPerson, whom: TestPerson, story: () => Promise<void>): Promise<void> {
  const { status, body } = await nameDeputy(by, whom);
  expect(status).toBe(201);
  await story();
  expect((await endDeputy(whom, body.id)).status).toBe(201);
}

let made = 0;
async function submitted(items: readonly string[], by: Ask = planner): Promise<number> {
  made += 1;
  await put(
    '/customer-lines',
    items.map((item, n) => ({ order_no: `SO-${made}`, line: n + 1, customer: 'MILLER', item, qty: 1, due: days(2) })),
  );
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { number } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
  expect((await by('POST', `/plan-versions/${number}/submit?confirm=rival`, {})).body.state).toBe('submitted');
  return number;
}
const approve = (who: TestPerson, number: number, publish = false) =>
  who.ask('POST', `/plan-versions/${number}/approve`, { publish });
const decisionsOf = async (number: number) =>
  (await planner('GET', `/plan-versions/${number}`)).body.decisions.map(
    (one: { decision: string; who: string; for_who: string | null }) => [one.decision, one.who, one.for_who],
  );

describe('a deputy', () => {
  it('may approve while it lasts, and neither before nor after', async () => {
    expect((await nameDeputy(ann, dan, days(1), days(2))).status).toBe(201);
    const told: boolean[] = [];
    for (const day of [0, 1, 2, 3]) {
      await setNow(test.db, `${days(day)}T08:00:00.000Z`);
      told.push(await may(dan));
    }
    await setNow(test.db, plantNow);
    expect(told).toEqual([false, true, true, false]);
    const { rows } = (await dan.ask('GET', '/deputies')).body;
    expect(rows).toMatchObject([{ supervisor_name: ann.name, deputy_name: dan.name, state: 'to come', mine: true }]);
    expect((await endDeputy(dan, rows[0].id)).status).toBe(201);
    expect((await endDeputy(ann, rows[0].id)).body).toMatchObject({ code: 'over' });
  });

  it('who decides for a department of his own gives both words, each in its name', async () => {
    await during(ann, bob, async () => {
      const number = await submitted(['FRAME', 'STAND']);
      expect((await approve(bob, number, true)).body).toMatchObject({ state: 'published' });
      expect(await decisionsOf(number)).toEqual([
        ['submitted', expect.any(String), null],
        ['approved', bob.name, null],
        ['approved', bob.name, ann.name],
        ['published', bob.name, null],
      ]);
    });
  });

  it('decides in the name of the supervisor for what is the supervisor’s, and both names stand there', async () => {
    await during(ann, dan, async () => {
      const { published } = (await planner('GET', '/plan-versions/1')).body;
      const number = await submitted(['FRAME', 'STAND']);
      const part = (await approve(dan, number)).body;
      expect(part).toMatchObject({
        state: 'submitted',
        done: expect.stringMatching(/is approved for Metal; it waits/),
      });
      expect((await bob.ask('GET', `/plan-versions/${number}`)).body.words.said).toBe(
        `Approved for Metal by ${dan.name}, standing in for ${ann.name}, waits for Finish: ${bob.name}.`,
      );
      expect((await approve(bob, number)).body).toMatchObject({ state: 'approved' });
      expect((await dan.ask('POST', `/plan-versions/${number}/publish`, {})).body).toMatchObject({
        state: 'published',
      });
      expect(await decisionsOf(number)).toEqual([
        ['submitted', expect.any(String), null],
        ['approved', dan.name, ann.name],
        ['approved', bob.name, null],
        ['published', dan.name, ann.name],
      ]);
      // What it takes the place of, and what the departments are sent.
      expect((await decisionsOf(published)).at(-1)).toEqual(['superseded', dan.name, ann.name]);
      const [{ published_by }] = (await planner('GET', '/publications')).body.rows;
      expect(published_by).toBe(`${dan.name}, standing in for ${ann.name}`);
    });
  });

  it('passes nothing on: his own deputy does not decide in the name of the first', async () => {
    await during(ann, bob, () =>
      during(bob, dan, async () => {
        const number = await submitted(['FRAME']);
        expect((await approve(dan, number)).body).toMatchObject({ code: 'not-your-part' });
        expect((await approve(bob, number)).body).toMatchObject({ state: 'approved' });
      }),
    );
    await during(ann, cara, async () => {
      expect((await nameDeputy(cara, dan)).body).toMatchObject({ code: 'no-supervisor' });
    });
  });

  it('approves neither what he submitted nor what was submitted by whom he stands in for', async () => {
    await during(ann, cara, async () => {
      const own = await submitted(['FRAME'], cara.ask);
      expect((await approve(cara, own)).body).toMatchObject({ code: 'own-version' });
      expect((await approve(ann, own, true)).body).toMatchObject({ state: 'published' });
      const hers = await submitted(['FRAME'], ann.ask);
      const refused = (await approve(cara, hers)).body;
      expect(refused).toMatchObject({ code: 'stands-in-for-submitter' });
      expect(refused.detail).toMatch(`${ann.name} submitted version ${hers}`);
    });
  });

  it('sets no rules: what he may is to approve, and nothing once the supervisor is none any more', async () => {
    await during(ann, dan, async () => {
      expect((await dan.ask('PUT', '/approval-settings', { frozen_days: 1 })).status).toBe(403);
      expect(await may(dan)).toBe(true);
      await scope(ann, [], ['viewer']);
      expect(await may(dan)).toBe(false);
      await scope(ann, ['Metal']);
    });
  });
});

describe('deputyships', () => {
  it('are one at a time, never changed, and in the log of changes', async () => {
    await during(ann, dan, async () => {
      expect((await nameDeputy(ann, cara)).body).toMatchObject({ code: 'has-one' });
      expect((await endDeputy(bob, 1)).body).toMatchObject({ code: 'not-yours' });
    });
    await expect(
      test.db
        .updateTable('deputies')
        .set({ to_day: days(9) })
        .execute(),
    ).rejects.toThrow(/append-only/);
    const logged = await test.db.selectFrom('audit').select('called').where('kind', '=', 'deputies').execute();
    expect(logged.length).toBeGreaterThan(1);
  });
});
