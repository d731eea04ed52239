import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '../../server/test-app.ts';
import { plantDay as days, makeSite, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let viewer: Ask;

async function put(path: string, rows: readonly object[], ask = planner): Promise<void> {
  for (const row of rows) expect(await ask('POST', path, row)).toMatchObject({ status: 201 });
}
async function plan(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return (await planner('GET', '/plan-state')).body.version.id;
}
const list = async (query = '', ask = planner) => (await ask('GET', `/hot-list${query}`)).body;
const refs = (body: { rows: { ref: string }[] }) => body.rows.map(({ ref }) => ref);

/** Frames wait for tubing that is ten days late; forks are made of stock; five work orders queue at the welder. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'expediter', 'storekeeper']);
  viewer = await test.as(['viewer']);
  await put('/units', [{ code: 'pcs' }, { code: 'm', decimals: 3 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 00:00-24:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [
    { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs', planner: 'JB' },
    { code: 'FORK', name: 'Fork', supply: 'make', unit: 'pcs', planner: 'KL' },
    { code: 'TUBE', name: 'Tubing', supply: 'buy', unit: 'm', planner: 'KL' },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 2 }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'WELD', setup_minutes: 30, run_minutes: 6 },
    { item: 'FORK', seq: 10, work_centre: 'WELD', setup_minutes: 0, run_minutes: 60 },
  ]);
  await put('/vendors', [{ code: 'KRAFT', name: 'Kraft Rohr', contact: 'Anna Kraft', phone: '555 0100' }]);
  await put('/customers', [
    { code: 'MILLER', name: 'Miller Cycles', phone: '555 0199' },
    { code: 'OTHER', name: 'Other & Sons' },
  ]);
  await put('/purchase-lines', [
    {
      order_no: 'PO-1',
      line: 1,
      vendor: 'KRAFT',
      item: 'TUBE',
      qty: 100,
      required: days(5),
      promised: days(5),
      estimated: days(15),
    },
  ]);
  await put('/customer-lines', [
    {
      order_no: 'SO-1',
      line: 1,
      customer: 'MILLER',
      item: 'FRAME',
      qty: 20,
      due: days(10),
      promised: days(10),
      unit_price: 420,
    },
    { order_no: 'SO-2', line: 1, customer: 'OTHER', item: 'FRAME', qty: 5, due: days(12), unit_price: 400 },
    { order_no: 'SO-3', line: 1, customer: 'OTHER', item: 'FRAME', qty: 5, due: days(40), unit_price: 400 },
  ]);
  await put(
    '/work-orders',
    [1, 2, 3, 4, 5].map((n) => ({ number: `MO-${n}`, item: 'FORK', qty: 10, due: days(30 + n) })),
  );
  expect(await list()).toMatchObject({
    version: null,
    rows: [],
    totals: { open: 0, late: 0, word_today: 0, fresh: 0 },
  });
  await plan();
});
afterAll(() => test.close());

describe('the hot list', () => {
  it('puts what is late first, with its cause, its money and who is hurt', async () => {
    const body = await list();
    expect(refs(body)).toEqual([
      'SO-1/1',
      'PO-1/1',
      'SO-2/1',
      'MO-1/10',
      'MO-2/10',
      'MO-3/10',
      'MO-4/10',
      'MO-5/10',
      'SO-3/1',
    ]);
    expect(body.totals).toEqual({ open: 9, late: 3, word_today: 3, fresh: 0 });
    expect(body.rule.sentence).toMatch(
      /^First what is late, by working days late to need; then by need date; then by priority/,
    );
    // 20 × 420.00 and 5 × 400.00 EUR wait for the tubing; SO-3 is in time.
    expect(body.rows[1]).toMatchObject({
      money: 1_040_000,
      hurts: 2,
      at_risk_for: 'Miller Cycles',
      phone: '555 0100',
      changed: null,
    });
    expect(body.rows[0]).toMatchObject({
      root: 'purchase-late purchase/PO-1/1',
      root_words: 'PO-1/1 Tubing, Kraft Rohr',
      root_ref: { type: 'purchase_line', ref: 'PO-1/1' },
      past_promise: true,
      word_today: true,
    });
  });

  it('a purchase line has one need: the hot list’s is the material plan’s, and its message asks the vendor for that day', async () => {
    const { rows } = await list();
    const [line, order] = ['PO-1/1', 'SO-1/1'].map((ref) => rows.find((row: { ref: string }) => row.ref === ref));
    // Half an hour of set-up and 20 frames of six minutes before SO-1 is due, round the clock.
    expect(Date.parse(line.need)).toBe(Date.parse(order.need) - 150 * 60_000);
    const messages = (await planner('GET', '/action-messages?item=TUBE')).body.rows;
    expect(messages.find(({ kind }: { kind: string }) => kind === 'expedite')).toMatchObject({
      supply: 'purchase/PO-1/1',
      to_at: line.need,
    });
  });

  it('pages by a cursor: every row once', async () => {
    const pages: string[][] = [];
    let cursor = '';
    do {
      const body = await list(`?limit=4${cursor}`);
      pages.push(refs(body));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    expect(pages.map((page) => page.length)).toEqual([4, 4, 1]);
    expect(pages.flat()).toEqual(refs(await list()));
    expect((await planner('GET', '/hot-list?cursor=nonsense')).body).toMatchObject({ status: 400, code: 'malformed' });
  });

  it.each([
    ['?late=yes', ['SO-1/1', 'PO-1/1', 'SO-2/1']],
    ['?kind=customer_line&customer=OTHER', ['SO-2/1', 'SO-3/1']],
    ['?customer=MILLER', ['SO-1/1', 'PO-1/1']],
    ['?vendor=KRAFT', ['PO-1/1']],
    ['?work_centre=WELD&search=mo-2', ['MO-2/10']],
    ['?owner=JB', ['SO-1/1', 'SO-2/1', 'SO-3/1']],
    ['?mine=yes', []],
    ['?filter=late:eq:true|vendor:eq:KRAFT', ['PO-1/1']],
    ['?filter=kind:in:customer_line&sort=-money', ['SO-1/1', 'SO-2/1', 'SO-3/1']],
    ['?filter=word_today:eq:true&sort=ref', ['PO-1/1', 'SO-1/1', 'SO-2/1']],
    ['?filter=late_days:> 0&sort=ref', ['PO-1/1', 'SO-1/1', 'SO-2/1']],
    ['?filter=money:> 8000|kind:customer_line', ['SO-1/1']],
    ['?filter=need:< today|late:yes|kind:customer_line', []],
    ['?filter=customer:contains other&sort=ref', ['SO-2/1', 'SO-3/1']],
    ['?filter=customer:is Miller Cycles', ['SO-1/1']],
  ])('filtered by %s shows %j', async (query, expected) => {
    expect(refs(await list(query))).toEqual(expected);
  });

  it('says which field it does not have', async () => {
    expect((await planner('GET', '/hot-list?filter=weather:eq:wet')).body).toMatchObject({
      status: 400,
      detail: 'The hot list cannot be filtered by "weather": there is no such field.',
    });
    expect((await planner('GET', '/hot-list?filter=late_days:> two')).body).toMatchObject({
      status: 400,
      faults: [{ column: 'Late', value: '> two', text: expect.stringMatching(/Maybe write > 2, /) }],
    });
    expect((await planner('GET', '/hot-list?sort=weather')).body.detail).toMatch(/no field "weather"/);
  });

  it('grouped by root has one row a trouble, opened to all that it hurts', async () => {
    const { groups, rows } = await list('?group=root');
    expect(rows).toEqual([]);
    expect(groups[0]).toMatchObject({
      key: 'purchase-late purchase/PO-1/1',
      words: 'PO-1/1 Tubing, Kraft Rohr',
      count: 3,
      late: 3,
      orders: 2,
      money: 1_040_000,
    });
    expect(groups.at(-1)).toMatchObject({ key: '', words: 'On time', count: 6, late: 0 });
    const opened = await list(`?group=root&within=${encodeURIComponent(groups[0].key)}`);
    expect(refs(opened)).toEqual(['SO-1/1', 'PO-1/1', 'SO-2/1']);
    expect((await list('?group=customer')).groups.map((one: { words: string }) => one.words)).toEqual([
      'Miller Cycles (MILLER)',
      'Other & Sons (OTHER)',
      'No customer',
    ]);
  });

  it('tells what is newly late since the version that was seen last', async () => {
    const { version } = await list();
    const line = (await planner('GET', '/customer-lines?search=SO-3')).body.rows[0];
    await planner('PATCH', `/customer-lines/${line.id}`, { due: days(11) }, { version: line.version });
    await plan();
    const body = await list(`?looked=${version.id}`);
    expect(body.totals).toMatchObject({ late: 4, fresh: 1 });
    expect(body.rows.filter((row: { fresh: boolean }) => row.fresh)).toMatchObject([{ ref: 'SO-3/1' }]);
  });

  it('is shown to a viewer, and to nobody without a role', async () => {
    expect((await list('', viewer)).totals.open).toBe(9);
    expect((await (await test.as([]))('GET', '/hot-list')).status).toBe(401);
  });

  it('of another site is another list', async () => {
    await makeSite(test.db, 'NORTH');
    const north = await test.as(['planner', 'expediter'], 'NORTH');
    expect(await list('', north)).toMatchObject({ version: null, rows: [] });
    expect((await north('GET', '/hot-list/chain?kind=customer_line&ref=SO-1/1')).status).toBe(404);
    expect(
      (await north('POST', '/contacts', { kind: 'purchase_line', ref: 'PO-1/1', with_whom: 'Anna', said: 'hello' }))
        .status,
    ).toBe(404);
    expect((await north('GET', '/hot-list?site=PLANT')).status).toBe(403);
  });
});

describe('the rule', () => {
  it('is set by a supervisor only, and the list follows it at once', async () => {
    expect((await planner('PUT', '/hot-list/rule', { order: ['money'] })).status).toBe(403);
    const supervisor = await test.as(['supervisor']);
    expect((await supervisor('PUT', '/hot-list/rule', { order: ['need', 'money'] })).body.sentence).toMatch(
      /^First what is needed first; then by money at risk/,
    );
    const needs = (await list()).rows.map((row: { need: string }) => row.need);
    expect(needs).toEqual([...needs].sort());
    expect((await supervisor('PUT', '/hot-list/rule', { order: ['need', 'need'] })).status).toBe(400);
    expect((await supervisor('PUT', '/hot-list/rule', { order: ['lateness', 'need', 'priority'] })).status).toBe(200);
  });
});

describe('the chain', () => {
  it('leads from the customer line to the late purchase line and the phone of its vendor', async () => {
    const { links } = (await planner('GET', '/hot-list/chain?kind=customer_line&ref=SO-1/1')).body;
    expect(links.find((link: { name: string }) => link.name === 'PO-1/1')).toMatchObject({
      to: { type: 'purchase_line', ref: 'PO-1/1' },
      vendor: { code: 'KRAFT', name: 'Kraft Rohr', phone: '555 0100' },
    });
    expect(links.every((link: { seconds: number; words: string }) => link.seconds > 0 && link.words !== '')).toBe(true);
  });

  it('leads from the purchase line to every customer line that hangs on it', async () => {
    const body = (await planner('GET', '/hot-list/chain?kind=purchase_line&ref=PO-1/1')).body;
    expect(body.hurts.map((line: { ref: string; customer: string }) => [line.ref, line.customer]).sort()).toEqual([
      ['SO-1/1', 'Miller Cycles'],
      ['SO-2/1', 'Other & Sons'],
      ['SO-3/1', 'Other & Sons'],
    ]);
    expect(body.money).toBe(1_240_000);
  });

  it('of what is not on the list says so', async () => {
    const answer = await planner('GET', '/hot-list/chain?kind=purchase_line&ref=PO-9/1');
    expect(answer).toMatchObject({
      status: 404,
      body: { detail: expect.stringMatching(/PO-9\/1 is not on the hot list/) },
    });
  });
});

describe('a move to the top', () => {
  const move = (ref: string, more: object = {}, ask = planner) =>
    ask('POST', '/hot-list/top', { kind: 'operation', ref, reason: 'customer at the gate', expires: days(2), ...more });

  it('says before whom it goes and what they wait, and puts the row on top with its reason', async () => {
    const before = (await planner('GET', '/hot-list/top?kind=operation&ref=MO-3/10')).body;
    // Ten forks at an hour each.
    expect(before.effect).toMatch(
      /^It goes before 2 rows at WELD: MO-1\/10, MO-2\/10, which may wait up to 10 h longer\./,
    );
    expect(before).toMatchObject({ at_top: [], most: 3 });
    expect((await move('MO-3/10')).status).toBe(201);
    const { rows } = await list();
    expect(rows[0]).toMatchObject({ ref: 'MO-3/10', top: { reason: 'customer at the gate', effect: before.effect } });
  });

  it('changes no plan: the schedule stays as it is', async () => {
    expect((await planner('GET', '/plan-state')).body.stale).toBe(false);
  });

  it('is refused for the fourth of one work centre, until one is taken back', async () => {
    expect((await move('MO-1/10')).status).toBe(201);
    expect((await move('MO-2/10')).status).toBe(201);
    const fourth = await move('MO-4/10');
    expect(fourth).toMatchObject({
      status: 422,
      body: {
        code: 'three-already',
        detail: expect.stringMatching(/at the top at WELD already.*Maybe take one of them back/),
      },
    });
    expect((await move('SO-3/1', { kind: 'customer_line' })).status).toBe(201);
    expect((await move('MO-1/10', { reason: 'still at the gate' })).status).toBe(201);
    expect((await planner('DELETE', '/hot-list/top?kind=operation&ref=MO-1/10')).body).toEqual({ taken_back: true });
    expect((await move('MO-4/10')).status).toBe(201);
    expect(refs(await list()).slice(0, 4)).toEqual(['MO-4/10', 'SO-3/1', 'MO-2/10', 'MO-3/10']);
  });

  it('by two people at once is one too many, and the second is told', async () => {
    await planner('DELETE', '/hot-list/top?kind=operation&ref=MO-4/10');
    const both = await Promise.all([move('MO-4/10'), move('MO-5/10')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it('ends at its expiry, and an expiry gone by or too far is refused', async () => {
    expect((await move('SO-1/1', { kind: 'customer_line', expires: days(-1) })).body.code).toBe('expiry-past');
    expect((await move('SO-1/1', { kind: 'customer_line', expires: days(40) })).body.code).toBe('expiry-far');
    expect((await move('SO-1/1', { kind: 'customer_line', expires: 'soon' })).status).toBe(400);
    expect((await move('SO-2/1', { kind: 'customer_line', expires: `${days(0)}T08:30:00Z` })).status).toBe(201);
    expect(refs(await list())[0]).toBe('SO-2/1');
    await setNow(test.db, `${days(0)}T08:30:00Z`);
    expect((await list()).rows.find((row: { ref: string }) => row.ref === 'SO-2/1').top).toBeNull();
    await setNow(test.db, plantNow);
  });

  it('needs a reason, and a person who plans', async () => {
    expect((await move('MO-5/10', { reason: '' })).status).toBe(400);
    expect((await move('MO-5/10', {}, viewer)).status).toBe(403);
    expect((await move('MO-5/10', {}, await test.as(['expediter']))).status).toBe(403);
  });
});

describe('a call', () => {
  const call = (more: object, ask = planner) =>
    ask('POST', '/contacts', {
      kind: 'purchase_line',
      ref: 'PO-1/1',
      with_whom: 'Anna Kraft',
      said: 'truck broke down',
      ...more,
    });

  it('is on the row at once, and the late rows that wait for it need no word today', async () => {
    expect((await call({ next_action: 'call again', next_at: days(1) })).status).toBe(201);
    const body = await list('?late=yes');
    const row = body.rows.find((one: { ref: string }) => one.ref === 'PO-1/1');
    expect(row.contact).toMatchObject({ with_whom: 'Anna Kraft', said: 'truck broke down', next_action: 'call again' });
    expect(body.rows.map((one: { word_today: boolean }) => one.word_today)).toEqual(body.rows.map(() => false));
    expect(refs(await list('?calls=due'))).toEqual([]);
    await call({ said: 'no answer', next_at: days(0) });
    expect(refs(await list('?calls=due'))).toEqual(['PO-1/1']);
  });

  it('with a new date moves the purchase line in the same breath: estimate, and promise if they promised', async () => {
    const done = await call({ said: 'ships earlier', new_date: days(8) });
    expect(done.body.done).toMatch(/^Logged; estimated date of PO-1\/1 is /);
    const [line] = (await planner('GET', '/purchase-lines')).body.rows;
    expect([line.promised.slice(0, 10), line.estimated.slice(0, 10)]).toEqual([days(5), days(8)]);
    const row = (await list('?vendor=KRAFT')).rows[0];
    expect(row).toMatchObject({ changed: 'estimated date changed since the plan', estimated: line.estimated });
    expect((await planner('GET', '/plan-state')).body).toMatchObject({ stale: true, changed: 1 });
    await call({ said: 'promised now', new_date: days(9), promised: true });
    const [again] = (await planner('GET', '/purchase-lines')).body.rows;
    // What was estimated before gives way to the promise, by which the row is expected.
    expect([again.promised.slice(0, 10), again.estimated]).toEqual([days(9), null]);
    expect((await list('?vendor=KRAFT')).rows[0]).toMatchObject({
      promised: again.promised,
      estimated: again.promised,
    });
    expect(
      (await planner('GET', '/hot-list/chain?kind=customer_line&ref=SO-1/1')).body.links.find(
        (link: { name: string }) => link.name === 'PO-1/1',
      ).evidence,
    ).toMatch(/Anna Kraft, .*: promised now/);
  });

  it('to a customer moves the promise, never the date asked for', async () => {
    const before = (await planner('GET', '/customer-lines?search=SO-1')).body.rows[0];
    await call({ kind: 'customer_line', ref: 'SO-1/1', with_whom: 'Mr Miller', said: 'agrees', new_date: days(16) });
    const after = (await planner('GET', '/customer-lines?search=SO-1')).body.rows[0];
    expect(after.due).toBe(before.due);
    expect(after.promised.slice(0, 10)).toBe(days(16));
  });

  it('is a fact: a correction is a new one, and both stand', async () => {
    const { rows, partner } = (await planner('GET', '/contacts?kind=purchase_line&ref=PO-1/1')).body;
    expect(partner).toMatchObject({ code: 'KRAFT', contact: 'Anna Kraft', phone: '555 0100' });
    expect(rows.map((one: { said: string }) => one.said)).toEqual([
      'promised now',
      'ships earlier',
      'no answer',
      'truck broke down',
    ]);
    await expect(test.db.updateTable('contacts').set({ said: 'something else' }).execute()).rejects.toThrow(
      /append-only/,
    );
    await expect(test.db.deleteFrom('contacts').execute()).rejects.toThrow(/append-only/);
  });

  it('pressed twice is one call', async () => {
    const key = 'the-same-press-1';
    const body = { kind: 'operation', ref: 'MO-1/10', with_whom: 'Weld shop', said: 'starts tomorrow' };
    const both = [await planner('POST', '/contacts', body, { key }), await planner('POST', '/contacts', body, { key })];
    expect(both[0]?.body).toEqual(both[1]?.body);
    expect((await planner('GET', '/contacts?kind=operation&ref=MO-1/10')).body.rows).toHaveLength(1);
  });

  it.each([
    { rule: 'a viewer may not log one', roles: ['viewer'], more: {}, status: 403 },
    { rule: 'a buyer may log one', roles: ['buyer'], more: {}, status: 201 },
    { rule: 'a buyer may change the vendor’s date by one', roles: ['buyer'], more: { new_date: days(9) }, status: 201 },
    {
      rule: 'a planner may not change the vendor’s date by one: he asks for purchases, he does not follow them up',
      roles: ['planner'],
      more: { new_date: days(9) },
      status: 403,
    },
    {
      rule: 'a buyer may not change what a customer was promised',
      roles: ['buyer'],
      more: { kind: 'customer_line', ref: 'SO-1/1', new_date: days(16) },
      status: 403,
    },
    { rule: 'a new date in the past is refused', roles: ['buyer'], more: { new_date: days(-3) }, status: 422 },
    {
      rule: 'an operation takes no new date',
      roles: ['planner'],
      more: { kind: 'operation', ref: 'MO-1/10', new_date: days(9) },
      status: 422,
    },
    { rule: 'an order that does not exist is not found', roles: ['planner'], more: { ref: 'PO-9/1' }, status: 404 },
    { rule: 'a date that is none is named', roles: ['planner'], more: { new_date: 'soon' }, status: 400 },
  ] as const)('$rule', async ({ roles, more, status }) => {
    expect((await call(more, await test.as([...roles]))).status).toBe(status);
  });
});

it('a line that was closed since the plan leaves the list; a finished operation too', async () => {
  const line = (await planner('GET', '/customer-lines?search=SO-2')).body.rows[0];
  await planner('PATCH', `/customer-lines/${line.id}`, { state: 'closed' }, { version: line.version });
  const order = (await planner('GET', '/work-orders?search=MO-5')).body.rows[0];
  expect(
    (await planner('PATCH', `/work-orders/${order.id}`, { state: 'cancelled' }, { version: order.version })).status,
  ).toBe(200);
  const left = refs(await list());
  expect(left).not.toContain('SO-2/1');
  expect(left).not.toContain('MO-5/10');
  expect(left).toContain('SO-1/1');
});

it('an operation is as late on the hot list as on its dispatch list, to the same need, and says how it stands', async () => {
  // A hundred and forty forks, of which none is there, take more hours than there are until tomorrow.
  await put('/work-orders', [{ number: 'MO-9', item: 'FORK', qty: 100, due: days(1) }]);
  await put('/customer-lines', [
    { order_no: 'SO-9', line: 1, customer: 'OTHER', item: 'FORK', qty: 140, due: days(1), unit_price: 9 },
  ]);
  await plan();
  const dispatched = new Map<string, { need: string; late_days: number }>(
    (await planner('GET', '/dispatch')).body.rows.map((row: { order: string; seq: number }) => [
      `${row.order}/${row.seq}`,
      row,
    ]),
  );
  const { rows } = await list('?kind=operation');
  const both = rows.filter(({ ref }: { ref: string }) => dispatched.has(ref));
  expect(both.map(({ ref }: { ref: string }) => ref)).toContain('MO-9/10');
  expect(both.some((row: { late_days: number }) => row.late_days > 0)).toBe(true);
  for (const { ref, need, late_days } of both)
    expect([ref, dispatched.get(ref)]).toMatchObject([ref, { need, late_days }]);
  // The welders work round the clock; a fork takes an hour and MO-1 has ten.
  const fork = rows.find(({ ref }: { ref: string }) => ref === 'MO-1/10');
  expect(fork.ratio_work).toBe(10 * 3600);
  expect(fork.critical_ratio).toBeCloseTo(fork.ratio_time / fork.ratio_work, 2);
  expect((await list('?kind=customer_line')).rows[0].critical_ratio).toBeNull();
});

describe('a requisition that waits', () => {
  const asked = async () => (await list('?kind=requisition')).rows;

  it('stands on the list as late as it would come if it were ordered now, with whose it is and what is next, and goes with its order', async () => {
    await put('/sources', [{ item: 'TUBE', vendor: 'KRAFT', transit_days: 10 }]);
    const supervisor = await test.person(['supervisor']);
    const tube = { sort: 'item', item: 'TUBE', qty: 5, purpose: 'stock', vendor: 'KRAFT', reason: 'Spare' };
    const { id, number } = (await planner('POST', '/requisitions', { ...tube, needed: days(4) })).body;
    await put('/requisitions', [{ ...tube, needed: days(60) }]);
    const [first, second] = await asked();
    // In ten days at nine in the morning, and needed in four at five in the afternoon: 5.67 days late.
    expect(first).toMatchObject({
      ref: number,
      item: 'TUBE',
      owner: 'Supervisors',
      blocked_by: expect.stringMatching(`^Waits for approval by .*${supervisor.name}`),
    });
    expect([first.late_days > 5, first.late_days < 6, second.late_days < 0]).toEqual([true, true, true]);
    const all = refs(await list('?limit=100'));
    expect(all.indexOf(number)).toBeLessThan(all.indexOf(second.ref));
    expect((await planner('GET', `/hot-list/chain?kind=requisition&ref=${number}`)).body.links ?? []).toEqual([]);

    await supervisor.ask('POST', `/requisitions/${id}/approve`, {});
    expect((await asked())[0]).toMatchObject({
      ref: number,
      owner: 'Buyers',
      root_words: expect.stringMatching(/a buyer orders it/),
      blocked_by: expect.stringMatching(/a buyer orders it/),
    });
    const { order } = (await planner('POST', '/requisitions/order', { requisitions: [id] })).body;
    expect(refs(await list('?kind=requisition'))).toEqual([second.ref]);
    const [line] = (await planner('GET', `/purchase-lines?filter=order_no:is ${order}`)).body.rows;
    await planner('PATCH', `/purchase-lines/${line.id}`, { state: 'cancelled' }, { version: line.version });
    expect(refs(await list('?kind=requisition'))).toEqual([number, second.ref]);
  });

  it('is later on another day', async () => {
    const [before] = await asked();
    await setNow(test.db, `${days(2)}T08:00:00.000Z`);
    const [after] = await asked();
    expect(after.late_days).toBeCloseTo(before.late_days + 2, 1);
  });
});

describe('a balance below zero', () => {
  const below = async () => (await list('?kind=balance')).rows;
  const move = (body: object, query = '') => planner('POST', `/movements${query}`, body);

  it('stands on the list with who took it and why, is spoken of, and goes when it is cleared', async () => {
    await put('/locations', [{ code: 'BIN-9', kind: 'store' }]);
    expect(await below()).toEqual([]);
    const taken = { act: 'scrap', item: 'TUBE', qty: 3, from: 'BIN-9' };
    expect((await move({ ...taken, reason: 'Bent' })).status).toBe(409);
    expect(await below()).toEqual([]);
    await move({ ...taken, reason: 'Bent' }, '?confirm=negative');
    const [row] = await below();
    expect(row).toMatchObject({
      ref: 'TUBE/BIN-9',
      item: 'TUBE',
      qty: -3,
      unit: 'm',
      owner: 'Storekeepers',
      blocked_by: expect.stringMatching(/taken from BIN-9 .*Bent.*count it/),
      root_words: row.blocked_by,
    });
    const told = { kind: 'balance', ref: row.ref, with_whom: 'Store', channel: 'call', said: 'Counted tomorrow' };
    expect((await planner('POST', '/contacts', told)).status).toBe(201);
    expect((await planner('POST', '/contacts', { ...told, ref: 'TUBE/BIN-8' })).status).toBe(404);
    await move({ act: 'adjust', item: 'TUBE', qty: 3, to: 'BIN-9', reason: 'Found' });
    expect(await below()).toEqual([]);
  });
});
