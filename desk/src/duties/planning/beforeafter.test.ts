import { describe, expect, it } from 'vitest';
import { beforeAfter, firstMoved } from './beforeafter.ts';
import { hour, steps } from './comparison.test-support.ts';
import { movesBetween } from './comparison.ts';

it.each([
  ['with the first that moves', undefined, 2],
  ['with the first that moves from a moment on', 30, 33],
  ['with what stands over that moment', 34.5, 34],
  ['with the first that moves where nothing does from then on', 99, 2],
] as const)('the drawing begins %s', (_, near, first) => {
  const before = steps('work/1 A 10 on M1 at 2', 'work/2 A 10 on M1 at 33', 'work/3 A 10 on M2 at 31');
  const after = steps('work/1 A 10 on M1 at 4', 'work/2 A 10 on M1 at 34', 'work/3 A 10 on M2 at 31');
  const { moves } = movesBetween(before, after, 0);
  expect(firstMoved(moves, near === undefined ? undefined : near * hour)).toBe(first * hour);
});

describe('the drawing', () => {
  const span = { from: 8 * hour, to: 16 * hour };
  it('has the machines that change, what stands there now, and where that which moved stood', () => {
    const before = steps('work/1 A 10 on M1 at 9', 'work/2 A 10 on M1 at 11', 'work/3 A 10 on M2 at 9');
    const after = steps('work/1 A 10 on M1 at 9', 'work/2 A 10 on M1 at 13', 'work/3 A 10 on M2 at 9');
    const { machines } = beforeAfter(before, after, movesBetween(before, after, 0).moves, span);
    const bar = { item: 'A', seq: 10, lane: 0 };
    expect(machines).toEqual([
      {
        machine: 'M1',
        lanes: 1,
        before: [{ ...bar, order: 'work/2', from: 3 * hour, to: 4 * hour, moved: true }],
        after: [
          { ...bar, order: 'work/1', from: hour, to: 2 * hour, moved: false },
          { ...bar, order: 'work/2', from: 5 * hour, to: 6 * hour, moved: true },
        ],
      },
    ]);
  });

  it.each([
    ['all machines that change', undefined, ['M3', ...Array.from({ length: 24 }, (_, n) => `N${n + 10}`)], 0],
    ['as many as are asked for, and says how many others change', 2, ['M3', 'N10'], 23],
  ])('has %s, the one on which most changes first', (_, most, names, others) => {
    const on = (at: number) => [
      ...Array.from({ length: 24 }, (_, n) => `work/${n} A 10 on N${n + 10} at ${at}`),
      ...[97, 98].map((n) => `work/${n} B 10 on M3 at ${at}`),
      'work/99 C 10 on M1 at 9',
    ];
    const [before, after] = [steps(...on(9)), steps(...on(12))];
    const drawn = beforeAfter(before, after, movesBetween(before, after, 0).moves, span, most);
    expect(drawn.machines.map(({ machine }) => machine)).toEqual(names);
    expect(drawn.others).toBe(others);
  });

  it('has work that a machine does at once side by side, and says where else something moves', () => {
    const before = steps(
      'work/1 A 10 on M1 at 9',
      'work/2 A 10 on M1 at 9',
      'work/3 A 10 on M1 at 1',
      'work/4 A 10 on M1 at 40',
    );
    const after = steps(
      'work/1 A 10 on M1 at 10',
      'work/2 A 10 on M1 at 10',
      'work/3 A 10 on M1 at 2',
      'work/4 A 10 on M1 at 41',
    );
    const drawn = beforeAfter(before, after, movesBetween(before, after, 0).moves, span);
    expect(drawn.machines[0]).toMatchObject({ lanes: 2, after: [{ lane: 0 }, { lane: 1 }] });
    expect([drawn.earlier, drawn.later]).toEqual([0, 40 * hour]);
  });
});
