import { expect, it } from 'vitest';
import { besideOf, clearOf } from './axis.ts';
import { fitted, toldApart } from './scene.ts';

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

it('a bar that has no room for the first word shows how it ends, for many begin alike', () => {
  expect(
    [
      ['BIKE-red · 20 Weld', 200],
      ['BIKE-red · 20 Weld', 70],
      ['BIKE-red · 20 Weld', 59],
      ['BIKE-red · 20 Weld', 30],
      ['BIKE-red · 20 Weld', 9],
      ['20 Weld · M1', 20],
    ].map(([text, width]) => toldApart(on, text as string, width as number)),
  ).toEqual(['BIKE-red · 20 Weld', 'BIKE-red …', '…IKE-red', '…-red', '', '20 …']);
});

it('a month stands beside the tags of now and of the frozen zone, not under them', () => {
  const tags = [
    [100, 130],
    [140, 190],
  ] as const;
  expect([20, 75, 135, 200].map((x) => clearOf(x, 30, tags))).toEqual([20, 195, 195, 200]);
  expect(clearOf(75, 30, [tags[0]])).toBe(135);
});

it('the tag of the frozen zone stands beside that of now, not under it', () => {
  const now = [100, 132] as const;
  const at = (x: number) => besideOf([x - 25, x + 26], now);
  expect([at(60), at(80), at(120), at(158), at(160)]).toEqual([
    [35, 86],
    [134, 185],
    [134, 185],
    [134, 185],
    [135, 186],
  ]);
  expect(besideOf([95, 146], undefined)).toEqual([95, 146]);
});
