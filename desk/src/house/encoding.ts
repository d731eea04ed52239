/** In which letters the bytes of a text are written. */

/** Byte order marks, UTF-16 without one, UTF-8, else Windows-1252, as spreadsheets write. */
export function encodingOf(bytes: Uint8Array): string {
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
export function brokenUtf8(bytes: Uint8Array): number | undefined {
  const letters = latin1(bytes);
  const whole = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;
  const good = letters.match(whole)?.length ?? 0;
  if (good === 0) return undefined;
  const rest = letters.replace(whole, (found) => '-'.repeat(found.length));
  const broken = rest.match(/[\x80-\xff]/g)?.length ?? 0;
  return broken > good ? undefined : rest.slice(0, rest.search(/[\x80-\xff]/)).split(/\r\n|\r|\n/).length;
}

/** Each byte as the letter of its number: the decoder that is called so reads Windows-1252. */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}
