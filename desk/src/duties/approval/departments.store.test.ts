import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf, secondsOf } from '../../house/clock.ts';
import { stamp } from '../../server/http.ts';
import {
  type Ask,
  plantDay as days,
  type TestAnswer,
  type TestApp,
  type TestPerson,
  testApp,
} from '../../server/test-app.ts';
import { departmentsOf } from '../overtime/overtime.store.ts';
import { askForRun } from '../planning/planning.store.ts';

let test: TestApp;
let planner: Ask;
let administrator: Ask;
let welds: TestPerson;
let paints: TestPerson;
let chief: TestPerson;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Frames are welded in one department and stands painted in another; a supervisor for each, and one for the whole site. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  administrator = await test.as(['administrator']);
  welds = await test.person(['supervisor']);
  paints = await test.person(['supervisor', 'planner']);
  chief = await test.person(['supervisor']);
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
  await give(welds, ['Metal']);
  await give(paints, ['Finish']);
});
afterAll(() => test.close());

async function userOf({ email }: TestPerson) {
  const { rows } = (await administrator('GET', '/users')).body;
  return rows.find((one: { email: string }) => one.email === email);
}
async function give(whom: TestPerson, departments: readonly string[]) {
  const { number, version, roles } = await userOf(whom);
  return administrator('PUT', `/users/${number}/roles`, { roles, departments }, { version });
}

let made = 0;
/** A new order of these items, planned and submitted. */
async function submitted(items: readonly string[], by = planner): Promise<number> {
  made += 1;
  await put(
    '/customer-lines',
    items.map((item, n) => ({ order_no: `SO-${made}`, line: n + 1, customer: 'MILLER', item, qty: 1, due: days(30) })),
  );
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { number } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
  expect((await by('POST', `/plan-versions/${number}/submit?confirm=rival`, {})).body.state).toBe('submitted');
  return number;
}
const approve = (who: TestPerson, number: number, publish = false) =>
  who.ask('POST', `/plan-versions/${number}/approve`, { publish });
const seen = async (who: TestPerson, number: number) => (await who.ask('GET', `/plan-versions/${number}`)).body;

describe('the scope of a supervisor', () => {
  it('is the whole site until departments are given, and is told with the person', async () => {
    expect(await userOf(chief)).toMatchObject({ departments: [] });
    expect(await userOf(welds)).toMatchObject({ departments: ['Metal'] });
    expect((await administrator('GET', '/users')).body.departments).toEqual(['Finish', 'Metal']);
  });

  it('is of departments that work centres bear, and of who approves', async () => {
    expect((await give(chief, ['Saddlery'])).body).toMatchObject({ code: 'no-such-department' });
    const { number, version } = await userOf(welds);
    const answer = await administrator(
      'PUT',
      `/users/${number}/roles`,
      { roles: ['viewer'], departments: ['Finish'] },
      { version },
    );
    expect(answer.body).toMatchObject({ code: 'scope-of-nobody' });
  });
});

describe('a version that changes the work of both departments', () => {
  it('is approved by each for its part, and published only then', async () => {
    const number = await submitted(['FRAME', 'STAND']);
    expect(await seen(welds, number)).toMatchObject({
      words: {
        said: `Waits for Finish: ${paints.name}; Metal: ${welds.name}.`,
        mine: ['Metal'],
        whole: false,
      },
    });
    const part = (await approve(welds, number, true)).body;
    expect(part).toMatchObject({ state: 'submitted' });
    expect(part.done).toBe(`Version ${number} is approved for Metal; it waits for Finish: ${paints.name}.`);
    expect((await approve(welds, number)).body).toMatchObject({ code: 'not-your-part' });
    const early = (await welds.ask('POST', `/plan-versions/${number}/publish`, {})).body;
    expect(early.detail).toMatch(`it waits for Finish: ${paints.name}`);
    expect(await seen(paints, number)).toMatchObject({
      version: { state: 'submitted' },
      words: { said: `Approved for Metal by ${welds.name}, waits for Finish: ${paints.name}.`, whole: true },
    });
    expect((await approve(paints, number, true)).body).toMatchObject({ state: 'published' });
    const { decisions } = await seen(chief, number);
    expect(
      decisions.map((one: { decision: string; department: string | null }) => [one.decision, one.department]),
    ).toEqual([
      ['submitted', null],
      ['approved', 'Metal'],
      ['approved', 'Finish'],
      ['published', null],
    ]);
  });

  it('is approved by two at the same moment, each for his part', async () => {
    const number = await submitted(['FRAME', 'STAND']);
    const answers = await Promise.all([approve(welds, number), approve(paints, number)]);
    expect(answers.map((one) => one.status)).toEqual([201, 201]);
    expect((await seen(chief, number)).version.state).toBe('approved');
  });

  it('is approved at once by who decides for the whole site', async () => {
    const number = await submitted(['FRAME', 'STAND']);
    expect((await approve(chief, number, true)).body).toMatchObject({ state: 'published' });
  });

  it('is never approved by who submitted it, in no department', async () => {
    const number = await submitted(['FRAME', 'STAND'], paints.ask);
    expect((await approve(paints, number)).body).toMatchObject({ code: 'own-version' });
    expect((await seen(welds, number)).words.said).toBe(`Waits for Finish: ${chief.name}; Metal: ${welds.name}.`);
    expect((await approve(welds, number)).status).toBe(201);
    expect((await approve(chief, number, true)).body).toMatchObject({ state: 'published' });
  });
});

describe('a version that changes the work of one department', () => {
  it('is approved by its supervisor alone', async () => {
    const number = await submitted(['FRAME']);
    expect((await seen(welds, number)).words).toMatchObject({ whole: true });
    expect((await approve(welds, number, true)).body).toMatchObject({ state: 'published' });
  });

  it('is neither approved nor rejected from the other, who is told whose word it waits for', async () => {
    const number = await submitted(['FRAME']);
    const answer = (await approve(paints, number)).body;
    expect(answer).toMatchObject({ code: 'not-your-part' });
    expect(answer.detail).toMatch(`it waits for Metal: ${welds.name}. Maybe`);
    const rejected = await paints.ask('POST', `/plan-versions/${number}/reject`, { reason: 'no' });
    expect(rejected.body).toMatchObject({ code: 'not-your-part' });
    expect((await welds.ask('POST', `/plan-versions/${number}/reject`, { reason: 'no' })).status).toBe(201);
  });
});

describe('a version with hours by hand', () => {
  it('wants the word of the department that works longer', async () => {
    await planner('POST', '/planning-runs', {});
    await test.workOff();
    const { number: version } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
    const { problem } = (await planner('GET', `/board/problem?version=${version}`)).body;
    const from = secondsOf(instantOf('Europe/Berlin', days(1), '22:00')) - secondsOf(problem.epoch);
    const acts = [[{ kind: 'overtime', of: 'P1', from, to: from + 3600 }]];
    const { number } = (await planner('POST', '/board/drafts', { version, acts, reason: 'an hour more' })).body;
    await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
    // Of work only a frame is new, which is welded.
    expect((await approve(welds, number)).body.done).toMatch(`approved for Metal; it waits for Finish: ${paints.name}`);
    expect((await approve(paints, number, true)).body).toMatchObject({ state: 'published' });
    expect((await planner('GET', '/overtime-requests')).body.rows).toMatchObject([{ decided_by: paints.name }]);
  });
});

describe('who has departments decides only what touches them', () => {
  const asked = async (path: string, body: object): Promise<number> => {
    const answer = await planner('POST', path, body);
    expect(answer).toMatchObject({ status: 201 });
    return answer.body.id;
  };
  const notTheirs = (answer: TestAnswer) => {
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-your-part' } });
    expect(answer.body.detail).toMatch(`touches Metal, where your word does not count; that of ${welds.name} or`);
  };

  it('of overtime: approved, refused and revoked', async () => {
    await planner('POST', '/planning-runs', {});
    await test.workOff();
    const hours = { work_centre: 'WELD', day: days(1), hours: '22:00-24:00', hour_price: 30, reason: 'late' };
    const id = await asked('/overtime-requests', hours);
    const act = (who: TestPerson, what: string, body: object = {}) =>
      who.ask('POST', `/overtime-requests/${id}/${what}`, body);
    notTheirs(await act(paints, 'approve'));
    notTheirs(await act(paints, 'refuse', { reason: 'no' }));
    expect((await act(welds, 'approve')).status).toBe(201);
    notTheirs(await act(paints, 'revoke', { reason: 'no' }));
    expect((await act(welds, 'revoke', { reason: 'nobody comes' })).status).toBe(201);
  });

  it('of rush orders, by where they are made; and a deputy in the name of whom he stands in for', async () => {
    await planner('POST', '/planning-runs', {});
    await test.workOff();
    const wanted = { customer: 'MILLER', item: 'FRAME', qty: 1, wish: days(2) };
    const offers = await planner('GET', `/rush-offers?${new URLSearchParams({ ...wanted, qty: '1' })}`);
    const { date } = offers.body.kept;
    const id = await asked('/rush-requests', { ...wanted, option: 'kept', date });
    const act = (who: TestPerson, what: string, body: object = {}) =>
      who.ask('POST', `/rush-requests/${id}/${what}`, body);
    notTheirs(await act(paints, 'approve'));
    notTheirs(await act(paints, 'refuse', { reason: 'no' }));
    const deputy = { deputy: (await userOf(paints)).number, from: days(0), to: days(4) };
    const { body } = await welds.ask('POST', '/deputies', deputy);
    expect((await act(paints, 'approve')).status).toBe(201);
    const [row] = (await planner('GET', '/rush-requests')).body.rows;
    expect(row.decided_by).toBe(`${paints.name}, standing in for ${welds.name}`);
    expect((await welds.ask('POST', `/deputies/${body.id}/end`, {})).status).toBe(201);
    await test.workOff();
  });

  it('of work that the frozen zone holds', async () => {
    await put('/work-orders', [{ number: 'MO-1', item: 'FRAME', qty: 1, due: days(1), state: 'firm' }]);
    const line = { order_no: 'SO-SOON', line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(1) };
    await put('/customer-lines', [line]);
    expect((await approve(chief, await submitted(['FRAME']), true)).body).toMatchObject({ state: 'published' });
    const release = (who: TestPerson) =>
      who.ask('POST', '/zone-releases', { work_order: 'MO-1', reason: 'the jig is away', until: days(3) });
    notTheirs(await release(paints));
    expect((await release(welds)).status).toBe(201);
  });

  it('of overtime of a crew by itself, by where it attends steps, also where a work order alone says so', async () => {
    await put('/crews', [{ code: 'PAINTERS', calendar: 'DAY', size: 1 }]);
    await put('/work-orders', [{ number: 'MO-2', item: 'FRAME', qty: 1, due: days(9), state: 'firm' }]);
    await put('/work-steps', [
      { work_order: 'MO-2', seq: 20, work_centre: 'PAINT', crew: 'PAINTERS', run_minutes: 60 },
    ]);
    const painters = { work_centre: '', crews: 'PAINTERS' };
    expect(await test.db.transaction().execute((tx) => departmentsOf(tx, 'PLANT', painters))).toEqual(['Finish']);
  });
});

it('an approved version that lacks a word by now is not approved whole while a run leaves orders out of it', async () => {
  const number = await submitted(['FRAME']);
  await approve(welds, number);
  expect((await approve(paints, number)).body.state).toBe('approved');
  for (const { id, version } of (await planner('GET', '/work-centres')).body.rows)
    expect((await planner('PATCH', `/work-centres/${id}`, { department: 'Frames' }, { version })).status).toBe(200);
  expect(await seen(chief, number)).toMatchObject({ barred: { approve: null }, words: { whole: true } });
  const allBut = { version: number, held: [], orders: ['SO-1/1'], called: [], acts: [], reason: null };
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    const by = { id: 'chief', name: chief.name, email: chief.email };
    const asked = { site: 'PLANT', by: chief.name, reason: 'without SO-1', allBut: { ...allBut, by } };
    await askForRun(tx, asked, async () => undefined);
  });
  expect((await seen(chief, number)).barred.approve).toMatch(new RegExp(`${chief.name} asked for`));
  expect((await approve(chief, number)).body).toMatchObject({ code: 'asked-already' });
  const [run] = (await planner('GET', '/planning-runs')).body.rows;
  expect((await planner('POST', `/planning-runs/${run.id}/cancel`, {})).status).toBe(201);
  expect((await approve(chief, number)).body).toMatchObject({ state: 'approved' });
});
