import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as day, type TestApp, testApp } from '../../server/test-app.ts';
import { receivingPlant } from './dock.test-support.ts';

let test: TestApp;
let keeper: Ask;
let planner: Ask;
beforeAll(async () => {
  test = await testApp();
  keeper = await test.as(['storekeeper']);
  planner = await test.as(['planner', 'buyer', 'storekeeper']);
  for (const [path, rows] of receivingPlant)
    for (const row of rows) expect(await planner('POST', path, row), path).toMatchObject({ status: 201 });
  await planner('POST', '/planning-runs', {});
  await test.workOff();
});
afterAll(() => test.close());

const schedule = async (days = 7) =>
  (await keeper('GET', `/dock-schedule?days=${days}`)).body.rows as readonly {
    ref: string;
    when: string;
    hot: boolean;
    waiting: readonly object[];
  }[];

describe('the dock schedule', () => {
  it('says what is late, due today and later, in days of the site, and who waits where', async () => {
    const rows = await schedule();
    expect(rows).toMatchObject([
      {
        ref: 'PO-1/1',
        when: 'late',
        day: day(-1),
        hot: true,
        waiting: [
          {
            order: 'MO-7',
            kind: 'work order',
            makes: 'FRAME',
            qty: 12,
            work_centre: 'WELD',
            machine: 'W1',
            area: 'WELD-IN',
          },
          { order: 'MO-8', qty: 8 },
        ],
      },
      { ref: 'PO-1/2', when: 'today', hot: false, waiting: [] },
      { ref: 'PO-2/1', when: 'coming', day: day(2), waiting: [{ order: 'MO-8', qty: 12 }] },
    ]);
    expect((await schedule(1)).map(({ ref }) => ref)).toEqual(['PO-1/1', 'PO-1/2']);
  });

  it('is found by order, line and item, in whatever case; else it says what to do', async () => {
    const find = async (text: string) => (await keeper('GET', `/dock-schedule/${encodeURIComponent(text)}`)).body;
    const refs = async (text: string) => (await find(text)).rows.map(({ ref }: { ref: string }) => ref);
    expect(await refs('po-1')).toEqual(['PO-1/1', 'PO-1/2']);
    expect(await refs('PO-1/2')).toEqual(['PO-1/2']);
    expect(await refs('tube-25')).toEqual(['PO-1/1', 'PO-2/1']);
    expect(await find('FRAME')).toMatchObject({ rows: [], item: 'FRAME', says: expect.stringContaining('No open') });
    const source = { item: 'PAINT', vendor: 'KRAFT', vendor_item: 'VX-1' };
    expect(await planner('POST', '/sources', source)).toMatchObject({ status: 201 });
    expect(await refs('vx-1')).toEqual(['PO-1/2']);
    expect(await find('VX-1')).toMatchObject({ item: 'PAINT', says: null });
    expect(await find('XYZ')).toMatchObject({
      rows: [],
      item: null,
      says: expect.stringContaining('without an order'),
    });
  });
});

it('what came of a line is waited for no more, by the most urgent first; once closed it is no longer to come', async () => {
  expect(await keeper('POST', '/receipts', { line: 'PO-1/1', qty: 1, unit: 'box' })).toMatchObject({ status: 201 });
  const [first] = await schedule();
  expect(first).toMatchObject({
    open: 10,
    waiting: [
      { order: 'MO-7', qty: 2 },
      { order: 'MO-8', qty: 8 },
    ],
  });
  await keeper('POST', '/receipts', { line: 'PO-1/1', qty: 10 });
  expect((await schedule()).map(({ ref }) => ref)).toEqual(['PO-1/2', 'PO-2/1']);
  const { body } = await keeper('GET', '/dock-schedule/PO-1%2F1');
  expect(body.says).toMatch(/closed or cancelled/);
});

describe('what was received and is waited for', () => {
  it('is brought from the dock to the area of the late order first, with a label, and only what it waits for', async () => {
    const { body } = await keeper('POST', '/receipts', { line: 'PO-2/1', qty: 15, document: 'LS 9' });
    const { id } = body.receipt;
    const waits = async () => (await keeper('GET', `/receipts/${id}/waiting`)).body;
    expect(await waits()).toMatchObject({
      left: 15,
      inspected: false,
      waiting: [{ order: 'MO-8', qty: 12, area: 'WELD-IN' }],
      put_away: { place: 'A-01', rule: 'the first store of the site' },
    });
    const bring = (order: string, qty: number | null = null) =>
      keeper('POST', `/receipts/${id}/cross-dock`, { order, qty });
    expect(await bring('MO-7')).toMatchObject({ status: 422, body: { code: 'not-waiting' } });
    const answers = await Promise.all([bring('MO-8'), bring('MO-8')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const done = answers.find(({ status }) => status === 201)?.body;
    expect(done).toMatchObject({ done: '12 pcs of TUBE-25 brought to WELD-IN for MO-8.', qty: 12, to: 'WELD-IN' });
    expect(await waits()).toMatchObject({ left: 3, waiting: [] });
    const label = await keeper('GET', `/cross-docks/${done.movement}/label`);
    expect([label.status, label.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect(await keeper('POST', `/receipts/${id}/take-back`, { reason: 'wrong' })).toMatchObject({
      status: 422,
      body: { code: 'brought-on', detail: expect.stringContaining('MO-8') },
    });

    // Taken back by hand, it is waited for again, and the receipt can go back too.
    await keeper('POST', `/movements/${done.movement}/reverse`, { reason: 'wrong area' });
    expect(await waits()).toMatchObject({ left: 15, waiting: [{ order: 'MO-8', qty: 12 }] });
    expect(await keeper('POST', `/receipts/${id}/take-back`, { reason: 'wrong' })).toMatchObject({ status: 201 });
    expect(await bring('MO-8')).toMatchObject({ status: 422, body: { code: 'nothing-left' } });
  });

  it('that somebody is to bring is left for nobody else, and stands in the area when he scanned it', async () => {
    const { body } = await keeper('POST', '/receipts', { line: 'PO-2/1', qty: 15 });
    const { id } = body.receipt;
    const waits = async () => (await keeper('GET', `/receipts/${id}/waiting`)).body;
    const send = () => keeper('POST', `/receipts/${id}/deliveries`, { order: 'MO-8' });
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const name = answers.find(({ status }) => status === 201)?.body.numbers[0];
    expect(await waits()).toMatchObject({ left: 3, waiting: [] });
    expect(await keeper('POST', `/receipts/${id}/take-back`, { reason: 'wrong' })).toMatchObject({
      status: 422,
      body: { code: 'brought-on' },
    });
    // Returned, it is waited for again.
    await keeper('POST', `/deliveries/${name}/return`, { reason: 'no cart' });
    expect(await waits()).toMatchObject({ left: 15, waiting: [{ order: 'MO-8', qty: 12 }] });

    const [again] = (await send()).body.numbers;
    await keeper('POST', `/deliveries/${again}/take`, {});
    expect(await keeper('POST', `/deliveries/${again}/deliver`, { scanned: 'WELD-IN' })).toMatchObject({ status: 201 });
    expect(await waits()).toMatchObject({ left: 3, waiting: [] });
    const { holders } = (await keeper('GET', '/free-stock?item=TUBE-25')).body;
    expect(holders).toMatchObject([{ for_order: 'MO-8', location: 'WELD-IN', qty: 12 }]);
  });

  it('is not brought on before it was inspected', async () => {
    const { body } = await keeper('POST', '/receipts', { line: 'PO-1/2', qty: 5, lot: 'R-1' });
    expect(body.receipt).toMatchObject({ place: 'QA', place_kind: 'inspection' });
    expect(await keeper('POST', `/receipts/${body.receipt.id}/cross-dock`, { order: 'MO-8' })).toMatchObject({
      status: 422,
      body: { code: 'in-inspection' },
    });
  });
});
