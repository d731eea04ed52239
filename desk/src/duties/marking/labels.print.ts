/** Labels as paper and as a picture: PDF sheets or rolls, and the preview of a template. */
import PDFDocument from 'pdfkit';
import type { Drawn } from './drawing.print.ts';
import { placeOf, type Sheet } from './sheets.ts';

export interface DrawnLabel {
  readonly width_mm: number;
  readonly height_mm: number;
  readonly drawn: readonly Drawn[];
}

const points = 72 / 25.4;

/** `sheet` absent: a page a label, of its size. */
export function labelsPdf(labels: readonly DrawnLabel[], sheet?: Sheet, skip = 0): Promise<Uint8Array> {
  const pdf = new PDFDocument({ autoFirstPage: false, margin: 0, info: { Title: 'Labels', Creator: 'Hotlist' } });
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
    let page = -1;
    labels.forEach((label, nth) => {
      const place = sheet ? placeOf(sheet, nth, skip) : { page: nth, x: 0, y: 0 };
      if (place.page !== page) {
        const [w, h] = sheet ? [sheet.width, sheet.height] : [label.width_mm, label.height_mm];
        pdf.addPage({ size: [w * points, h * points], margin: 0 });
        page = place.page;
      }
      pdf
        .save()
        .translate(place.x * points, place.y * points)
        .scale(points);
      draw(pdf, label.drawn);
      pdf.restore();
    });
    pdf.end();
  });
}

function draw(pdf: PDFKit.PDFDocument, drawn: readonly Drawn[]): void {
  for (const mark of drawn) if (mark.kind === 'box') pdf.rect(mark.x, mark.y, mark.w, mark.h);
  pdf.fill('#000');
  for (const mark of drawn)
    if (mark.kind === 'text')
      pdf
        .font(mark.bold ? 'Helvetica-Bold' : 'Helvetica')
        .fontSize(mark.size)
        .fillColor('#000')
        .text(western(mark.text), mark.x, mark.y, { lineBreak: false });
}

/** The built-in fonts know Western letters only; another is shown as "?" rather than as a wrong one. */
const western = (text: string): string => text.replaceAll(/[^\x20-\x7e\xa0-\xff…–—€]/g, '?');

export function labelSvg({ width_mm, height_mm, drawn }: DrawnLabel): string {
  const marks = drawn.map((mark) =>
    mark.kind === 'box'
      ? `<rect x="${mm(mark.x)}" y="${mm(mark.y)}" width="${mm(mark.w)}" height="${mm(mark.h)}"/>`
      : `<text x="${mm(mark.x)}" y="${mm(mark.y + mark.size * 0.75)}" font-size="${mm(mark.size)}"${mark.bold ? ' font-weight="bold"' : ''}>${escaped(mark.text)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width_mm} ${height_mm}" font-family="Helvetica, Arial, sans-serif" shape-rendering="crispEdges"><rect width="${width_mm}" height="${height_mm}" fill="#fff"/>${marks.join('')}</svg>`;
}

const mm = (value: number): string => String(Number(value.toFixed(3)));
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\p{Cc}/gu, '');
