/** The names of the rows, at the left edge. */
import { axisHeight, bottomOf, fitted, font, rowsSeen, type Scene, yAt } from './scene.ts';

export function paintHeads(on: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, frame, palette, board } = scene;
  const narrow = frame.heads < 120;
  on.fillStyle = palette.paper;
  on.fillRect(0, axisHeight, frame.heads, bottomOf(scene) - axisHeight);
  on.textBaseline = 'middle';
  on.textAlign = 'left';
  const [first, last] = rowsSeen(scene);
  for (let at = first; at < last; at += 1) {
    const row = layout.rows[at]!;
    const y = yAt(scene, row.top);
    const head = row.kind === 'group';
    if (head) {
      on.fillStyle = palette.ground;
      on.fillRect(0, y, frame.heads, row.height);
    }
    const late = head && row.of >= 0 && board.demands.late[row.of]! > 0;
    const left = head ? 10 : narrow ? 10 : 20;
    const middle = Math.min(y + row.height / 2, y + 14) + 0.5;
    on.font = font(head ? 12 : 12, head ? 600 : 400);
    on.fillStyle = late ? palette.late : palette.ink;
    const label = fitted(on, `${late ? '▲ ' : ''}${row.label}`, frame.heads - left - 6);
    on.fillText(label, left, middle);
    const after = left + on.measureText(label).width + 8;
    on.font = font(11);
    on.fillStyle = palette.dim;
    const note = fitted(on, row.note, frame.heads - after - 4);
    // Three letters of a name tell nothing.
    if (!narrow || note === row.note) on.fillText(note, after, middle);
    on.fillStyle = palette.line;
    on.fillRect(0, Math.round(y + row.height) - 1, frame.heads, 1);
  }
  on.fillStyle = palette.lineStrong;
  on.fillRect(frame.heads - 1, axisHeight, 1, bottomOf(scene) - axisHeight);
}
