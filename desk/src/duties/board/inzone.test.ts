import type { ByHand, Second } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { at, board } from './board.test-support.ts';
import { consequenceWords } from './hand.messages.ts';
import { changesInZone } from './inzone.ts';

const hour = 3600;
const bar = (machine: string, from: number, to: number) => ({
  machine,
  start: (from * hour) as Second,
  end: (to * hour) as Second,
});
const saw = { order: 'work/1', item: 'FRAME', seq: 10, before: bar('S1', 6, 8) } as const;
const pack = { order: 'planned/2', item: 'BIKE', seq: 10, before: bar('P1', 13, 14) } as const;
const none = { moved: [], added: [], gone: [] };

// S1 saws work/1 06–08 and planned/3 07–09; the zone ends at ten.
it.each([
  ['nothing', none, 0],
  ['a time that slides on its machine', { ...none, moved: [{ ...saw, after: bar('S1', 6.5, 8.5) }] }, 0],
  ['what a person put later', { ...none, moved: [{ ...saw, after: bar('S1', 6.5, 8.5), byHand: true }] }, 1],
  ['what he put weeks later, out of it', { ...none, moved: [{ ...saw, after: bar('S1', 300, 302), byHand: true }] }, 1],
  ['another machine', { ...none, moved: [{ ...saw, after: bar('W1', 6, 8) }] }, 1],
  ['a turn that another has overtaken', { ...none, moved: [{ ...saw, after: bar('S1', 8, 10) }] }, 1],
  ['what begins after the zone and stays there', { ...none, moved: [{ ...pack, after: bar('P1', 14, 15) }] }, 0],
  ['what comes in before its work', { ...none, moved: [{ ...pack, after: bar('S1', 5, 6) }] }, 1],
  ['new work before its work', { ...none, added: [{ order: 'hand/1', item: 'BIKE', seq: 10, ...bar('S1', 5, 6) }] }, 1],
] as const)('the hand changes the frozen zone by what comparing counts: %s', (_, answer, count) => {
  expect(changesInZone(board, answer as unknown as ByHand, at(10)).changes).toBe(count);
});

it('a change in the frozen zone is said beside what it does', () => {
  const answer = {
    later: [],
    earlier: [],
    newlyLate: [],
    saved: [],
    moved: [],
    added: [],
    gone: [],
    overtimeSeconds: 0,
    setupSeconds: { before: 0, after: 0 },
  } as unknown as ByHand;
  expect(consequenceWords(answer, { days: board.days, inZone: { changes: 2, moved: new Set() } })).toBe(
    'No order ships earlier or later, 2 changes in the frozen zone.',
  );
});

it('what slides by less than an hour counts among the others that move where the zone is touched by it, as in a comparison', () => {
  const moved = [
    { ...pack, after: bar('P1', 13.5, 14.5), byHand: true },
    // planned/3 overtakes work/1 within minutes.
    { ...saw, after: bar('S1', 6.8, 8.8), byHand: false },
    { order: 'planned/3', item: 'FRAME', seq: 10, before: bar('S1', 7, 9), after: bar('S1', 6.5, 8.5), byHand: false },
  ];
  const none = { later: [], earlier: [], newlyLate: [], saved: [], added: [], gone: [] };
  const rest = { overtimeSeconds: 0, setupSeconds: { before: 0, after: 0 } };
  const answer = { ...none, ...rest, moved } as unknown as ByHand;
  const inZone = changesInZone(board, answer, at(10));
  expect(consequenceWords(answer, { days: board.days, inZone })).toMatch(
    /1 other operation moves, 1 change in the frozen zone\.$/,
  );
});
