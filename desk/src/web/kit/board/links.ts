/** What hangs on what among the lit steps: a line from the end of one to the beginning of the next. */
import { boxOf, type Scene } from './scene.ts';

export function paintLinks(on: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, links, palette } = scene;
  if (links.length === 0) return;
  on.strokeStyle = palette.accent;
  on.fillStyle = palette.accent;
  for (const { from, to, own } of links) {
    const [first, second] = [layout.barOf[from]!, layout.barOf[to]!];
    if (first < 0 || second < 0) continue;
    const [a, b] = [boxOf(scene, first), boxOf(scene, second)];
    const [x, y, right, under] = [a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2];
    // Far apart or back in time, the line leaves and arrives level all the same.
    const bend = Math.max(14, Math.min(60, Math.abs(right - x) / 2));
    on.globalAlpha = own ? 0.55 : 0.9;
    on.lineWidth = own ? 1 : 1.4;
    on.beginPath();
    on.moveTo(x, y);
    on.bezierCurveTo(x + bend, y, right - bend - 4, under, right - 4, under);
    on.stroke();
    on.beginPath();
    on.moveTo(right, under);
    on.lineTo(right - 5, under - 3);
    on.lineTo(right - 5, under + 3);
    on.fill();
  }
  on.globalAlpha = 1;
}
