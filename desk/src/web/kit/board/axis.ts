/** The time axis on top, the line of now and that of the frozen zone. */
import type { Tick, Ticks } from '../../../duties/board/axis.ts';
import { axisHeight, bottomOf, font, type Scene, xAt } from './scene.ts';

export function paintAxis(on: CanvasRenderingContext2D, scene: Scene, ticks: Ticks): void {
  const { frame, palette } = scene;
  on.fillStyle = palette.paper;
  on.fillRect(0, 0, frame.width, axisHeight);
  on.save();
  on.beginPath();
  on.rect(frame.heads, 0, frame.width - frame.heads, axisHeight);
  on.clip();
  on.textBaseline = 'middle';
  on.textAlign = 'left';
  on.font = font(12, 600);
  on.fillStyle = palette.ink;
  paintLabels(on, scene, ticks.coarse, 12);
  on.font = font(11);
  on.fillStyle = palette.dim;
  // A figure of which a part is hidden would be read as another.
  for (const { at, label } of ticks.fine) {
    const x = xAt(scene, at) + 5;
    if (x >= frame.heads) on.fillText(label, x, 29);
  }
  on.fillStyle = palette.line;
  for (const { at } of ticks.fine) on.fillRect(Math.round(xAt(scene, at)), 22, 1, axisHeight - 22);
  on.fillStyle = palette.lineStrong;
  for (const { at } of ticks.coarse) on.fillRect(Math.round(xAt(scene, at)), 2, 1, axisHeight - 2);
  on.restore();
  on.fillStyle = palette.lineStrong;
  on.fillRect(0, axisHeight - 1, frame.width, 1);
  on.fillRect(frame.heads - 1, 0, 1, axisHeight);
}

type Tag = readonly [from: number, to: number];

/** What the tags of now and of the frozen zone cover, from the left. */
const tagsOf = (scene: Scene): readonly Tag[] => {
  const { board, frozenUntil, frame } = scene;
  const tags = [[board.now, 15, 17] as const, [frozenUntil ?? NaN, 25, 26] as const];
  return tags.flatMap(([at, left, right]): Tag[] => {
    const x = Math.round(xAt(scene, at));
    return x >= frame.heads && x <= frame.width ? [[x - left, x + right]] : [];
  });
};

/** Where a word begins that no tag lies over: where it wants to, else right of the tag. */
export const clearOf = (x: number, width: number, tags: readonly Tag[]): number =>
  tags.reduce((at, [from, to]) => (at < to + 4 && at + width > from - 4 ? to + 5 : at), x);

/** A label whose mark is out of sight stands at the edge, until the next one pushes it out. */
function paintLabels(on: CanvasRenderingContext2D, scene: Scene, ticks: readonly Tick[], y: number): void {
  const tags = tagsOf(scene);
  ticks.forEach(({ at, label }, n) => {
    const next = ticks[n + 1];
    const until = next ? xAt(scene, next.at) : Infinity;
    const { width } = on.measureText(label);
    const x = clearOf(Math.max(xAt(scene, at), scene.frame.heads) + 5, width, tags);
    if (x + width < until) on.fillText(label, x, y);
  });
}

/** Up to this line machine and turn are kept. */
export function paintFrozen(on: CanvasRenderingContext2D, scene: Scene): void {
  const { frame, palette, frozenUntil } = scene;
  if (frozenUntil === undefined) return;
  const x = Math.round(xAt(scene, frozenUntil));
  if (x < frame.heads || x > frame.width) return;
  on.fillStyle = palette.dim;
  for (let y = 18; y < bottomOf(scene); y += 8) on.fillRect(x, y, 1, 5);
  on.beginPath();
  on.roundRect(x - 25, 5, 51, 14, 3);
  on.fill();
  paintTag(on, scene, 'frozen', x);
}

export function paintNow(on: CanvasRenderingContext2D, scene: Scene): void {
  const { frame, palette, board } = scene;
  const x = Math.round(xAt(scene, board.now));
  if (x < frame.heads || x > frame.width) return;
  on.fillStyle = palette.accent;
  on.fillRect(x, 18, 1.5, bottomOf(scene) - 18);
  on.beginPath();
  on.roundRect(x - 15, 5, 32, 14, 3);
  on.fill();
  paintTag(on, scene, 'now', x);
}

function paintTag(on: CanvasRenderingContext2D, { palette }: Scene, word: string, x: number): void {
  on.font = font(10, 600);
  on.textAlign = 'center';
  on.textBaseline = 'middle';
  on.fillStyle = palette.dark ? '#12151a' : '#ffffff';
  on.fillText(word, x + 1, 12.5);
}
