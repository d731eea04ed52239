/** A count sheet on paper: where, what, room for what is there; nothing of what should be. */
import type { AnswerOf } from '../../house/contract.ts';
import {
  clockText,
  drawBars,
  height,
  line,
  margin,
  type PaperOf,
  type Pdf,
  pdfBytes,
  width,
} from '../../server/pdf.print.ts';
import type { toCount } from './counting.contract.ts';

type Row = Omit<AnswerOf<typeof toCount>['lines'][number], 'another'>;
type Shown = Pick<Row, 'location' | 'item' | 'item_name' | 'lot' | 'unit' | 'without'>;
type Sheet = Omit<AnswerOf<typeof toCount>, 'lines' | 'places'> & {
  readonly made_at: string;
  readonly lines: readonly Row[];
  readonly places: readonly { readonly location: string; readonly looked: boolean }[];
};
const inner = width - 2 * margin;
const columns: readonly (readonly [string, number, (row: Shown) => string])[] = [
  ['Location', 90, (row) => row.location],
  ['Item', 90, (row) => row.item],
  ['Name', 140, (row) => row.item_name ?? ''],
  ['Lot', 70, (row) => row.lot],
  ['Unit', 35, (row) => row.unit],
  ['Counted', 90, () => ''],
];
/** Where no line is: whoever looks writes what lies there, or that it is empty. */
const nothingThere = { item: '', item_name: 'no goods on the list', lot: '', unit: '', without: null };
const rowHeight = 24;

export const sheetPdf = (
  sheet: Sheet,
  of: PaperOf,
  options: { readonly compress?: boolean } = {},
): Promise<Uint8Array> =>
  pdfBytes(
    `Count sheet ${sheet.sheet}`,
    (pdf) => {
      const rows: readonly Shown[] = [
        ...sheet.lines.filter(({ state }) => state === 'open' || state === 'again'),
        ...sheet.places.flatMap(({ location, looked }) => (looked ? [] : [{ location, ...nothingThere }])),
      ].toSorted((a, b) => Number(a.location > b.location) - Number(a.location < b.location));
      let y = page(pdf, sheet, of);
      for (const row of rows) {
        if (y + rowHeight > height - margin - 30) y = page(pdf, sheet, of);
        pdf.font('Helvetica').fontSize(9).fillColor('#000');
        let x = margin;
        for (const [, wide, say] of columns) {
          line(pdf, say(row), x, y + 8, wide - 6);
          x += wide;
        }
        if (row.without !== null) {
          pdf.fontSize(7).fillColor('#555');
          line(pdf, row.without, margin + 90, y + 16, inner - 180);
        }
        y += rowHeight;
        pdf
          .moveTo(margin, y)
          .lineTo(width - margin, y)
          .lineWidth(0.4)
          .stroke('#777');
      }
    },
    options,
  );

/** A new page with its head; answers where to go on. */
function page(pdf: Pdf, sheet: Sheet, of: PaperOf): number {
  pdf.addPage();
  pdf.font('Helvetica-Bold').fontSize(16).fillColor('#000');
  line(pdf, `Count sheet ${sheet.sheet}`, margin, margin, inner - 180);
  drawBars(pdf, sheet.sheet, width - margin, margin, 26, 160);
  pdf.font('Helvetica').fontSize(9).fillColor('#555');
  line(
    pdf,
    `${of.site}   made ${clockText(of.zone, sheet.made_at)}   ${sheet.note ?? ''}`,
    margin,
    margin + 22,
    inner - 180,
  );
  pdf.fillColor('#000');
  line(pdf, 'Counted by ______________________   on ______________   at ________ o’clock', margin, margin + 44, inner);
  line(
    pdf,
    'What lies there and is not on the list is written below it: location, item, lot, quantity.',
    margin,
    height - margin - 10,
    inner,
  );
  pdf.font('Helvetica-Bold').fontSize(8);
  let x = margin;
  for (const [word, wide] of columns) {
    line(pdf, word, x, margin + 66, wide - 6);
    x += wide;
  }
  pdf
    .moveTo(margin, margin + 78)
    .lineTo(width - margin, margin + 78)
    .lineWidth(0.8)
    .stroke('#000');
  return margin + 80;
}
