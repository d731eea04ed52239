/** What really happened over what was published: a band from begin to end with its progress, and a mark with a word for what went otherwise. */
import { departedWords } from '../../../duties/board/actual.messages.ts';
import { firstAbove } from '../../../duties/board/find.ts';
import type { Row } from '../../../duties/board/layout.ts';
import { hatch } from './palette.ts';
import { type Box, type Followed, font, gapOf, rowsSeen, type Scene, xAt, yAt } from './scene.ts';

const faded = 0.2;
/** Below it a band bears no word. */
const wordsFrom = 12;

export function paintActual(on: CanvasRenderingContext2D, scene: Scene): void {
  const { followed, layout, view, frame, lit } = scene;
  if (!followed) return;
  const { lanes, actual } = followed;
  const end = view.from + (frame.width - frame.heads) / view.scale;
  const [first, last] = rowsSeen(scene);
  on.textBaseline = 'middle';
  on.textAlign = 'left';
  for (let at = first; at < last; at += 1) {
    const row = layout.rows[at]!;
    for (let n = 0; n < row.lanes; n += 1) {
      const high = lanes.laneAt[row.lane + n + 1]!;
      let place = firstAbove(lanes.reach, lanes.laneAt[row.lane + n]!, high, view.from);
      for (; place < high && lanes.from[place]! < end; place += 1) {
        const step = lanes.step[place]!;
        if (actual.until[step]! < view.from) continue;
        on.globalAlpha = lit && lit[step] !== 1 ? faded : 1;
        paintBand(on, scene, followed, step, bandOf(scene, row, n));
      }
    }
  }
  on.globalAlpha = 1;
}

type Band = Pick<Box, 'y' | 'height'>;

/** The lower part of the bar's own lane; all of it where nothing published is drawn. */
function bandOf(scene: Scene, row: Row, n: number): Band {
  const tall = row.height / row.lanes;
  const gap = gapOf(tall);
  const whole = tall - 2 * gap;
  const height = scene.followed?.layer === 'actual' ? whole : Math.max(2, Math.round(whole * 0.46));
  return { y: yAt(scene, row.top + n * tall) + gap + whole - height, height };
}

function paintBand(on: CanvasRenderingContext2D, scene: Scene, { actual, layer }: Followed, step: number, band: Band) {
  const { board, palette, tones, frame } = scene;
  const { y, height } = band;
  const tone = palette.tones[tones[step]!]!;
  const [x, right] = [xAt(scene, actual.begun[step]!), xAt(scene, actual.until[step]!)];
  const wide = Math.max(2, right - x);
  const by = new Map((actual.departed.get(step) ?? []).map((one) => [one.kind, one]));
  const [late, over, early] = [by.get('late-start'), by.get('overrun'), by.get('early')];
  on.fillStyle = tone.fill;
  on.fillRect(x, y, wide, height);
  on.fillStyle = tone.edge;
  on.fillRect(x, y, actual.open[step] === 1 ? (wide * actual.done[step]!) / 100 : wide, height);
  if (over) {
    const from = Math.max(x, xAt(scene, board.steps.to[step]!));
    on.save();
    on.translate(from, y);
    on.fillStyle = palette.paper;
    on.fillRect(0, 0, right - from, height);
    on.fillStyle = hatch(on, palette.late);
    on.fillRect(0, 0, right - from, height);
    on.restore();
    on.fillStyle = palette.late;
    on.fillRect(right - 2, y, 2, height);
  }
  on.strokeStyle = over ? palette.late : tone.edge;
  on.lineWidth = 1;
  // What is at work has no end yet.
  on.beginPath();
  on.moveTo(right, y + 0.5);
  on.lineTo(x + 0.5, y + 0.5);
  on.lineTo(x + 0.5, y + height - 0.5);
  on.lineTo(right, y + height - 0.5);
  if (actual.open[step] !== 1) on.lineTo(right, y + 0.5);
  on.stroke();
  const middle = y + height / 2;
  if (late) {
    const published = xAt(scene, board.steps.from[step]!);
    gapLine(on, palette.late, published, x, middle);
    triangle(on, palette.late, x, y - 1);
    if (x - published > 84) words(on, palette.late, departedWords(late, true), published + 4, middle, palette.paper);
  }
  const word = over ? departedWords(over, true) : early ? `✓ ${departedWords(early, true)}` : '';
  if (early) gapLine(on, tone.edge, right, xAt(scene, board.steps.to[step]!), middle);
  if (word && (height >= wordsFrom - 3 || layer === 'actual') && wide > 24 && right < frame.width)
    words(on, over ? palette.late : palette.ink, word, right + 4, middle, palette.paper);
}

/** Published and still to begin, though it should have: a hollow mark at its start, and the word in its own bar. */
export function paintWaiting(on: CanvasRenderingContext2D, scene: Scene, step: number, { x, y, width, height }: Box) {
  const { palette, followed } = scene;
  const [late] = followed?.actual.departed.get(step) ?? [];
  if (!late || !followed || !Number.isNaN(followed.actual.begun[step]!)) return;
  on.strokeStyle = palette.late;
  on.lineWidth = 1.4;
  on.beginPath();
  on.moveTo(x + 1, y + height - 8);
  on.lineTo(x + 7, y + height - 4.5);
  on.lineTo(x + 1, y + height - 1);
  on.closePath();
  on.stroke();
  if (width > 110 && height >= 20) words(on, palette.late, departedWords(late, false), x + 11, y + height - 5.5);
}

function gapLine(on: CanvasRenderingContext2D, colour: string, from: number, to: number, y: number): void {
  on.strokeStyle = colour;
  on.lineWidth = 1;
  on.setLineDash([2, 3]);
  on.beginPath();
  on.moveTo(from, y);
  on.lineTo(to, y);
  on.stroke();
  on.setLineDash([]);
}

/** Begun late: a filled mark at the begin. */
function triangle(on: CanvasRenderingContext2D, colour: string, x: number, y: number): void {
  on.fillStyle = colour;
  on.beginPath();
  on.moveTo(x, y - 5);
  on.lineTo(x + 6, y - 1.5);
  on.lineTo(x, y + 2);
  on.closePath();
  on.fill();
}

function words(on: CanvasRenderingContext2D, colour: string, text: string, x: number, y: number, paper?: string): void {
  on.font = font(10);
  if (paper) {
    on.fillStyle = paper;
    on.fillRect(x - 2, y - 6, text.length * 5.2 + 4, 12);
  }
  on.fillStyle = colour;
  on.fillText(text, x, y + 0.5);
}
