/** What the engine costs: counted work, which is the same on every machine, against what was written down last. */
import { plan } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { countedNow, lastCounted, stepsBack } from './bench/engine/history.ts';

const now = countedNow(plan);

it('plans for no more than a tenth more counted work, and no more than a tenth later, than written down last', () => {
  expect(stepsBack(lastCounted(), now)).toEqual([]);
});

it('would name a step back, and a size that was never counted', () => {
  const [small, large] = now;
  const before = new Map([[small!.orders, { ...small!, schedule: Math.floor(small!.schedule / 1.2) }]]);
  expect(stepsBack(before, now)).toEqual([
    expect.stringContaining(`${small!.orders} orders: schedule rose from`),
    expect.stringContaining(`${large!.orders} orders were never counted`),
  ]);
});
