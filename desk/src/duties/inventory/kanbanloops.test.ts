import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';

let plant: LedgerTest;
beforeAll(async () => {
  plant = await ledgerTest();
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

  it('is of two bins unless more are said', async () => {
    expect(await add({})).toMatchObject({ status: 201, body: { bins: 2, active_from: null } });
  });
});
