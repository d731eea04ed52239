/** What lies under the bars: bands of the rows, closed hours, downtime, the lines of the axis. */

import type { Ticks } from '../../../duties/board/axis.ts';
import { overlaps } from '../../../duties/board/load.ts';
import { hatch } from './palette.ts';
import { axisHeight, bottomOf, rowsSeen, type Scene, xAt, yAt } from './scene.ts';

/** Closed spans narrower than this are not told apart. */
const narrowest = 2;

export function paintGround(on: CanvasRenderingContext2D, scene: Scene, ticks: Ticks): void {
  const { layout, view, frame, palette } = scene;
  const [first, last] = rowsSeen(scene);
  const right = frame.width;
  for (let at = first; at < last; at += 1) {
    const row = layout.rows[at]!;
    if (row.kind === 'row') continue;
    on.fillStyle = palette.ground;
    on.fillRect(frame.heads, yAt(scene, row.top), right - frame.heads, row.height);
  }
  paintClosed(on, scene, first, last);
  on.fillStyle = palette.line;
  const bottom = bottomOf(scene);
  for (const { at } of ticks.fine) {
    const x = Math.round(xAt(scene, at));
    if (x >= frame.heads) on.fillRect(x, axisHeight, 1, bottom - axisHeight);
  }
  on.fillStyle = palette.lineStrong;
  for (const { at } of ticks.coarse) {
    const x = Math.round(xAt(scene, at));
    if (x >= frame.heads) on.fillRect(x, axisHeight, 1, bottom - axisHeight);
  }
  on.fillStyle = palette.line;
  for (let at = first; at < last; at += 1) {
    const row = layout.rows[at]!;
    on.fillRect(frame.heads, Math.round(yAt(scene, row.top + row.height)) - 1, right - frame.heads, 1);
    for (const down of row.down) {
      const [x, end] = [xAt(scene, down.from), xAt(scene, down.to)];
      if (end < frame.heads || x > right) continue;
      const y = yAt(scene, row.top);
      const begin = Math.max(frame.heads, x);
      on.save();
      on.translate(view.from === 0 ? 0 : x % 6, y % 6);
      on.fillStyle = hatch(on, palette.dim);
      on.globalAlpha = 0.45;
      on.fillRect(begin - (x % 6), y - (y % 6), Math.max(2, Math.min(end, right) - begin), row.height - 1);
      on.restore();
    }
  }
}

/** Rows one under the other that keep the same hours are shaded together. */
function paintClosed(on: CanvasRenderingContext2D, scene: Scene, first: number, last: number): void {
  const { layout, board, view, frame } = scene;
  on.fillStyle = scene.palette.closed;
  const end = view.from + (frame.width - frame.heads) / view.scale;
  for (let at = first; at < last; ) {
    const { calendar, kind, top } = layout.rows[at]!;
    let next = at + 1;
    while (next < last && layout.rows[next]!.kind === kind && layout.rows[next]!.calendar === calendar) next += 1;
    const under = layout.rows[next - 1]!;
    const hours = kind === 'row' ? board.calendars[calendar] : undefined;
    at = next;
    if (!hours) continue;
    const [y, height] = [yAt(scene, top), under.top + under.height - top];
    let closed = view.from;
    const shade = (to: number): void => {
      const width = (to - closed) * view.scale;
      if (width >= narrowest) on.fillRect(xAt(scene, closed), y, width, height);
    };
    overlaps(hours, view.from, end, (opens, closes) => {
      shade(opens);
      closed = closes;
    });
    shade(end);
  }
}
