import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

const hours = (count: number): string => new Date(Date.parse(plantNow) + count * 3_600_000).toISOString();
const seen = async () => (await planner('GET', '/attainment?days=3')).body;
const report = async (seq: number, more: object) => {
  const answer = await supervisor('POST', '/progress?confirm=finished-short,more-than-came', {
    ticket: 'T-MO-1-1',
    seq,
    ...more,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
async function publish(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { number } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  const answer = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return number;
}

/** MO-1 is cut for four hours and welded for four, both today: now it is 9:00 and the plant works from 6:00 to 22:00. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  const put = async (path: string, rows: readonly object[]) => {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  };
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put(
    '/work-centres',
    ['CUT', 'WELD'].map((code) => ({ code, calendar: 'DAY' })),
  );
  await put('/machines', [
    { code: 'C1', work_centre: 'CUT' },
    { code: 'W1', work_centre: 'WELD' },
  ]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, name: 'Cut', work_centre: 'CUT', run_minutes: 60 },
    { item: 'FRAME', seq: 20, name: 'Weld', work_centre: 'WELD', run_minutes: 60 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 4, due: days(0) },
  ]);
  await put('/work-orders', [
    { number: 'MO-1', item: 'FRAME', qty: 4, due: days(0), state: 'firm' },
    { number: 'MO-2', item: 'FRAME', qty: 40, due: days(9), state: 'firm', order_no: 'SO-2', line: 1 },
  ]);
  expect((await planner('POST', '/tickets/release', { orders: ['MO-1'] })).status).toBe(201);
  expect((await planner('POST', '/tickets/print', { orders: ['MO-1'] })).status).toBe(201);
});
afterAll(() => test.close());

describe('attainment', () => {
  it('knows nothing before a version is published', async () => {
    expect(await seen()).toMatchObject({ published: null, share: null, departed: [], publications: [] });
  });

  it('follows the published version: what is due today, what has not begun, what runs over, what is kept', async () => {
    const number = await publish();
    expect((await seen()).days.at(-1)).toEqual({ day: days(0), due: 2, kept: 0, early: 0, late: 0, open: 2 });

    await setNow(test.db, hours(2));
    expect(await seen()).toMatchObject({
      published: number,
      departed: [{ kind: 'late-start', order: 'MO-1', seq: 10, machine: 'C1', seconds: 7200 }],
    });

    await report(10, { started: true, worked_at: hours(1) });
    expect((await seen()).departed).toEqual([]);
    await setNow(test.db, hours(5));
    expect(
      (await seen()).departed.map((one: { kind: string; order: string; seq: number }) => [
        one.kind,
        one.order,
        one.seq,
      ]),
    ).toEqual([
      ['overrun', 'MO-1', 10],
      ['late-start', 'MO-1', 20],
      ['late-start', 'MO-2', 10],
    ]);

    await report(10, { good: 4, finished: true, worked_at: hours(5) });
    expect((await seen()).days.at(-1)).toMatchObject({ due: 2, kept: 1, open: 1 });
  });

  it('tells the board of the published version what began and was finished when, of any other nothing', async () => {
    const { published } = await seen();
    const at = (count: number) => Date.parse(hours(count)) / 1000;
    expect((await planner('GET', `/board/actual?version=${published}`)).body).toEqual({
      published,
      // Two working days from five hours after its beginning.
      frozen_until: expect.any(Number),
      now: at(5),
      rows: [
        { order: 'work/MO-1', seq: 10, state: 'done', begun: at(1), finished: at(5), done: 100 },
        { order: 'work/MO-1', seq: 20, state: 'waiting', begun: null, finished: null, done: 0 },
        { order: 'work/MO-2', seq: 10, state: 'waiting', begun: null, finished: null, done: 0 },
        { order: 'work/MO-2', seq: 20, state: 'waiting', begun: null, finished: null, done: 0 },
      ],
      // Without a badge it is of who signed in.
      worked: [{ order: 'work/MO-1', seq: 10, worker: null, who: expect.any(String), from: at(1), to: at(5) }],
    });
    expect((await planner('GET', `/board/actual?version=${published + 1}`)).body).toMatchObject({
      published,
      rows: [],
    });
  });

  it('tells who reported what: by his badge a worker, from his first report to his last, or on as nobody reported after him', async () => {
    const { published } = await seen();
    const at = (count: number) => Date.parse(hours(count)) / 1000;
    for (const code of ['B1', 'B2'])
      expect((await planner('POST', '/workers', { code, name: `${code} of the saws`, crew: null })).status).toBe(201);
    const worked = async () =>
      (
        (await planner('GET', `/board/actual?version=${published}`)).body as {
          worked: { order: string; seq: number; worker: string; who: string; from: number; to: number | null }[];
        }
      ).worked
        .filter(({ order, seq }) => order === 'work/MO-1' && seq === 20)
        .map(({ worker, who, from, to }) => [worker, who, from, to]);
    const first = await report(20, { started: true, badge: 'B1', worked_at: hours(4) });
    expect(await worked()).toEqual([['B1', 'B1 of the saws', at(4), null]]);
    // Half an hour of his own before he says so.
    const second = await report(20, { good: 1, hours: 0.5, badge: 'B2', worked_at: hours(5) });
    expect(await worked()).toEqual([
      ['B1', 'B1 of the saws', at(4), at(4)],
      ['B2', 'B2 of the saws', at(4.5), null],
    ]);
    for (const { posted } of [second, first])
      expect((await supervisor('POST', `/progress/${posted.id}/reversal`, { reason: 'another order' })).status).toBe(
        201,
      );
    expect(await worked()).toEqual([]);
  });

  it('finishes nothing by a report that was taken back', async () => {
    const { posted } = await report(20, { good: 4, finished: true, worked_at: hours(5) });
    expect((await seen()).days.at(-1)).toMatchObject({ kept: 2, open: 0 });
    const taken = await supervisor('POST', `/progress/${posted.id}/reversal`, { reason: 'wrong ticket' });
    expect(taken.status, JSON.stringify(taken.body)).toBe(201);
    expect((await seen()).days.at(-1)).toMatchObject({ kept: 1, open: 1 });
  });

  it('leaves a day that is over as it was, whatever is published later, and says what the publication moved', async () => {
    await setNow(test.db, hours(24));
    const before = (await seen()).published;
    const down = { machine: 'W1', down_from: hours(24), down_to: hours(24 * 8), reason: 'spindle' };
    expect((await planner('POST', '/downtimes', down)).status).toBe(201);
    const number = await publish();
    const { days: byDay, share, publications } = await seen();
    expect(byDay.at(-2)).toEqual({ day: days(0), due: 2, kept: 1, early: 0, late: 0, open: 1 });
    expect(share).toBe(0.5);
    // 40 h of cutting from 13:00 in days of 16 h end a day and a half from now; the welding after them waits for the spindle.
    expect(publications).toMatchObject([
      { number, before, bands: [{ from: 1, to: 2, zone: true, operations: 1, moved: 1 }] },
    ]);
    await report(20, { good: 4, finished: true, worked_at: hours(25) });
    expect((await seen()).days.at(-2)).toMatchObject({ kept: 1, late: 1, open: 0 });
  });

  it('is read by who sees the site, and asks for days that can be', async () => {
    const operator = await test.as(['operator']);
    expect((await operator('GET', '/attainment')).status).toBe(403);
    expect((await planner('GET', '/attainment?days=61')).status).toBe(400);
  });
});
