/** One frame of the board: only what is seen is drawn. */
import { ticksOf } from '../../../duties/board/axis.ts';
import { paintActual } from './actual.ts';
import { paintAxis, paintFrozen, paintNow } from './axis.ts';
import { paintBars } from './bars.ts';
import { paintGhosts } from './ghosts.ts';
import { paintGround } from './ground.ts';
import { paintHeads } from './heads.ts';
import { paintLinks } from './links.ts';
import { type Minimap, paintMinimap } from './minimap.ts';
import type { Palette } from './palette.ts';
import { axisHeight, bottomOf, type Scene } from './scene.ts';
import { paintStrips } from './strip.ts';
import type { Corners } from './usePointer.ts';

export function paint(on: CanvasRenderingContext2D, scene: Scene, map: Minimap | undefined): void {
  const { view, frame, palette, board, today } = scene;
  const end = view.from + (frame.width - frame.heads) / view.scale;
  const ticks = ticksOf(view.from, end, view.scale, board.offsets, today);
  on.fillStyle = palette.paper;
  on.fillRect(0, 0, frame.width, frame.height);
  on.save();
  on.beginPath();
  on.rect(frame.heads, axisHeight, frame.width - frame.heads, bottomOf(scene) - axisHeight);
  on.clip();
  paintGround(on, scene, ticks);
  paintStrips(on, scene);
  paintBars(on, scene);
  paintActual(on, scene);
  paintLinks(on, scene);
  paintGhosts(on, scene);
  if (scene.box) paintBox(on, scene.box, palette);
  on.restore();
  on.save();
  on.beginPath();
  on.rect(0, axisHeight, frame.heads, bottomOf(scene) - axisHeight);
  on.clip();
  paintHeads(on, scene);
  on.restore();
  paintAxis(on, scene, ticks);
  paintFrozen(on, scene);
  paintNow(on, scene);
  if (map) paintMinimap(on, scene, map);
}

function paintBox(on: CanvasRenderingContext2D, { x, y, toX, toY }: Corners, { accent, accentSoft }: Palette): void {
  on.fillStyle = accentSoft;
  on.globalAlpha = 0.4;
  on.fillRect(x, y, toX - x, toY - y);
  on.globalAlpha = 1;
  on.strokeStyle = accent;
  on.lineWidth = 1.5;
  on.setLineDash([5, 3]);
  on.strokeRect(x, y, toX - x, toY - y);
  on.setLineDash([]);
}
