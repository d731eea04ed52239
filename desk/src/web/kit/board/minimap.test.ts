import { expect, it } from 'vitest';
import { samePicture } from './minimap.ts';
import { frameOf } from './scene.ts';

it('the small picture of the whole plan stays when the board is only lower, as beside what a drag does; another width asks for another', () => {
  const board = frameOf(1400, 700);
  expect(
    [frameOf(1400, 640), frameOf(1300, 700), frameOf(1400, 300)].map((other) => samePicture(board, other)),
  ).toEqual([true, false, false]);
});
