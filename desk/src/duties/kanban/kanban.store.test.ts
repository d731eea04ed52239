import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, setNow, type TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';
import { supplyBins } from './kanban.jobs.ts';

let test: TestApp;
let plant: LedgerTest;
let planner: Ask;
let keeper: Ask;
let ann: Ask;
let ben: Ask;
beforeAll(async () => {
  plant = await ledgerTest();
  ({ test, planner, keeper } = plant);
  ann = await test.as(['operator']);
  ben = await test.as(['operator']);
  await plant.put('/locations', [{ code: 'LINE', kind: 'area' }]);
});
afterAll(() => test.close());

let made = 0;
/** A loop of two bins of 10 from A to LINE, and so much of its item at A. */
async function loop(there: number, more: object = {}): Promise<{ readonly code: string; readonly item: string }> {
  made += 1;
  const [code, item] = [`K-${made}`, await plant.fresh()];
  await plant.put('/kanban-loops', [
    { code, item, area: 'LINE', from_location: 'A', bin_qty: 10, replenish_minutes: 60, ...more },
  ]);
  if (there > 0) await come(item, there);
  return { code, item };
}
const come = async (item: string, qty: number) =>
  expect(await keeper('POST', '/movements', { act: 'adjust', item, to: 'A', qty, reason: 'found' })).toMatchObject({
    status: 201,
  });
const call = (ask: Ask, code: string, bin = 1, options = {}) =>
  ask('POST', `/kanban-cards/${code}/${bin}/call`, {}, options);
const card = async (code: string, bin = 1) => (await ann('GET', `/kanban-cards/${code}/${bin}`)).body;
const calls = async (code: string) =>
  (await test.db.selectFrom('kanban_acts').select('act').where('loop', '=', code).orderBy('id').execute()).map(
    ({ act }) => act,
  );
const bring = async (number: string) => {
  expect(await keeper('POST', `/deliveries/${number}/take`, {})).toMatchObject({ status: 201 });
  expect(await keeper('POST', `/deliveries/${number}/deliver`, { scanned: 'line' })).toMatchObject({ status: 201 });
};

describe('the card of a bin', () => {
  it('is called for when it is empty, brought by a delivery within its time, and full again when that is there', async () => {
    const { code, item } = await loop(25);
    expect(await card(code)).toMatchObject({ state: 'full', call: null, qty: 10 });
    const { body } = await call(ann, code);
    expect(body.done).toMatch(/K-\d+\/1 is called for: DLV-\d+ is to bring 10 pcs of I\d+ from A to LINE\./);
    const called = await card(code);
    expect(called).toMatchObject({ state: 'on the way', short: null, taken_by: null });
    expect(Date.parse(called.due) - Date.parse(called.called_at)).toBe(3_600_000);
    const { rows } = (await keeper('GET', '/deliveries')).body;
    expect(rows.find((row: { number: string }) => row.number === called.delivery)).toMatchObject({
      order: null,
      source: 'kanban',
      source_key: `${code}/1`,
      latest: called.due,
      urgency: 'due',
    });
    await bring(called.delivery);
    expect([await plant.balance(item, 'A'), await plant.balance(item, 'LINE')]).toEqual([15, 10]);
    expect(await card(code)).toMatchObject({ state: 'full', filled_by: expect.any(String) });
    await call(ben, code);
    expect(await calls(code)).toEqual(['called', 'sent', 'called', 'sent']);
    expect(await plant.differences()).toEqual([]);
  });

  it('scanned by twenty at once is called for once, and the others are told by whom', async () => {
    const { code } = await loop(100);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => call(at % 2 ? ann : ben, code)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(answers.filter(({ body }) => /is to bring/.test(body.done))).toHaveLength(1);
    expect(
      answers.filter(({ body }) => /is called for already: by .*, \w+ \d+ \w+, \d\d:\d\d\./.test(body.done)),
    ).toHaveLength(19);
    expect(await calls(code)).toEqual(['called', 'sent']);
  });

  it('is sent once by the same key, however often it is told', async () => {
    const { code } = await loop(100);
    const key = crypto.randomUUID();
    const [first, second] = [await call(ann, code, 1, { key }), await call(ann, code, 1, { key })];
    expect(second.body).toEqual(first.body);
    expect(await calls(code)).toEqual(['called', 'sent']);
  });

  it('of two that call for the last of the store at once one is brought, the other stays open with what is short', async () => {
    const { code } = await loop(15);
    const answers = await Promise.all([call(ann, code, 1), call(ben, code, 2)]);
    expect(answers.map(({ body }) => body.card.state).toSorted()).toEqual(['empty', 'on the way']);
    const open = answers.find(({ body }) => body.card.state === 'empty')?.body;
    expect(open.done).toMatch(/is called for and stays open\. A has 5 of 10 pcs of I\d+ free: 5 short\./);
  });

  it('takes nothing that is reserved for an order', async () => {
    const { code, item } = await loop(12);
    await plant.put('/work-orders', [{ number: `MO-${code}`, item, qty: 1, state: 'released' }]);
    expect(await planner('POST', '/allocations/reserve', { item, qty: 5, for: `MO-${code}` })).toMatchObject({
      status: 201,
    });
    expect((await call(ann, code)).body.card).toMatchObject({
      state: 'empty',
      short: expect.stringMatching(/A has 7 of 10/),
    });
  });

  it('that was short is sent when more came and somebody calls again, still due by its first call', async () => {
    const { code, item } = await loop(0);
    const first = (await call(ann, code)).body.card;
    expect(first).toMatchObject({ state: 'empty', short: expect.stringMatching(/A has 0 of 10 pcs .* 10 short/) });
    await come(item, 10);
    const { body } = await call(ben, code);
    expect(body.done).toMatch(/called for already: by .* is to bring 10 pcs/);
    expect(body.card).toMatchObject({ state: 'on the way', due: first.due, call: first.call });
    expect(await calls(code)).toEqual(['called', 'sent']);
  });

  it('that was short is sent by itself once enough is free, and once; one that came back is not', async () => {
    const [short, back] = [await loop(0), await loop(30)];
    await call(ann, short.code);
    const { delivery } = (await call(ann, back.code)).body.card;
    await keeper('POST', `/deliveries/${delivery}/return`, { reason: 'no cart' });
    const look = () => supplyBins.run({ db: test.db, url: test.url }, {});
    await look();
    expect(await card(short.code)).toMatchObject({ state: 'empty' });
    await come(short.item, 10);
    await Promise.all([look(), look()]);
    expect(await calls(short.code)).toEqual(['called', 'sent']);
    expect(await calls(back.code)).toEqual(['called', 'sent']);
  });

  it('is empty again when its delivery is returned, and called again it is sent by another', async () => {
    const { code } = await loop(30);
    const { delivery } = (await call(ann, code)).body.card;
    await keeper('POST', `/deliveries/${delivery}/return`, { reason: 'no cart' });
    expect(await card(code)).toMatchObject({ state: 'empty', returned: 'no cart', delivery });
    const next = (await call(ann, code)).body.card;
    expect(next.state).toBe('on the way');
    expect(next.delivery).not.toBe(delivery);
  });

  it('called for in error is full after all, by the call that was seen, with the reason', async () => {
    const { code } = await loop(0);
    const { call: seen } = (await call(ann, code)).body.card;
    const fill = (body: object) => ben('POST', `/kanban-cards/${code}/1/full`, body);
    expect(await fill({ call: seen, reason: '' })).toMatchObject({ status: 400 });
    expect(await fill({ call: seen - 1, reason: 'wrong bin' })).toMatchObject({
      status: 422,
      body: { code: 'another-call' },
    });
    expect(await fill({ call: seen, reason: 'wrong bin' })).toMatchObject({
      status: 201,
      body: { card: { state: 'full' } },
    });
    expect(await fill({ call: seen, reason: 'wrong bin' })).toMatchObject({ status: 422, body: { code: 'full' } });
  });

  it('told by a phone after it was full again is not called for a second time', async () => {
    const { code } = await loop(30);
    await bring((await call(ann, code)).body.card.delivery);
    const { body } = await call(ben, code, 1, { headers: { 'happened-ago': '3600' } });
    expect(body.done).toMatch(/was filled \w+ \d+ \w+, \d\d:\d\d, after this was scanned/);
    expect(await calls(code)).toEqual(['called', 'sent']);
  });

  it('is of a bin that the loop has, and of a loop that is worked by', async () => {
    const { code } = await loop(30, { active_from: '2099-01-01' });
    expect(await call(ann, code, 3)).toMatchObject({
      status: 404,
      body: { detail: expect.stringMatching(/no kanban card K-\d+\/3/) },
    });
    expect(await call(ann, code)).toMatchObject({ status: 422, body: { code: 'not-active' } });
  });

  it('keeps what was done about it', async () => {
    const { code } = await loop(30);
    await call(ann, code);
    await expect(rawly(test.db, `update kanban_acts set bin = 2 where loop = '${code}'`)).rejects.toThrow(
      /never changed/,
    );
    await expect(rawly(test.db, `delete from kanban_acts where loop = '${code}'`)).rejects.toThrow(/never changed/);
    expect(await rawly(test.db, `update kanban_loops set code = '${code}-NEW' where code = '${code}'`)).toBeDefined();
    expect(await card(`${code}-NEW`)).toMatchObject({ state: 'on the way' });
  });

  it('has a label whose scan leads to it, from whatever page an operator is on', async () => {
    const { code } = await loop(0);
    const { body } = await keeper('POST', '/labels/prints', {
      subject: 'kanban card',
      things: [{ card: `${code}/2` }],
    });
    expect(body.said).toMatch(/./);
    expect(await ann('GET', `/scan/${encodeURIComponent(`${code.toLowerCase()}/2`)}`)).toMatchObject({
      body: { kind: 'kanban card', name: `${code}/2`, to: `/bin/${code}/2` },
    });
    expect(
      await keeper('POST', '/labels/prints', { subject: 'kanban card', things: [{ card: `${code}/9` }] }),
    ).toMatchObject({ status: 422, body: { code: 'no-card' } });
  });
});

it('a delivery to a bin is late and on the hot list when its time is over', async () => {
  const { code } = await loop(30);
  const { delivery, due } = (await call(ann, code)).body.card;
  await plant.put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 00:00-24:00' }]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const hot = async () =>
    (await planner('GET', '/hot-list?kind=delivery')).body.rows.filter((one: { ref: string }) => one.ref === delivery);
  expect(await hot()).toEqual([]);
  await setNow(test.db, new Date(Date.parse(due) + 60_000).toISOString());
  expect(await hot()).toMatchObject([{ blocked_by: expect.stringMatching(/bring it to LINE, where a bin is empty/) }]);
  expect(await card(code)).toMatchObject({ late: true });
});

it('an empty bin for which nothing was sent is on the hot list, with what is short, until it is sent', async () => {
  const { code, item } = await loop(4);
  await call(ann, code);
  const hot = async () =>
    (await planner('GET', '/hot-list?kind=card')).body.rows.filter((one: { ref: string }) => one.ref === `${code}/1`);
  const [row] = await hot();
  expect(row).toMatchObject({ item, qty: 10, owner: 'Storekeepers', need: (await card(code)).due });
  expect(row.blocked_by).toMatch(/found it empty at LINE\. A has 4 of 10 pcs .* 6 short/);
  await come(item, 6);
  await call(ann, code);
  expect(await hot()).toEqual([]);
});
