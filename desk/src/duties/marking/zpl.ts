/**
 * A drawn label in ZPL, the language of label printers. Pure. Bars come as boxes that were drawn on the printer's dots, so a printer's own
 * idea of a bar code is not asked. Text is sent in UTF-8 (^CI28), and what means something to the printer or is no plain letter as its bytes (^FH).
 * Source: Zebra ZPL II Programming Guide.
 */
type Drawn =
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly size: number; readonly text: string };

/** Bytes that are more than themselves to the printer: ^ and ~ begin commands, _ begins a byte here. */
export const zplText = (text: string): string =>
  [...new TextEncoder().encode(text)]
    .map((byte) =>
      byte < 0x20 || byte > 0x7e || byte === 0x5e || byte === 0x7e || byte === 0x5f
        ? `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('');

export function zplOf(
  label: { readonly width_mm: number; readonly height_mm: number; readonly drawn: readonly Drawn[] },
  { dots, copies }: { readonly dots: number; readonly copies: number },
): string {
  const at = (mm: number): number => Math.round(mm * dots);
  const marks = label.drawn.map((mark) => {
    const corner = `^FO${at(mark.x)},${at(mark.y)}`;
    if (mark.kind === 'text') return `${corner}^A0N,${at(mark.size)}^FH_^FD${zplText(mark.text)}^FS`;
    const [w, h] = [Math.max(1, at(mark.x + mark.w) - at(mark.x)), Math.max(1, at(mark.y + mark.h) - at(mark.y))];
    return `${corner}^GB${w},${h},${Math.min(w, h)}^FS`;
  });
  return [`^XA^CI28^PW${at(label.width_mm)}^LL${at(label.height_mm)}^LH0,0`, ...marks, `^PQ${copies}`, '^XZ', ''].join(
    '\n',
  );
}
