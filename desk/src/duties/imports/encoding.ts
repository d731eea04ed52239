/** Bytes of a text file to text: byte order marks, UTF-16 without one, UTF-8, else Windows-1252, as spreadsheets write them. */
import { brokenUtf8, encodingOf } from '../../house/encoding.ts';

export type Decoded =
  | { readonly text: string; readonly encoding: string }
  | { readonly fault: string; readonly row?: number };

export function decodeText(bytes: Uint8Array, name: string): Decoded {
  const wrong = wrongKind(bytes);
  if (wrong) return { fault: `${name} ${wrong}` };
  const encoding = encodingOf(bytes);
  const row = encoding === 'windows-1252' ? brokenUtf8(bytes) : undefined;
  if (row !== undefined)
    return {
      row,
      fault: `${name}, row ${row}: this is UTF-8, but for a letter there that is broken. Maybe save it again as CSV (UTF-8).`,
    };
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\u0000'))
    return { fault: `${name} is not a text file. Maybe save the sheet as CSV (UTF-8) or as .xlsx.` };
  return { text, encoding };
}

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

export const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);

/** Files that people attach by mistake, told by their first bytes. */
function wrongKind(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return 'is a workbook of Excel 97–2003, or one with a password. Maybe save it as .xlsx without a password.';
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46))
    return 'is a PDF, which has no cells. Maybe export the sheet as .xlsx or CSV.';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff))
    return 'is a picture. Maybe export the sheet as .xlsx or CSV.';
  if (isZip(bytes)) return 'is a zip archive or a workbook, not CSV.';
  return undefined;
}
