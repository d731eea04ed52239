/** What is locked on the board stays there in every later plan, until it is let go the same way. */
import type { HandEdit, Plan } from '@hotlist/engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect((await planner('POST', path, row)).body.detail).toBeUndefined();
}
const planned = async (version: number): Promise<Plan> =>
  (await planner('GET', `/board/problem?version=${version}`)).body.plan;

/** FRAME is welded for an hour and painted; one is due in three weeks, of which nothing is released for long, and one is a work order. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/work-centres', [
    { code: 'WELD', calendar: 'DAY' },
    { code: 'PAINT', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'P1', work_centre: 'PAINT' },
  ]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'FORK', supply: 'make', unit: 'pcs' },
    { code: 'WHEEL', supply: 'make', unit: 'pcs' },
  ]);
  for (const item of ['FRAME', 'FORK', 'WHEEL'])
    await put('/routing-steps', [
      { item, seq: 10, work_centre: 'WELD', run_minutes: 60 },
      { item, seq: 20, work_centre: 'PAINT', run_minutes: 60 },
    ]);
  await put('/work-orders', [{ number: 'MO-1', item: 'FORK', qty: 1, due: days(18), state: 'released' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(20) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FORK', qty: 1, due: days(18) },
  ]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
}, 120_000);
afterAll(() => test.close());

/** Number of the version that is published. */
let last = 0;
/** What the version's page and its card in Approvals said of its locks while it waited. */
let told: readonly unknown[] = [];
let verdict = '';
interface Lock {
  readonly order: string;
  readonly seq: number;
  readonly machine: string;
  readonly now: string;
}
const saidOf = (locks: readonly Lock[]) =>
  locks.map(({ order, seq, machine, now }) => `${order} ${seq} ${machine} ${now}`.replace(/order \d+/, 'order'));
const locksOn = async (path: string) => saidOf((await planner('GET', path)).body.locks);
const locksOnCard = async (number: number) => {
  const { rows } = (await planner('GET', '/approvals?told=true')).body;
  return saidOf(rows.find((one: { number: number }) => one.number === number).told.locks);
};
async function published(
  version: number,
  acts: readonly HandEdit[],
  yes = '',
  more: object = {},
  meanwhile: () => Promise<void> = async () => {},
): Promise<{ number: number; done: string }> {
  const draft = await planner('POST', '/board/drafts', { version, acts: acts.map((one) => [one]), reason: 'x' });
  expect(draft).toMatchObject({ status: 201 });
  const { number } = draft.body;
  expect(await planner('POST', `/plan-versions/${number}/submit`, {})).toMatchObject({ status: 201 });
  await meanwhile();
  told = [await locksOn(`/plan-versions/${number}`), await locksOnCard(number)];
  verdict = (await planner('GET', `/approvals/changes?numbers=${number}`)).body.rows[0].change.verdict;
  const answer = await supervisor('POST', `/plan-versions/${number}/approve?${yes}`, { publish: true, ...more });
  expect(answer).toMatchObject({ status: 201 });
  await test.workOff();
  last = number;
  return { number, done: answer.body.done };
}
const standing = async (): Promise<number> => (await planner('GET', '/board')).body.version.number;
const stepOf = ({ operations }: Plan, item: string) => operations.find((one) => one.item === item && one.seq === 10)!;
/** On the board: as it is drawn. */
async function frozenOn(version: number, item: string): Promise<boolean> {
  const { orders, items, steps } = (await planner('GET', `/board?version=${version}`)).body;
  const at = orders.item.findIndex((of: number) => items[of].code === item);
  const step = steps.order.findIndex((of: number, n: number) => of === at && steps.seq[n] === 10);
  return Boolean(steps.frozen[step]);
}
const sooner = (plan: Plan, item: string): HandEdit => {
  const { order, seq, start } = stepOf(plan, item);
  return { kind: 'move', order, seq, start: (start - 5 * 86_400) as typeof start } as HandEdit;
};
const locked = (plan: Plan, item: string): HandEdit => {
  const { order, seq } = stepOf(plan, item);
  return { kind: 'lock', order, seq } as HandEdit;
};
const placeOf = async (version: number, item: string) => {
  const { machine, start } = stepOf(await planned(version), item);
  return { machine, start };
};

it('of a planned order, which becomes firm by it, and of a work order; it is drawn so on the draft, and let go on the board', async () => {
  const plan = await planned(1);
  expect(stepOf(plan, 'FRAME').order).toMatch(/^planned/);
  const acts = ['FRAME', 'FORK'].flatMap((item) => [sooner(plan, item), locked(plan, item)]);
  const { number, done } = await published(1, acts);
  expect(done).toContain('2 steps are locked: later plans leave them where they stand.');
  const both = [expect.stringMatching(/ 10 W1 locked$/), expect.stringMatching(/ 10 W1 locked$/)];
  expect(told).toEqual([both, both]);
  expect(verdict).toContain('2 steps locked');
  expect((told[0] as string[]).toSorted()).toEqual(['MO-1 10 W1 locked', expect.stringMatching(/^planned order/)]);
  // Published, they are named by the numbers that their orders have since.
  expect(await locksOn(`/plan-versions/${number}`)).toEqual([
    expect.stringMatching(/^\S+ 10 W1/),
    expect.stringMatching(/^\S+ 10 W1/),
  ]);
  expect([await frozenOn(number, 'FRAME'), await frozenOn(number, 'FORK')]).toEqual([true, true]);
  expect((await planner('GET', '/work-orders?filter=item:eq:FRAME')).body.rows).toMatchObject([{ state: 'firm' }]);

  const [was, forks] = [await placeOf(number, 'FRAME'), await placeOf(number, 'FORK')];
  expect(was.start).toBe(stepOf(plan, 'FRAME').start - 5 * 86_400);
  await put('/customer-lines', [
    { order_no: 'SO-3', line: 1, customer: 'MILLER', item: 'WHEEL', qty: 2, due: days(19) },
  ]);
  await planner('POST', '/planning-runs', { from_nothing: true, reason: 'x' });
  await test.workOff();
  const next = await standing();
  expect(next).toBeGreaterThan(number);
  expect([await placeOf(next, 'FRAME'), await placeOf(next, 'FORK')]).toEqual([was, forks]);
  expect([await frozenOn(next, 'FRAME'), await frozenOn(next, 'FORK')]).toEqual([true, true]);

  const of = stepOf(await planned(number), 'FRAME');
  await published(number, [{ kind: 'unlock', order: of.order, seq: 10 } as HandEdit]);
  const letGo = [expect.stringMatching(/ 10 W1 let-go$/)];
  expect(told).toEqual([letGo, letGo]);
  const free = await standing();
  expect([await frozenOn(free, 'FRAME'), await frozenOn(free, 'FORK')]).toEqual([false, true]);
  const logged = (await planner('GET', '/audit?kind=step_locks')).body.rows;
  expect(logged).toHaveLength(3);
  expect(logged[0]).toMatchObject({ one: 'lock of a step' });
  expect(logged[0].changes).toContainEqual(expect.objectContaining({ field: 'locked', after: false }));
}, 120_000);

const change = async (fields: object) => {
  const [row] = (await planner('GET', '/work-orders?filter=item:eq:FORK')).body.rows;
  expect(await planner('PATCH', `/work-orders/${row.id}`, fields, { version: row.version })).toMatchObject({
    status: 200,
  });
};
const anew = async () => {
  await planner('POST', '/planning-runs', { from_nothing: true, reason: 'x' });
  await test.workOff();
  return standing();
};

it('is told of no step that stays as it was: locked already, or locked and let go in one draft', async () => {
  const plan = await planned(last);
  const { order, seq, start } = stepOf(plan, 'FRAME');
  const frame = { order, seq } as Pick<HandEdit & { kind: 'lock' }, 'order' | 'seq'>;
  const later = { kind: 'move', ...frame, start: start + 86_400 } as HandEdit;
  const { done } = await published(last, [
    locked(plan, 'FORK'),
    { kind: 'lock', ...frame },
    { kind: 'unlock', ...frame },
    later,
  ]);
  expect(told).toEqual([[], []]);
  expect(verdict).toContain('1 operation moved by hand');
  expect(`${verdict} ${done}`).not.toMatch(/steps? (is |are )?locked|let go/);
  expect(await frozenOn(await standing(), 'FORK')).toBe(true);
}, 120_000);

it('is let go by a release from the frozen zone, until that is taken back', async () => {
  const body = { work_order: 'MO-1', until: days(30), reason: 'the saw is needed' };
  expect(await supervisor('POST', '/zone-releases', body)).toMatchObject({ status: 201 });
  expect(await frozenOn(await anew(), 'FORK')).toBe(false);
  const [release] = (await planner('GET', '/zone-releases')).body.rows;
  const back = await supervisor('POST', `/zone-releases/${release.id}/take-back`, { reason: 'not any more' });
  expect(back).toMatchObject({ status: 201 });
  expect(await frozenOn(await anew(), 'FORK')).toBe(true);
}, 120_000);

it('goes with its order whatever that is called; for another quantity it keeps its machine alone', async () => {
  const forks = await placeOf(await standing(), 'FORK');
  await change({ number: 'MO-1A' });
  expect(await placeOf(await anew(), 'FORK')).toEqual(forks);
  await change({ qty: 3 });
  const larger = await anew();
  const { start, end } = stepOf(await planned(larger), 'FORK');
  expect(end - start).toBe(3 * 3600);
  expect(await frozenOn(larger, 'FORK')).toBe(false);
  await change({ qty: 1, number: 'MO-1' });
  expect(await placeOf(await anew(), 'FORK')).toEqual(forks);
}, 120_000);

it('goes with an order that is renumbered before it is published; who takes its number has none', async () => {
  const plan = await planned(last);
  const acts = [sooner(plan, 'FORK'), locked(plan, 'FORK')];
  const why = { reason: 'the customer waits' };
  const { done } = await published(last, acts, '&confirm=rules-broken', why, async () => {
    await change({ number: 'MO-1B' });
    await put('/work-orders', [{ number: 'MO-1', item: 'WHEEL', qty: 1, due: days(18), state: 'released' }]);
  });
  expect(told).toEqual([['MO-1B 10 W1 locked'], ['MO-1B 10 W1 locked']]);
  expect(done).toContain('1 step is locked');
  const forks = await placeOf(last, 'FORK');
  const next = await anew();
  expect(await placeOf(next, 'FORK')).toEqual(forks);
  expect([await frozenOn(next, 'FORK'), await frozenOn(next, 'WHEEL')]).toEqual([true, false]);
}, 120_000);

it('is let go where it is put elsewhere all the same, which breaks a rule', async () => {
  const { order, seq, start } = stepOf(await planned(last), 'FORK');
  const later = { kind: 'move', order, seq, start: start + 86_400 } as HandEdit;
  await published(last, [later], '&confirm=rules-broken', { reason: 'the customer waits' });
  expect(await frozenOn(await anew(), 'FORK')).toBe(false);
}, 120_000);

it('of an order that is deleted is nobody’s, whoever has its number since', async () => {
  const made = await anew();
  const plan = await planned(made);
  const why = { reason: 'the customer waits' };
  await published(made, [sooner(plan, 'FORK'), locked(plan, 'FORK')], '&confirm=rules-broken', why);
  const forks = await placeOf(last, 'FORK');
  const [{ id, number, version }] = (await planner('GET', '/work-orders?filter=item:eq:FORK')).body.rows;
  expect(await planner('DELETE', `/work-orders/${id}`, undefined, { version })).toMatchObject({ status: 200 });
  await put('/work-orders', [{ number, item: 'WHEEL', qty: 1, due: days(40), state: 'released' }]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { operations } = await planned(await standing());
  const its = operations.filter(({ order }) => order === `work/${number}`);
  expect(its.map(({ item }) => item)).toEqual(['WHEEL', 'WHEEL']);
  expect(its[0]).not.toMatchObject(forks);
}, 120_000);

it('a version by hand in which nothing is firm but what moved is planned is published: it locks nothing', async () => {
  await put('/customer-lines', [
    { order_no: 'SO-9', line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(60) },
  ]);
  const made = await anew();
  const plan = await planned(made);
  const late = plan.operations.findLast(({ order, seq }) => order.startsWith('planned/') && seq === 10)!;
  const later = { kind: 'move', order: late.order, seq: late.seq, start: late.start + 86_400 } as HandEdit;
  const { done } = await published(made, [later], '&confirm=rules-broken', { reason: 'the jig is away' });
  expect(done).toMatch(/ is published\./);
}, 120_000);
