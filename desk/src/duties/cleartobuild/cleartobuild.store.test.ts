import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let viewer: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

interface Row {
  readonly id: string;
  readonly number: string | null;
  readonly item: string;
  readonly clear: boolean;
  readonly lacks: readonly { readonly kind: string; readonly what: string; readonly text: string }[];
}
const list = async (wish = 'now') =>
  (await viewer('GET', `/clear-to-build?wish=${wish}`)).body as {
    version: { number: number } | null;
    days: number;
    until: string;
    rows: readonly Row[];
    helps: readonly { text: string; clears: readonly string[] }[];
  };
const rowOf = async (item: string, wish?: string) => (await list(wish)).rows.find((row) => row.item === item)!;

/**
 * Four things to make, all due soon: FRAME of 2 m of tube, RACK of 1 m, both welded in a jig; a POSTER that waits for the
 * customer's artwork; a LAMP of a revision that is not effective yet. 30 m of tube are there, 20 more come in two days.
 */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'expediter', 'storekeeper', 'supervisor']);
  viewer = await test.as(['viewer']);
  await put('/units', [{ code: 'pcs' }, { code: 'm', decimals: 3 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/crews', [{ code: 'WELDERS', calendar: 'DAY', size: 1 }]);
  await put('/tools', [{ code: 'JIG', pieces: 1 }]);
  await put('/items', [
    { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' },
    { code: 'RACK', supply: 'make', unit: 'pcs' },
    { code: 'POSTER', supply: 'make', unit: 'pcs', make_to_order: true },
    { code: 'LAMP', supply: 'make', unit: 'pcs', revision: 'B' },
    { code: 'TUBE', supply: 'buy', unit: 'm' },
  ]);
  await put('/revisions', [
    { item: 'LAMP', revision: 'A' },
    { item: 'LAMP', revision: 'B', effective: days(30) },
  ]);
  await put('/components', [
    { parent: 'FRAME', component: 'TUBE', qty_per: 2 },
    { parent: 'RACK', component: 'TUBE', qty_per: 1 },
  ]);
  const step = { seq: 10, work_centre: 'WELD', run_minutes: 3 };
  await put('/routing-steps', [
    { item: 'FRAME', ...step, crew: 'WELDERS', tools: 'JIG' },
    { item: 'RACK', ...step, crew: 'WELDERS', tools: 'JIG' },
    { item: 'POSTER', ...step },
    { item: 'LAMP', ...step },
  ]);
  await put('/vendors', [{ code: 'KRAFT' }]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/sources', [{ item: 'TUBE', vendor: 'KRAFT', transit_days: 20 }]);
  await put('/locations', [{ code: 'A-1' }]);
  await put('/stock', [{ item: 'TUBE', location: 'A-1', qty: 30 }]);
  await put('/purchase-lines', [
    { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'TUBE', qty: 20, promised: days(2) },
  ]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 12, due: days(1) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'RACK', qty: 16, due: days(3) },
    { order_no: 'SO-3', line: 1, customer: 'MILLER', item: 'POSTER', qty: 5, due: days(4) },
    { order_no: 'SO-4', line: 1, customer: 'MILLER', item: 'LAMP', qty: 5, due: days(4) },
  ]);
  await put('/customer-inputs', [{ order_no: 'SO-3', line: 1, name: 'artwork', due: days(1), owner: 'JB' }]);
});
afterAll(() => test.close());

async function plan() {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
}
const patience = 120_000;

it('nothing is clear before anything is planned, and the page is told so', async () => {
  expect(await list()).toEqual({ version: null, days: 5, until: expect.any(String), rows: [], helps: [] });
});

describe('what may be released next', () => {
  beforeAll(plan, patience);

  it('by the end of the next working day are the frames of tomorrow alone, and nothing of the racks in three days would help them', async () => {
    expect((await list()).rows.map((row) => row.item)).toContain('RACK');
    const next = (await viewer('GET', '/clear-to-build?reach=next_day')).body as Awaited<ReturnType<typeof list>>;
    expect(next).toMatchObject({ until: '2026-11-04T23:00:00Z', rows: [{ item: 'FRAME' }], helps: [] });
    expect(next.rows).toHaveLength(1);
  });

  it('is checked in the order of the starts: 24 of 30 m go to the frames, and the racks lack 10 of their 16', async () => {
    expect((await rowOf('FRAME')).lacks).toEqual([]);
    expect((await rowOf('RACK')).lacks).toMatchObject([
      { kind: 'material', what: 'TUBE', qty: 10, unit: 'm', by: 'purchase/PO-1/1', held: [{ qty: 24 }] },
    ]);
  });

  it('counts what comes by the start where that is the wish', async () => {
    expect((await rowOf('RACK', 'start')).clear).toBe(true);
  });

  it('waits for the customer’s input and for a revision that is effective', async () => {
    expect((await rowOf('POSTER')).lacks).toMatchObject([
      {
        kind: 'input',
        what: 'SO-3/1 artwork',
        text: 'SO-3/1 artwork is not received, expected Wed 4 Nov; JB follows it up.',
      },
    ]);
    expect((await rowOf('LAMP')).lacks).toMatchObject([{ kind: 'drawing', why: 'not-effective' }]);
  });

  it('says what one thing would clear', async () => {
    const { helps } = await list();
    expect(helps.map(({ text }) => text)).toContain('10 m TUBE would clear 1 order.');
  });

  it('lacks a tool that is away and people whose day was closed since the plan', async () => {
    const jig = (await planner('GET', '/tools?filter=code:eq:JIG')).body.rows[0];
    const path = `/tools/${jig.id}`;
    const away = { away_from: `${days(-1)}T00:00:00Z`, away_to: `${days(20)}T00:00:00Z` };
    expect(await planner('PATCH', path, away, { version: jig.version })).toMatchObject({ status: 200 });
    expect((await rowOf('FRAME')).lacks).toMatchObject([{ kind: 'tool', what: 'JIG', why: 'away' }]);
    await planner('PATCH', path, { away_from: null, away_to: null }, { version: jig.version + 1 });
    for (let day = -1; day < 12; day += 1) await put('/calendar-days', [{ calendar: 'DAY', day: days(day) }]);
    expect((await rowOf('FRAME')).lacks).toMatchObject([{ kind: 'crew', what: 'WELDERS', why: 'off' }]);
    for (const row of (await planner('GET', '/calendar-days?limit=50')).body.rows)
      expect((await planner('DELETE', `/calendar-days/${row.id}`, undefined, { version: row.version })).status).toBe(
        200,
      );
    expect((await rowOf('FRAME')).clear).toBe(true);
  });

  it('keeps stock reserved for another from an order, and counts it for the order named', async () => {
    const reserve = { supply: 'stock/TUBE/A-1/', item: 'TUBE', qty: 28, for_order: 'SO-2', for_line: 1 };
    await put('/allocations', [reserve]);
    // 2 of 24 m are left for the frames; the racks are made for SO-2/1 and find their 16 m.
    expect((await rowOf('FRAME')).lacks).toMatchObject([{ kind: 'material', qty: 22 }]);
    expect((await rowOf('RACK')).clear).toBe(true);
    const [row] = (await planner('GET', '/allocations')).body.rows;
    await planner('DELETE', `/allocations/${row.id}`, undefined, { version: row.version });
  });
});

describe('the release of what is clear', () => {
  it('is not for who only looks, and refuses nobody’s order', async () => {
    expect(await viewer('POST', '/clear-to-build/release', { orders: ['planned/1'] })).toMatchObject({ status: 403 });
    expect((await planner('POST', '/clear-to-build/release', { orders: ['planned/999'] })).body).toMatchObject({
      released: [],
      left: ['planned/999'],
    });
  });

  it('releases the clear one once, though two press at the same time, and leaves the one that is short', async () => {
    const [frame, rack] = [await rowOf('FRAME'), await rowOf('RACK')];
    const body = { orders: [frame.id, rack.id] };
    const answers = await Promise.all([
      planner('POST', '/clear-to-build/release', body),
      planner('POST', '/clear-to-build/release', body),
    ]);
    const released = answers.flatMap((one) => one.body.released as string[]);
    expect(released).toHaveLength(1);
    const orders = (await planner('GET', '/work-orders')).body.rows;
    expect(orders).toMatchObject([{ number: released[0], item: 'FRAME', state: 'released' }]);
    expect(answers.map((one) => one.body.left as string[]).flat()).toContain(rack.id);
  });

  it('takes the released order off the list, and its material is spoken for', async () => {
    const { rows } = await list();
    expect(rows.map((row) => row.item)).not.toContain('FRAME');
    expect((await rowOf('RACK')).lacks).toMatchObject([{ kind: 'material', qty: 10, held: [{ qty: 24 }] }]);
  });

  it('pressed twice with one key is done once', async () => {
    const [lamp] = (await planner('GET', '/revisions?filter=revision:eq:B')).body.rows;
    await planner('PATCH', `/revisions/${lamp.id}`, { effective: days(-1) }, { version: lamp.version });
    const row = await rowOf('LAMP');
    const press = () => planner('POST', '/clear-to-build/release', { orders: [row.id] }, { key: 'press-lamp-1' });
    const [first, again] = [await press(), await press()];
    expect(first.body.released).toHaveLength(1);
    expect(again.body).toEqual(first.body);
  });

  it(
    'stands in the next plan: what was released is not listed again',
    async () => {
      await plan();
      expect((await list()).rows.map((row) => row.item)).not.toContain('FRAME');
    },
    patience,
  );

  it('looks as many working days ahead as the site says', async () => {
    expect(await viewer('PUT', '/release-window', { days: 20 })).toMatchObject({ status: 403 });
    expect(await planner('PUT', '/release-window', { days: 0 })).toMatchObject({ status: 400 });
    expect(await planner('PUT', '/release-window', { days: 20 })).toMatchObject({ status: 200 });
    expect((await list()).days).toBe(20);
  });
});
