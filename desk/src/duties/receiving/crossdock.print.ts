/** The label that goes with goods from the dock: for which order, where, what and how much. */
import { clockText, drawBars, line, margin, type PaperOf, pdfBytes, width } from '../../server/pdf.print.ts';

export interface CrossDockLabel {
  readonly order: string;
  readonly to: string;
  readonly item: string;
  readonly name: string | null;
  readonly qty: string;
  readonly lot: string;
  readonly line: string | null;
  readonly document: string | null;
  readonly by: string;
  readonly at: string;
  /** When and where it is used, where the plan says it. */
  readonly takenAt: string | null;
  readonly where: string;
}

const inner = width - 2 * margin;

export const labelPdf = (
  label: CrossDockLabel,
  of: PaperOf,
  options: { readonly compress?: boolean } = {},
): Promise<Uint8Array> =>
  pdfBytes(
    `For ${label.order}`,
    (pdf) => {
      pdf.addPage();
      const write = (text: string, y: number, size: number, bold = false): void => {
        pdf
          .font(bold ? 'Helvetica-Bold' : 'Helvetica')
          .fontSize(size)
          .fillColor('#000');
        line(pdf, text, margin, y, inner);
      };
      write('Straight from the dock, for', margin, 14);
      write(label.order, margin + 20, 54, true);
      drawBars(pdf, label.order, width - margin, margin, 40, inner / 2);
      write(`To ${label.to}${label.where === '' ? '' : `   ${label.where}`}`, margin + 90, 30, true);
      if (label.takenAt !== null) write(`Used from ${clockText(of.zone, label.takenAt)}`, margin + 130, 18);
      write(`${label.item}   ${label.qty}`, margin + 170, 30, true);
      write([label.name, label.lot === '' ? null : `lot ${label.lot}`].filter(Boolean).join('   '), margin + 208, 18);
      const came = [label.line, label.document === null ? null : `delivery note ${label.document}`].filter(Boolean);
      write(`${came.join(', ')}   ${clockText(of.zone, label.at)} ${label.by}   ${of.site}`, margin + 240, 11);
    },
    options,
  );
