/** What the camera sees, read: labels of every kind that scanners read. */
import { type ReadInputBarcodeFormat, type ReadResult, readBarcodes } from 'zxing-wasm/reader';

/** What stands on labels of the trade; more kinds would be more time for each picture. */
const kinds: ReadInputBarcodeFormat[] = ['Code128', 'Code39', 'DataMatrix', 'EANUPC', 'ITF', 'PDF417', 'QRCode'];

/** The texts in a picture as a scanner sends them: what GS1 rules begins with the identifier of its symbol (ISO/IEC 15424). */
export async function codesIn(picture: ImageData): Promise<readonly string[]> {
  const found = await readBarcodes(picture, { formats: kinds, maxNumberOfSymbols: 2, textMode: 'Plain' });
  return found.filter(({ isValid }) => isValid).map(asSent);
}

const asSent = ({ contentType, symbologyIdentifier, text }: ReadResult): string =>
  contentType === 'GS1' ? `${symbologyIdentifier}${text}` : text;

/** A label that was out of the picture for longer counts anew. In milliseconds. */
export const away = 1_500;

/** Tells a label that comes before the camera from one that is held there. */
export class Shown {
  readonly #seen = new Map<string, number>();

  /** True where it was not there just before; `now` in milliseconds from any start. */
  comes(text: string, now: number): boolean {
    const last = this.#seen.get(text);
    this.#seen.set(text, now);
    return last === undefined || now - last > away;
  }
}
