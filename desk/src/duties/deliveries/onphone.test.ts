import { expect, it } from 'vitest';
import type { DeliveryState } from './deliveries.ts';
import { ofKitScanned, withUnsent } from './onphone.ts';

const row = (number: string, state: DeliveryState, taken_by: string | null = null) => ({
  number,
  state,
  taken_by,
  taken_by_id: taken_by && `of ${taken_by}`,
});
const anna = { id: 'of Anna', name: 'Anna' };
const done = (number: string, act: string) => ({ path: `/deliveries/${number}/${act}` });

it.each([
  ['was taken on the device is on the way, in his name', [done('DLV%2F1', 'take')], ['on the way', 'Anna']],
  ['was delivered there is delivered', [done('DLV%2F1', 'take'), done('DLV%2F1', 'deliver')], ['delivered', 'Anna']],
  ['was returned there is returned', [done('DLV%2F1', 'return')], ['returned', null]],
  [
    'waits of another thing changes nothing',
    [done('DLV-2', 'take'), { path: '/count-lines/1/counts' }],
    ['waiting', null],
  ],
] as const)('what %s, before the server knows it', (_, unsent, [state, taken_by]) => {
  expect(withUnsent([row('DLV/1', 'waiting')], unsent, anna)).toEqual([row('DLV/1', state, taken_by)]);
});

it('what another has is his until the server says otherwise, but for what was done here', () => {
  const rows = [row('DLV-1', 'on the way', 'Ben'), row('DLV-2', 'on the way', 'Ben')];
  expect(withUnsent(rows, [done('DLV-2', 'take')], anna).map(({ taken_by }) => taken_by)).toEqual(['Ben', 'Anna']);
});

it('a scan of a kit means the delivery that is to bring it, whatever else is called so', () => {
  const rows = [
    { number: 'DLV-1', source: 'pick list', source_key: 'KIT-1' },
    { number: 'DLV-2', source: 'kit', source_key: 'KIT-1' },
  ] as const;
  expect(['kit-1 ', 'KIT-2', ''].map((text) => ofKitScanned(rows, text)?.number)).toEqual([
    'DLV-2',
    undefined,
    undefined,
  ]);
});
