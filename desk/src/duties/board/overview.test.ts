import { describe, expect, it } from 'vitest';
import { monday, wire } from './board.test-support.ts';
import { boardOf } from './board.ts';
import { layoutOf } from './layout.ts';
import { runsOf } from './overview.ts';

const hour = 3600;
/** Four bars one after the other on the saw, from 0, 2, 4 and 6 o'clock, an hour each; `late` in days, `tones` of each. */
function saw(late: readonly number[], tones: readonly number[], pixel: number) {
  const { steps } = wire();
  const four = (value: (n: number) => number): number[] => [0, 1, 2, 3].map(value);
  const board = boardOf(
    wire({
      steps: {
        ...steps,
        machine: four(() => 0),
        centre: four(() => 0),
        starts: four((n) => n * 2 * hour),
        lasts: four(() => hour),
        late: [...late],
      },
    }),
  );
  return runsOf(board, layoutOf(board, 'machines'), Uint8Array.from(tones), pixel).map(
    (run) => `${run.late ? 'late' : run.tone} ${(run.from - monday) / hour}-${(run.to - monday) / hour}`,
  );
}

describe('the plan on few pixels', () => {
  it('draws bars of one colour that touch within a pixel as one', () => {
    expect(saw([0, 0, 0, 0], [1, 1, 2, 2], hour)).toEqual(['1 0-3', '2 4-7']);
  });
  it('draws every bar where a pixel is less than what is between them', () => {
    expect(saw([0, 0, 0, 0], [1, 1, 1, 1], hour / 2)).toEqual(['1 0-1', '1 2-3', '1 4-5', '1 6-7']);
  });
  it('leaves out what lies under a pixel that is painted', () => {
    // A pixel of four hours from 0 o'clock holds the second bar; the third ends after it.
    expect(saw([0, 0, 0, 0], [1, 2, 3, 1], 4 * hour)).toEqual(['1 0-1', '3 4-5']);
  });
  it('draws what is late last and never leaves it out', () => {
    expect(saw([0, 2, 0, 1], [1, 1, 1, 1], hour)).toEqual(['1 0-1', '1 4-5', 'late 2-3', 'late 6-7']);
  });
});
