import { expect, it } from 'vitest';
import { type Disputed, settledSo, toldToVendor } from './discrepancies.ts';
import type { DiscrepancyState } from './receiving.ts';

const one = (state: DiscrepancyState, vendor: string | null = 'KRAFT'): Disputed => ({
  id: 3,
  state,
  vendor,
  settled: state === 'settled' ? 'credited' : null,
});

it.each<[string, ReturnType<typeof toldToVendor>, object]>([
  ['an open one is told', toldToVendor(one('open')), { kind: 'accept', facts: ['reported'] }],
  ['it is told once', toldToVendor(one('reported')), { kind: 'refuse', code: 'told-already' }],
  ['without a vendor nobody is told', toldToVendor(one('open', null)), { kind: 'refuse', code: 'nobody-to-tell' }],
  ['what is settled is not told', toldToVendor(one('settled')), { kind: 'refuse', code: 'settled-already' }],
])('of a discrepancy, to its vendor: %s', (_, decision, expected) => expect(decision).toMatchObject(expected));

it.each<[string, ReturnType<typeof settledSo>, object]>([
  ['an open one', settledSo(one('open')), { kind: 'accept', facts: ['settled'] }],
  ['one that the vendor was told', settledSo(one('reported')), { kind: 'accept', facts: ['settled'] }],
  ['none twice', settledSo(one('settled')), { kind: 'refuse', code: 'settled-already' }],
  ['none whose receipt was taken back', settledSo(one('withdrawn')), { kind: 'refuse', code: 'was-withdrawn' }],
])('settled is %s', (_, decision, expected) => expect(decision).toMatchObject(expected));
