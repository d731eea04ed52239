/** Bytes of a text file to text: byte order marks, UTF-16 without one, UTF-8, else Windows-1252, as spreadsheets write them. */

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

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const bare = utf16WithoutMark(bytes);
  if (bare) return bare;
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** Western text in UTF-16 has a zero in every other byte; text in any other encoding has none at all. */
function utf16WithoutMark(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, 512);
  let [even, odd] = [0, 0];
  for (let at = 0; at < length; at++) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  if (odd > length / 4 && even === 0) return 'utf-16le';
  if (even > length / 4 && odd === 0) return 'utf-16be';
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * The row of the first broken letter of what was meant to be UTF-8: most letters beyond ASCII are whole. Text in
 * Windows-1252 has next to none that look so; read as such, every one of them would silently become two.
 */
function brokenUtf8(bytes: Uint8Array): number | undefined {
  const letters = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const whole = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;
  const good = letters.match(whole)?.length ?? 0;
  if (good === 0) return undefined;
  const rest = letters.replace(whole, (found) => '-'.repeat(found.length));
  const broken = rest.match(/[\x80-\xff]/g)?.length ?? 0;
  return broken > good ? undefined : rest.slice(0, rest.search(/[\x80-\xff]/)).split(/\r\n|\r|\n/).length;
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
