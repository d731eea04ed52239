import { describe, expect, it } from 'vitest';
import { arrived, openOf, sentOff, transferState } from './transfers.ts';

const now = '2026-11-03T09:00:00Z';
const sending = { from: 'A', fromKind: 'store', to: 'B', availableFrom: null, there: 5, wanted: 5 };

describe('goods for another place', () => {
  it.each([
    ['from store to store', {}, 'accept'],
    ['what was free yesterday', { availableFrom: '2026-11-02T09:00:00Z' }, 'accept'],
    ['to where they lie', { to: 'A' }, 'same-place'],
    ['more than lies there', { wanted: 6 }, 'more-than-there'],
    ['from where they are on the way already', { fromKind: 'transit' }, 'on-the-way'],
    ['what may be used tomorrow', { availableFrom: '2026-11-04T09:00:00Z' }, 'not-yet'],
  ])('are sent or refused: %s', (_, more, outcome) => {
    const decision = sentOff({ ...sending, ...more }, now);
    expect('code' in decision ? decision.code : decision.kind).toBe(outcome);
  });
});

const line = { item: 'BOLT', sent: 10, received: 4, lost: 1 };

describe('what came of a transfer', () => {
  it.each([
    ['a part', 3, null, 'accept'],
    ['all that is open, scanned', 5, 'BOLT', 'accept'],
    ['more than is on the way', 6, null, 'more-than-sent'],
    ['nothing', 0, null, 'nothing-counted'],
    ['something else', 5, 'NUT', 'wrong-item'],
  ])('is taken or refused: %s', (_, counted, item, outcome) => {
    const decision = arrived(line, counted, item);
    expect('code' in decision ? decision.code : decision.kind).toBe(outcome);
  });

  it('is nothing where nothing is on the way any more', () => {
    expect(arrived({ ...line, received: 9 }, 1, null)).toMatchObject({ code: 'line-done' });
  });

  it.each([
    ['on the way', [{ sent: 10, received: 0, lost: 0 }]],
    ['partly received', [line, { sent: 5, received: 5, lost: 0 }]],
    ['received', [{ sent: 5, received: 5, lost: 0 }]],
    ['ended', [{ sent: 5, received: 4, lost: 1 }]],
    ['taken back', []],
  ])('leaves it %s', (state, lines) => {
    expect(transferState(lines)).toBe(state);
    expect(lines.map(openOf).every((open) => open >= 0)).toBe(true);
  });
});
