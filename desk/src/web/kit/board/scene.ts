/** What one frame of the board is painted from, and where on the canvas things stand. */
import type { Actual, ActualLanes, Layer } from '../../../duties/board/actual.ts';
import type { Board } from '../../../duties/board/board.ts';
import { laneOf } from '../../../duties/board/find.ts';
import type { Ghost } from '../../../duties/board/handboard.ts';
import type { Layout } from '../../../duties/board/layout.ts';
import type { Link } from '../../../duties/board/links.ts';
import type { Loads } from '../../../duties/board/load.ts';
import type { Room, View } from '../../../duties/board/view.ts';
import type { Palette } from './palette.ts';
import type { Corners } from './usePointer.ts';

export interface Scene {
  readonly board: Board;
  readonly layout: Layout;
  readonly loads: Loads;
  readonly view: View;
  readonly frame: Frame;
  readonly palette: Palette;
  /** Of each step. */
  readonly tones: Uint8Array;
  /** 1: of each step that is lit while the others fade; absent: all are. */
  readonly lit?: Uint8Array | undefined;
  readonly picked: ReadonlySet<number>;
  readonly hovered?: number | undefined;
  readonly links: readonly Link[];
  /** Where things that moved stood before, and where those would slide that give way. */
  readonly ghosts: readonly Ghost[];
  /** What the hand holds, as it is in this frame. */
  readonly held: () => readonly Ghost[];
  /** Steps that break a rule. */
  readonly conflicts: ReadonlySet<number>;
  /** What really happened, drawn with what was published; absent: the plan alone. */
  readonly followed?: Followed | undefined;
  /** End of the frozen zone, seconds since 1970; absent: nothing is published, so nothing is frozen. */
  readonly frozenUntil?: number | undefined;
  /** What the hand draws over bars, to pick them. */
  readonly box?: Corners | undefined;
  /** What a step is called within its bar. */
  readonly label: (step: number) => string;
  readonly today: string;
}

export interface Followed {
  readonly actual: Actual;
  readonly lanes: ActualLanes;
  readonly layer: Exclude<Layer, 'published'>;
}

/** The canvas parted: names of the rows at the left, the axis on top, the minimap at the bottom. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly heads: number;
  readonly minimap: number;
}

export const axisHeight = 40;
export const font = (size: number, weight = 400): string =>
  `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif`;

export const frameOf = (width: number, height: number): Frame => ({
  width,
  height,
  heads: width < 560 ? 92 : 184,
  minimap: height < 320 ? 0 : 44,
});

export const roomOf = (
  { width, height, heads, minimap }: Frame,
  { from, to }: Board,
  { height: rows }: Layout,
): Room => ({
  from,
  to,
  rows,
  width: Math.max(1, width - heads),
  height: Math.max(1, height - axisHeight - minimap),
});

/** On the canvas. */
export const xAt = ({ view, frame }: Scene, at: number): number => frame.heads + (at - view.from) * view.scale;
export const yAt = ({ view }: Scene, top: number): number => axisHeight + top - view.top;
export const bottomOf = ({ frame }: Scene): number => frame.height - frame.minimap;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The air between the lanes of a row. */
export const gapOf = (height: number): number => (height >= 24 ? 3 : height >= 12 ? 1.5 : 0.5);

export function boxOf(scene: Scene, bar: number): Box {
  const { layout } = scene;
  const lane = laneOf(layout, bar);
  const row = layout.rows[layout.rowOf[lane]!]!;
  const height = row.height / row.lanes;
  const gap = gapOf(height);
  const [x, end] = [xAt(scene, layout.from[bar]!), xAt(scene, layout.to[bar]!)];
  return {
    x,
    y: yAt(scene, row.top + (lane - row.lane) * height) + gap,
    width: Math.max(1, end - x),
    height: height - 2 * gap,
  };
}

/** Rows that are seen: from the first up to the one before the last. */
export function rowsSeen({ layout, view, frame }: Scene): readonly [number, number] {
  const { rows } = layout;
  const room = frame.height - axisHeight - frame.minimap;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.top + rows[middle]!.height > view.top) high = middle;
    else low = middle + 1;
  }
  let last = low;
  while (last < rows.length && rows[last]!.top < view.top + room) last += 1;
  return [low, last];
}

/** What a canvas measures in its font. */
type Measuring = Pick<CanvasRenderingContext2D, 'font' | 'measureText'>;

/** Of each letter, by font. */
const letters = new Map<string, Map<string, number>>();

/** As much of a text as fits in the canvas's font; the letters are measured once, as measuring each text would cost the frame. */
export function fitted(on: Measuring, text: string, width: number): string {
  let known = letters.get(on.font);
  if (!known) letters.set(on.font, (known = new Map()));
  const wide = (letter: string): number => {
    const measured = known.get(letter) ?? on.measureText(letter).width;
    known.set(letter, measured);
    return measured;
  };
  let [sum, fits] = [0, 0];
  const cut = width - wide('…');
  for (let n = 0; n < text.length; n += 1) {
    sum += wide(text[n]!);
    if (sum <= cut) fits = n + 1;
    if (sum > width) return fits < 2 ? '' : `${text.slice(0, fits)}…`;
  }
  return text;
}

/** In a bar that has no room for the first of its words its end tells it apart: "…54-RED" of many that begin alike. */
export function toldApart(on: Measuring, text: string, width: number): string {
  const cut = fitted(on, text, width);
  const word = text.split(' ', 1)[0]!;
  if (cut === text || cut.length > word.length) return cut;
  const turned = fitted(on, [...word].reverse().join(''), width);
  return [...turned].reverse().join('');
}
