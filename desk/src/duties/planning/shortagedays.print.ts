/** Shortages of the coming days as PDF: a page for each area, what is drawn first on top. */
import type { AnswerOf } from '../../house/contract.ts';
import { dayWords } from '../../house/daywords.ts';
import { lateOf, lateWords } from '../../house/lengths.ts';
import { breath, clockText, line, margin, type PaperOf, type Pdf, pdfBytes } from '../../server/pdf.print.ts';
import { spoken } from './planning.messages.ts';
import type { shortageDays } from './stockreview.contract.ts';
import { withoutArea } from './stockreview.messages.ts';

type List = AnswerOf<typeof shortageDays>;
type Row = List['rows'][number];

interface Paper extends PaperOf {
  readonly today: string;
  readonly days: number;
}

const [width, height] = [841.89, 595.28];
const inner = width - 2 * margin;
/** Head of the column in which what is late is marked. */
const mark = '';
const columns: readonly (readonly [string, number, (row: Row, of: Paper) => string, 'left' | 'right'])[] = [
  [mark, 14, ({ late_days }) => (late_days > 0 ? '!' : ''), 'left'],
  ['Drawn', 76, ({ day }, of) => dayWords(day, of.today), 'left'],
  ['Item', 185, ({ item, item_name }) => [item, item_name].filter(Boolean).join('  '), 'left'],
  ['Missing', 70, ({ qty, unit }) => `${qty} ${unit}`, 'right'],
  ['Comes with', 100, ({ supply }) => spoken(supply), 'left'],
  ['Expected', 92, ({ expected }, of) => (expected ? clockText(of.zone, expected) : 'nobody knows'), 'left'],
  ['Stops', 148, ({ order, makes }) => `${spoken(order)}  ${makes}`, 'left'],
  ['Late', 76, ({ late_days }) => lateWords(lateOf(late_days)).text, 'right'],
];

export function shortageDaysPdf(
  list: List,
  of: Paper,
  options: { readonly compress?: boolean } = {},
): Promise<Uint8Array> {
  const areas = [...new Set(list.rows.map((row) => row.area))].toSorted();
  return pdfBytes(
    'Shortages',
    async (pdf) => {
      if (areas.length === 0) await head(pdf, 'nothing is short', list, of);
      for (const area of areas)
        await drawArea(
          pdf,
          area || withoutArea,
          list.rows.filter((row) => row.area === area),
          list,
          of,
        );
    },
    { ...options, landscape: true },
  );
}

async function drawArea(pdf: Pdf, area: string, rows: readonly Row[], list: List, of: Paper): Promise<void> {
  let y = await head(pdf, area, list, of);
  for (const row of rows) {
    if (y + 16 > height - margin) y = await head(pdf, `${area}, continued`, list, of);
    let x = margin;
    for (const [word, wide, say, align] of columns) {
      pdf
        .font(word === mark ? 'Helvetica-Bold' : 'Helvetica')
        .fontSize(9)
        .fillColor('#000');
      line(pdf, say(row, of), x, y + 3, wide - 8, align);
      x += wide;
    }
    y += 16;
    rule(pdf, y, 0.3, '#999');
  }
}

/** A new page with its head; answers where to go on. */
async function head(pdf: Pdf, title: string, { version }: List, of: Paper): Promise<number> {
  await breath();
  pdf.addPage();
  pdf.font('Helvetica-Bold').fontSize(16).fillColor('#000');
  line(pdf, `Shortages  ${title}`, margin, margin, inner - 300);
  pdf.font('Helvetica').fontSize(9).fillColor('#555');
  const from = version ? `version ${version.number}, made ${clockText(of.zone, version.made_at)}` : 'no plan yet';
  line(pdf, `${of.site}   ${of.days} days   ${from}`, width - margin - 290, margin + 5, 290, 'right');
  pdf.font('Helvetica-Bold').fontSize(8).fillColor('#000');
  line(pdf, '! the order that it stops is late to its need', margin, height - margin + 6, inner);
  let x = margin;
  for (const [word, wide, , align] of columns) {
    line(pdf, word, x, margin + 28, wide - 8, align);
    x += wide;
  }
  rule(pdf, margin + 40, 0.8, '#000');
  return margin + 42;
}

const rule = (pdf: Pdf, y: number, thick: number, colour: string): void => {
  pdf
    .moveTo(margin, y)
    .lineTo(width - margin, y)
    .lineWidth(thick)
    .stroke(colour);
};
