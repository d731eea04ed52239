/** The board's colours for a canvas, read from the theme: bars by tone, with ink that can be read on them. */
import { hues, toneCount, tones } from '../../../duties/board/colouring.ts';

export interface Tone {
  readonly fill: string;
  readonly edge: string;
  readonly ink: string;
}

export interface Palette {
  readonly dark: boolean;
  readonly ink: string;
  readonly dim: string;
  readonly paper: string;
  readonly ground: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly late: string;
  readonly lateSoft: string;
  readonly closed: string;
  readonly tones: readonly Tone[];
}

/** Blue to violet and back over teal: never near the red and amber of lateness, nor the green of a check mark. */
const wheel = [212, 262, 190, 286, 232, 312, 202, 248, 176, 300, 222, 272, 183, 240] as const;

/** As the theme has it now. */
export function themePalette(dark: boolean): Palette {
  const style = getComputedStyle(document.documentElement);
  return paletteOf(dark, (name) => style.getPropertyValue(`--${name}`).trim());
}

/** What is printed is dark on white, whatever the screen shows. */
const onPaper: Readonly<Record<string, string>> = {
  ink: '#000',
  'ink-dim': '#444',
  paper: '#fff',
  ground: '#f1f3f6',
  line: '#dde1e6',
  'line-strong': '#9aa3ae',
  accent: '#2459a8',
  'accent-soft': '#d8e5f7',
  late: '#a3171b',
  'late-soft': '#fadcda',
  risk: '#855200',
  'risk-soft': '#fbe9c4',
};
export const paperPalette: Palette = paletteOf(false, (name) => onPaper[name] ?? '#000');

function paletteOf(dark: boolean, read: (name: string) => string): Palette {
  const ink = read('ink');
  const hue = (degrees: number, n: number): Tone =>
    dark
      ? {
          fill: `hsl(${degrees} ${n % 2 ? 24 : 32}% ${n % 2 ? 27 : 31}%)`,
          edge: `hsl(${degrees} 48% 62%)`,
          ink: '#e8ecf2',
        }
      : { fill: `hsl(${degrees} ${n % 2 ? 46 : 58}% ${n % 2 ? 86 : 89}%)`, edge: `hsl(${degrees} 46% 50%)`, ink };
  const all: Tone[] = wheel.map(hue);
  const plain: Tone = dark
    ? { fill: '#313a45', edge: '#75818f', ink: '#dce1e8' }
    : { fill: '#e4e8ee', edge: '#8a95a3', ink };
  all[tones.plain] = plain;
  all[tones.fine] = dark
    ? { fill: '#233a57', edge: '#6f9fdc', ink: '#e0eaf6' }
    : { fill: '#dae7f7', edge: '#4a82d0', ink };
  all[tones.risk] = { fill: read('risk-soft'), edge: read('risk'), ink };
  all[tones.late] = { fill: read('late-soft'), edge: read('late'), ink };
  const states: readonly Tone[] = dark
    ? [
        { fill: '#1e242c', edge: '#5d6875', ink: '#b7c0cc' },
        { fill: '#263343', edge: '#6f8db4', ink: '#dce6f2' },
        { fill: '#284a77', edge: '#86b4f0', ink: '#eef4fc' },
        { fill: '#3c6fb3', edge: '#b6d2f6', ink: '#ffffff' },
      ]
    : [
        { fill: '#e9edf2', edge: '#98a3b1', ink: '#414b59' },
        { fill: '#d3e0f0', edge: '#7194c4', ink },
        { fill: '#b6cff0', edge: '#336bbd', ink: '#0e2a54' },
        { fill: '#4a82d0', edge: '#143a72', ink: '#ffffff' },
      ];
  states.forEach((tone, n) => {
    all[toneCount - states.length + n] = tone;
  });
  if (wheel.length !== hues) throw new Error(`the wheel has ${wheel.length} hues, not ${hues}`);
  return {
    dark,
    ink,
    dim: read('ink-dim'),
    paper: read('paper'),
    ground: read('ground'),
    line: read('line'),
    lineStrong: read('line-strong'),
    accent: read('accent'),
    accentSoft: read('accent-soft'),
    late: read('late'),
    lateSoft: read('late-soft'),
    closed: dark ? 'rgb(0 0 0 / 30%)' : 'rgb(30 45 70 / 5.5%)',
    tones: all,
  };
}

const hatches = new Map<string, CanvasPattern | null>();

/** Slanting lines of one colour; where the canvas cannot, none. */
export function hatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  if (!hatches.has(colour)) {
    const tile = document.createElement('canvas');
    tile.width = 6;
    tile.height = 6;
    const on = tile.getContext('2d');
    if (on) {
      on.strokeStyle = colour;
      on.lineWidth = 1.4;
      on.beginPath();
      for (const shift of [-6, 0, 6]) {
        on.moveTo(shift - 1, 7);
        on.lineTo(shift + 7, -1);
      }
      on.stroke();
    }
    hatches.set(colour, context.createPattern(tile, 'repeat'));
  }
  return hatches.get(colour) ?? 'transparent';
}
