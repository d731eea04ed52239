import { expect, it } from 'vitest';
import { isListChanged, type PublishedLine } from './listchanged.ts';

const weld: PublishedLine = {
  order: 'MO-1',
  seq: 10,
  step: 'Weld',
  item: 'FRAME',
  left: 5,
  unit: 'pcs',
  machine: 'W1',
  starts: '2026-12-01T06:00:00.000Z',
  ends: '2026-12-01T08:00:00.000Z',
};
const paint: PublishedLine = { ...weld, seq: 20, step: 'Paint', machine: 'P1' };

it.each<[string, readonly PublishedLine[] | undefined, readonly PublishedLine[], boolean]>([
  ['the first that a department is sent is changed', undefined, [weld], true],
  ['one that says the same is not', [weld, paint], [weld, paint], false],
  ['nor is it by the order of its fields', [weld], [{ ...weld, ...paint, ...weld }], false],
  ['another machine changes it', [weld], [{ ...weld, machine: 'W2' }], true],
  ['another time changes it', [weld], [{ ...weld, starts: '2026-12-01T06:30:00.000Z' }], true],
  ['fewer to make change it', [weld], [{ ...weld, left: 3 }], true],
  ['another sequence changes it', [weld, paint], [paint, weld], true],
  ['an operation that is gone changes it', [weld, paint], [weld], true],
  ['one of nothing is printed for nobody', [weld], [], false],
])('of lists %s', (_, before, now, changed) => {
  expect(isListChanged(before, now)).toBe(changed);
});
