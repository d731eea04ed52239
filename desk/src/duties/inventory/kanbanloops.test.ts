import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LedgerTest, ledgerTest, rawly } from './ledger.test-support.ts';

let plant: LedgerTest;
beforeAll(async () => {
  plant = await ledgerTest();
  await plant.put('/vendors', [{ code: 'KRAFT' }]);
  await plant.put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
});
afterAll(() => plant.test.close());

const loop = { code: 'K-1', item: 'BOLT', area: 'B', from_location: 'A', bin_qty: 40, replenish_minutes: 60 };
const add = (change: object) => plant.keeper('POST', '/kanban-loops', { ...loop, ...change });

describe('a kanban loop', () => {
  it.each<[string, object, RegExp]>([
    ['of no quantity', { bin_qty: 0 }, /above 0|more than 0/],
    ['of less than nothing', { bin_qty: -4 }, /./],
    ['of less than its unit counts', { bin_qty: 0.5 }, /BOLT|pcs/],
    [
      'that is supplied from where it is used',
      { from_location: 'B' },
      /K-1 would be supplied from B, where it is used\. Maybe/,
    ],
    [
      'that a location and a vendor fill',
      { vendor: 'KRAFT' },
      /K-1 would be filled from A and by KRAFT, and a bin is filled by one of them\. Maybe clear one\./,
    ],
    ['that nothing fills', { from_location: null }, /Nothing says what fills K-1\. Maybe name the location/],
    ['of a vendor that is none', { from_location: null, vendor: 'NOBODY' }, /NOBODY/],
    [
      'that buys what is made',
      { from_location: null, vendor: 'KRAFT', item: 'FRAME' },
      /FRAME is not bought: its supply is make\. Maybe leave Bought from empty/,
    ],
    ['of one bin', { bins: 1 }, /K-1 has one bin: nothing stands there while the next is fetched\. Maybe 2\./],
    ['of no bin', { bins: 0 }, /K-1 has no bin/],
    ['without a time in which it is filled', { replenish_minutes: 0 }, /./],
    ['at a place that is none', { area: 'NOWHERE' }, /NOWHERE/],
    ['of an item that is none', { item: 'NOTHING' }, /NOTHING/],
  ])('%s is refused in a sentence', async (_, change, says) => {
    const { status, body } = await add(change);
    expect(status).toBe(422);
    expect(body.faults).toEqual([expect.objectContaining({ text: expect.stringMatching(says) })]);
  });

  it('buys from a vendor, is changed to a location and back, and never both', async () => {
    const { body: made } = await add({ code: 'K-BUY', from_location: null, vendor: 'KRAFT' });
    expect(made).toMatchObject({ from_location: null, vendor: 'KRAFT' });
    const change = (version: number, body: object) =>
      plant.keeper('PATCH', `/kanban-loops/${made.id}`, body, { headers: { 'if-match': `"${version}"` } });
    expect(await change(made.version, { from_location: 'A' })).toMatchObject({ status: 422 });
    const moved = await change(made.version, { from_location: 'A', vendor: null });
    expect(moved).toMatchObject({ status: 200, body: { from_location: 'A', vendor: null } });
    await expect(rawly(plant.test.db, "update kanban_loops set vendor = 'KRAFT' where code = 'K-BUY'")).rejects.toThrow(
      /check constraint/,
    );
    await expect(
      rawly(plant.test.db, "update kanban_loops set from_location = null where code = 'K-BUY'"),
    ).rejects.toThrow(/check constraint/);
  });

  it('is of two bins unless more are said', async () => {
    expect(await add({})).toMatchObject({ status: 201, body: { bins: 2, active_from: null } });
  });
});
