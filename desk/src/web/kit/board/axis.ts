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

type Span = readonly [from: number, to: number];

interface Tag {
  readonly word: string;
  /** Where its line stands. */
  readonly x: number;
  readonly span: Span;
}

/** Those of now and of the frozen zone that are seen. The zone's gives way to the other's; its line stands where it ends. */
const tagsOf = (scene: Scene): { readonly now?: Tag; readonly frozen?: Tag } => {
  const tag = (word: string, at: number | undefined, [left, right]: Span): Tag | undefined => {
    const x = Math.round(xAt(scene, at ?? NaN));
    return x >= scene.frame.heads && x <= scene.frame.width ? { word, x, span: [x - left, x + right] } : undefined;
  };
  const now = tag('now', scene.board.now, [15, 17]);
  const frozen = tag('frozen', scene.frozenUntil, [25, 26]);
  return { ...(now && { now }), ...(frozen && { frozen: { ...frozen, span: besideOf(frozen.span, now?.span) } }) };
};

/** A span of pixels, moved right of another where they would meet. */
export const besideOf = (span: Span, other: Span | undefined): Span =>
  other && span[0] < other[1] + 2 && span[1] > other[0] - 2 ? [other[1] + 2, other[1] + 2 + span[1] - span[0]] : span;

/** Where a word begins that no tag lies over: where it wants to, else right of the tag. */
export const clearOf = (x: number, width: number, tags: readonly Span[]): number =>
  tags.reduce((at, [from, to]) => (at < to + 4 && at + width > from - 4 ? to + 5 : at), x);

/** A label whose mark is out of sight stands at the edge, until the next one pushes it out. */
function paintLabels(on: CanvasRenderingContext2D, scene: Scene, ticks: readonly Tick[], y: number): void {
  const { now, frozen } = tagsOf(scene);
  const tags = [now, frozen].flatMap((tag) => (tag ? [tag.span] : []));
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
  const { frozen } = tagsOf(scene);
  if (!frozen) return;
  on.fillStyle = scene.palette.dim;
  for (let y = 18; y < bottomOf(scene); y += 8) on.fillRect(frozen.x, y, 1, 5);
  paintTag(on, scene, frozen);
}

export function paintNow(on: CanvasRenderingContext2D, scene: Scene): void {
  const { now } = tagsOf(scene);
  if (!now) return;
  on.fillStyle = scene.palette.accent;
  on.fillRect(now.x, 18, 1.5, bottomOf(scene) - 18);
  paintTag(on, scene, now);
}

function paintTag(on: CanvasRenderingContext2D, { palette }: Scene, { word, span: [from, to] }: Tag): void {
  on.beginPath();
  on.roundRect(from, 5, to - from, 14, 3);
  on.fill();
  on.font = font(10, 600);
  on.textAlign = 'center';
  on.textBaseline = 'middle';
  on.fillStyle = palette.dark ? '#12151a' : '#ffffff';
  on.fillText(word, (from + to) / 2, 12.5);
}
