/** The bars of the rows that are seen, in the span that is seen; bars below a pixel are drawn as one. */
import { firstAbove } from '../../../duties/board/find.ts';
import type { Row } from '../../../duties/board/layout.ts';
import { pausesOf } from '../../../duties/board/pauses.ts';
import { paintWaiting } from './actual.ts';
import { hatch, type Tone } from './palette.ts';
import { type Box, boxOf, font, gapOf, rowsSeen, type Scene, toldApart, xAt, yAt } from './scene.ts';

const faded = 0.2;
/** Below it a bar is a mark of one colour: no edge, no words. */
const plainBelow = 4;
const wordsFrom = 30;

export function paintBars(on: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, picked, hovered, palette, followed } = scene;
  const [first, last] = rowsSeen(scene);
  on.textBaseline = 'middle';
  on.textAlign = 'left';
  // What was published is not drawn where only what happened is asked for.
  for (let at = first; at < last; at += 1) {
    const row = layout.rows[at]!;
    if (followed?.layer === 'actual' && !row.person) continue;
    for (let lane = 0; lane < row.lanes; lane += 1) paintLane(on, scene, row, lane);
  }
  on.globalAlpha = 1;
  const outlined = (step: number, colour: string, width: number): void => {
    const bar = layout.barOf[step];
    if (bar === undefined || bar < 0) return;
    const { x, y, width: wide, height } = boxOf(scene, bar);
    on.strokeStyle = colour;
    on.lineWidth = width;
    on.beginPath();
    on.roundRect(x - width / 2, y - width / 2, wide + width, height + width, 4);
    on.stroke();
  };
  if (hovered !== undefined && !picked.has(hovered)) outlined(hovered, palette.ink, 1);
  for (const step of picked) outlined(step, palette.accent, 2);
}

function paintLane(on: CanvasRenderingContext2D, scene: Scene, row: Row, n: number): void {
  const { layout, view, frame, palette, tones, lit } = scene;
  const high = layout.laneAt[row.lane + n + 1]!;
  const end = view.from + (frame.width - frame.heads) / view.scale;
  const tall = row.height / row.lanes;
  const gap = gapOf(tall);
  const [y, height] = [yAt(scene, row.top + n * tall) + gap, tall - 2 * gap];
  let bar = firstAbove(layout.to, layout.laneAt[row.lane + n]!, high, view.from);
  while (bar < high && layout.from[bar]! < end) {
    const step = layout.step[bar]!;
    const [x, right] = [xAt(scene, layout.from[bar]!), xAt(scene, layout.to[bar]!)];
    const tone = palette.tones[tones[step]!]!;
    on.globalAlpha = lit && lit[step] !== 1 ? faded : 1;
    if (right - x < plainBelow) {
      on.fillStyle = tone.edge;
      on.fillRect(x, y, Math.max(row.person ? plainBelow - 1 : 1, right - x - 0.5), height);
      // All that would lie within the same pixel is this one.
      bar = right - x < 1 ? firstAbove(layout.to, bar + 1, high, layout.from[bar]! + 1 / view.scale) : bar + 1;
      continue;
    }
    paintBar(on, scene, bar, { x, y, width: right - x, height }, { tone, reported: row.person === true });
    bar += 1;
  }
}

function paintBar(
  on: CanvasRenderingContext2D,
  scene: Scene,
  bar: number,
  { x, y, width, height }: Box,
  { tone, reported }: { readonly tone: Tone; readonly reported: boolean },
): void {
  const { board, layout, view, frame, palette } = scene;
  const { steps } = board;
  const step = layout.step[bar]!;
  // What lies left of the view is not drawn, so that words begin where they are seen.
  const left = Math.max(x, frame.heads - 8);
  const wide = Math.min(x + width, frame.width + 8) - left;
  // Beside what happened, what was published is an outline.
  const outline = scene.followed !== undefined && !reported;
  on.fillStyle = outline ? palette.paper : tone.fill;
  const told = wide > 10 && height >= 9;
  const pauses = told && !reported ? pausesSeen(scene, bar, { left, right: left + wide }) : [];
  if (told) {
    on.beginPath();
    if (pauses.length === 0) on.roundRect(left, y, wide, height, 3);
    else pathWithPauses(on, pauses, { x: left, y, width: wide, height });
    on.fill();
    if (outline) {
      on.strokeStyle = tone.edge;
      on.lineWidth = 1;
      on.stroke();
    }
  } else on.fillRect(left, y, wide - 0.5, height);
  const setup = steps.setup[step]! > 0 && !outline && !reported ? Math.min(width, setupWidth(scene, step)) : 0;
  if (setup >= 2 && x + setup > left) {
    on.save();
    // Where it pauses nobody sets it up: the path is still the bar's.
    if (pauses.length > 0) on.clip();
    on.translate(left, y);
    on.fillStyle = hatch(on, tone.edge);
    on.fillRect(0, 0, x + setup - left, height);
    on.restore();
  }
  if (x >= frame.heads - 8) {
    on.fillStyle = tone.edge;
    on.fillRect(x, y, 2, height);
  }
  if (outline) paintWaiting(on, scene, step, { x, y, width, height });
  else if (steps.done[step]! > 0 && !reported) {
    on.fillStyle = tone.edge;
    on.fillRect(x, y + height - 3, (width * steps.done[step]!) / 100, 3);
  }
  const late = steps.late[step]! > 0;
  if (late) {
    on.fillStyle = palette.late;
    on.fillRect(x + width - 3, y, 3, height);
  }
  const locked = !reported && steps.frozen[step] === 1 && wide > 24 && height >= 12;
  if (locked) paintLock(on, x + width - (late ? 13 : 10), y + height / 2, tone.edge);
  const seen = Math.max(left, frame.heads);
  // Beside the hatching, not over it.
  const begin = Math.max(seen, setup >= 2 ? x + setup - 2 : 0);
  const [works, stops] = pauses.length === 0 ? [begin, x + width] : widest(pauses, begin, x + width);
  const from = works + 6;
  const space = stops - from - (locked ? 12 : 0) - (late ? 5 : 2);
  if (space < wordsFrom || height < 11 || view.scale === 0) return;
  const size = height >= 18 ? 11.5 : 10;
  on.font = font(size);
  on.fillStyle = outline ? palette.ink : tone.ink;
  // Over the band of what happened, or the word of what did not.
  const shared = outline && happens(scene, step);
  const middle = shared && height >= 18 ? y + height * 0.28 : y + height / 2 + 0.5;
  on.fillText(toldApart(on, scene.label(step), space), from, middle);
}

/** Pauses narrower than this are not told apart. */
const narrowest = 3;

/** Where on the canvas a bar pauses, between its sides as far as they are seen: left and right in turn. */
function pausesSeen(scene: Scene, bar: number, { left, right }: { readonly left: number; readonly right: number }) {
  const { board, layout, view, frame } = scene;
  const moment = (x: number): number => view.from + (x - frame.heads) / view.scale;
  const [from, to] = [layout.from[bar]!, layout.to[bar]!];
  return pausesOf(board, layout.step[bar]!, {
    from: Math.max(from, moment(left)),
    to: Math.min(to, moment(right)),
    least: narrowest / view.scale,
    bar: { from, to },
  }).map((at) => xAt(scene, at));
}

/** A bar that is thin where it pauses. */
function pathWithPauses(on: CanvasRenderingContext2D, pauses: readonly number[], { x, y, width, height }: Box): void {
  const thin = Math.max(2, Math.round(height * 0.2));
  let from = x;
  for (let n = 0; n < pauses.length; n += 2) {
    const [begin, end] = [pauses[n]!, pauses[n + 1]!];
    if (begin > from) on.roundRect(from, y, begin - from, height, Math.min(3, (begin - from) / 2));
    on.rect(begin, y + (height - thin) / 2, end - begin, thin);
    from = end;
  }
  if (x + width > from) on.roundRect(from, y, x + width - from, height, Math.min(3, (x + width - from) / 2));
}

/** The widest stretch between its pauses: there it has room for words. */
function widest(pauses: readonly number[], begin: number, end: number): readonly [from: number, to: number] {
  let [from, to, next] = [begin, begin, begin];
  for (let n = 0; n <= pauses.length; n += 2) {
    const stops = pauses[n] ?? end;
    if (stops - next > to - from) [from, to] = [next, stops];
    next = Math.max(begin, pauses[n + 1] ?? end);
  }
  return [from, to];
}

const happens = ({ followed }: Scene, step: number): boolean =>
  followed !== undefined && (!Number.isNaN(followed.actual.begun[step]!) || followed.actual.departed.has(step));

/** A set-up that people attend ends when they may go; else its working seconds, as if none were closed. */
const setupWidth = ({ board: { steps }, view }: Scene, step: number): number =>
  (steps.setupTo[step]! > steps.from[step]! ? steps.setupTo[step]! - steps.from[step]! : steps.setup[step]!) *
  view.scale;

export function paintLock(on: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  on.strokeStyle = colour;
  on.fillStyle = colour;
  on.lineWidth = 1.2;
  on.fillRect(x, y - 1, 7, 5);
  on.beginPath();
  on.arc(x + 3.5, y - 1, 2.2, Math.PI, 0);
  on.stroke();
}
