import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';
import { type Counted, countedWords } from './load.messages.ts';
import { behindOf, familySums, goalOf, loadedWords, loadTone, utilisation } from './masterschedule.ts';

describe('a week of a work centre', () => {
  it('is fine up to 85 in the hundred, tight up to all of it, and late beyond', () => {
    const tones = [0, 85, 86, 100, 101].map((load) => loadTone(utilisation({ capacity: 100, load })));
    expect(tones).toEqual(['fine', 'fine', 'risk', 'risk', 'late']);
  });
  it('is levelled to what there is where more is asked, and until room is left where it is tight', () => {
    expect([1.2, Infinity, 1, 0.9, 0.85, 0].map(goalOf)).toEqual([1, 1, 0.85, 0.85, undefined, undefined]);
  });
  it('with work in closed time is late; closed without work is neither', () => {
    expect([loadTone(utilisation({ capacity: 0, load: 1 })), utilisation({ capacity: 0, load: 0 })]).toEqual([
      'late',
      null,
    ]);
  });
});

describe('an operation in a load', () => {
  it.each([
    ['that lies in it wholly is told by its hours', 7200, 7200, '2 h'],
    ['of which more lies elsewhere is told as a part of them', 51_480, 227_880, '14.3 h of 63.3 h'],
    ['that loads by more than it takes is no part of less', 20_160, 18_360, '5.6 h, takes 5.1 h'],
  ])('%s', (_, within, seconds, said) => {
    expect(loadedWords(within, seconds)).toBe(said);
  });
});

describe('how the hours of a load are counted', () => {
  const centre = (machines: Counted['machines']) => ({ kind: 'work-centre' as const, machines });
  const one = (machine: string, speed_percent: number, at_once = 1) => ({ machine, speed_percent, at_once });
  it.each<[string, Parameters<typeof countedWords>, string]>([
    ['is not said where they are those of the calendar', [centre([]), 'week', false], ''],
    [
      'names machines at another speed',
      [centre([one('W4', 110), one('W5', 50), one('W6', 110)]), 'week', false],
      'An hour of W4 and W6 counts as 1.1 h, asked for as had: they run at 110 %. An hour of W5 counts as 0.5 h, asked for as had: it runs at 50 %.',
    ],
    [
      'names machines that take several at once',
      [centre([one('W4', 100, 2)]), 'week', false],
      'W4 takes 2 at once and has as many hours in one.',
    ],
    [
      'says that people are counted',
      [{ kind: 'crew', machines: [] }, 'day', false],
      'The hours of each of its people are counted.',
    ],
    [
      'says what there is of the week under way',
      [centre([]), 'week', true],
      'Of this week there is what was left when it was planned.',
    ],
  ])('%s', (_, of, said) => {
    expect(countedWords(...of)).toBe(said);
  });
});

describe('commitments', () => {
  it('are behind by what was ordered until then and has not shipped: 4 of 10, then 1, then none; early is not behind', () => {
    expect(behindOf({ ordered: [10, 0, 5, 0], ships: [6, 3, 6, 2] })).toEqual([4, 1, 0, 0]);
  });
  it('of a family are summed in one unit, and not over two', () => {
    const row = (unit: string) => ({ unit, ordered: [1, 2], forecast: [0, 1], ships: [1, 1] });
    expect(familySums([row('pcs'), row('pcs')])).toEqual({
      unit: 'pcs',
      ordered: [2, 4],
      forecast: [0, 2],
      ships: [2, 2],
    });
    expect(familySums([row('pcs'), row('m')])).toBeUndefined();
  });
});

let test: TestApp;
let planner: Ask;
let viewer: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};

beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'supervisor']);
  viewer = await test.as(['viewer']);
  await put('/units', [{ code: 'm', decimals: 1 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 08:00-16:00' }]);
  await put('/work-centres', [{ code: 'WELD', name: 'Welding', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/crews', [{ code: 'SETTERS', name: 'Setters', size: 1, calendar: 'DAY' }]);
  await put('/items', [{ code: 'FRAME', name: 'Frame', supply: 'make', unit: 'm', family: 'Frames' }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'WELD', setup_minutes: 30, setup_crew: 'SETTERS', run_minutes: 60 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 2.5, due: plantDay(8) },
  ]);
});
afterAll(() => test.close());

it('nothing planned has no master schedule, and says so', async () => {
  expect(await viewer('GET', '/master-schedule')).toMatchObject({ status: 200, body: { version: null, weeks: [] } });
});

describe('a plan', () => {
  beforeAll(async () => {
    await planner('POST', '/planning-runs', {});
    await test.workOff();
  }, 120_000);

  it('keeps its master schedule: what is ordered and ships by week in the item’s unit, and the hours it asks for', async () => {
    const { body } = await viewer('GET', '/master-schedule');
    expect(body).toMatchObject({ version: { number: 1 }, overloads: [] });
    expect(body.weeks).toHaveLength(13);
    // Due on the Wednesday of the next week; made just in time for it.
    expect(body.items).toMatchObject([{ item: 'FRAME', name: 'Frame', unit: 'm', family: 'Frames' }]);
    const [{ ordered, ships, forecast }] = body.items;
    expect([ordered.slice(0, 3), ships.slice(0, 3), forecast.slice(0, 3)]).toEqual([
      [0, 2.5, 0],
      [0, 2.5, 0],
      [0, 0, 0],
    ]);
    expect(body.resources).toMatchObject([
      {
        resource: 'WELD',
        name: 'Welding',
        kind: 'work-centre',
        machines: [],
      },
      { resource: 'SETTERS', kind: 'crew', machines: [] },
    ]);
    expect(body.resources.map((row: { weeks: object[] }) => row.weeks[1])).toEqual([
      { capacity: 7 * 8 * 3600, load: 3 * 3600, families: { Frames: 3 * 3600 } },
      { capacity: 7 * 8 * 3600, load: 0.5 * 3600, families: { Frames: 0.5 * 3600 } },
    ]);
  });

  it('names the machines of which an hour counts as another', async () => {
    const [{ id, version }] = (await planner('GET', '/machines')).body.rows;
    const run = (speed_percent: number, of: number) =>
      planner('PATCH', `/machines/${id}`, { speed_percent }, { version: of });
    expect(await run(110, version)).toMatchObject({ status: 200 });
    const { resources } = (await viewer('GET', '/master-schedule')).body;
    expect(resources[0].machines).toEqual([{ machine: 'W1', speed_percent: 110, at_once: 1 }]);
    expect(await run(100, version + 1)).toMatchObject({ status: 200 });
  });

  it('keeps the load of four weeks by day, which adds up to that of the weeks', async () => {
    const { body } = await viewer('GET', '/master-schedule');
    expect(body.days).toHaveLength(28);
    type Row = { weeks: { load: number }[] };
    const load = ({ weeks }: Row) => weeks.reduce((sum, { load: one }) => sum + one, 0);
    expect(body.by_day.map(load)).toEqual(body.resources.map(load));
  });

  it('names the operations behind a load, and none of another week', async () => {
    const { body } = await viewer('GET', '/master-schedule');
    const asked = ({ from, to }: { from: string; to: string }) =>
      viewer('GET', `/loaded-steps?resource=WELD&kind=work-centre&from=${from}&to=${to}`);
    expect((await asked(body.weeks[1])).body).toMatchObject({
      total: 1,
      rows: [{ item: 'FRAME', name: 'Frame', seq: 10, machine: 'W1', seconds: 3 * 3600, serves: ['SO-1/1'] }],
    });
    expect((await asked(body.weeks[3])).body).toEqual({ total: 0, rows: [] });
  });

  it('names them also for who only sets them up', async () => {
    const { weeks } = (await viewer('GET', '/master-schedule')).body;
    const span = `from=${weeks[1].from}&to=${weeks[1].to}`;
    const { body } = await viewer('GET', `/loaded-steps?resource=SETTERS&kind=crew&${span}`);
    expect(body).toMatchObject({ total: 1, rows: [{ item: 'FRAME', seq: 10 }] });
  });

  it('gives each operation the hours by which it loads a week or a day, and they add up to its load', async () => {
    // 11 m are half an hour of set-up and 11 hours of run: a day of eight hours and a part of another.
    const line = { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 11, due: plantDay(12) };
    await put('/customer-lines', [line]);
    await planner('POST', '/planning-runs', {});
    await test.workOff();
    const { body } = await viewer('GET', '/master-schedule');
    type Row = { resource: string; kind: string; weeks: { load: number }[] };
    let parts = 0;
    for (const [spans, resources] of [
      [body.weeks, body.resources],
      [body.days, body.by_day],
    ] as [{ from: string; to: string }[], Row[]][])
      for (const { resource, kind, weeks } of resources)
        for (const [n, { load }] of weeks.entries()) {
          const { from, to } = spans[n]!;
          const since = n === 0 ? '1970-01-01T00:00:00Z' : from;
          const asked = await viewer('GET', `/loaded-steps?resource=${resource}&kind=${kind}&from=${since}&to=${to}`);
          const rows = asked.body.rows as { within: number; seconds: number }[];
          expect(
            rows.reduce((sum, { within }) => sum + within, 0),
            `${resource} ${from}`,
          ).toBe(load);
          parts += rows.filter(({ within, seconds }) => within < seconds).length;
        }
    expect(parts).toBeGreaterThanOrEqual(2);
  }, 120_000);

  it('is not shown to somebody of another site', async () => {
    const nobody = await test.as([]);
    expect((await nobody('GET', '/master-schedule')).status).toBe(401);
  });
});
