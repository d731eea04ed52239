/**
 * A label drawn: text and black boxes in millimetres, whatever is to show them (PDF, ZPL, the preview). A module of a code is a whole
 * number of the printer's dots, so that no bar is a dot wider than its neighbour of the same width.
 */
import bwip from 'bwip-js/node';
import { separator } from './gs1.ts';
import { labelFaults } from './labels.messages.ts';
import type { Values } from './labels.ts';
import { filled, type Mark, readMarks, type Symbology, type Template } from './templates.ts';

export type Drawn =
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly bold: boolean;
      readonly text: string;
    };
type Box = Drawn & { readonly kind: 'box' };

export type Label = { readonly drawn: readonly Drawn[] } | { readonly says: string };

/** Narrower bars are not read by the scanners of a store. Source: GS1 General Specifications 5.12.3, table 2, at its least. */
const leastModule: Readonly<Record<Symbology, number>> = { code128: 0.169, datamatrix: 0.25, qr: 0.25 };
/** Wider ones waste paper. */
const mostModule: Readonly<Record<Symbology, number>> = { code128: 0.6, datamatrix: 1, qr: 1 };
/** White on each side, in modules. */
const quiet: Readonly<Record<Symbology, number>> = { code128: 10, datamatrix: 1, qr: 4 };

/** `dot`: the smallest step of what shows it, in mm. */
export function drawLabel(
  template: Template,
  values: Values,
  { dot = 0.01, reprint = false }: { readonly dot?: number; readonly reprint?: boolean } = {},
): Label {
  const drawn: Drawn[] = [];
  for (const mark of readMarks(template).marks) {
    if (mark.kind === 'line') drawn.push({ kind: 'box', x: mark.x, y: mark.y, w: mark.w, h: mark.h });
    else if (mark.kind === 'text') drawn.push(...textOf(mark, filled(mark.content, values).trim()));
    else {
      const code = codeOf(mark, filled(mark.content, values), dot);
      if ('says' in code) return code;
      drawn.push(...code.drawn);
    }
  }
  // Whatever the template draws: nobody takes the second label of a thing for its first.
  if (reprint)
    drawn.push({
      kind: 'text',
      x: template.width_mm - 14,
      y: template.height_mm - 2.8,
      size: 2.4,
      bold: true,
      text: 'REPRINT',
    });
  return { drawn };
}

/** A letter is about so wide, by its height. */
const letter = { plain: 0.52, bold: 0.58 };

/** One line: smaller where it is long, by a third at most, then cut. */
function textOf({ x, y, w, h, bold }: Mark & { readonly kind: 'text' }, text: string): readonly Drawn[] {
  if (text === '') return [];
  const wide = bold ? letter.bold : letter.plain;
  const size = Math.max(h * 0.66, Math.min(h, w / (text.length * wide))) * 0.85;
  const most = Math.floor(w / (size * wide));
  const shown = text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
  return [{ kind: 'text', x, y, size, bold, text: shown }];
}

function codeOf(mark: Mark & { readonly kind: 'code' }, content: string, dot: number): Label {
  if (content === '') return { drawn: [] };
  const { x, y, w, h, symbology } = mark;
  const symbol = symbolOf(symbology, content);
  if (!symbol) return { says: labelFaults.notEncoded(content, symbology) };
  const across = symbol.width + 2 * quiet[symbology];
  const down = symbol.rows === undefined ? undefined : symbol.rows.length + 2 * quiet[symbology];
  const room = Math.min(w / across, down === undefined ? Number.POSITIVE_INFINITY : h / down, mostModule[symbology]);
  const module = Math.floor(room / dot + 1e-9) * dot;
  if (module < leastModule[symbology] - 1e-9) {
    const step = Math.ceil(leastModule[symbology] / dot - 1e-9) * dot;
    const tight = down !== undefined && h / down < w / across;
    return { says: labelFaults.tooSmall(content, step * (tight ? (down ?? 0) : across), tight ? h : w) };
  }
  const onDots = (mm: number): number => Math.round(mm / dot) * dot;
  const left = onDots(x + (w - symbol.width * module) / 2);
  if (symbol.bars) return { drawn: barsAt(symbol.bars, left, onDots(y), h, module) };
  const top = onDots(y + (h - (symbol.rows?.length ?? 0) * module) / 2);
  return { drawn: (symbol.rows ?? []).flatMap((row, at) => runsAt(row, left, top + at * module, module)) };
}

function barsAt(bars: readonly number[], left: number, y: number, h: number, module: number): readonly Box[] {
  const drawn: Box[] = [];
  let at = 0;
  bars.forEach((wide, turn) => {
    if (turn % 2 === 0) drawn.push({ kind: 'box', x: left + at * module, y, w: wide * module, h });
    at += wide;
  });
  return drawn;
}

function runsAt(row: readonly number[], left: number, y: number, module: number): readonly Box[] {
  const drawn: Box[] = [];
  for (let from = 0; from < row.length; from += 1) {
    if (row[from] !== 1) continue;
    let to = from;
    while (row[to] === 1) to += 1;
    drawn.push({ kind: 'box', x: left + from * module, y, w: (to - from) * module, h: module });
    from = to;
  }
  return drawn;
}

interface Symbol {
  readonly width: number;
  /** Widths of bars and gaps by turns. */
  readonly bars?: readonly number[];
  readonly rows?: readonly (readonly number[])[];
}

const named: Readonly<Record<Symbology, string>> = { code128: 'code128', datamatrix: 'datamatrix', qr: 'qrcode' };

/** What begins with a separator is GS1: FNC1 says so in the symbol, and parts its elements. */
function symbolOf(symbology: Symbology, content: string): Symbol | undefined {
  // Bars have no letters beyond these that every reader reads alike.
  if (symbology === 'code128' && /[^\0-\x7f]/.test(content)) return undefined;
  const marked = content.startsWith(separator);
  const text = marked ? content.replaceAll('^', '^^').replaceAll(separator, '^FNC1') : content;
  try {
    const [raw] = bwip.raw({
      bcid: named[symbology],
      text,
      ...(marked ? { parsefnc: true } : {}),
    }) as unknown as readonly Raw[];
    if (!raw) return undefined;
    if ('sbs' in raw) return { width: raw.sbs.reduce((sum, one) => sum + one, 0), bars: raw.sbs };
    const rows = Array.from({ length: raw.pixy }, (_, at) => raw.pixs.slice(at * raw.pixx, (at + 1) * raw.pixx));
    return { width: raw.pixx, rows };
  } catch (error) {
    // The library says so of what a symbology cannot hold.
    if (String(error instanceof Error ? error.message : error).startsWith('bwipp.')) return undefined;
    throw error;
  }
}

type Raw =
  | { readonly sbs: readonly number[] }
  | { readonly pixs: readonly number[]; readonly pixx: number; readonly pixy: number };
