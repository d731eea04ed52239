/** Dispatch lists as PDF: a page for each work centre, a block for each machine, the operations in their sequence. */
import type { AnswerOf } from '../../house/contract.ts';
import { breath, clockText, line, margin, type PaperOf, type Pdf, pdfBytes } from '../../server/pdf.print.ts';
import type { dispatchAll } from './floor.contract.ts';

type List = AnswerOf<typeof dispatchAll>;
type Row = List['rows'][number];

const [width, height] = [841.89, 595.28];
const inner = width - 2 * margin;
const isLate = (row: Row): boolean => row.late_days !== null && row.late_days > 0;
const shares: readonly (readonly [string, number, (row: Row, of: PaperOf) => string, 'left' | 'right'])[] = [
  ['', 14, (row) => (isLate(row) ? '!' : ''), 'left'],
  ['Start', 64, (row, of) => clockText(of.zone, row.starts).slice(5), 'left'],
  ['End', 64, (row, of) => clockText(of.zone, row.ends).slice(5), 'left'],
  ['Order', 90, (row) => `${row.order} / ${row.seq}${row.part > 0 ? `, ${row.part} of ${row.parts}` : ''}`, 'left'],
  ['What', 120, (row) => row.step ?? '', 'left'],
  ['Item', 118, (row) => row.item, 'left'],
  ['Left', 58, (row) => `${row.left} ${row.unit}`, 'right'],
  ['Set-up', 40, (row) => minutes(row.setup_seconds), 'right'],
  ['Run', 48, (row) => minutes(row.run_seconds), 'right'],
  ['Material', 108, (row) => materialText(row), 'left'],
  ['Then', 36, (row) => row.next ?? 'last', 'left'],
];

interface ListPaper {
  readonly compress?: boolean;
  /** What begins then or later stands on none of it. */
  readonly until?: string | undefined;
  /** The print whose list it is again. */
  readonly reprintOf?: number | null;
}
type Says = PaperOf & Pick<ListPaper, 'until' | 'reprintOf'>;

export function dispatchPdf(
  list: List,
  of: PaperOf,
  { compress = true, until, reprintOf = null }: ListPaper = {},
): Promise<Uint8Array> {
  const says = { ...of, reprintOf, until };
  const centres = [...new Set(list.rows.map((row) => row.work_centre))];
  return pdfBytes(
    'Dispatch list',
    async (pdf) => {
      if (centres.length === 0) await page(pdf, 'Nothing to do', list, says);
      for (const centre of centres)
        await drawCentre(
          pdf,
          centre,
          list.rows.filter((row) => row.work_centre === centre),
          list,
          says,
        );
    },
    { compress, landscape: true },
  );
}

async function drawCentre(pdf: Pdf, centre: string | null, rows: readonly Row[], list: List, of: Says): Promise<void> {
  let y = await page(pdf, centre ?? 'No work centre', list, of);
  let machine: string | null | undefined;
  for (const row of rows) {
    const block = row.machine !== machine;
    if (y + (block ? 36 : 16) > height - margin) {
      y = await page(pdf, `${centre ?? 'No work centre'}, continued`, list, of);
      machine = undefined;
    }
    if (row.machine !== machine) {
      machine = row.machine;
      pdf.font('Helvetica-Bold').fontSize(10).fillColor('#000');
      line(pdf, machine ?? 'Outside, or by hand', margin, y + 6, inner);
      y += 20;
    }
    let x = margin;
    for (const [, wide, say, align] of shares) {
      const bold = row.state === 'started' || wide === 14;
      pdf
        .font(bold ? 'Helvetica-Bold' : 'Helvetica')
        .fontSize(9)
        .fillColor('#000');
      line(pdf, say(row, of), x, y + 3, wide - 8, align);
      x += wide;
    }
    y += 16;
    pdf
      .moveTo(margin, y)
      .lineTo(width - margin, y)
      .lineWidth(0.3)
      .stroke('#999');
  }
}

/** A new page with its head; answers where to go on. */
async function page(pdf: Pdf, title: string, list: List, of: Says): Promise<number> {
  await breath();
  pdf.addPage();
  pdf.font('Helvetica-Bold').fontSize(16).fillColor('#000');
  line(
    pdf,
    `Dispatch list  ${title}${of.reprintOf ? `   REPRINT of print ${of.reprintOf}` : ''}`,
    margin,
    margin,
    inner - 300,
  );
  const { version } = list;
  pdf.font('Helvetica').fontSize(9).fillColor('#555');
  const from = version
    ? `version ${version.number}, ${version.published ? '' : 'not published, '}made ${clockText(of.zone, version.made_at)}`
    : 'no plan yet';
  line(pdf, `${of.site}   ${from}`, width - margin - 290, margin + 5, 290, 'right');
  pdf.font('Helvetica-Bold').fontSize(8).fillColor('#000');
  const until = of.until ? `      what begins before ${clockText(of.zone, of.until)}` : '';
  line(pdf, `! late to its need      bold: begun${until}`, margin, height - margin + 6, inner);
  let x = margin;
  for (const [word, wide, , align] of shares) {
    line(pdf, word, x, margin + 28, wide - 8, align);
    x += wide;
  }
  pdf
    .moveTo(margin, margin + 40)
    .lineTo(width - margin, margin + 40)
    .lineWidth(0.8)
    .stroke('#000');
  return margin + 42;
}

const minutes = (seconds: number): string =>
  seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;

const materialText = (row: Row): string => {
  const [first] = row.missing;
  return first
    ? `${first.item} ${first.qty} ${first.unit}${row.missing.length > 1 ? ` +${row.missing.length - 1}` : ''}`
    : 'ready';
};
