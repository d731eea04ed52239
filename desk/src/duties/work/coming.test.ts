import { ratio } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { stillComing } from './coming.ts';

it.each([
  ['all that is ordered', { qty: 30, good: 0, scrap: 0, scraps: [] }, undefined, 30],
  ['less what is good', { qty: 30, good: 12, scrap: 0, scraps: [0, 0] }, undefined, 18],
  ['less what a step scrapped', { qty: 30, good: 0, scrap: 0, scraps: [9, 0] }, undefined, 21],
  [
    'less the larger of scrap at the steps and at the order',
    { qty: 30, good: 0, scrap: 4, scraps: [2, 1] },
    undefined,
    26,
  ],
  // 30 / 0.75 = 40 are started: 10 may be lost
  [
    'what is ordered while no more is lost than the yield has',
    { qty: 30, good: 0, scrap: 0, scraps: [9] },
    ratio(3, 4),
    30,
  ],
  ['less what is lost beyond it', { qty: 30, good: 0, scrap: 0, scraps: [12] }, ratio(3, 4), 28],
  ['nothing once all is good or lost', { qty: 30, good: 25, scrap: 0, scraps: [9] }, undefined, 0],
])('a work order still brings %s', (_, figures, share, open) => {
  expect(stillComing(figures, 0, share).open).toBe(open);
});
