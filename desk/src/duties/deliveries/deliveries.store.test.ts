import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, setNow, type TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let test: TestApp;
let balance: LedgerTest['balance'];
let differences: LedgerTest['differences'];
let put: LedgerTest['put'];
let fresh: LedgerTest['fresh'];
let planner: Ask;
let anna: Ask;
let ben: Ask;

beforeAll(async () => {
  ({ test, balance, differences, put, fresh, planner } = await ledgerTest());
  anna = await test.as(['storekeeper']);
  ben = await test.as(['storekeeper']);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [
    { code: 'WELD', calendar: 'DAY' },
    { code: 'PAINT', calendar: 'DAY' },
  ]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 3 }]);
  await put('/locations', [
    { code: 'STAGE' },
    { code: 'WELD-IN', kind: 'area', work_centre: 'WELD', lead_minutes: 60, buffer_minutes: 120 },
    { code: 'ELSE', kind: 'area' },
  ]);
});
afterAll(() => test.close());

let made = 0;
/** A released order that draws so much of an item, and as much of it at A. */
async function order(needs = 4, there = needs): Promise<{ readonly number: string; readonly item: string }> {
  made += 1;
  const number = `MO-${made}`;
  const item = await fresh();
  await put('/work-orders', [{ number, item: 'FRAME', qty: 1, state: 'released' }]);
  await put('/work-steps', [{ work_order: number, seq: 10, work_centre: 'WELD', run_minutes: 3 }]);
  await put('/work-materials', [{ work_order: number, item, qty: needs, seq: 10 }]);
  expect(await anna('POST', '/movements', { act: 'adjust', item, to: 'A', qty: there, reason: 'found' })).toMatchObject(
    { status: 201 },
  );
  return { number, item };
}
const send = async (number: string): Promise<string> => {
  const { status, body } = await anna('POST', `/pick-lists/${number}/deliveries`, {});
  expect(status, JSON.stringify(body)).toBe(201);
  return body.numbers[0];
};
const act = (ask: Ask, number: string, what: string, body: object = {}, confirm = '') =>
  ask('POST', `/deliveries/${number}/${what}${confirm}`, body);
const rowOf = async (number: string) =>
  (await anna('GET', '/deliveries')).body.rows.find((row: { number: string }) => row.number === number);
const holders = async (item: string) =>
  (await planner('GET', `/free-stock?item=${item}`)).body.holders.map(
    (one: { for_order: string; location: string; qty: number }) => [one.for_order, one.location, one.qty],
  );

describe('what a pick list draws', () => {
  it('is reserved where it lies, taken by name, delivered by scan into the area and issued from there', async () => {
    const { number, item } = await order();
    const name = await send(number);
    expect(await rowOf(name)).toMatchObject({ state: 'waiting', area: 'WELD-IN', work_centre: 'WELD', order: number });
    expect([await holders(item), await balance(item, 'A')]).toEqual([[[number, 'A', 4]], 4]);
    expect(await act(anna, name, 'deliver', { scanned: 'WELD-IN' })).toMatchObject({
      status: 422,
      body: { code: 'not-taken' },
    });
    await act(anna, name, 'take');
    expect(await rowOf(name)).toMatchObject({
      state: 'on the way',
      taken_by: expect.any(String),
      taken_by_id: expect.any(String),
    });

    expect(await act(anna, name, 'deliver', { scanned: 'else' })).toMatchObject({
      status: 422,
      body: { code: 'wrong-place', detail: expect.stringMatching(/That is location ELSE\..* goes to WELD-IN/) },
    });
    expect(await act(anna, name, 'deliver', { scanned: '4711' })).toMatchObject({ body: { code: 'foreign' } });
    expect(await act(anna, name, 'deliver', { scanned: 'weld-in' })).toMatchObject({ status: 201 });
    expect([await balance(item, 'A'), await balance(item, 'WELD-IN')]).toEqual([0, 4]);
    expect(await holders(item)).toEqual([[number, 'WELD-IN', 4]]);
    expect((await anna('GET', `/pick-lists/${number}`)).body.lines[0].from).toEqual([
      { location: 'WELD-IN', lot: '', qty: 4, expires: null, containers: [], walk: null },
    ]);
    expect(await differences()).toEqual([]);
  });

  it('out of a container is brought to the area loose, and its container keeps the rest', async () => {
    const { number, item } = await order(4, 1);
    const boxed = { act: 'adjust', item, to: 'A', qty: 20, container: `PAL-${number}`, reason: 'found' };
    expect(await anna('POST', '/movements', boxed)).toMatchObject({ status: 201 });
    const name = await send(number);
    await act(anna, name, 'take');
    expect(await act(anna, name, 'deliver', { scanned: 'WELD-IN' })).toMatchObject({
      status: 201,
      body: { done: expect.stringContaining(`Out of its container: 3 of ${item} from PAL-${number}.`) },
    });
    expect([await balance(item, 'WELD-IN'), await differences()]).toEqual([4, []]);
    expect(await holders(item)).toEqual([[number, 'WELD-IN', 4]]);
  });

  it('that expired on its way is brought when somebody says why, which its movement keeps', async () => {
    const { number, item } = await order();
    const name = await send(number);
    await act(anna, name, 'take');
    await rawly(test.db, `update stock set expires = '2020-01-01' where item = '${item}'`);
    expect((await rowOf(name)).lines).toMatchObject([{ item, expires: '2020-01-01' }]);
    const there = { scanned: 'WELD-IN' };
    expect(await act(anna, name, 'deliver', there)).toMatchObject({ status: 409, body: { code: 'expired' } });
    expect(await act(anna, name, 'deliver', there, '?confirm=expired')).toMatchObject({
      status: 422,
      body: { code: 'reason-missing' },
    });
    expect(await act(anna, name, 'deliver', there, '?confirm=expired&because=still+good')).toMatchObject({
      status: 201,
    });
    expect((await anna('GET', `/movements?item=${item}&limit=1`)).body.rows[0]).toMatchObject({ reason: 'still good' });
  });

  it('is not brought twice while it is on its way, nor when it is there', async () => {
    const { number } = await order();
    const answers = await Promise.all([1, 2].map(() => anna('POST', `/pick-lists/${number}/deliveries`, {})));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    const name = answers.find(({ status }) => status === 201)?.body.numbers[0];
    await act(anna, name, 'take');
    await act(anna, name, 'deliver', { scanned: number });
    expect(await anna('POST', `/pick-lists/${number}/deliveries`, {})).toMatchObject({
      status: 422,
      body: { code: 'there-already' },
    });
  });

  it('that was reserved before is reserved once', async () => {
    const { number, item } = await order(4, 6);
    await planner('POST', '/allocations/reserve', { item, qty: 3, for: number });
    const name = await send(number);
    expect(await holders(item)).toEqual([[number, 'A', 4]]);
    expect(await act(anna, name, 'return', { reason: 'no cart' })).toMatchObject({ status: 201 });
    expect(await holders(item)).toEqual([[number, 'A', 3]]);
  });

  it('is brought nowhere where no area is set', async () => {
    const { number } = await order();
    const [step] = (await planner('GET', `/work-steps?filter=work_order:is ${number}`)).body.rows;
    await planner('PATCH', `/work-steps/${step.id}`, { work_centre: 'PAINT' }, { version: step.version });
    expect(await anna('POST', `/pick-lists/${number}/deliveries`, {})).toMatchObject({
      status: 422,
      body: { code: 'no-area', detail: expect.stringContaining('PAINT') },
    });
  });
});

describe('a delivery', () => {
  it('of two who take it at once is of one; the other is asked, and may take it over', async () => {
    const name = await send((await order()).number);
    const answers = await Promise.all([act(anna, name, 'take'), act(ben, name, 'take')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const [first, second] = answers[0]?.status === 201 ? [anna, ben] : [ben, anna];
    expect(await act(first, name, 'take')).toMatchObject({ status: 201 });
    expect(await act(second, name, 'deliver', { scanned: 'WELD-IN' })).toMatchObject({
      status: 422,
      body: { code: 'another-has-it' },
    });
    expect(await act(second, name, 'take', {}, '?confirm=another-has-it')).toMatchObject({ status: 201 });
    expect(await act(second, name, 'deliver', { scanned: 'WELD-IN' })).toMatchObject({ status: 201 });
  });

  it('is of the person who took it, not of another of the same name', async () => {
    const name = await send((await order()).number);
    await act(anna, name, 'take');
    await rawly(test.db, `update "user" set name = 'storekeeper'`);
    expect(await act(ben, name, 'deliver', { scanned: 'WELD-IN' })).toMatchObject({
      status: 422,
      body: { code: 'another-has-it' },
    });
    expect(await act(anna, name, 'deliver', { scanned: 'WELD-IN' })).toMatchObject({ status: 201 });
  });

  it('pressed twice, by one key or by two, moves its goods once', async () => {
    const { number, item } = await order();
    const name = await send(number);
    await act(anna, name, 'take');
    const press = (key: string) => anna('POST', `/deliveries/${name}/deliver`, { scanned: 'WELD-IN' }, { key });
    const same = crypto.randomUUID();
    const answers = await Promise.all([press(same), press(crypto.randomUUID())]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect((await press(same)).status).toBe(answers[0]?.status);
    expect([await balance(item, 'A'), await balance(item, 'WELD-IN')]).toEqual([0, 4]);
    expect((await anna('GET', `/movements?reference_kind=delivery&reference_key=${name}`)).body.rows).toHaveLength(1);
    expect(await act(anna, name, 'return', { reason: 'too late' })).toMatchObject({
      status: 422,
      body: { code: 'over' },
    });
  });

  it('is returned with its reason: nothing moved, and nothing is reserved by it any more', async () => {
    const { number, item } = await order();
    const name = await send(number);
    await act(ben, name, 'take');
    expect(await act(ben, name, 'return', { reason: '' })).toMatchObject({ status: 400 });
    expect(await act(ben, name, 'return', { reason: 'the way is blocked' })).toMatchObject({ status: 201 });
    expect(await rowOf(name)).toMatchObject({ state: 'returned', reason: 'the way is blocked' });
    expect([await holders(item), await balance(item, 'A')]).toEqual([[], 4]);
    expect(await send(number)).not.toBe(name);
  });

  it('leaves its goods to nobody else: the pick list names it, and a kit of the same order does not take them', async () => {
    const { number, item } = await order();
    const name = await send(number);
    const [line] = (await anna('GET', `/pick-lists/${number}`)).body.lines;
    expect(line).toMatchObject({ item, open: 4, missing: 0, from: [], spots: [], brought: { qty: 4, by: [name] } });
    const kit = await anna('POST', '/kits', { order: number, location: 'STAGE' });
    expect(kit).toMatchObject({ status: 201 });
    expect([await balance(item, 'STAGE'), await balance(item, 'A')]).toEqual([0, 4]);
    await act(ben, name, 'take');
    await act(ben, name, 'deliver', { scanned: 'WELD-IN' });
    const [there] = (await anna('GET', `/pick-lists/${number}`)).body.lines;
    expect(there).toMatchObject({ from: [{ location: 'WELD-IN', qty: 4 }], brought: { qty: 0, by: [] } });
  });

  it('is delivered no earlier than it was taken, whatever the clock of a phone says', async () => {
    const { number } = await order();
    const name = await send(number);
    await act(ben, name, 'take');
    const late = { headers: { 'happened-ago': '7776000' } };
    expect(await ben('POST', `/deliveries/${name}/deliver`, { scanned: 'WELD-IN' }, late)).toMatchObject({
      status: 201,
    });
    const { rows } = await sql<{ after: boolean }>`
      select delivered_at >= taken_at as after from deliveries where number = ${name}`.execute(test.db);
    expect(rows).toEqual([{ after: true }]);
  });

  it('told to have been taken before it was sent moved its goods after that', async () => {
    const { number, item } = await order();
    const name = await send(number);
    const late = { headers: { 'happened-ago': '7776000' } };
    await anna('POST', `/deliveries/${name}/take`, {}, late);
    await anna('POST', `/deliveries/${name}/deliver`, { scanned: 'WELD-IN' }, late);
    const [{ moved_at: moved }] = (await anna('GET', `/movements?item=${item}&location=WELD-IN`)).body.rows;
    const other = await send((await order()).number);
    await act(anna, other, 'take');
    const soon = Date.parse((await rowOf(other)).taken_at) - 3_600_000;
    expect([Date.parse((await rowOf(name)).taken_at) > soon, Date.parse(moved) > soon]).toEqual([true, true]);
  });

  it('whose goods are gone meanwhile says so and stays on the way', async () => {
    const { number, item } = await order();
    const name = await send(number);
    await act(anna, name, 'take');
    await anna('POST', `/pick-lists/${number}/issue`, { lines: [{ item, seq: 10, location: 'A', lot: '', qty: 3 }] });
    expect(await act(anna, name, 'deliver', { scanned: 'WELD-IN' })).toMatchObject({
      status: 422,
      body: { code: 'moved-on' },
    });
    expect(await rowOf(name)).toMatchObject({ state: 'on the way' });
    expect(await balance(item, 'A')).toBe(1);
  });

  it('is taken by nobody who may not move goods', async () => {
    const name = await send((await order()).number);
    expect(await act(planner, name, 'take')).toMatchObject({ status: 403 });
  });
});

describe('a kit', () => {
  it('stands in the area once it is delivered, and nobody touches it on its way', async () => {
    const { number, item } = await order();
    const kit = (await anna('POST', '/kits', { order: number, location: 'STAGE' })).body.number;
    const go = (what: string, body: object = {}) => anna('POST', `/kits/${kit}/${what}`, body);
    expect(await go('deliveries')).toMatchObject({ status: 422, body: { code: 'not-checked' } });
    await go('check', { counted: [{ item, qty: 4, sound: true }] });
    const answers = await Promise.all([go('deliveries'), go('deliveries')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    const name = answers.find(({ status }) => status === 201)?.body.numbers[0];
    for (const what of ['issue', 'stage'])
      expect(await go(what)).toMatchObject({ status: 422, body: { code: 'under-way' } });

    await act(anna, name, 'take');
    await act(anna, name, 'deliver', { scanned: 'WELD-IN' });
    const { rows } = (await anna('GET', '/kits')).body;
    expect(rows.find((row: { number: string }) => row.number === kit)).toMatchObject({
      state: 'complete',
      location: 'WELD-IN',
      delivery: null,
    });
    expect(await go('issue')).toMatchObject({ status: 201 });
    expect([await balance(item, 'STAGE'), await balance(item, 'WELD-IN')]).toEqual([0, 0]);
    expect(await differences()).toEqual([]);
  });
});

it('is due by the plan that people work to; late it is on top and on the hot list until it is there, and keeps how it was', async () => {
  const { number } = await order();
  const name = await send(number);
  expect(await rowOf(name)).toMatchObject({ urgency: 'no date', latest: null });
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const row = await rowOf(name);
  const minutes = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000;
  expect([minutes(row.latest, row.starts), minutes(row.earliest, row.latest)]).toEqual([60, 120]);

  const hot = async () =>
    (await planner('GET', '/hot-list?kind=delivery')).body.rows.filter((one: { ref: string }) => one.ref === name);
  await setNow(test.db, new Date(Date.parse(row.latest) - 60_000).toISOString());
  expect(await hot()).toEqual([]);
  await setNow(test.db, new Date(Date.parse(row.latest) + 60_000).toISOString());
  expect(await hot()).toMatchObject([
    { owner: 'Storekeepers', blocked_by: expect.stringMatching(/bring it to WELD-IN/) },
  ]);
  const late = (await anna('GET', '/deliveries')).body.rows as { number: string; state: string; urgency: string }[];
  expect(late.find((one) => one.number === name)).toMatchObject({ urgency: 'late' });
  const open = late.filter(({ state }) => state === 'waiting' || state === 'on the way');
  expect(open.findLastIndex(({ urgency }) => urgency === 'late')).toBeLessThan(
    [...open, { urgency: 'no date' }].findIndex(({ urgency }) => urgency !== 'late'),
  );
  await act(anna, name, 'take');
  await act(anna, name, 'deliver', { scanned: 'WELD-IN' });
  expect(await rowOf(name)).toMatchObject({ state: 'delivered', urgency: 'late', latest: row.latest });
  expect(await hot()).toEqual([]);
});
