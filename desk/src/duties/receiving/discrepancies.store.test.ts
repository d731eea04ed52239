import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { reportPdf } from './discrepancies.print.ts';
import { receivingPlant } from './dock.test-support.ts';

let test: TestApp;
let keeper: Ask;
let buyer: Ask;
beforeAll(async () => {
  test = await testApp();
  keeper = await test.as(['storekeeper']);
  buyer = await test.as(['buyer']);
  const planner = await test.as(['planner', 'buyer', 'storekeeper']);
  for (const [path, rows] of receivingPlant)
    for (const row of rows) expect(await planner('POST', path, row), path).toMatchObject({ status: 201 });
});
afterAll(() => test.close());

const rows = async () => (await keeper('GET', '/discrepancies')).body.rows;
const tell = (id: number, ask = buyer) => ask('POST', `/discrepancies/${id}/tell`, {});
const settle = (id: number, how: string, ask = buyer) => ask('POST', `/discrepancies/${id}/settle`, { how });

it('what was otherwise than it should be is told to the vendor and settled, by whom and how', async () => {
  const came = { line: 'PO-1/1', qty: 8, paper_qty: 10, damage: 'two are bent', document: 'N-7' };
  const { receipt } = (await keeper('POST', '/receipts', came)).body;
  const [damaged, short] = await rows();
  expect([damaged, short]).toMatchObject([
    { kind: 'damaged', qty: 8, state: 'open', note: 'two are bent', vendor: 'KRAFT', vendor_name: 'Kraft Tubes' },
    { kind: 'short', qty: 2, state: 'open', line: 'PO-1/1', document: 'N-7', received: 8, paper_qty: 10, unit: 'pcs' },
  ]);
  expect(await tell(short.id, keeper)).toMatchObject({ status: 403 });
  expect((await tell(short.id)).body.done).toBe('Kept: Kraft Tubes was told about TUBE-25.');
  expect(await tell(short.id)).toMatchObject({ status: 422, body: { code: 'told-already' } });
  expect(await settle(short.id, '')).toMatchObject({ status: 400 });
  expect(await settle(short.id, 'sent later')).toMatchObject({ status: 201 });
  expect(await settle(short.id, 'again')).toMatchObject({ status: 422, body: { code: 'settled-already' } });
  expect((await rows())[1]).toMatchObject({
    state: 'settled',
    settled: 'sent later',
    changed_by: expect.stringMatching(/^buyer \d+$/),
  });

  const paper = await keeper('GET', `/receipts/${receipt.id}/discrepancy-report`);
  expect([paper.status, paper.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  expect(await keeper('GET', '/receipts/999999/discrepancy-report')).toMatchObject({ status: 404 });

  await keeper('POST', `/receipts/${receipt.id}/take-back`, { reason: 'wrong line' });
  expect((await rows()).map(({ state }: { state: string }) => state)).toEqual(['withdrawn', 'settled']);
  expect(await settle(damaged.id, 'credited')).toMatchObject({ status: 422, body: { code: 'was-withdrawn' } });
});

it('a trainee neither tells the vendor nor settles it', async () => {
  await keeper('POST', '/receipts', { line: 'PO-1/1', qty: 1, damage: 'bent' });
  const [{ id }] = await rows();
  const trainee = await test.person(['buyer']);
  // Only at a page may somebody change people: with a session, not with a token.
  const { ask: admin } = await test.person(['administrator']);
  const row = (await admin('GET', '/users')).body.rows.find((one: { email: string }) => one.email === trainee.email);
  expect(await admin('PATCH', `/users/${row.number}`, { trainee: true }, { version: row.version })).toMatchObject({
    status: 200,
  });
  for (const answer of [await tell(id, trainee.ask), await settle(id, 'credited', trainee.ask)])
    expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringContaining('trainee') } });
  expect((await rows())[0].state).toBe('open');
});

it('the report names vendor, order, delivery note and each fault with its note', async () => {
  const text = (bytes: Uint8Array): string =>
    [
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/<([0-9a-f]+)>/g),
    ]
      .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
      .join('');
  const report = {
    receipt: 7,
    vendor: 'KRAFT, Kraft Tubes',
    item: 'TUBE-25',
    line: 'PO-1/1',
    document: 'N-7',
    lot: '',
    came: '2026-11-02T08:00:00Z',
    received: '8 pcs',
    paper: '10 pcs',
    photos: [],
    faults: [{ words: 'Damaged: 2 pcs', note: 'bent' }],
  };
  const shown = text(await reportPdf(report, { site: 'Plant', zone: 'Europe/Berlin' }, { compress: false }));
  for (const part of ['Kraft Tubes', 'PO-1/1', 'N-7', 'Received 8 pcs', 'says 10 pcs', 'Damaged: 2 pcs', 'bent'])
    expect(shown).toContain(part);
});
