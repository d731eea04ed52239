/** A plant with two vendors of one item, and who holds a link of one of them: for the tests of the vendor page. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';

// The plant's clock stands at Tuesday 3 November 2026, 09:00.
export let test: TestApp;
export let buyer: Ask;
export const put = async (path: string, row: object, ask = buyer) => {
  const answer = await ask('POST', path, row);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
/** Each test file calls it once: several of them share this module where they run in one process. */
export function plant(): void {
  beforeAll(async () => {
    test = await testApp();
    const planner = await test.as(['planner']);
    buyer = await test.as(['buyer', 'expediter']);
    await put('/units', { code: 'm' }, planner);
    await put('/items', { code: 'TUBE', name: 'Tube 25 mm', supply: 'buy', unit: 'm' }, planner);
    for (const [code, name] of [
      ['KRAFT', 'Kraft Rohr'],
      ['BOLT', 'Bolt & Co'],
    ])
      await put('/vendors', { code, name });
    for (const [vendor, vendor_item] of [
      ['KRAFT', 'R-25/2.5'],
      ['BOLT', 'B-1'],
    ])
      await put('/sources', { item: 'TUBE', vendor, vendor_item, vendor_days: 5, transit_days: 3, dock_days: 1 });
  });
  afterAll(() => test.close());
}

let orders = 0;
export async function ordered(more: object = {}) {
  orders += 1;
  const row = {
    order_no: `PO-${orders}`,
    line: 1,
    vendor: 'KRAFT',
    item: 'TUBE',
    qty: 20,
    required: '2026-11-17',
    unit_price: 7.5,
  };
  const made = await put('/purchase-lines', { ...row, ...more });
  return { id: made.id as number, order: made.order_no as string, ref: `${made.order_no}/${made.line}` };
}
export const change = async ({ id, order }: { id: number; order: string }, fields: object) => {
  const { body } = await buyer('GET', `/purchase-lines?filter=order_no:is ${order}`);
  const { version } = body.rows.find((one: { id: number }) => one.id === id);
  expect(await buyer('PATCH', `/purchase-lines/${id}?confirm=promised`, fields, { version })).toMatchObject({
    status: 200,
  });
};

interface Made {
  readonly token: string;
  readonly link: { readonly id: number; readonly expires_at: string };
}
export const link = (order_no: string | null = null, more: object = {}): Promise<Made> =>
  put('/vendor-links', { vendor: 'KRAFT', order_no, ...more });

let addresses = 0;
/** Each asks from an address of his own, as what is counted by address is counted for all. */
export const ownAddress = (): string => `10.9.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`;
export async function vendor(
  method: 'GET' | 'POST',
  path: string,
  token: string | undefined,
  {
    body,
    key = randomUUID(),
    from = ownAddress(),
    headers = {},
  }: Partial<Record<'key' | 'from', string>> & { body?: object; headers?: Record<string, string> } = {},
) {
  const answer = await test.app.inject({
    method,
    url: `/api/v1${path}`,
    remoteAddress: from,
    headers: {
      ...(token === undefined ? {} : { 'vendor-link': token }),
      ...(method === 'POST' ? { 'idempotency-key': key } : {}),
      ...headers,
    },
    ...(body ? { payload: body } : {}),
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}
export const open = (token: string | undefined, more: object = {}) => vendor('GET', '/vendor-page', token, more);
export const seenOf = async (token: string, ref: string) => {
  const { body } = await open(token);
  const { open: qty, required, promised, means } = body.lines.find((one: { ref: string }) => one.ref === ref);
  return { open: qty, required, promised, means };
};
export const say = (token: string, answers: readonly object[], more: object = {}) =>
  vendor('POST', '/vendor-page/answers', token, { ...more, body: { name: 'Anna Kraft', answers } });
export const promisesOf = async (ref: string) => (await buyer('GET', `/purchase-promises?line=${ref}`)).body.promises;
export const contactsOf = async (ref: string) =>
  (await buyer('GET', `/contacts?kind=purchase_line&ref=${encodeURIComponent(ref)}`)).body.rows;
