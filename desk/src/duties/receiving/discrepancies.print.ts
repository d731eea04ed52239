/** The report for the vendor: what of a receipt was not as his delivery note or our order says. */
import { clockText, height, line, margin, type PaperOf, type Pdf, pdfBytes, width } from '../../server/pdf.print.ts';
import { photoCalled, photoUnreadable } from './photos.messages.ts';

export interface Report {
  readonly receipt: number;
  readonly vendor: string;
  readonly item: string;
  readonly line: string | null;
  readonly document: string | null;
  readonly lot: string;
  readonly came: string;
  readonly received: string;
  readonly paper: string | null;
  /** As `printed`; absent: one that no paper can show. */
  readonly photos: readonly (Uint8Array | undefined)[];
  readonly faults: readonly { readonly words: string; readonly note: string | null }[];
}

const inner = width - 2 * margin;

export const reportPdf = (
  report: Report,
  of: PaperOf,
  options: { readonly compress?: boolean } = {},
): Promise<Uint8Array> =>
  pdfBytes(
    `Discrepancies of receipt ${report.receipt}`,
    (pdf) => {
      pdf.addPage();
      let y = margin;
      const write = (text: string, size: number, bold = false): void => {
        pdf
          .font(bold ? 'Helvetica-Bold' : 'Helvetica')
          .fontSize(size)
          .fillColor('#000');
        line(pdf, text, margin, y, inner);
        y += size * 1.6;
      };
      write(`Discrepancy report, receipt ${report.receipt}`, 20, true);
      write(`${of.site}, ${clockText(of.zone, report.came)}`, 11);
      y += 12;
      write(`To ${report.vendor}`, 14, true);
      if (report.line !== null) write(`Our order ${report.line}`, 12);
      if (report.document !== null) write(`Your delivery note ${report.document}`, 12);
      write(`${report.item}${report.lot === '' ? '' : `, lot ${report.lot}`}`, 12);
      write(`Received ${report.received}`, 12);
      if (report.paper !== null) write(`The delivery note says ${report.paper}`, 12);
      y += 12;
      for (const { words, note } of report.faults) {
        write(words, 14, true);
        if (note !== null) {
          pdf.font('Helvetica').fontSize(12);
          pdf.text(note, margin, y, { width: inner });
          y = pdf.y + 8;
        }
      }
      y += 24;
      write('Please tell us how you settle it: credit, later delivery, return.', 12);
      for (const [at, photo] of report.photos.entries()) {
        pdf.addPage();
        y = margin;
        write(photoCalled(at + 1), 12);
        if (!photo || !isDrawn(pdf, photo, y)) write(photoUnreadable(at + 1), 12);
      }
    },
    options,
  );

function isDrawn(pdf: Pdf, photo: Uint8Array, y: number): boolean {
  try {
    pdf.image(Buffer.from(photo), margin, y, { fit: [inner, height - margin - y] });
    return true;
  } catch {
    return false;
  }
}
