/** The paper that goes with goods between two of our places: what, from where, to where, and the bars by which it is received. */
import { clockText, drawBars, height, line, margin, type PaperOf, pdfBytes, width } from '../../server/pdf.print.ts';
import type { SentLine, TransferHead } from './transfers.ts';

interface Note extends TransferHead {
  readonly lines: readonly SentLine[];
}

const inner = width - 2 * margin;

export const notePdf = (note: Note, of: PaperOf, options: { readonly compress?: boolean } = {}): Promise<Uint8Array> =>
  pdfBytes(
    `Transfer ${note.number}`,
    (pdf) => {
      let y = height;
      const write = (text: string, size: number, bold = false): void => {
        if (y > height - margin - 30) {
          pdf.addPage();
          y = margin;
        }
        pdf
          .font(bold ? 'Helvetica-Bold' : 'Helvetica')
          .fontSize(size)
          .fillColor('#000');
        line(pdf, text, margin, y, inner);
        y += size * 1.5;
      };
      write(`Transfer ${note.number}`, 26, true);
      drawBars(pdf, note.number, width - margin, margin, 40, inner / 2);
      write(`To ${[note.to, note.to_name].filter(Boolean).join('  ')}`, 18, true);
      write(`Expected ${clockText(of.zone, note.expected)}`, 12);
      if (note.note !== null) write(note.note, 12);
      y += 12;
      for (const one of note.lines) {
        const told = [one.lot === '' ? null : `lot ${one.lot}`, one.serial === '' ? null : `serial ${one.serial}`];
        write(`${one.line}   ${one.item}   ${one.sent} ${one.unit}`, 14, true);
        write([one.item_name, ...told, `from ${one.from}`].filter(Boolean).join('   '), 11);
      }
      y += 12;
      write(`Sent ${clockText(of.zone, note.at)} by ${note.who}   ${of.site}`, 11);
    },
    options,
  );
