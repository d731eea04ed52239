import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, setNow, type TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';
import { supplyBins } from './kanban.jobs.ts';

let test: TestApp;
let plant: LedgerTest;
let planner: Ask;
let keeper: Ask;
let ann: Ask;
let ben: Ask;
let boss: Ask;
let buyer: Ask;
beforeAll(async () => {
  plant = await ledgerTest();
  ({ test, planner, keeper } = plant);
  ann = await test.as(['operator']);
  ben = await test.as(['operator']);
  boss = await test.as(['supervisor']);
  buyer = await test.as(['buyer']);
  await plant.put('/locations', [
    { code: 'LINE', kind: 'area' },
    { code: 'DOCK', kind: 'dock' },
  ]);
  await plant.put('/vendors', [{ code: 'KRAFT', name: 'Kraft Metals', phone: '555-0100' }]);
});
afterAll(() => test.close());

let made = 0;
/** A loop of two bins of 10 at LINE that KRAFT fills within two days. */
async function loop(more: object = {}): Promise<{ readonly code: string; readonly item: string }> {
  made += 1;
  const [code, item] = [`KB-${made}`, await plant.fresh()];
  await plant.put('/kanban-loops', [
    { code, item, area: 'LINE', vendor: 'KRAFT', bin_qty: 10, replenish_minutes: 2880, ...more },
  ]);
  return { code, item };
}
const call = (ask: Ask, code: string, bin = 1, query = '', options = {}) =>
  ask('POST', `/kanban-cards/${code}/${bin}/call${query}`, {}, options);
const card = async (code: string, bin = 1) => (await ann('GET', `/kanban-cards/${code}/${bin}`)).body;
const fill = (ask: Ask, code: string, seen: number, reason = 'half a bin is left') =>
  ask('POST', `/kanban-cards/${code}/1/full`, { call: seen, reason });
const requisitions = async (item: string) => (await planner('GET', `/requisitions?filter=wanted:eq:${item}`)).body.rows;
const acts = async (code: string) =>
  (await test.db.selectFrom('kanban_acts').select('act').where('loop', '=', code).orderBy('id').execute()).map(
    ({ act }) => act,
  );
/** What the call made, approved and ordered as a line. */
async function ordered(code: string, item: string): Promise<string> {
  await call(ann, code);
  const [one] = await requisitions(item);
  expect(await boss('POST', `/requisitions/${one.id}/approve`, {})).toMatchObject({ status: 201 });
  const { status, body } = await buyer('POST', '/requisitions/order', { requisitions: [one.id] });
  expect(status).toBe(201);
  return `${body.order}/1`;
}
const lineOf = async (item: string) => (await buyer('GET', `/purchase-lines?filter=item:eq:${item}`)).body.rows[0];

describe('the card of a bin that a vendor fills', () => {
  it('is asked for by its call: a bin, for stock, in the name of who scanned, on the day that the loop gives', async () => {
    const { code, item } = await loop();
    const { status, body } = await call(ann, code);
    expect(status).toBe(201);
    expect(body.done).toMatch(
      /^KB-\d+\/1 is called for: RQ-\d+ asks for 10 pcs of I\d+ from Kraft Metals, and waits for its approval\.$/,
    );
    expect(body.card).toMatchObject({
      state: 'empty',
      from_location: null,
      vendor: 'KRAFT',
      asked_state: 'submitted',
      short: expect.stringMatching(/^RQ-\d+ waits for its approval\.$/),
    });
    expect(await requisitions(item)).toMatchObject([
      {
        number: body.card.asked,
        qty: 10,
        unit: 'pcs',
        purpose: 'stock',
        vendor: 'KRAFT',
        needed: plantDay(2),
        state: 'submitted',
        reason: `Card ${code}/1: a bin at LINE is empty.`,
        who: body.card.called_by,
      },
    ]);
    expect(await acts(code)).toEqual(['called', 'asked']);
  });

  it('scanned by twenty at once is asked for once, and the others are told by whom and what it waits for', async () => {
    const { code, item } = await loop();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => call(at % 2 ? ann : ben, code)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(answers.filter(({ body }) => /asks for 10 pcs/.test(body.done))).toHaveLength(1);
    expect(
      answers.filter(({ body }) => /called for already: by .*\. RQ-\d+ waits for its approval\.$/.test(body.done)),
    ).toHaveLength(19);
    expect(await requisitions(item)).toHaveLength(1);
    expect(await acts(code)).toEqual(['called', 'asked']);
  });

  it('says what is approved, ordered with its line, and is full when that was received, with where it lies', async () => {
    const { code, item } = await loop();
    await call(ann, code);
    const [{ id }] = await requisitions(item);
    await boss('POST', `/requisitions/${id}/approve`, {});
    expect(await card(code)).toMatchObject({
      state: 'empty',
      short: expect.stringMatching(/is approved, not ordered yet\.$/),
    });
    const { body } = await buyer('POST', '/requisitions/order', { requisitions: [id] });
    expect(await card(code)).toMatchObject({ state: 'on the way', order: `${body.order}/1`, short: null });
    const line = await lineOf(item);
    await buyer(
      'PATCH',
      `/purchase-lines/${line.id}`,
      { estimated: `${plantDay(4)}T12:00:00Z` },
      { version: line.version },
    );
    expect((await card(code)).expected).toMatch(plantDay(4));
    expect(await keeper('POST', '/receipts', { line: `${body.order}/1`, qty: 4 })).toMatchObject({ status: 201 });
    expect(await card(code)).toMatchObject({ state: 'on the way' });
    const came = await keeper('POST', '/receipts', { line: `${body.order}/1`, qty: 6 });
    expect(came).toMatchObject({ status: 201, body: { receipt: { place: 'DOCK' } } });
    expect(await card(code)).toMatchObject({
      state: 'full',
      came_to: 'DOCK',
      filled_by: expect.stringMatching(/^[^@]+$/),
    });
    await keeper('POST', '/movements', { act: 'move', item, qty: 10, from: 'DOCK', to: 'LINE' });
    expect(await card(code)).toMatchObject({ state: 'full', came_to: null });
    // The next life of the bin asks anew.
    expect((await call(ben, code)).body.card).toMatchObject({ state: 'empty', asked_state: 'submitted' });
    expect(await requisitions(item)).toHaveLength(2);
  });

  it('is on its way again when the receipt that filled it was taken back', async () => {
    const { code, item } = await loop();
    const order = await ordered(code, item);
    const { body } = await keeper('POST', '/receipts', { line: order, qty: 10 });
    expect(await card(code)).toMatchObject({ state: 'full' });
    expect(await keeper('POST', `/receipts/${body.receipt.id}/take-back`, { reason: 'wrong line' })).toMatchObject({
      status: 201,
    });
    expect(await card(code)).toMatchObject({ state: 'on the way', order });
  });

  it('waits for its order again when its line was cancelled, and for a person when it was closed and nothing came', async () => {
    const [one, two] = [await loop(), await loop()];
    for (const [{ code, item }, state] of [
      [one, 'cancelled'],
      [two, 'closed'],
    ] as const) {
      await ordered(code, item);
      const line = await lineOf(item);
      expect(await buyer('PATCH', `/purchase-lines/${line.id}`, { state }, { version: line.version })).toMatchObject({
        status: 200,
      });
    }
    expect(await card(one.code)).toMatchObject({ state: 'empty', short: expect.stringMatching(/not ordered yet/) });
    expect(await card(two.code)).toMatchObject({
      state: 'empty',
      short: expect.stringMatching(/closed, and nothing came/),
    });
    await call(ben, two.code);
    expect(await acts(two.code)).toEqual(['called', 'asked', 'asked']);
  });

  it('is full when it was served from stock', async () => {
    const { code, item } = await loop();
    await keeper('POST', '/movements', { act: 'adjust', item, to: 'A', qty: 30, reason: 'found' });
    await call(ann, code);
    const [{ id }] = await requisitions(item);
    await boss('POST', `/requisitions/${id}/approve`, {});
    expect(await keeper('POST', `/requisitions/${id}/transfer`, { from: 'A', to: 'LINE' })).toMatchObject({
      status: 201,
    });
    expect(await card(code)).toMatchObject({ state: 'full', came_to: null });
  });

  it('rejected it is empty with the reason until a person asks again', async () => {
    const { code, item } = await loop();
    await call(ann, code);
    const [{ id }] = await requisitions(item);
    await boss('POST', `/requisitions/${id}/reject`, { reason: 'too dear' });
    expect(await card(code)).toMatchObject({
      state: 'empty',
      asked_state: 'rejected',
      short: expect.stringMatching(/^RQ-\d+ was rejected by .*: too dear\. Maybe ask again/),
    });
    await supplyBins.run({ db: test.db, url: test.url }, {});
    expect(await acts(code)).toEqual(['called', 'asked']);
    const { body } = await call(ben, code);
    expect(body.done).toMatch(/called for already: by .* RQ-\d+ asks for 10 pcs/);
    expect(await requisitions(item)).toHaveLength(2);
    expect(await acts(code)).toEqual(['called', 'asked', 'asked']);
  });
});

describe('what the rules of requisitions refuse', () => {
  it('leaves the call with the reason; who asks again is asked, and may say yes', async () => {
    const { code, item } = await loop({ bin_qty: 5000 });
    const first = await call(ann, code);
    expect(first).toMatchObject({ status: 201, body: { card: { state: 'empty', asked: null } } });
    expect(first.body.card.short).toBe('Nothing was asked for: 5000 pcs of what was never ordered before.');
    expect(await acts(code)).toEqual(['called', 'refused']);
    expect(await call(ben, code)).toMatchObject({ status: 409, body: { code: 'far-more' } });
    expect(await requisitions(item)).toEqual([]);
    expect(await call(ben, code, 1, '?confirm=far-more')).toMatchObject({ status: 201 });
    expect(await requisitions(item)).toMatchObject([{ qty: 5000, state: 'submitted' }]);
    expect(await acts(code)).toEqual(['called', 'refused', 'asked']);
  });

  it('is told of an item that is made by now, and of who may not ask', async () => {
    const { code, item } = await loop();
    const inspector = await test.as(['inspector']);
    expect((await call(inspector, code)).body.card.short).toMatch(/may call for a bin and not ask for what is bought/);
    await rawly(test.db, `update items set supply = 'make' where code = '${item}'`);
    expect((await call(ann, code)).body.card.short).toBe(
      `Nothing was asked for: ${item} is not bought any more: its supply is make. Maybe change its loop.`,
    );
    expect(await requisitions(item)).toEqual([]);
  });
});

describe('full after all', () => {
  it('cancels what was asked for, with that reason, by who asked or a buyer and by nobody else', async () => {
    const { code, item } = await loop();
    const { call: seen, asked } = (await call(ann, code)).body.card;
    const refused = await fill(ben, code, seen);
    expect(refused).toMatchObject({
      status: 403,
      body: { detail: expect.stringMatching(/RQ-\d+ is of .*\. Maybe ask there, or a buyer/) },
    });
    expect(await card(code)).toMatchObject({ state: 'empty', asked_state: 'submitted' });
    expect(await fill(ann, code, seen)).toMatchObject({
      status: 201,
      body: { done: `${code}/1 is full, and ${asked} is cancelled.`, card: { state: 'full' } },
    });
    expect(await requisitions(item)).toMatchObject([
      {
        number: asked,
        state: 'cancelled',
        acts: [{ act: 'submitted' }, { act: 'cancelled', reason: 'half a bin is left' }],
      },
    ]);
  });

  it('is not said while it is ordered', async () => {
    const { code, item } = await loop();
    const order = await ordered(code, item);
    const { call: seen } = await card(code);
    expect(await fill(ann, code, seen)).toMatchObject({
      status: 422,
      body: {
        code: 'on-the-way',
        detail: `${order} is to fill ${code}/1. Maybe have that purchase line cancelled first.`,
      },
    });
  });
});

describe('a loop that changed its side', () => {
  const change = async (code: string, body: object) => {
    const [one] = (await planner('GET', `/kanban-loops?filter=code:eq:${code}`)).body.rows;
    expect(await planner('PATCH', `/kanban-loops/${one.id}`, body, { version: one.version })).toMatchObject({
      status: 200,
    });
  };

  it('keeps the calls of before as they were, and makes the next ones by its new side', async () => {
    const { code, item } = await loop();
    const { asked } = (await call(ann, code)).body.card;
    await change(code, { vendor: null, from_location: 'A' });
    expect(await card(code, 1)).toMatchObject({ state: 'empty', vendor: 'KRAFT', from_location: null, asked });
    expect(await card(code, 2)).toMatchObject({ state: 'full', vendor: null, from_location: 'A' });
    await keeper('POST', '/movements', { act: 'adjust', item, to: 'A', qty: 30, reason: 'found' });
    expect((await call(ann, code, 2)).body.card).toMatchObject({ state: 'on the way', delivery: expect.any(String) });
    await change(code, { vendor: 'KRAFT', from_location: null });
    expect(await card(code, 2)).toMatchObject({ state: 'on the way', vendor: null, from_location: 'A' });
    await supplyBins.run({ db: test.db, url: test.url }, {});
    expect(await requisitions(item)).toHaveLength(1);
  });
});

it('prints the vendor on its label', async () => {
  const { code } = await loop();
  expect(
    await keeper('POST', '/labels/prints', { subject: 'kanban card', things: [{ card: `${code}/1` }] }),
  ).toMatchObject({ status: 201 });
  const { labels } = await test.db
    .selectFrom('label_prints')
    .select('labels')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(labels).toMatchObject([{ card: `${code}/1`, from: 'Kraft Metals' }]);
});

it('a bin for which something was asked is hot as its requisition, which names the card; one for which nothing could be as itself', async () => {
  const [asked, not] = [await loop(), await loop({ bin_qty: 6000 })];
  await call(ann, asked.code);
  await call(ann, not.code);
  await plant.put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 00:00-24:00' }]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const hot = async (item: string) =>
    (await planner('GET', '/hot-list?filter=kind:in:card,requisition')).body.rows.filter(
      (one: { item: string }) => one.item === item,
    );
  const { asked: number } = await card(asked.code);
  expect(await hot(asked.item)).toMatchObject([
    {
      kind: 'requisition',
      ref: number,
      blocked_by: expect.stringMatching(new RegExp(`Card ${asked.code}/1 is empty at LINE`)),
    },
  ]);
  expect(await hot(not.item)).toMatchObject([
    {
      kind: 'card',
      ref: `${not.code}/1`,
      owner: 'Buyers',
      partner: 'KRAFT',
      blocked_by: expect.stringMatching(/found it empty at LINE\. Nothing was asked for: 6000 pcs/),
    },
  ]);
  const [{ id }] = await requisitions(asked.item);
  await boss('POST', `/requisitions/${id}/reject`, { reason: 'too dear' });
  expect(await hot(asked.item)).toMatchObject([{ kind: 'card', blocked_by: expect.stringMatching(/too dear/) }]);
  const { due } = await card(asked.code);
  await setNow(test.db, new Date(Date.parse(due) + 60_000).toISOString());
  expect(await card(asked.code)).toMatchObject({ late: true });
});

it('a bin is hot when what was ordered for it is expected after it was to be full, and not while that comes in time', async () => {
  const { code, item } = await loop();
  await ordered(code, item);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const hot = async () =>
    (await planner('GET', '/hot-list?filter=kind:in:card')).body.rows.filter(
      (one: { item: string }) => one.item === item,
    );
  const { due } = await card(code);
  const expectIt = async (estimated: string) => {
    const line = await lineOf(item);
    const options = { version: line.version };
    expect(await buyer('PATCH', `/purchase-lines/${line.id}`, { estimated }, options)).toMatchObject({ status: 200 });
  };
  await expectIt(due);
  expect(await hot()).toEqual([]);
  await expectIt(new Date(Date.parse(due) + 5 * 86_400_000).toISOString());
  expect(await hot()).toMatchObject([
    {
      ref: `${code}/1`,
      owner: 'Buyers',
      need: due,
      blocked_by: expect.stringMatching(/^PO-\d+\/1 of Kraft Metals is to fill it and comes late/),
    },
  ]);
});
