import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, makeSite, type TestApp, testApp } from '../../server/test-app.ts';

// The plant's clock stands at Tuesday 3 November 2026, 09:00.
let test: TestApp;
let planner: Ask;
let buyer: Ask;
const put = async (path: string, row: object, ask = buyer) => {
  const answer = await ask('POST', path, row);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  buyer = await test.as(['buyer', 'expediter']);
  await put('/units', { code: 'm' }, planner);
  await put('/items', { code: 'TUBE', name: 'Tube 25 mm', supply: 'buy', unit: 'm' }, planner);
  await put('/vendors', { code: 'KRAFT', name: 'Kraft Rohr', contact: 'Anna Kraft', phone: '+49 30 1234' });
  await put('/sources', { item: 'TUBE', vendor: 'KRAFT', vendor_days: 5, transit_days: 3, dock_days: 1 });
});
afterAll(() => test.close());

let orders = 0;
/** Ordered on Monday the 2nd for Monday 30 November. */
async function ordered(more: object = {}) {
  orders += 1;
  const row = { order_no: `PO-${orders}`, line: 1, vendor: 'KRAFT', item: 'TUBE', qty: 20, required: '2026-11-30' };
  const made = await put('/purchase-lines', { ...row, ordered_on: '2026-11-02', ...more });
  return { id: made.id as number, ref: `${made.order_no}/${made.line}`, ordered_on: made.ordered_on as string };
}
const listed = async (ask = buyer) => {
  const { status, body } = await ask('GET', '/follow-up');
  expect(status).toBe(200);
  return body;
};
/** As who has just read the list. */
const setCadence = async (body: object) =>
  buyer('PUT', '/follow-up/cadence', body, { version: (await listed()).cadence_version });
const rowOf = async (ref: string, ask = buyer) =>
  (await listed(ask)).rows.find((row: { ref: string }) => row.ref === ref);
const change = async (id: number, row: object) => {
  const { version } = (await buyer('GET', `/purchase-lines/${id}`)).body;
  expect(await buyer('PATCH', `/purchase-lines/${id}?confirm=promised`, row, { version })).toMatchObject({
    status: 200,
  });
};
const say = (ref: string, more: object = {}, ask = buyer) =>
  put('/contacts', { kind: 'purchase_line', ref, with_whom: 'Anna Kraft', said: 'Will look into it', ...more }, ask);

describe('the list of calls', () => {
  it('tells whom to call about a line, why and since when', async () => {
    const line = await ordered({ ordered_on: '2026-10-29' });
    expect(await listed()).toMatchObject({ today: '2026-11-03', order: expect.stringContaining('First') });
    expect(await rowOf(line.ref)).toEqual({
      ref: line.ref,
      vendor: 'KRAFT',
      vendor_name: 'Kraft Rohr',
      contact_person: 'Anna Kraft',
      phone: '+49 30 1234',
      email: null,
      item: 'TUBE',
      item_name: 'Tube 25 mm',
      unit: 'm',
      owner: null,
      qty: 20,
      on: '2026-11-03',
      today: true,
      reason: 'not acknowledged',
      // Thursday and three working days.
      since: '2026-11-03',
      why: 'Ordered Thu 29 Oct, not promised.',
      need: expect.stringMatching(/^2026-11-30T/),
      promised: null,
      estimated: expect.stringMatching(/^2026-11-30T/),
      late_days: 0,
      hurts: 0,
      money: 0,
      mine: false,
      pauses: [],
      contact: null,
    });
  });

  it.each<[name: string, more: object, expected: object | undefined]>([
    ['of what was ordered yesterday tells on which day it comes', {}, { on: '2026-11-05', today: false }],
    [
      'tells what is late, by its promise',
      { promised: '2026-10-30' },
      { reason: 'late', since: '2026-11-02', why: 'Promised Fri 30 Oct, not here.' },
    ],
    [
      'tells what is promised after its need',
      { promised: '2026-12-03' },
      { reason: 'late', today: true, why: 'Comes Thu 3 Dec, needed Mon 30 Nov.' },
    ],
    // A working day from dock to stock and three days on the road before Monday the 9th.
    [
      'tells what is to leave him',
      { promised: '2026-11-09', promise_means: 'usable' },
      { reason: 'ship date', on: '2026-11-03', since: '2026-11-03' },
    ],
    [
      'tells what is to leave him as he promised it',
      { promised: '2026-11-05', promise_means: 'ship' },
      { reason: 'ship date', on: '2026-11-05' },
    ],
    [
      'has nothing of what was shipped and comes in time',
      { promised: '2026-11-09', shipped_at: '2026-11-03' },
      undefined,
    ],
    ['has nothing of what is far', { promised: '2026-11-30' }, undefined],
    ['has nothing of what has come in full', { promised: '2026-10-30', received: 20 }, undefined],
    ['has what has come in part', { promised: '2026-10-30', received: 5 }, { reason: 'late', qty: 15 }],
    ['has nothing of a cancelled line', { promised: '2026-10-30', state: 'cancelled' }, undefined],
    ['has nothing of a line of which no need is known', { required: null, ordered_on: '2026-10-20' }, undefined],
  ])('%s', async (_, more, expected) => {
    const row = await rowOf((await ordered(more)).ref);
    if (expected) expect(row).toMatchObject(expected);
    else expect(row).toBeUndefined();
  });

  it('takes the day of entry, on the plant’s clock, where nobody says when it was ordered', async () => {
    expect((await ordered({ ordered_on: null })).ordered_on).toBe('2026-11-03');
    expect((await ordered({ ordered_on: '2026-10-01' })).ordered_on).toBe('2026-10-01');
  });

  it('a call with a next day puts a line off until then, and is told', async () => {
    const line = await ordered({ promised: '2026-10-30' });
    const caller = await test.as(['expediter']);
    await say(line.ref, { next_action: 'ask the mill', next_at: '2026-11-06' }, caller);
    const row = await rowOf(line.ref, caller);
    expect(row).toMatchObject({ on: '2026-11-06', today: false, reason: 'late', mine: true });
    expect(row.contact).toEqual({
      with_whom: 'Anna Kraft',
      said: 'Will look into it',
      at: expect.any(String),
      by: expect.stringContaining('expediter'),
      next_action: 'ask the mill',
      next_at: expect.stringMatching(/^2026-11-06T/),
    });
    expect((await rowOf(line.ref)).mine).toBe(false);
  });

  it('a call with a new date that he promises takes the line off the list', async () => {
    const line = await ordered({ ordered_on: '2026-10-20' });
    expect(await rowOf(line.ref)).toMatchObject({ reason: 'not acknowledged' });
    await say(line.ref, { new_date: '2026-11-25', promised: true });
    expect(await rowOf(line.ref)).toBeUndefined();
  });

  it('goes by the word of the vendor who has the line: what another promised or said is none of his', async () => {
    await put('/vendors', { code: 'BOLT' });
    const line = await ordered({ ordered_on: '2026-10-20', promised: '2026-11-30' });
    await say(line.ref, { next_at: '2026-11-20' });
    expect(await rowOf(line.ref)).toBeUndefined();
    await change(line.id, { vendor: 'BOLT' });
    expect(await rowOf(line.ref)).toMatchObject({
      reason: 'not acknowledged',
      today: true,
      promised: null,
      contact: null,
    });
    await say(line.ref, { new_date: '2026-11-30', promised: true });
    expect(await rowOf(line.ref)).toBeUndefined();
  });

  it('is of one site alone', async () => {
    await makeSite(test.db, 'OTHER');
    expect((await listed(await test.as(['viewer'], 'OTHER'))).rows).toEqual([]);
  });

  it.each(['planner', 'expediter', 'buyer', 'supervisor', 'inspector', 'viewer', 'administrator'] as const)(
    'may be read by a %s',
    async (role) => {
      expect((await listed(await test.as([role]))).rows.length).toBeGreaterThan(0);
    },
  );
  it.each(['operator', 'storekeeper'] as const)('may not be read by a %s', async (role) => {
    expect((await (await test.as([role]))('GET', '/follow-up')).status).toBe(403);
  });
});

it('goes by the need of the newest plan; what late customer lines wait for stands first, with their money', async () => {
  const builder = await test.as(['planner']);
  await put('/units', { code: 'pcs' }, builder);
  await put('/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-22:00' }, builder);
  await put('/work-centres', { code: 'WELD', calendar: 'DAY' }, builder);
  await put('/machines', { code: 'W1', work_centre: 'WELD' }, builder);
  await put('/items', { code: 'LUG', supply: 'buy', unit: 'pcs', planner: 'JB' }, builder);
  await put('/items', { code: 'FRAME', supply: 'make', unit: 'pcs' }, builder);
  await put('/components', { parent: 'FRAME', component: 'LUG', qty_per: 1 }, builder);
  await put('/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 3 }, builder);
  await put('/customers', { code: 'MILLER' }, builder);
  const sold = {
    order_no: 'SO-1',
    line: 1,
    customer: 'MILLER',
    item: 'FRAME',
    qty: 6,
    due: '2026-11-12',
    unit_price: 100,
  };
  await put('/customer-lines', sold, builder);
  const line = await ordered({ item: 'LUG', required: '2026-11-30', promised: '2026-11-30' });
  // Five working days before the 30th, and by what was asked of the vendor in time.
  expect(await rowOf(line.ref)).toBeUndefined();
  await builder('POST', '/planning-runs', {});
  await test.workOff();
  const { rows } = await listed();
  expect(rows[0]).toMatchObject({ ref: line.ref, reason: 'late', hurts: 1, money: 60_000, owner: 'JB' });
  expect(rows[0].need < '2026-11-13').toBe(true);
  expect(rows[0].late_days).toBeGreaterThan(10);
});

describe('the cadence', () => {
  const cadence = { acknowledge_days: 10, confirm_days: 0, at_ship_date: false, late_every_days: 2 };

  it.each([
    ['planner', 200],
    ['expediter', 200],
    ['buyer', 200],
    ['supervisor', 200],
    ['administrator', 200],
    ['viewer', 403],
    ['storekeeper', 403],
  ] as const)('a %s who sets the company’s is answered %i', async (role, status) => {
    const ask = await test.as([role]);
    const { cadence_version: version } = await listed();
    expect((await ask('PUT', '/follow-up/cadence', cadence, { version })).status).toBe(status);
  });

  it('of the company is kept, logged, and what the list goes by; a vendor’s own goes before it', async () => {
    await put('/vendors', { code: 'OWN', acknowledge_days: 3, ask_at_ship: 'yes' });
    const [patient, own] = [
      await ordered({ ordered_on: '2026-10-29' }),
      await ordered({ ordered_on: '2026-10-29', vendor: 'OWN' }),
    ];
    const again = { acknowledge_days: 3, confirm_days: 5, at_ship_date: true, late_every_days: 1 };
    expect((await setCadence(again)).body).toMatchObject({ cadence: again });
    expect(await rowOf(patient.ref)).toMatchObject({ reason: 'not acknowledged', today: true });
    await setCadence(cadence);
    expect(await listed()).toMatchObject({ cadence, sentence: expect.stringContaining('within 10 working days') });
    // Thursday 29 October and ten working days is Thursday 12 November, past the five that are looked ahead.
    expect(await rowOf(patient.ref)).toBeUndefined();
    expect(await rowOf(own.ref)).toMatchObject({ reason: 'not acknowledged', today: true });
    const logged = await test.db
      .selectFrom('audit')
      .select(['who', 'after'])
      .where('kind', '=', 'sites')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    expect(logged).toMatchObject({ who: expect.stringContaining('@'), after: { settings: { cadence } } });
  });

  it.each([
    ['no days at all between calls', { ...cadence, late_every_days: 0 }],
    ['less than none', { ...cadence, confirm_days: -1 }],
    ['a part alone', { acknowledge_days: 3 }],
  ])('is refused with %s', async (_, body) => {
    expect((await setCadence(body)).status).toBe(400);
  });

  it('of the company that two set at once is the first’s; the second is told what it is', async () => {
    const { cadence_version: version } = await listed();
    const set = (late_every_days: number) =>
      buyer('PUT', '/follow-up/cadence', { ...cadence, late_every_days }, { version });
    const answers = await Promise.all([set(7), set(7)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'changed',
      detail: expect.stringContaining('asked every 7 working days when late'),
    });
    expect((await buyer('PUT', '/follow-up/cadence', cadence)).status).toBe(428);
  });
});
