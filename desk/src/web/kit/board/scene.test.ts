import { expect, it } from 'vitest';
import { fitted } from './scene.ts';

/** A font in which capitals are 10 wide, all else 5. */
const on = {
  font: '11px made up',
  measureText: (text: string) => ({ width: /[A-Z]/.test(text) ? 10 : 5 }) as TextMetrics,
};

it('a word in a bar is cut where its letters end, not where an average letter would', () => {
  expect(
    [
      ['FRAME', 50],
      ['FRAME', 49],
      ['frame', 25],
      ['frame', 24],
      ['FRAME', 24],
      ['', 0],
    ].map(([text, width]) => fitted(on, text as string, width as number)),
  ).toEqual(['FRAME', 'FRAM…', 'frame', 'fra…', '', '']);
});
