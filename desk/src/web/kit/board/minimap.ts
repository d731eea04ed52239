/** The whole plan small, at the bottom: what part of it is seen, and a way to get anywhere. Drawn once a layout. */
import { runsOf } from '../../../duties/board/overview.ts';
import type { Frame, Scene } from './scene.ts';
import { roomOf } from './scene.ts';

export interface Minimap {
  readonly from: number;
  readonly to: number;
  readonly picture: HTMLCanvasElement;
}

/** A margin around the plan, so that its ends can be grasped. */
const margin = 0.02;

/** Of its picture: however high the board is above it. */
export const pictureSize = ({ width, heads, minimap }: Frame): readonly [width: number, height: number] => [
  width - heads,
  minimap - 8,
];

export const samePicture = (a: Frame, b: Frame): boolean => pictureSize(a).join() === pictureSize(b).join();

export function drawMinimap(scene: Scene, ratio: number): Minimap {
  const { board, layout, frame, palette, tones } = scene;
  const span = (board.to - board.from) * (1 + 2 * margin);
  const from = board.from - (board.to - board.from) * margin;
  const picture = document.createElement('canvas');
  const [width, height] = pictureSize(frame);
  picture.width = Math.max(1, Math.round(width * ratio));
  picture.height = Math.max(1, Math.round(height * ratio));
  const on = picture.getContext('2d');
  if (!on || frame.minimap === 0) return { from, to: from + span, picture };
  on.scale(ratio, ratio);
  const [wide, tall] = [width / span, height / Math.max(1, layout.height)];
  for (const run of runsOf(board, layout, tones, 1 / (wide * ratio))) {
    on.fillStyle = run.late ? palette.late : palette.tones[run.tone]!.edge;
    on.globalAlpha = run.late ? 1 : 0.8;
    on.fillRect(
      (run.from - from) * wide,
      run.row.top * tall,
      Math.max(0.6, (run.to - run.from) * wide),
      Math.max(0.8, run.row.height * tall),
    );
  }
  return { from, to: from + span, picture };
}

export function paintMinimap(on: CanvasRenderingContext2D, scene: Scene, map: Minimap): void {
  const { frame, palette, view, board, layout } = scene;
  if (frame.minimap === 0) return;
  const top = frame.height - frame.minimap;
  on.fillStyle = palette.ground;
  on.fillRect(0, top, frame.width, frame.minimap);
  on.fillStyle = palette.lineStrong;
  on.fillRect(0, top, frame.width, 1);
  const [left, width, tall] = [frame.heads, frame.width - frame.heads, frame.minimap - 8];
  on.drawImage(map.picture, left, top + 5, width, tall);
  const room = roomOf(frame, board, layout);
  const wide = width / (map.to - map.from);
  const [x, end] = [
    Math.max(left, left + (view.from - map.from) * wide),
    Math.min(frame.width, left + (view.from + room.width / view.scale - map.from) * wide),
  ];
  const rows = Math.max(1, layout.height);
  const [y, high] = [top + 5 + (view.top / rows) * tall, Math.min(1, room.height / rows) * tall];
  on.fillStyle = palette.paper;
  on.globalAlpha = 0.5;
  on.fillRect(left, top + 1, x - left, frame.minimap);
  on.fillRect(end, top + 1, frame.width - end, frame.minimap);
  on.globalAlpha = 1;
  on.strokeStyle = palette.accent;
  on.lineWidth = 1.5;
  on.strokeRect(x, y - 1, Math.max(3, end - x - 1), high + 1);
  const now = left + (board.now - map.from) * wide;
  on.fillStyle = palette.accent;
  if (now >= left && now <= frame.width) on.fillRect(now, top + 1, 1, frame.minimap);
}

/** The moment and the share of the rows' height at a point of the minimap. */
export function atMinimap(map: Minimap, { heads, width, height, minimap }: Frame, x: number, y: number) {
  return {
    at: map.from + ((x - heads) / Math.max(1, width - heads)) * (map.to - map.from),
    down: (y - (height - minimap) - 5) / Math.max(1, minimap - 8),
  };
}
