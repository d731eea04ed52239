import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later } from '../../house/clock.ts';
import { plantDay, plantNow } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';

let ledger: LedgerTest;

beforeAll(async () => {
  ledger = await ledgerTest();
  await ledger.put('/vendors', [{ code: 'KRAFT' }]);
  await ledger.put('/locations', [{ code: 'DOCK', kind: 'dock' }]);
});
afterAll(() => ledger.test.close());

let bins = 0;
async function bin(): Promise<string> {
  bins += 1;
  await ledger.put('/locations', [{ code: `OLD-${bins}` }]);
  return `OLD-${bins}`;
}
const change = async (code: string, closed: string | null) => {
  const { body } = await ledger.keeper('GET', `/locations?filter=${encodeURIComponent(`code:eq:${code}`)}`);
  const [{ id, version }] = body.rows;
  return ledger.planner('PATCH', `/locations/${id}`, { closed }, { version });
};
const put = (item: string, to: string, qty: number, more: object = {}) =>
  ledger.keeper('POST', '/movements', { act: 'adjust', item, to, qty, reason: 'found', ...more });
const move = (item: string, from: string, to: string, qty: number, more: object = {}) =>
  ledger.keeper('POST', '/movements', { act: 'move', item, from, to, qty, ...more });

describe('a place that is closed', () => {
  it('takes nothing in and gives out what is in it, until it is opened again', async () => {
    const [item, old] = [await ledger.fresh(), await bin()];
    await put(item, old, 5);
    await put(item, 'A', 5);
    expect(await change(old, plantDay(0))).toMatchObject({ status: 200 });
    const refused = await move(item, 'A', old, 1);
    expect(refused).toMatchObject({ status: 422, body: { code: 'place-closed' } });
    expect(refused.body.detail).toMatch(
      new RegExp(
        `^${old} is closed since \\w{3} \\d+ \\w{3} \\d{4}: nothing is put there. Maybe take another place, or open it again under Locations.$`,
      ),
    );
    expect(await put(item, old, 1)).toMatchObject({ status: 422, body: { code: 'place-closed' } });
    const balance = { item, location: old, lot: 'NEW', qty: 1 };
    expect(await ledger.keeper('POST', '/stock', balance)).toMatchObject({
      status: 422,
      body: { code: 'place-closed' },
    });
    expect(await move(item, old, 'B', 3)).toMatchObject({ status: 201 });
    const [{ id }] = (await ledger.keeper('GET', `/movements?item=${item}&limit=1`)).body.rows;
    expect(await ledger.keeper('POST', `/movements/${id}/reverse`, { reason: 'wrong' })).toMatchObject({
      body: { code: 'place-closed' },
    });
    expect(await move(item, old, old, 1, { to_container: 'P-1' })).toMatchObject({ status: 201 });
    expect(await change(old, null)).toMatchObject({ status: 200 });
    expect(await move(item, 'A', old, 1)).toMatchObject({ status: 201 });
    expect(await ledger.differences()).toEqual([]);
  });

  it('gives out a container with what the books miss in it, and takes no such container in', async () => {
    const [item, missed, old, shut] = [await ledger.fresh(), await ledger.fresh(), await bin(), await bin()];
    const box = `PAL-${old}`;
    await put(item, old, 4, { container: box });
    const out = { act: 'scrap', item: missed, container: box, from: old, qty: 2, reason: 'it was there' };
    expect(await ledger.keeper('POST', '/movements?confirm=negative', out)).toMatchObject({ status: 201 });
    await change(old, plantDay(0));
    await change(shut, plantDay(0));
    const carried = (to: string) => ledger.keeper('POST', `/containers/${box}/move`, { to });
    expect(await carried('B')).toMatchObject({ status: 201, body: { done: expect.stringContaining('2 balances') } });
    expect(await carried(shut)).toMatchObject({ status: 422, body: { code: 'place-closed' } });
    await move(item, 'B', 'B', 4, { container: box, to_container: '' });
    const alone = await carried(shut);
    expect(alone).toMatchObject({ status: 422, body: { code: 'place-closed' } });
    expect(alone.body.detail).toContain(`${shut} is closed`);
    expect(await ledger.differences()).toEqual([]);
  });

  it('takes what came there before its day, and all until it', async () => {
    const [item, old] = [await ledger.fresh(), await bin()];
    await change(old, plantDay(0));
    expect(await put(item, old, 1, { moved_at: later(plantNow, -2 * 86_400) })).toMatchObject({ status: 201 });
    await change(old, plantDay(3));
    expect(await put(item, old, 1)).toMatchObject({ status: 201 });
  });

  it('is suggested for nothing that came, and a scan says so', async () => {
    const [item, old, other] = [await ledger.fresh(), await bin(), await bin()];
    await put(item, old, 9);
    await put(item, other, 1);
    const buyer = await ledger.test.as(['buyer']);
    const line = { order_no: 'PO-9', line: 1, vendor: 'KRAFT', item, qty: 12 };
    expect(await buyer('POST', '/purchase-lines', line)).toMatchObject({ status: 201 });
    const goesTo = async () => {
      const came = await ledger.keeper('POST', '/receipts', { line: 'PO-9/1', qty: 1, to: 'DOCK' });
      return (await ledger.keeper('GET', `/receipts/${came.body.receipt.id}/waiting`)).body.put_away.place;
    };
    expect(await goesTo()).toBe(old);
    await change(old, plantDay(-1));
    expect(await goesTo()).toBe(other);
    const { body } = await ledger.keeper('GET', `/scan/${old}`);
    expect(JSON.stringify(body)).toMatch(/closed since \w{3} \d+ \w{3} \d{4}/);
  });

  it('is what is offered where one with history cannot be deleted', async () => {
    const [item, old] = [await ledger.fresh(), await bin()];
    await put(item, old, 1);
    await move(item, old, 'A', 1);
    const { body } = await ledger.keeper('GET', `/locations?filter=${encodeURIComponent(`code:eq:${old}`)}`);
    const [{ id, version }] = body.rows;
    const gone = await ledger.planner('DELETE', `/locations/${id}`, undefined, { version });
    expect(gone).toMatchObject({
      status: 409,
      body: { code: 'in-use', detail: expect.stringMatching(/Maybe close it: .*nothing goes in/) },
    });
  });

  it('is closed from a day, and from nothing else', async () => {
    const old = await bin();
    const closed = await change(old, 'soon');
    expect([closed.status >= 400, JSON.stringify(closed.body)]).toEqual([true, expect.stringMatching(/closed|Closed/)]);
  });
});
