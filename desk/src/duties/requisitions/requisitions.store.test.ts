import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let operator: Ask;
let supervisor: Ask;
let buyer: Ask;
let keeper: Ask;

const put = async (path: string, rows: readonly object[], by = planner) => {
  for (const row of rows) expect(await by('POST', path, row)).toMatchObject({ status: 201 });
};

beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper']);
  operator = await test.as(['operator']);
  supervisor = await test.as(['supervisor']);
  buyer = await test.as(['buyer']);
  keeper = await test.as(['storekeeper']);
  await put('/units', [{ code: 'pcs' }, { code: 'box' }, { code: 'h', decimals: 2 }]);
  await put('/items', [{ code: 'SCREW', name: 'Screw M6', supply: 'buy', unit: 'pcs' }]);
  await put('/item-units', [{ item: 'SCREW', unit: 'box', factor: '12' }]);
  await put('/vendors', [{ code: 'KRAFT' }, { code: 'BEST' }]);
  await put('/sources', [
    { item: 'SCREW', vendor: 'KRAFT', transit_days: 3, unit_cost: 0.5, price_breaks: '120: 0.40' },
  ]);
  await put('/locations', [{ code: 'A-1' }, { code: 'WELD-IN' }, { code: 'QC', kind: 'inspection' }]);
  await put('/stock', [
    { item: 'SCREW', location: 'A-1', qty: 40 },
    { item: 'SCREW', location: 'QC', qty: 7 },
  ]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY', department: 'Welding' }]);
});
afterAll(() => test.close());

const screws = { sort: 'item', item: 'SCREW', qty: 10, purpose: 'stock', needed: plantDay(3), reason: 'Running out' };
const visit = {
  sort: 'service',
  what: 'Calibration of the scale',
  qty: 1,
  unit: 'h',
  price: 90,
  purpose: 'work centre',
  of: 'WELD',
  needed: plantDay(3),
  reason: 'Due',
};
const asking = async (more: object = {}, by = operator): Promise<{ id: number; number: string }> => {
  const answer = await by('POST', '/requisitions', { ...screws, ...more });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
const act = (by: Ask, id: number, what: string, body: object = {}) => by('POST', `/requisitions/${id}/${what}`, body);
const approved = async (more: object = {}): Promise<{ id: number; number: string }> => {
  const one = await asking(more);
  expect(await act(supervisor, one.id, 'approve')).toMatchObject({ status: 201 });
  return one;
};
const found = async (number: string, by = buyer) => {
  const { rows } = (await by('GET', `/requisitions?search=${number}`)).body;
  return rows.find((row: { number: string }) => row.number === number);
};
const order = (ids: readonly number[], more: object = {}) =>
  buyer('POST', '/requisitions/order', { requisitions: ids, ...more });

describe('asking', () => {
  it('keeps what was typed in another unit, in the item’s, with the price of the break: 10 boxes of 12 at 0.40', async () => {
    const { number } = await asking({ qty: 10, unit: 'box', vendor: 'KRAFT' });
    expect(await found(number)).toMatchObject({
      qty: 120,
      unit: 'pcs',
      entered_qty: 10,
      entered_unit: 'box',
      value: 48_00,
      state: 'submitted',
      needed_words: 'Fri 6 Nov, in 3 working days',
    });
  });

  it('takes the price of the unit that was typed: 2 boxes at 6.00 are 24 pieces at 0.50', async () => {
    const { number } = await asking({ qty: 2, unit: 'box', price: 6 });
    expect(await found(number)).toMatchObject({ qty: 24, unit_price: 0.5, value: 12_00 });
  });

  it.each([
    ['an unknown item', { item: 'NONE' }, 'item', /no item "NONE"/],
    ['a unit without a factor', { unit: 'h' }, 'unit', /how many pcs of SCREW one h is/],
    ['a day gone by', { needed: plantDay(-1) }, 'needed', /is gone by/],
    ['nothing', { qty: 0 }, 'qty', /0 is nothing/],
    ['an unknown vendor', { vendor: 'NOBODY' }, 'vendor', /no vendor "NOBODY"/],
    ['an unknown work order', { purpose: 'work order', of: 'MO-9' }, 'of', /no work order "MO-9"/],
    ['a work centre that is not named', { purpose: 'work centre' }, 'of', /Which work centre/],
    ['goods without a word of what they are', { sort: 'goods', item: null }, 'what', /in words/],
  ])('refuses %s at its field', async (_, more, field, text) => {
    const { status, body } = await operator('POST', '/requisitions', { ...screws, ...more });
    expect([status, body.faults[0].field]).toEqual([422, field]);
    expect(body.faults[0].text).toMatch(text);
  });

  it('asks whether 10,000 are meant where 120 was the most', async () => {
    const far = { ...screws, qty: 10_000 };
    const { status, body } = await operator('POST', '/requisitions', far);
    expect([status, body.code, body.detail]).toEqual([409, 'far-more', expect.stringMatching(/most at once was 120/)]);
    expect(await operator('POST', '/requisitions?confirm=far-more', far)).toMatchObject({ status: 201 });
  });

  it('shows stock, open purchases and what others ask for beside', async () => {
    await put(
      '/purchase-lines',
      [{ order_no: 'PO-7', line: 1, vendor: 'BEST', item: 'SCREW', qty: 9, promised: plantDay(2) }],
      buyer,
    );
    const { body } = await operator('GET', `/requisitions/about?item=SCREW&needed=${plantDay(5)}`);
    expect(body).toMatchObject({
      unit: 'pcs',
      on_hand: 40,
      units: [{ unit: 'box', factor: '12' }],
      vendor: 'KRAFT',
      price: 0.5,
      needed_words: expect.stringMatching(/nobody works/),
    });
    expect(body.open).toMatchObject([{ line: 'PO-7/1', vendor: 'BEST', qty: 9 }]);
    expect(body.asked.length).toBeGreaterThan(0);
  });

  it('is seen by who asked and by who sees orders, a draft by nobody else', async () => {
    const other = await test.as(['operator']);
    const [one, draft] = [await asking(), await asking({ draft: true })];
    expect(await found(one.number, other)).toBeUndefined();
    expect(await found(one.number, operator)).toMatchObject({ mine: true });
    expect(await found(one.number, keeper)).toMatchObject({ mine: false });
    expect([await found(draft.number), (await found(draft.number, operator)).state]).toEqual([undefined, 'draft']);
    expect((await act(buyer, draft.id, 'cancel', { reason: 'x' })).status).toBe(403);
    const { version } = await found(draft.number, operator);
    const change = (by: Ask, at: number) =>
      by('PUT', `/requisitions/${draft.id}`, { ...screws, qty: 3 }, { version: at });
    expect((await change(other, version)).status).toBe(403);
    expect((await change(operator, version + 1)).body.code).toBe('changed');
    expect((await change(operator, version)).status).toBe(200);
    expect(await found(draft.number)).toMatchObject({ qty: 3, state: 'submitted' });
    expect((await change(operator, version + 1)).body.code).toBe('not-now');
  });
});

describe('deciding', () => {
  it('is told to the second of two at once, by whom', async () => {
    const { id, number } = await asking();
    const other = await test.as(['supervisor']);
    const answers = await Promise.all([act(supervisor, id, 'approve'), act(other, id, 'reject', { reason: 'Enough' })]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409]);
    const late = answers.find((one) => one.status === 409);
    expect(late?.body.detail).toMatch(new RegExp(`${number} was (approved|rejected) by supervisor`));
  });

  it('is a supervisor’s, not a planner’s, and not his who asked', async () => {
    const own = await asking({}, supervisor);
    expect((await act(planner, own.id, 'approve')).body.code).toBe('not-your-part');
    expect((await act(supervisor, own.id, 'approve')).body.code).toBe('own');
  });

  it('rejects with the reason, which the asker sees', async () => {
    const { id, number } = await asking();
    await act(supervisor, id, 'reject', { reason: 'There are 40' });
    const { rows } = (await operator('GET', '/requisitions/decided')).body;
    expect(rows.find((row: { number: string }) => row.number === number)).toMatchObject({
      act: 'rejected',
      reason: 'There are 40',
    });
    expect((await order([id])).body.code).toBe('not-now');
  });

  it('keeps to the limits that an administrator set', async () => {
    const administrator = await test.as(['administrator']);
    const welding = { code: 'WELD', role: 'supervisor', department: 'Welding', amount: 50 };
    expect((await supervisor('POST', '/approval-limits', welding)).status).toBe(403);
    const { body: set } = await administrator('POST', '/approval-limits', welding);
    const dear = await asking(visit);
    const { status, body } = await act(supervisor, dear.id, 'approve');
    expect([status, body.code]).toEqual([409, 'over-limit']);
    expect(body.detail).toMatch(/worth €90\.00, which is over your limit/);
    expect((await found(dear.number, supervisor)).barred).toBe(body.detail);
    const unknown = await asking({ ...visit, price: null });
    expect((await act(supervisor, unknown.id, 'approve')).body.detail).toMatch(/Nobody knows what it costs/);
    await administrator('PATCH', `/approval-limits/${set.id}`, { amount: 90 }, { version: 1 });
    expect((await act(supervisor, dear.id, 'approve')).status).toBe(201);
    expect((await administrator('POST', '/approval-limits', { code: 'X', amount: 1 })).body.faults[0].text).toMatch(
      /role or of a person/,
    );
  });

  it('is approved up to a limit of one’s own for every department, also by an operator who works in one of them', async () => {
    const administrator = await test.as(['administrator']);
    const ann = await test.person(['operator']);
    const own = { code: 'ANN', email: ann.email, amount: 100 };
    expect(await administrator('POST', '/approval-limits', own)).toMatchObject({ status: 201 });
    await put('/work-centres', [{ code: 'FINISH', calendar: 'DAY', department: 'Finish' }]);
    await sql`select set_config('hotlist.who', 'test', false)`.execute(test.db);
    await test.db.insertInto('scopes').values({ site: 'PLANT', user_id: ann.id, department: 'Finish' }).execute();
    const { id } = await asking(visit);
    expect(await act(ann.ask, id, 'approve')).toMatchObject({ status: 201 });
  });

  it('is cancelled by who asked or a buyer, until it is ordered', async () => {
    const { id } = await approved();
    expect((await act(await test.as(['operator']), id, 'cancel', { reason: 'x' })).status).toBe(403);
    expect((await act(operator, id, 'cancel', { reason: 'Found some' })).status).toBe(201);
    expect((await order([id])).body.code).toBe('not-now');
  });
});

describe('an approved requisition', () => {
  it('becomes a line of a purchase order, several of one vendor of one order, and is received with it', async () => {
    const [one, two] = [await approved({ vendor: 'KRAFT' }), await approved({ vendor: 'KRAFT', qty: 5 })];
    const { body } = await order([one.id, two.id]);
    expect(body.done).toMatch(/are ordered as PO-\d+ from KRAFT/);
    const lines = async () =>
      (await buyer('GET', `/purchase-lines?filter=order_no:is ${body.order}&sort=line`)).body.rows;
    const [first, second] = await lines();
    expect([first, second]).toMatchObject([
      {
        line: 1,
        vendor: 'KRAFT',
        item: 'SCREW',
        qty: 10,
        unit_price: 0.5,
        required: expect.stringContaining(plantDay(3)),
        note: one.number,
      },
      { line: 2, qty: 5, note: two.number },
    ]);
    expect(await found(one.number)).toMatchObject({ state: 'ordered', order: `${body.order}/1` });
    await buyer('PATCH', `/purchase-lines/${first.id}`, { received: 10 }, { version: first.version });
    expect((await found(one.number)).state).toBe('received');
    // What is cancelled at the vendor's is to be ordered again.
    await buyer('PATCH', `/purchase-lines/${second.id}`, { state: 'cancelled' }, { version: second.version });
    expect((await found(two.number)).state).toBe('approved');
    expect((await order([two.id], { vendor: 'BEST', order: 'PO-7' })).body.done).toMatch(
      /is ordered as PO-7 from BEST/,
    );
    expect(await found(two.number)).toMatchObject({ state: 'ordered', order: 'PO-7/2', vendor: 'BEST' });
  });

  it('is ordered once, however many press', async () => {
    const { id } = await approved({ vendor: 'KRAFT' });
    const statuses = (await Promise.all([order([id]), order([id])])).map((one) => one.status);
    expect(statuses.sort()).toEqual([201, 409]);
  });

  it('goes with others into one order or not at all', async () => {
    const [one, two] = [await approved({ vendor: 'KRAFT' }), await approved({ vendor: 'BEST' })];
    expect((await order([one.id, two.id])).body.code).toBe('several-vendors');
    expect((await order([one.id], { vendor: 'BEST', order: 'PO-404' })).body.code).toBe('no-order');
    expect((await found(one.number)).state).toBe('approved');
  });

  it('that is no item stands under its order number, and is received when who asked says so', async () => {
    const { id, number } = await approved(visit);
    const { body } = await order([id], { vendor: 'BEST' });
    expect(await found(number)).toMatchObject({ state: 'ordered', order: `${body.order}/1` });
    expect((await buyer('GET', `/purchase-lines?filter=order_no:is ${body.order}`)).body.total).toBe(0);
    const more = await approved({ vendor: 'BEST' });
    await order([more.id], { order: body.order });
    expect((await found(more.number)).order).toBe(`${body.order}/2`);
    expect((await act(operator, id, 'receive')).status).toBe(201);
    expect((await found(number)).state).toBe('received');
    expect((await act(operator, more.id, 'receive')).body.code).toBe('of-an-item');
  });

  it('is served from stock that is free, by a movement, once', async () => {
    await put('/allocations', [{ supply: 'stock/SCREW/A-1', item: 'SCREW', qty: 25, for_order: 'SO-1' }]);
    const [one, two] = [await approved({ qty: 10 }), await approved({ qty: 5 })];
    const move = (id: number) => act(keeper, id, 'transfer', { from: 'A-1', to: 'WELD-IN' });
    expect((await act(buyer, one.id, 'transfer', { from: 'A-1', to: 'WELD-IN' })).status).toBe(403);
    expect((await move(one.id)).status).toBe(201);
    const { rows } = (await keeper('GET', `/movements?reference_kind=requisition&reference_key=${one.number}`)).body;
    expect(rows).toMatchObject([{ item: 'SCREW', qty: 10, from_location: 'A-1', to_location: 'WELD-IN' }]);
    expect((await found(one.number)).state).toBe('transferred');
    expect((await move(one.id)).body.code).toBe('not-now');
    const big = await approved({ qty: 16 });
    // 30 stand there, of which 25 are reserved: 5 are free.
    expect((await move(big.id)).body.detail).toMatch(/16 pcs of SCREW are wanted and 5 are free at A-1/);
    expect((await move(two.id)).status).toBe(201);
  });
});

describe('what the plan wants bought', () => {
  it('is asked for once, with one press, however many press and whatever plan follows', async () => {
    await put('/customers', [{ code: 'MILLER' }]);
    await put('/customer-lines', [
      { order_no: 'SO-9', line: 1, customer: 'MILLER', item: 'SCREW', qty: 500, due: plantDay(4) },
    ]);
    const wanted = async () => {
      await planner('POST', '/planning-runs', {});
      await test.workOff();
      return (await planner('GET', '/requisitions/suggestions?days=30')).body;
    };
    const { version, rows } = await wanted();
    expect(rows).toMatchObject([{ item: 'SCREW', vendor: 'KRAFT', unit: 'pcs', asked: null }]);
    const press = () => planner('POST', '/requisitions/from-plan', { version, planned: [rows[0].id] });
    const answers = await Promise.all([press(), press()]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409]);
    const number = answers.find((one) => one.status === 201)?.body.numbers[0];
    expect(await found(number)).toMatchObject({
      state: 'submitted',
      qty: rows[0].qty,
      vendor: 'KRAFT',
      reason: `Planned in version ${version}`,
    });
    const later = await wanted();
    expect(later.version).toBeGreaterThan(version);
    expect(later.rows).toMatchObject([{ item: 'SCREW', asked: number }]);
    expect((await press()).body.code).toBe('plan-moved');
    await act(planner, (await found(number)).id, 'cancel', { reason: 'Not so' });
    expect((await wanted()).rows).toMatchObject([{ asked: null }]);
  }, 120_000);
});
