/** The load of each group along its head: what is asked for against what is there, red where it is exceeded. */
import { eachAt, isOver, type Load } from '../../../duties/board/load.ts';
import { rowsSeen, type Scene, xAt, yAt } from './scene.ts';

export function paintStrips(on: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, loads, view, frame, palette } = scene;
  const each = eachAt(view.scale);
  const [first, last] = rowsSeen(scene);
  const end = view.from + (frame.width - frame.heads) / view.scale;
  for (let at = first; at < last; at += 1) {
    const row = layout.rows[at]!;
    if (row.kind !== 'group') continue;
    if (row.of >= 0) paintDue(on, scene, row.of, yAt(scene, row.top), row.height);
    const seen = loads.between(at, each, view.from, end);
    if (seen.length === 0) continue;
    const [top, tall] = [yAt(scene, row.top) + 5, row.height - 10];
    for (const load of seen) paintLoad(on, scene, load, { top, tall });
    on.fillStyle = palette.lineStrong;
    on.fillRect(frame.heads, Math.round(top) - 1, frame.width - frame.heads, 1);
  }
}

function paintLoad(
  on: CanvasRenderingContext2D,
  scene: Scene,
  { from, each, asked: all, there: capacity }: Load,
  { top, tall }: { readonly top: number; readonly tall: number },
): void {
  const { view, frame, palette } = scene;
  const end = view.from + (frame.width - frame.heads) / view.scale;
  const last = Math.min(all.length, Math.ceil((end - from) / each));
  for (let n = Math.max(0, Math.floor((view.from - from) / each)); n < last; n += 1) {
    const [asked, there] = [all[n]!, capacity[n]!];
    if (asked <= 0) continue;
    const x = xAt(scene, from + n * each);
    const over = isOver({ asked, there });
    const share = there > 0 ? Math.min(1, asked / there) : 1;
    const width = Math.max(1, each * view.scale - 1);
    on.fillStyle = over ? palette.lateSoft : palette.accentSoft;
    on.fillRect(x, top + tall * (1 - share), width, tall * share);
    on.fillStyle = over ? palette.late : palette.accent;
    on.fillRect(x, top + tall * (1 - share), width, over ? 2 : 1);
  }
}

/** Where the rows are orders, their head says when the customer wants them. */
function paintDue(on: CanvasRenderingContext2D, scene: Scene, demand: number, top: number, tall: number): void {
  const { board, palette, frame } = scene;
  const x = Math.round(xAt(scene, board.demands.due[demand]!));
  if (x < frame.heads || x > frame.width) return;
  const late = board.demands.late[demand]! > 0;
  on.fillStyle = late ? palette.late : palette.dim;
  on.fillRect(x, top + 4, 1.5, tall - 8);
  on.beginPath();
  on.moveTo(x, top + 5);
  on.lineTo(x + 8, top + 9);
  on.lineTo(x, top + 13);
  on.fill();
}
