/** Where things would stand, or stood before, and what breaks a rule: outlines over the bars. */

import { laneOf } from '../../../duties/board/find.ts';
import type { Ghost } from '../../../duties/board/handboard.ts';
import { type Box, boxOf, font, gapOf, type Scene, toldApart, xAt, yAt } from './scene.ts';

export function paintGhosts(on: CanvasRenderingContext2D, scene: Scene): void {
  const { palette, conflicts, layout } = scene;
  for (const ghost of scene.ghosts) {
    const box = ghostBox(scene, ghost);
    if (!box) continue;
    on.beginPath();
    on.roundRect(box.x + 0.5, box.y + 0.5, Math.max(2, box.width - 1), box.height - 1, 3);
    if (ghost.kind === 'slides') {
      on.fillStyle = palette.accentSoft;
      on.globalAlpha = 0.7;
      on.fill();
      on.globalAlpha = 1;
    }
    on.strokeStyle = ghost.kind === 'before' ? palette.dim : palette.accent;
    on.lineWidth = 1;
    on.setLineDash(ghost.kind === 'before' ? [2, 3] : [4, 2]);
    on.stroke();
  }
  on.setLineDash([5, 3]);
  on.lineWidth = 2;
  on.strokeStyle = palette.late;
  for (const step of conflicts) {
    const bar = layout.barOf[step];
    if (bar === undefined || bar < 0 || scene.held().some((ghost) => ghost.step === step)) continue;
    const { x, y, width, height } = boxOf(scene, bar);
    on.strokeRect(x - 1, y - 1, width + 2, height + 2);
  }
  on.setLineDash([]);
  for (const ghost of scene.held()) paintHeld(on, scene, ghost);
}

/** What the hand holds stands over everything, where it would be put. */
function paintHeld(on: CanvasRenderingContext2D, scene: Scene, ghost: Ghost): void {
  const { palette, tones, conflicts } = scene;
  const box = ghostBox(scene, ghost);
  if (!box) return;
  const tone = palette.tones[tones[ghost.step]!]!;
  const wrong = conflicts.has(ghost.step);
  on.save();
  on.shadowColor = 'rgb(0 0 0 / 35%)';
  on.shadowBlur = 8;
  on.shadowOffsetY = 2;
  on.fillStyle = tone.fill;
  on.beginPath();
  on.roundRect(box.x, box.y - 1, Math.max(3, box.width), box.height + 2, 3);
  on.fill();
  on.restore();
  on.strokeStyle = wrong ? palette.late : palette.accent;
  on.lineWidth = 2;
  on.stroke();
  if (box.width < 30 || box.height < 11) return;
  on.font = font(11.5);
  on.textBaseline = 'middle';
  on.textAlign = 'left';
  on.fillStyle = tone.ink;
  on.fillText(toldApart(on, scene.label(ghost.step), box.width - 10), box.x + 6, box.y + box.height / 2 + 0.5);
}

/** In the row of its machine where rows are machines; else in the row over which it is held, or where its bar is. */
function ghostBox(scene: Scene, { step, machine, from, to, over }: Ghost): Box | undefined {
  const { layout } = scene;
  const bar = layout.barOf[step] ?? -1;
  const lane = bar < 0 ? -1 : laneOf(layout, bar);
  const own = layout.rows[layout.rowOf[lane] ?? -1];
  const held = layout.rows[over ?? -1];
  const row =
    held ??
    (layout.mode === 'machines' && machine >= 0
      ? layout.rows.find((one) => one.kind === 'row' && one.of === machine)
      : own);
  if (!row) return undefined;
  const height = row.height / Math.max(1, row.lanes);
  const gap = gapOf(height);
  const n = row === own ? lane - row.lane : 0;
  const x = xAt(scene, from);
  return {
    x,
    y: yAt(scene, row.top + n * height) + gap,
    width: Math.max(1, xAt(scene, to) - x),
    height: height - 2 * gap,
  };
}
