/** What all printed papers share: bytes of a document, Code 128 in bars, words for times. */
import bwip from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import { clockShown } from '../house/clock.ts';

export type Pdf = PDFKit.PDFDocument;

export interface PaperOf {
  readonly site: string;
  readonly zone: string;
}

export const margin = 40;
/** A4 upright, in points. */
export const [width, height] = [595.28, 841.89];

/** The document that `draw` draws, whole; a long one lets others be served between its pages (`breath`). `compress: false` leaves its text readable to a test. */
export function pdfBytes(
  title: string,
  draw: (pdf: Pdf) => void | Promise<void>,
  { compress = true, landscape = false }: { readonly compress?: boolean; readonly landscape?: boolean } = {},
): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    layout: landscape ? 'landscape' : 'portrait',
    margins: { top: margin, left: margin, right: margin, bottom: 0 },
    autoFirstPage: false,
    compress,
    info: { Title: title, Creator: 'Hotlist' },
  });
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
    Promise.resolve(draw(pdf)).then(() => pdf.end(), reject);
  });
}

/** Others of the server come to their turn. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Widths of bars and gaps by turns, in modules, starting with a bar. */
export function bars(text: string): readonly number[] {
  const [symbol] = bwip.raw({ bcid: 'code128', text }) as unknown as readonly { readonly sbs: readonly number[] }[];
  if (!symbol) throw new Error(`no barcode for "${text}"`);
  return symbol.sbs;
}

/** Code 128 as filled bars: sharp at any resolution. Never wider than `most`; a module is at most a point. Answers the width. */
export function drawBars(pdf: Pdf, text: string, right: number, y: number, tall: number, most: number): number {
  const widths = bars(text);
  const modules = widths.reduce((sum, one) => sum + one, 0);
  const module = Math.min(1, most / modules);
  let x = right - modules * module;
  widths.forEach((wide, at) => {
    if (at % 2 === 0) pdf.rect(x, y, wide * module, tall);
    x += wide * module;
  });
  pdf.fill('#000');
  return modules * module;
}

/** "2026-11-03 14:30" on the plant's clock. */
export const clockText = (zone: string, instant: string): string => clockShown(zone, instant).replace('T', ' ');

/** The built-in fonts know Western letters only; another is shown as "?" rather than as a wrong one. */
export const plain = (text: string): string =>
  text.replace(/[→]/g, '>').replace(/[^\t\n\x20-\x7e\xa0-\xff–—‘’‚“”„†‡•…‰‹›€™ŒœŠšŸŽžƒ]/g, '?');

/** One line, cut with an ellipsis where it does not fit. */
export function line(
  pdf: Pdf,
  text: string,
  x: number,
  y: number,
  wide: number,
  align: 'left' | 'right' | 'center' = 'left',
): void {
  pdf.text(plain(text), x, y, {
    width: wide,
    height: pdf.currentLineHeight(true),
    align,
    ellipsis: true,
    lineBreak: true,
  });
}
